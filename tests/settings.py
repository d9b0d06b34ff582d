"""Settings of the tests: a data directory of their own with its own PostgreSQL, quick hashes, no `.env`.

`OTKLIK_TEST_DATABASE_URL` names another server; its role must be allowed to create databases.
"""

import os
import tempfile
from pathlib import Path

for _name in [name for name in os.environ if name.startswith("OTKLIK_") and not name.startswith("OTKLIK_TEST_")]:
    del os.environ[_name]
if "OTKLIK_TEST_DIR" not in os.environ:
    # The processes of pytest-xdist inherit it, so all use one server.
    os.environ["OTKLIK_TEST_DIR"] = tempfile.mkdtemp(prefix="otklik-tests-")
    Path(os.environ["OTKLIK_TEST_DIR"]).chmod(0o711)  # for root's PostgreSQL, which is not root
os.environ["OTKLIK_ENV_FILE"] = os.devnull
os.environ["OTKLIK_DATA_DIR"] = os.environ["OTKLIK_TEST_DIR"]
os.environ["OTKLIK_MIGRATE_DATABASE_URL"] = ""
os.environ["DATABASE_URL"] = os.environ.get("OTKLIK_TEST_DATABASE_URL", "")

from otklik.ground import databases  # noqa: E402
from otklik.project.settings import *  # noqa: E402, F403
from otklik.project.settings import OTKLIK_OWNER_DATABASE_URL  # noqa: E402

# tests make tables and databases; what the program may do is asked in otklik/ground/tests/test_program_role.py
OTKLIK_DATABASE_URL = OTKLIK_PROGRAM_DATABASE_URL = OTKLIK_OWNER_DATABASE_URL
DATABASES = {"default": databases.database_settings(OTKLIK_DATABASE_URL)}

OTKLIK_UNDO_SECONDS = 0  # what is pressed leaves at once
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The files of the interface need not be built for these tests; browser tests run the real thing.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "media": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Read where they are asked for: a test's client that reads them all ahead takes five times as long to make.
WHITENOISE_AUTOREFRESH = True
# What one test publishes is not shown again to the next one.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

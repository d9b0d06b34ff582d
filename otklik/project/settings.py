"""Django's settings. Every value that an installation may change is read here, once; `.env.example` explains each."""

import sys
from pathlib import Path

from django.utils.csp import CSP

from otklik.ground import databases, env, secrets
from otklik.networks.settings import network_settings
from otklik.project import logs, mail, oidc, tiles

PACKAGE = Path(__file__).resolve().parent.parent

env.read_file(Path(env.text("OTKLIK_ENV_FILE", default=".env")))


def _default_data_dir() -> Path:
    """`.data` beside a checkout; the user's data folder for an installed package."""
    if (PACKAGE.parent / "pyproject.toml").is_file():
        return PACKAGE.parent / ".data"
    return Path(env.text("XDG_DATA_HOME", default="~/.local/share")) / "otklik"


# Where things are
OTKLIK_DATA_DIR = env.folder("OTKLIK_DATA_DIR", default=_default_data_dir())
OTKLIK_SITE_URL = env.web_address("OTKLIK_SITE_URL", default="http://127.0.0.1:8000")
OTKLIK_EDGE_URL = env.web_address("OTKLIK_EDGE_URL", default="http://127.0.0.1:8001")
OTKLIK_EMBEDDED_POSTGRES = not env.text("DATABASE_URL")
OTKLIK_PROGRAM_DATABASE_URL = databases.program_url(OTKLIK_DATA_DIR)
OTKLIK_OWNER_DATABASE_URL = databases.owner_url(OTKLIK_DATA_DIR)
_IS_OWNER = len(sys.argv) > 1 and sys.argv[1] in databases.AS_OWNER
OTKLIK_DATABASE_URL = OTKLIK_OWNER_DATABASE_URL if _IS_OWNER else OTKLIK_PROGRAM_DATABASE_URL

# Secrets
SECRET_KEY = secrets.secret_key(OTKLIK_DATA_DIR)
OTKLIK_KEYS = secrets.key_ring(OTKLIK_DATA_DIR)

# Networks
OTKLIK_NETWORKS = network_settings()
OTKLIK_NOMINATIM_URL = env.web_address("OTKLIK_NOMINATIM_URL")
OTKLIK_NOMINATIM_TIMEOUT = env.seconds("OTKLIK_NOMINATIM_TIMEOUT_SECONDS", default=5, at_least=0.1, at_most=60)
OTKLIK_RAW_EVENT_DAYS = env.number("OTKLIK_RAW_EVENT_DAYS", default=90, at_least=7, at_most=3_650)
OTKLIK_EVIDENCE_DAYS = env.number("OTKLIK_EVIDENCE_DAYS", default=1_096, at_least=30, at_most=3_650)
OTKLIK_SEALS_DIR = env.folder("OTKLIK_SEALS_DIR", default=OTKLIK_DATA_DIR / "seals")
OTKLIK_OBJECTION_DAYS = env.number("OTKLIK_OBJECTION_DAYS", default=3, at_least=1, at_most=30)
OTKLIK_SNAPSHOT_DAYS = env.number("OTKLIK_SNAPSHOT_DAYS", default=1_096, at_least=60, at_most=3_650)
OTKLIK_PHOTO_DAYS = env.number("OTKLIK_PHOTO_DAYS", default=1_096, at_least=30, at_most=3_650)
OTKLIK_VIDEO_MAX_MB = env.number("OTKLIK_VIDEO_MAX_MB", default=100, at_least=1, at_most=1_000)
OTKLIK_VIDEO_MAX_MINUTES = env.number("OTKLIK_VIDEO_MAX_MINUTES", default=3, at_least=1, at_most=10)
OTKLIK_SERVICE_NAME = env.text("OTKLIK_SERVICE_NAME", default="Отклик")
OTKLIK_SERVICE_OWNER = env.text("OTKLIK_SERVICE_OWNER")
OTKLIK_REPORTS_BODY = env.text("OTKLIK_REPORTS_BODY")
OTKLIK_SILENT_DAYS = env.number("OTKLIK_SILENT_DAYS", default=14, at_least=1, at_most=365)
OTKLIK_UNDO_SECONDS = env.number("OTKLIK_UNDO_SECONDS", default=10, at_least=0, at_most=300)
OTKLIK_WEBHOOK_MAX_BYTES = env.number(
    "OTKLIK_WEBHOOK_MAX_BYTES", default=1_048_576, at_least=1_024, at_most=104_857_600
)

# Maps: what lies below the points
OTKLIK_TILES_URL = tiles.tiles_url()
OTKLIK_TILES_BY = env.text("OTKLIK_TILES_BY")
OTKLIK_TILES_HOSTS = tiles.hosts_of(OTKLIK_TILES_URL)
OTKLIK_MAP_FILE = env.file("OTKLIK_MAP_FILE")

# The register: how long what is known of a page counts, in days
OTKLIK_SEEN_BEFORE_DAYS = env.number("OTKLIK_SEEN_BEFORE_DAYS", default=90, at_least=1, at_most=90)
OTKLIK_RECORD_DAYS = env.number("OTKLIK_RECORD_DAYS", default=183, at_least=30, at_most=1_100)
OTKLIK_PROOF_DAYS = env.number("OTKLIK_PROOF_DAYS", default=183, at_least=1, at_most=1_100)
OTKLIK_PROOF_CODE_DAYS = env.number("OTKLIK_PROOF_CODE_DAYS", default=7, at_least=1, at_most=60)
OTKLIK_TOKEN_WARN_DAYS = env.number("OTKLIK_TOKEN_WARN_DAYS", default=14, at_least=1, at_most=180)

# Deadlines: days off of this region, beside those of the country
OTKLIK_DAYS_OFF = env.days("OTKLIK_DAYS_OFF")

# Triage: whether a model is made of what people corrected by itself, every week
OTKLIK_LEARN_WEEKLY = env.flag("OTKLIK_LEARN_WEEKLY")

# For trials of our own reliability: a folder; see otklik/shared/failpoints.py
OTKLIK_KILL_POINTS = env.text("OTKLIK_KILL_POINTS")

# Telling other programs: whether addresses without TLS, and addresses of the own network, may be called
OTKLIK_HOOKS_HTTP = env.flag("OTKLIK_HOOKS_HTTP")
OTKLIK_HOOKS_PRIVATE = env.flag("OTKLIK_HOOKS_PRIVATE")

# A demo: everything in it is made up, and its passwords are of a kind that only a demo understands
OTKLIK_IS_DEMO = env.flag("OTKLIK_IS_DEMO")

# Django
DEBUG = env.flag("OTKLIK_DEBUG")
ALLOWED_HOSTS = list(env.words("OTKLIK_ALLOWED_HOSTS", default=("127.0.0.1", "localhost", "[::1]")))
CSRF_TRUSTED_ORIGINS = [OTKLIK_SITE_URL]
ROOT_URLCONF = "otklik.project.urls"
WSGI_APPLICATION = "otklik.project.wsgi.application"
AUTH_USER_MODEL = "organizations.Staff"
DATABASES = {"default": databases.database_settings(OTKLIK_DATABASE_URL)}
LOGGING = logs.logging_settings(
    env.choice("OTKLIK_LOG_LEVEL", default="INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    # The rooms, in the order of the flow
    "otklik.audit",
    "otklik.media",
    "otklik.topics",
    "otklik.organizations",
    "otklik.gazetteer",
    "otklik.notices",
    "otklik.pages",
    "otklik.residents",
    "otklik.delivery",
    "otklik.intake",
    "otklik.triage",
    "otklik.appeals",
    "otklik.answers",
    "otklik.moderation",
    "otklik.publication",
    "otklik.opinion",
    "otklik.integrations",
    # What stands on them: pages, steps, commands
    "otklik.web",
    "otklik.worker",
    "otklik.demo",
    "otklik.bench",
    "otklik.project",
]

MIDDLEWARE = [
    "otklik.web.health.answer_watchers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "otklik.web.health.answer_while_away",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "otklik.web.storable.make_storable",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "otklik.web.reading_order.keep_reading_order",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("otklik.web.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# A form that names a thousand cases (answers/bulk/running.py, MOST_AT_ONCE) has some fields besides
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_100

# Language and time
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale", *sorted((PACKAGE / "networks" / "connectors").glob("*/locale"))]
TIME_ZONE = env.time_zone("OTKLIK_TIME_ZONE", default="Asia/Yekaterinburg")
USE_TZ = True

# Signing in
LOGIN_URL = "/desk/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = (
    ["otklik.demo.passwords.DemoPasswordHasher"]
    if OTKLIK_IS_DEMO
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "otklik.organizations.policy.PolicyLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# The second factor and OpenID Connect are checked by django-allauth; the door itself is ours (docs/adr/0017)
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
SOCIALACCOUNT_ADAPTER = "otklik.web.desk.account.sign_in.DoorAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link on our own page; a form would be stopped by our form-action
SOCIALACCOUNT_PROVIDERS = oidc.providers()
MFA_ADAPTER = "otklik.organizations.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1

# Letters: handed to a mail server by the worker; kept as files instead where a folder is named
DEFAULT_FROM_EMAIL = env.text("OTKLIK_MAIL_FROM", default="otklik@localhost")
MAILERS = mail.mailers()
OTKLIK_BOUNCE_ADDRESS = env.text("OTKLIK_BOUNCE_ADDRESS")

# What the browser may do: nothing inline, nothing from elsewhere; live events come from the edge
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF, OTKLIK_EDGE_URL],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
_is_https = OTKLIK_SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _is_https
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("OTKLIK_BEHIND_PROXY") else None
# Only the name of the site, to ourselves, too: some addresses hold secrets, and proxies log who asked for a picture
SECURE_REFERRER_POLICY = "strict-origin"
X_FRAME_OPTIONS = "DENY"

# Public pages that many ask for at once are kept for a moment in each process (otklik/web/portal/keeping.py)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
}

# Files of the interface: built, hashed, packed and listed by frontend/build.mjs, so there is nothing to collect
STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "web" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    # Photos: no address leads into this folder, a page hands them out to whom they concern (docs/adr/0044)
    "media": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": OTKLIK_DATA_DIR / "media",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
MEDIA_ROOT = OTKLIK_DATA_DIR / "media"
# What is uploaded: more than this in one request is not kept, not even for a moment
FILE_UPLOAD_HANDLERS = [
    "otklik.web.uploads.StopHuge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

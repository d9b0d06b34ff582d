"""Secrets that nobody gave us: made once, kept in the data directory, readable by its owner only."""

import base64
import binascii
import os
import secrets
import tempfile
from pathlib import Path

from otklik.ground.env import SettingRefused, text, words

FERNET_KEY_BYTES = 32
DEMO_PASSWORD = "otklik-demo"  # noqa: S105
"""No secret: shown on the sign-in page of a demo; the demo's own hasher makes that it opens nothing else."""


def secret_key(data_dir: Path) -> str:
    """What sessions and links are signed with."""
    given = text("OTKLIK_SECRET_KEY")
    if not given:
        return kept_secret(data_dir / "keys" / "secret_key", made=secrets.token_urlsafe(50))
    if len(given) < 32:
        raise SettingRefused("OTKLIK_SECRET_KEY", value="…", wanted="write at least 32 random characters")
    return given


def key_ring(data_dir: Path) -> tuple[str, ...]:
    """The keys of the pages' tokens: the first encrypts, all decrypt."""
    ring = words("OTKLIK_KEYS") or tuple(
        kept_secret(data_dir / "keys" / "ring", made=new_key()).replace(",", " ").split()
    )
    for place, key in enumerate(ring, start=1):
        if not _is_fernet_key(key):
            wanted = f"key {place} is not 32 bytes in url-safe base64; make one with `otklik keys new`"
            raise SettingRefused("OTKLIK_KEYS", value="…", wanted=wanted)
    return ring


def new_key() -> str:
    """A new key for the ring."""
    return base64.urlsafe_b64encode(secrets.token_bytes(FERNET_KEY_BYTES)).decode()


def kept_secret(path: Path, *, made: str) -> str:
    """The secret in this file; written with `made` when it is not there. Two processes agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        # mkstemp gives a file that only we can read
        descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(made + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)  # noqa: PTH108
    return path.read_text(encoding="utf-8").strip()


def _is_fernet_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == FERNET_KEY_BYTES
    except (binascii.Error, ValueError):
        return False

"""Secrets of connections, encrypted with the key ring: the first key encrypts, all decrypt."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from otklik.pages.errors import SecretLocked


def seal(secret: str) -> bytes:
    """Encrypt a token or a secret for storing; an empty one stays empty."""
    return _ring().encrypt(secret.encode()) if secret else b""


def unseal(sealed: bytes | memoryview) -> str:
    """Decrypt a stored secret. Raises SecretLocked when no key of the ring fits."""
    if not sealed:
        return ""
    try:
        return _ring().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        raise SecretLocked from None


def reseal(sealed: bytes | memoryview) -> bytes:
    """Encrypt again with the first key of the ring, after a rotation. Raises SecretLocked when no key fits."""
    return seal(unseal(sealed))


def _ring() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.OTKLIK_KEYS])

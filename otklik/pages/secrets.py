"""Secrets of connections, encrypted with the key ring: the first key encrypts, all decrypt."""

from cryptography.fernet import InvalidToken

from otklik.ground.ring import key_ring
from otklik.pages.errors import SecretLocked


def seal(secret: str) -> bytes:
    """Encrypt a token or a secret for storing; an empty one stays empty."""
    return key_ring().encrypt(secret.encode()) if secret else b""


def unseal(sealed: bytes | memoryview) -> str:
    """Decrypt a stored secret. Raises SecretLocked when no key of the ring fits."""
    if not sealed:
        return ""
    try:
        return key_ring().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        raise SecretLocked from None


def reseal(sealed: bytes | memoryview) -> bytes:
    """Encrypt again with the first key of the ring, after a rotation. Raises SecretLocked when no key fits."""
    return seal(unseal(sealed))

"""The key ring for encrypted columns: the first of OTKLIK_KEYS encrypts, all decrypt."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def key_ring() -> MultiFernet:
    """The ring as the settings have it now."""
    return MultiFernet([Fernet(key) for key in settings.OTKLIK_KEYS])

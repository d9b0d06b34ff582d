"""Errors of the register of pages."""

from otklik.shared.errors import OtklikError


class SecretLocked(OtklikError):
    """A stored token cannot be read."""

    message = "A stored token cannot be decrypted: its key is missing in OTKLIK_KEYS. Put the key back, or enter the token anew."

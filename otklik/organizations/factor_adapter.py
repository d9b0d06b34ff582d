"""The adapter of django-allauth's second factors: secrets encrypted with the key ring, names of ours."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from otklik.ground.ring import key_ring

SITE_NAME = "Otklik"


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Named in the setting MFA_ADAPTER."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with the first key of the ring."""
        return key_ring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret with any key of the ring."""
        return key_ring().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """What the app on the phone shows above the code."""
        return SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """Whom a passkey is for: the name of this site, as the browser knows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": SITE_NAME}

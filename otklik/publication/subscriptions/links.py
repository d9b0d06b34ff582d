"""The links of a subscription: its key, and a keyed hash for what the link is good for.

Nothing of them is kept, so each link in each old letter works as long as the subscription lives, and whoever reads the
table opens none. Small letters and digits only: one of them stands in an address of mail.
"""

import hmac
import secrets
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

_KEY: Final = 16
_PROOF: Final = 20


class LinkFor(StrEnum):
    """What a link is good for. None opens another door."""

    CONFIRM = "confirm"
    PAGE = "page"
    """See it, change the pace, end it."""
    END = "end"
    """One click in a mail program (RFC 8058)."""
    RETURN = "return"
    """Where mail servers send a letter back to."""


def new_key() -> str:
    """16 random characters."""
    return secrets.token_hex(_KEY // 2)


def secret_of(key: str, purpose: LinkFor) -> str:
    """36 characters for an address."""
    return key + _proof(key, purpose)


def key_behind(secret: str, purpose: LinkFor) -> str | None:
    """The key of the subscription, whether it still lives or not; None where the secret is none of ours."""
    known = secret.lower()
    if len(known) != _KEY + _PROOF or not known.isascii():
        return None
    key, proof = known[:_KEY], known[_KEY:]
    return key if hmac.compare_digest(proof, _proof(key, purpose)) else None


def link_to(key: str, purpose: LinkFor) -> str:
    """The whole address of a page."""
    return f"{settings.OTKLIK_SITE_URL}{_PATHS[purpose]}{secret_of(key, purpose)}/"


def return_address(key: str) -> str:
    """Where letters of this subscription come back to; empty where no setting names a mailbox for that."""
    name, _at, domain = settings.OTKLIK_BOUNCE_ADDRESS.partition("@")
    return f"{name}+{secret_of(key, LinkFor.RETURN)}@{domain}" if domain else ""


_PATHS: Final = {
    LinkFor.CONFIRM: "/subscribe/",
    LinkFor.PAGE: "/subscription/",
    LinkFor.END: "/unsubscribe/",
}


def _proof(key: str, purpose: LinkFor) -> str:
    return salted_hmac(f"otklik.subscription.{purpose}", key, algorithm="sha256").hexdigest()[:_PROOF]

"""To which address a code may be mailed: the body's own, in a domain that is not open to everybody."""

from otklik.organizations.models import Body
from otklik.pages.errors import CannotProve
from otklik.shared.words import marked as _

OPEN_TO_EVERYBODY = frozenset(
    {
        "bk.ru", "gmail.com", "hotmail.com", "icloud.com", "inbox.ru", "internet.ru", "list.ru", "live.com", "mail.com",
        "mail.ru", "me.com", "narod.ru", "outlook.com", "proton.me", "protonmail.com", "rambler.ru", "ro.ru",
        "xmail.ru", "ya.ru", "yahoo.com", "yandex.by", "yandex.com", "yandex.kz", "yandex.ru",
    }
)  # fmt: skip
"""Domains in which anybody gets an address: having one proves nothing."""


def find_address(body: Body) -> str:
    """The body's address. Raises CannotProve where it has none, or anybody could have it."""
    if not body.email:
        raise CannotProve(
            _("The body has no e-mail address in the register."),
            mend=_("Whoever keeps the register of bodies enters it."),
        )
    domain = body.email.rpartition("@")[2].lower().rstrip(".")
    if domain in OPEN_TO_EVERYBODY:
        raise CannotProve(
            _("The body's address is at a mail service where anybody can get one, so a letter there proves nothing."),
            mend=_("Enter an address in the body's own domain, or prove it in another way."),
        )
    return body.email

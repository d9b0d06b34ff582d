"""What makes a person known, and taking it out of words that others wrote."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from otklik.residents.models import NetworkAccount

ERASED = "•••"
_MARK = "erased-"
_SHORTEST_TEXT = 12
"""A shorter message («спасибо») may be anybody's words."""


@dataclass(frozen=True)
class Person:
    """One account of a resident, and what it wrote: whatever of it stands in the words of others is taken out."""

    account_id: int
    network: str
    external_id: str
    name: str
    texts: frozenset[str] = field(default_factory=frozenset)

    @property
    def needles(self) -> tuple[str, ...]:
        """What must stand nowhere afterwards, the longest first."""
        texts = (text for text in self.texts if len(text) >= _SHORTEST_TEXT)
        return tuple(sorted({one for one in (self.name, *texts) if one}, key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(one) for one in self.needles)
        number = rf"(?<!\d){re.escape(self.external_id)}(?!\d)"
        return re.compile(f"{words}|{number}" if words else number, re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether something of the person stands in a text."""
        return bool(text) and self._pattern.search(text) is not None

    def taken_out_of(self, text: str) -> str:
        """The text without anything of the person."""
        return self._pattern.sub(ERASED, text) if text else text


def find_account(network: str, external_id: str) -> NetworkAccount | None:
    """The account with this number in a network."""
    return NetworkAccount.objects.filter(network=network, external_id=external_id).first()


def forget_account(person: Person) -> None:
    """Take the account itself out; what it wrote then has no author."""
    NetworkAccount.objects.filter(id=person.account_id).delete()


def erased_name(name: str) -> str:
    """What replaces a name of a network in which an account's number stands: the same for the same name.

    Keyed, so that nobody finds the account by trying all numbers.
    """
    return _MARK + hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest()[:40]

"""Finds what a person told of themselves: names, phones, addresses of mail, which staff may repeat."""

from collections.abc import Iterable

from otklik.personal_data.contacts import emails, phones
from otklik.personal_data.names import names
from otklik.personal_data.spans import find_every

_MOST = 100


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """What the person calls themselves, and others; each name once."""
    return tuple(sorted({name for text in texts for name in names.find(text)}))


def numbers_in(texts: Iterable[str]) -> frozenset[str]:
    """Phones and addresses of mail, as they are written there."""
    return frozenset(
        text[one.start : one.end].strip()
        for text in texts
        for find in (phones.find, emails.find)
        for one in find_every(find, text, at_most=_MOST)
    )

"""What everybody may read of a text: personal data taken out by all redactions, one after another.

Plain decisions: no Django, no database. A redaction never adds to what it was given, but for its mark.
"""

from collections.abc import Callable, Sequence

from otklik.personal_data.births import hidden_dates
from otklik.personal_data.contacts import hidden_emails, hidden_phones, mentions, secrets
from otklik.personal_data.documents import document_numbers, hidden_plates, long_numbers
from otklik.personal_data.homes import flat_numbers
from otklik.personal_data.names import (
    addressed,
    beside,
    foreign_names,
    known_people,
    latin_names,
    names,
    private_people,
    public_posts,
    spaced_names,
)
from otklik.personal_data.names import officials as officials_names
from otklik.publication.redactions import profanity
from otklik.shared.text import plainly_written

REDACTIONS: tuple[Callable[[str], str], ...] = (
    spaced_names.hide,
    secrets.hide,
    hidden_emails.hide,
    mentions.hide,
    hidden_dates.hide,
    document_numbers.hide,
    long_numbers.hide,
    hidden_phones.hide,
    hidden_plates.hide,
    flat_numbers.hide,
    foreign_names.hide,
    names.hide,
    addressed.hide,
    private_people.hide,
    latin_names.hide,
    beside.hide,
    profanity.hide,
)
"""In this order: papers beside a date tell that it is of a birth, a long number is a card before it is a phone, a link
is a link before it is a name."""


def redact(text: str, *, people: Sequence[str] = ()) -> str:
    """The text without personal data, as far as rules can see it; `people`: who took part, as a network names them.

    Names of those who govern stay, where their post is named: what they do in office is nobody's private life.
    """
    return public_posts.hide_but(plainly_written(text), people=people, hide=lambda left: _hide_all(left, people))


def _hide_all(text: str, people: Sequence[str]) -> str:
    """Signs that nobody sees go first: they part a number or a name for the rules, and for no reader."""
    text = plainly_written(text)
    for hide in REDACTIONS:
        text = hide(text)
    return known_people.hide_small(known_people.hide(text, people), people)


def redact_answer(text: str, *, people: Sequence[str] = (), officials: Sequence[str] = ()) -> str:
    """The same for an answer of a body; `officials`: whose names stay where they are named in full."""
    return officials_names.hide_but(text, officials, people=people, hide=lambda left: _hide_all(left, people))

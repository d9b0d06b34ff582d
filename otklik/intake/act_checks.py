"""Validates what a resident filled in on our own forms. Each error names its field."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from otklik.gazetteer.towns import Spot, list_towns
from otklik.shared.errors import OtklikError
from otklik.shared.lengths import TOO_LONG, counted
from otklik.shared.text import is_blank, seen_words
from otklik.shared.words import marked as _

LONGEST_TEXT: Final = 3_000
LONGEST_PLACE: Final = 300
LONGEST_EMAIL: Final = 254
_LONGEST_BOX: Final = 64
LEAST_TEXT: Final = 3
MOST_NAMED: Final = 5


class ActRefused(OtklikError):
    """What was filled in cannot be taken; `field` names where."""

    def __init__(self, wrong: str, *, field: str, mend: str, values: dict[str, str] | None = None) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field


def clean_words(text: str) -> str:
    """As it is kept: no NUL, one kind of line ends, nothing around it; what nobody would see is nothing."""
    return "" if is_blank(text) else text.replace("\x00", "").replace("\r\n", "\n").strip()


def wrong_with_text(text: str) -> ActRefused | None:
    """Too little to tell anything, or too long."""
    length = len(clean_words(text))
    if len(seen_words(text)) < LEAST_TEXT:
        return ActRefused(
            _("It does not say yet what happened."),
            field="text",
            mend=_("Write in your own words, one line is enough."),
        )
    if length > LONGEST_TEXT:
        return ActRefused(
            TOO_LONG,
            field="text",
            mend=_("Leave the most important in it; a second message can say the rest."),
            values=counted(length, most=LONGEST_TEXT),
        )
    return None


def wrong_with_place(place: str) -> ActRefused | None:
    """Longer than any address."""
    length = len(clean_words(place))
    if length <= LONGEST_PLACE:
        return None
    return ActRefused(
        TOO_LONG,
        field="place",
        mend=_("A street and a house, or what stands beside it, is enough."),
        values=counted(length, most=LONGEST_PLACE),
    )


def wrong_with_point(spot: Spot | None) -> ActRefused | None:
    """Where nobody here answers: in another region, or by a slip of the finger."""
    if spot is None or not spot.is_outside:
        return None
    towns = list(list_towns().values())
    return ActRefused(
        _("This point lies outside of the territory that is answered for here: %(towns)s."),
        field="point",
        mend=_("Choose a point within it, or leave it out and write the address."),
        values={"towns": ", ".join(towns[:MOST_NAMED]) + ("…" if len(towns) > MOST_NAMED else "")},
    )


def wrong_with_email(email: str) -> ActRefused | None:
    """No address, or one that is too long; empty is none."""
    if not email.strip():
        return None
    try:
        if len(email.strip()) > LONGEST_EMAIL or not _leads_out(email.strip()):
            raise ValidationError(email)
        validate_email(email.strip())
    except ValidationError:
        return ActRefused(
            _("This is no e-mail address."), field="email", mend=_("It looks like name@mail.ru. Or choose «nowhere».")
        )
    return None


def _leads_out(email: str) -> bool:
    """A mailbox somewhere in the world: neither of this machine or its network, nor what programs read as an encoding.

    Before the sign at most 64 characters (RFC 5321, 4.5.3.1.1).
    """
    box, _sign, host = email.rpartition("@")
    return "." in host and not host.startswith("[") and len(box) <= _LONGEST_BOX and not box.startswith("=?")

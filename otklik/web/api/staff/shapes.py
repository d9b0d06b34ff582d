"""What stands in requests and answers of the API. Answers take the rooms' own views where those say enough."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from otklik.appeals.states import State
from otklik.integrations.register.export import MEDIA_TYPES, Format
from otklik.organizations.errors import UnfitEntry
from otklik.pages.public_selectors import network_in
from otklik.shared.words import marked as _

TABLE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The table, as XLSX or CSV",
            "content": {MEDIA_TYPES[Format.XLSX]: {}, "text/csv": {}},
        }
    }
}
"""What the document says of an operation that gives a table."""

MOST = 2**63 - 1

_PLAIN = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Words = Annotated[str, StringConstraints(max_length=20_000, pattern=_PLAIN)]
"""A text of a message, an answer, a note."""

After = Annotated[
    str, StringConstraints(max_length=300, pattern=_PLAIN), Field(description="`next` of the page before.")
]

Search = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]

Line = Annotated[str, StringConstraints(max_length=300, pattern=_PLAIN)]

Id = Annotated[int, Field(ge=1, le=MOST)]
"""A number in an address."""

Ref = Annotated[int, Field(strict=True, ge=1, le=MOST)]
"""A number in a body."""

Version = Annotated[
    int, Field(strict=True, ge=0, le=2**31 - 1, description="As the case was read. 409: it has changed since.")
]

Flag = StrictBool


def _only_day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2026-12-31")
    return value


def _only_text(value: Any) -> Any:
    if not isinstance(value, str) or value.strip("0123456789+-. ") == "":
        raise ValueError("a moment is written as 2026-12-31T09:00:00+05:00")
    return value


Day = Annotated[date, BeforeValidator(_only_day)]

Moment = Annotated[AwareDatetime, BeforeValidator(_only_text)]


class Asked(Schema):
    """What a program sends: nothing but the named fields, each of its own kind."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Asked):
    """An act that needs nothing besides its address."""


class WhyIn(Asked):
    """Why: the document, for instance."""

    because: Line


class Versioned(Asked):
    """An act on a case as it was read."""

    version: Version


class CaseStands(Schema):
    """Where a case stands after an act. Nulls: it has left what the owner of the key sees."""

    number: int
    version: int | None
    state: State | None


class Done(Schema):
    """It is done."""

    done: bool = True


class Made(Schema):
    """What was made, by its number."""

    id: int


class Link(Schema):
    """An address for somebody outside, told once and kept nowhere."""

    number: int
    url: str


class Problem(Schema):
    """Why a call was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description="Of the reason, for programs: it does not change with the language.")
    detail: str = Field(description="What is wrong and how to mend it, in the language of Accept-Language.")
    faults: list["FaultOf"]
    version: int | None = Field(description="`stale_case`: the version of the case now.")
    changes: list["ChangeOf"] = Field(description="`stale_case`, `draft_changed`: who did what last, the newest last.")


class FaultOf(Schema):
    """One thing that is wrong with what was sent."""

    field: str
    words: str


class ChangeOf(Schema):
    """One change of a case."""

    at: datetime
    by: str
    act: str
    words: str


def say(words: str) -> str:
    """Marked words in the language of the request; none stay none: gettext would tell the head of the catalogue."""
    return gettext(words) if words else ""


def place_in[T](find: Callable[[str], T | None], text: str) -> T | None:
    """After which row a page goes on: `next` of the page before. Raises UnfitEntry for what is none."""
    found = find(text) if text else None
    if text and found is None:
        raise UnfitEntry(_("This is no page of the list."), field="after", mend=_("Begin again without it."))
    return found


def network_of(text: str) -> str:
    """One of the networks of this installation; empty for any. Raises UnfitEntry."""
    if text and not network_in(text):
        raise UnfitEntry(_("There is no such network."), field="network")
    return text


class TableAsked(Schema):
    """How the table is written."""

    format: Format = Format.XLSX


def refuse_others(request: HttpRequest, fields: AbstractSet[str], *, files: AbstractSet[str]) -> None:
    """A form holds these and nothing else, as JSON does: a name that is misspelt is not passed over.

    Raises ValidationError.
    """
    others = sorted({*request.POST} - fields) + sorted({*request.FILES} - files)
    if others:
        raise ValidationError([{"type": "extra_forbidden", "loc": ("form", "given", name)} for name in others])

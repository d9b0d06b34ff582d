"""What requests about rules have in common: hours, where a list goes on, by which name a field was sent."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from otklik.organizations.keyset import Mark
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.problems import NoRight
from otklik.web.api.staff.shapes import place_in

_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?")

Further = Annotated[
    str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$"), Field(description="`next` of the page before.")
]
"""Of lists that go on behind a name, which may be long."""
Seen = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00]*$"),
    Field(description="`version` as it was read. 409: it has changed since."),
]


def _only_hour(value: Any) -> Any:
    if not isinstance(value, str) or not _HOUR.fullmatch(value):
        raise ValueError("an hour is written as 18:00")
    return value


Hour = Annotated[
    time,
    BeforeValidator(_only_hour),
    WithJsonSchema({"type": "string", "pattern": f"^{_HOUR.pattern}$", "example": "18:00"}),
]


def mark_in(text: str, *kinds: type) -> Mark | None:
    """Behind which row a page begins, of a list ordered by columns of these kinds. Raises UnfitEntry."""
    return place_in(partial(Mark.find_in, kinds=kinds), text)


def told(following: Mark | None) -> str | None:
    """Where the next page begins, as it is told."""
    return str(following) if following else None


@contextmanager
def called(**names: str) -> Iterator[None]:
    """What a room calls so, is called otherwise in the request: the refusal names the field that was sent."""
    try:
        yield
    except OtklikError as why:
        field = getattr(why, "field", "")
        if field in names:
            why.field = names[field]  # type: ignore[attr-defined]
        raise


def at_work_by(request: HttpRequest, *rights: Right) -> Program:
    """Who calls, if one of these rights is theirs somewhere. Raises NoRight."""
    program = require_right(request)
    if not any(program.viewer.may_anywhere(right) for right in rights):
        raise NoRight(_("None of your roles allows this."))
    return program

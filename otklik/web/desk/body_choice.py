"""Choosing a body in a form: from a list where there are few, by its name where a person works for thousands."""

from dataclasses import dataclass

from otklik.organizations.errors import UnfitEntry
from otklik.organizations.listing import find_choice
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import BodyChoice, Viewer, find_bodies
from otklik.shared.words import marked as _
from otklik.web.desk.numbers import number_in

FEW = 30
"""So many bodies are offered as a list."""
_BETWEEN = " · "
"""Stands between the name of a body and its name in addresses, where one is chosen."""


@dataclass(frozen=True, slots=True)
class BodyField:
    """The field of a form that names a body."""

    few: tuple[BodyChoice, ...]
    """All that can be chosen; empty where they are too many, and the name is typed."""
    right: Right
    """What the person must be allowed to do there."""
    chosen_id: int | None
    text: str
    """What stands in the field where the name is typed."""


def body_field(viewer: Viewer, right: Right, *, typed: str) -> BodyField:
    """The field as it is shown, with what was typed: a body's id or its name."""
    return _field(viewer.scope(right), right, typed)


def any_body_field(*, typed: str) -> BodyField:
    """The field of a form that may name any body of the region, wherever the person works."""
    return _field(Scope(everything=True), Right.SEE_CASES, typed)


def read_body(viewer: Viewer, right: Right, text: str) -> int | None:
    """The id of the body that the field names, None for none; whether it is this person's the service decides.

    Raises UnfitEntry where it is not clear which.
    """
    asked_id = number_in(text)
    if asked_id is not None:
        return asked_id
    choice = read_choice(text, field="body_id", viewer=viewer, right=right)
    return choice.id if choice else None


def read_any_body(text: str) -> int | None:
    """The id of the body of the region that the field names, None for none. Raises UnfitEntry as `read_body` does."""
    asked_id = number_in(text)
    choice = read_choice(text, field="body_id") if asked_id is None else None
    return choice.id if choice else asked_id


def write_choice(choice: BodyChoice | None) -> str:
    """A chosen body as it stands in a field."""
    return f"{choice.short_name}{_BETWEEN}{choice.slug}" if choice else ""


def read_choice(
    text: str, *, field: str, viewer: Viewer | None = None, right: Right = Right.EDIT_BODIES
) -> BodyChoice | None:
    """The body that a field names; None for none. Raises UnfitEntry where it is not clear which.

    With `viewer` of those where that person has the right; else of all.
    """
    named = text.rpartition(_BETWEEN)[2].strip()
    if not named:
        return None
    found = find_choice(named, scope=viewer.scope(right) if viewer else None)
    if found is None:
        raise UnfitEntry(
            _("It is not clear which body is meant."), field=field, mend=_("Choose one of those offered as you type.")
        )
    return found


def _field(scope: Scope, right: Right, typed: str) -> BodyField:
    asked_id = number_in(typed)
    found = find_bodies(scope, at_most=FEW + 1)
    if len(found) <= FEW:
        return BodyField(tuple(found), right, asked_id, typed)
    named = find_bodies(scope, body_id=asked_id) if asked_id is not None else []
    return BodyField((), right, asked_id, write_choice(named[0]) if named else typed)

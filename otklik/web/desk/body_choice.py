"""Choosing a body in a form: from a list where there are few, by its name where a person works for thousands."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from otklik.answers.texts.ready_entries import KEEPING_TEXTS, text_scope
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.listing import find_choice, list_choices
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import BodyChoice, Viewer, find_bodies
from otklik.shared.words import marked as _
from otklik.web.desk.forms import number_in

FEW = 30
"""So many bodies are offered as a list."""
OWNING = (Right.EDIT_CASE, Right.EDIT_RULES)
"""Who has any of these for a body keeps its tags and macros."""
_LONGEST = 200
_BETWEEN = " · "
"""Stands between the name of a body and its name in addresses, where one is chosen."""


@dataclass(frozen=True, slots=True)
class BodyField:
    """The field of a form that names a body."""

    few: tuple[BodyChoice, ...]
    """All that can be chosen; empty where they are too many, and the name is typed."""
    rights: tuple[Right, ...]
    """What the person must be allowed to do there, any of it."""
    chosen_id: int | None
    text: str
    """What stands in the field where the name is typed."""
    offered: tuple[BodyChoice, ...] = ()
    """Bodies with the words that came back unclear: so one is found without a script, too."""
    without: frozenset[int] = frozenset()
    """Those that are not offered."""

    @property
    def asked(self) -> str:
        """The rights as the address of the choices tells them, after `right=`."""
        return "&right=".join(self.rights)


def body_field(viewer: Viewer, right: Right, *, typed: str) -> BodyField:
    """The field as it is shown, with what was typed: a body's id or its name."""
    return _field(viewer.scope(right), (right,), typed)


def owner_field(viewer: Viewer, *, typed: str) -> BodyField:
    """The field that says whose a tag or a macro is: any body whose vocabulary the person keeps."""
    return _field(viewer.scope_of_any(OWNING), OWNING, typed)


def text_body_field(viewer: Viewer, *, typed: str) -> BodyField:
    """The field that says whose a ready text is: any body whose texts the person keeps."""
    return _field(text_scope(viewer), KEEPING_TEXTS, typed)


def any_body_field(*, typed: str, without: Collection[int] = ()) -> BodyField:
    """The field of a form that may name any body of the region, wherever the person works, but those `without`."""
    field = _field(Scope(everything=True), (Right.SEE_CASES,), typed)
    if not without:
        return field
    few, offered = (tuple(one for one in rows if one.id not in without) for rows in (field.few, field.offered))
    is_out = field.chosen_id in without
    return replace(
        field, few=few, offered=offered, without=frozenset(without), chosen_id=None if is_out else field.chosen_id,
        text="" if is_out else field.text,
    )  # fmt: skip


def read_body(viewer: Viewer, right: Right, text: str, *, field: str = "body_id") -> int | None:
    """The id of the body that the field names, None for none; whether it is this person's the service decides.

    Raises UnfitEntry where it is not clear which.
    """
    return _read(text, field=field, scope=viewer.scope(right))


def read_owner(viewer: Viewer, text: str) -> int | None:
    """The id of the body that the field of an owner names, None for everybody. Raises as `read_body` does."""
    return _read(text, field="owner_id", scope=viewer.scope_of_any(OWNING))


def read_text_body(viewer: Viewer, text: str) -> int | None:
    """The id of the body that the field of a ready text names, None for everybody. Raises as `read_body` does."""
    return _read(text, field="body_id", scope=text_scope(viewer))


def read_any_body(text: str) -> int | None:
    """The id of the body of the region that the field names, None for none. Raises UnfitEntry as `read_body` does."""
    return _read(text, field="body_id", scope=None)


def write_choice(choice: BodyChoice | None) -> str:
    """A chosen body as it stands in a field."""
    return f"{choice.short_name}{_BETWEEN}{choice.slug}" if choice else ""


def read_choice(text: str, *, field: str, scope: Scope | None = None) -> BodyChoice | None:
    """The body that a field names; None for none. Raises UnfitEntry where it is not clear which.

    With a scope only those of it that are at work; else of all.
    """
    named = text.rpartition(_BETWEEN)[2].strip()
    if not named:
        return None
    found = find_choice(named, scope=scope)
    if found is None:
        raise UnfitEntry(
            _("It is not clear which body is meant."), field=field, mend=_("Choose one of those offered as you type.")
        )
    return found


def _read(text: str, *, field: str, scope: Scope | None) -> int | None:
    asked_id = number_in(text)
    if asked_id is not None:
        return asked_id
    choice = read_choice(text, field=field, scope=scope)
    return choice.id if choice else None


def _field(scope: Scope, rights: tuple[Right, ...], typed: str) -> BodyField:
    asked_id = number_in(typed)
    found = find_bodies(scope, at_most=FEW + 1)
    if len(found) <= FEW:
        return BodyField(tuple(found), rights, asked_id, typed)
    named = find_bodies(scope, body_id=asked_id) if asked_id is not None else []
    if named:
        return BodyField((), rights, asked_id, write_choice(named[0]))
    words = typed.replace("\x00", "")[:_LONGEST]
    return BodyField((), rights, asked_id, typed, tuple(list_choices(words, scope=scope)) if words.strip() else ())

"""A ready text as it is entered, and what is wrong with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import AnswerKind, ReadyFile, ReadyText
from otklik.answers.texts.filling import unknown_places
from otklik.appeals.states import State
from otklik.media.models import FileKind
from otklik.media.services import KeptFile
from otklik.organizations.models import Body
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, bodies_within
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

MOST_FILES = 5

KEEPING_TEXTS: Final = (Right.WRITE_ANSWER, Right.EDIT_RULES)
"""Who has any of these for a body keeps its ready texts."""


@dataclass(frozen=True, slots=True)
class ReadyEntry:
    """A ready text as it is entered; None and empty: everywhere, always."""

    name: str
    text: str
    folder: str = ""
    kind: str = ""
    state: str = ""
    topic_id: int | None = None
    body_id: int | None = None
    since_on: date | None = None
    until_on: date | None = None
    files: Sequence[KeptFile] = ()


def check_entry(entry: ReadyEntry, *, by: Viewer) -> None:
    """Raises AnswerRefused, which names the field."""
    check_count(entry.files)
    for field in ("name", "text"):
        if not getattr(entry, field).strip():
            raise AnswerRefused(_("The text has no name or no words."), field=field, mend=_("Fill both in."))
    unknown = unknown_places(entry.text)
    if unknown:
        raise AnswerRefused(
            _("Nothing fills these places: %(places)s."),
            mend=_("Take {имя}, {адрес}, {номер}, {орган}, {тема} or {сегодня}, or ask: {?When}."),
            values={"places": ", ".join(unknown)},
        )
    for field, known in (("kind", AnswerKind), ("state", State)):
        if getattr(entry, field) not in ("", *known):
            raise AnswerRefused(_("There is no such choice."), field=field, mend=_("Choose from the list."))
    if entry.topic_id is not None and not Topic.objects.filter(id=entry.topic_id).exists():
        raise AnswerRefused(_("There is no such topic."), field="topic_id", mend=_("Choose from the list."))
    if entry.since_on and entry.until_on and entry.until_on < entry.since_on:
        raise AnswerRefused(_("It would end before it begins."), field="until_on", mend=_("Choose a later day."))
    _check_body(entry, by=by)


def text_scope(viewer: Viewer) -> Scope:
    """The bodies whose ready texts a person keeps."""
    return viewer.scope_of_any(KEEPING_TEXTS)


def _check_body(entry: ReadyEntry, *, by: Viewer) -> None:
    scope = text_scope(by)
    if entry.body_id is None:
        if not scope.everything:
            raise AnswerRefused(
                _("A text for everybody is entered by those who see the whole region."),
                field="body_id",
                mend=_("Choose a body."),
            )
    elif not Body.objects.filter(bodies_within(scope), id=entry.body_id, is_active=True).exists():
        raise AnswerRefused(_("There is no such body."), field="body_id", mend=_("Choose from the list."))


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it is offered: whoever answers takes it or leaves it out."""

    id: int
    name: str
    is_photo: bool


def attach_files(text: ReadyText, files: Sequence[KeptFile]) -> None:
    """Offer these files with the text."""
    ReadyFile.objects.bulk_create([ReadyFile(text=text, file_id=one.file_id, name=one.name[:120]) for one in files])


def check_count(files: Sequence[object]) -> None:
    """Raises AnswerRefused where there are too many."""
    if len(files) > MOST_FILES:
        raise AnswerRefused(
            _("A ready text has at most %(most)s files."),
            field="files",
            mend=_("Choose those that matter."),
            values={"most": str(MOST_FILES)},
        )


def offered_with(text: ReadyText) -> tuple[Offered, ...]:
    """Its files, prefetched with their kind, in the order in which they were brought."""
    rows = sorted(text.files.all(), key=lambda one: one.id)
    return tuple(Offered(one.id, one.name, one.file.kind == FileKind.PHOTO) for one in rows)


def chosen_of(text: ReadyText, file_ids: Collection[int] | None) -> list[ReadyFile]:
    """The files of a text that were chosen; None: all."""
    rows = ReadyFile.objects.filter(text=text).select_related("file").order_by("id")
    return [one for one in rows if file_ids is None or one.id in file_ids]

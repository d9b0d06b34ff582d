"""Photos and documents that are offered with a ready text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import ReadyFile, ReadyText
from otklik.media.models import FileKind
from otklik.media.services import KeptFile
from otklik.shared.words import marked as _

MOST_FILES = 5


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

"""The parts of a case and what has to do with it, for its page; and the one answer composed of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from otklik.appeals.models import CasePart, RelatedCases
from otklik.appeals.photos import PhotoView, view_of
from otklik.appeals.states import OPEN_STATES, State


@dataclass(frozen=True, slots=True)
class PartView:
    """What another was asked."""

    id: int
    number: int | None
    """Of the part's own case; None for somebody outside."""
    who: str
    question: str
    state: State | None
    duplicate_of: int | None
    """The number of the case that the part's own was joined to."""
    asked_by: str
    asked_at: datetime
    link_until: datetime | None
    answer: str
    answered_at: datetime | None
    taken_back_at: datetime | None
    photos: tuple[PhotoView, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to work it out."""
        is_over = self.state is not None and self.state not in OPEN_STATES
        return self.answered_at is None and self.taken_back_at is None and not is_over


@dataclass(frozen=True, slots=True)
class PartsOfCase:
    """A case among others."""

    parts: tuple[PartView, ...]
    whole_number: int | None
    """Of which case it is a part."""
    related: tuple[int, ...]

    @property
    def answered(self) -> tuple[PartView, ...]:
        """The parts that are worked out."""
        return tuple(part for part in self.parts if part.answered_at is not None)

    @property
    def waiting(self) -> int:
        """How many are not, and still could be."""
        return sum(1 for part in self.parts if part.is_waiting)


NO_PARTS = PartsOfCase((), None, ())


def load_parts(appeal_id: int) -> PartsOfCase:
    """Everything about the parts of a case, in three queries. Look at the right to the case first."""
    about = Q(whole=appeal_id) | Q(child=appeal_id)
    rows = list(
        CasePart.objects.filter(about)
        .select_related("child__body", "child__duplicate_of", "whole", "asked_by")
        .order_by("id")
        .prefetch_related("photos")
    )
    pairs = RelatedCases.objects.filter(Q(first=appeal_id) | Q(second=appeal_id)).order_by("id")
    numbers = pairs.values_list("first_id", "first__number", "second__number")
    return PartsOfCase(
        parts=tuple(_view(row) for row in rows if row.whole_id == appeal_id),
        whole_number=next((row.whole.number for row in rows if row.child_id == appeal_id), None),
        related=tuple(second if first_id == appeal_id else first for first_id, first, second in numbers),
    )


def compose_answer(parts: Iterable[PartView]) -> str:
    """One text of all that was worked out, each with whose word it is: a draft for a person to write on."""
    return "\n\n".join(f"{part.who}: {part.answer.strip()}" for part in parts if part.answered_at is not None)


def _view(row: CasePart) -> PartView:
    return PartView(
        id=row.id,
        number=row.child.number if row.child else None,
        who=row.child.body.short_name if row.child else row.to_name,
        question=row.question,
        state=State(row.child.state) if row.child else None,
        duplicate_of=row.child.joined_to if row.child else None,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        link_until=row.link_until,
        answer=row.answer,
        answered_at=row.answered_at,
        taken_back_at=row.taken_back_at,
        photos=tuple(view_of(photo) for photo in sorted(row.photos.all(), key=lambda photo: photo.id)),
    )

"""What everybody may read of cases: cleaned copies, by their random numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import Max

from otklik.publication.models import BodySpeed, PublishedCase
from otklik.publication.published.filtering import CaseFilter, matching
from otklik.publication.published.last_change import LAST_CHANGE
from otklik.publication.published.mapping import Box, in_box
from otklik.publication.published.recompute import ENOUGH, FOREVER


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A published case. Nothing in it leads back to a person."""

    number: str
    text: str
    answer: str
    state: str
    topic: str
    body_slug: str
    body_name: str
    network: str
    wrote_on: date
    answered_on: date | None
    waits_until: date | None
    """Put off until this day."""
    waits_for: str
    """season, budget, tender, other; empty where it is not put off."""
    is_solved: bool | None
    """What the resident says of the answer; None: nothing yet."""
    mark: int | None
    voices: int = 0
    """How many others said that it is the same with them."""
    kind: str = ""
    """problem, question, proposal, thanks, opinion"""
    topic_code: str = ""
    group_code: str = ""
    town: str = ""
    street: str = ""
    """A street, landmark or settlement; never a house."""
    latitude: float | None = None
    """The gazetteer's point of the street."""
    longitude: float | None = None
    tags: Sequence[str] = ()
    """Those that everybody may read, by name."""
    published_at: datetime | None = None
    changed_at: datetime | None = None
    main_number: str = ""
    """Of the published case that it was joined to."""


@dataclass(frozen=True, slots=True)
class PublicCases:
    """Published cases, newest first; `before` is where the next ones start, None at the end."""

    rows: tuple[PublicCase, ...]
    before: int | None
    changed_at: datetime | None = None
    """When a published case last came, changed or went, of this list or any other; None: nothing was found."""


_COLUMNS = tuple(column.name for column in fields(PublicCase))
PROMISES_LOOK_BACK = timedelta(days=30)
"""A promise that was not kept is not out of sight the day after."""
MOST_PROMISES = 500


@dataclass(frozen=True, slots=True)
class AnswerSpeed:
    """How fast a body answers, of all messages of some days that had to be answered, in public and in private."""

    body_slug: str
    days: int
    """How many they are."""
    cases: int
    answered: int
    """For now or in full."""
    interim: int
    """Of the answered: first for now."""
    due: int
    """Answered, or the deadline is over."""
    in_time: int
    """Of those that were due."""
    minutes: int | None
    """Median of the body's working minutes to the first answer, of those that were due; None: it is not told."""
    said: int
    """How many residents said whether it is solved."""
    solved: int
    """Of them: those who said that it is."""
    waiting: int
    """Now, whenever they came."""
    overdue: int
    counted_at: datetime

    @property
    def is_enough(self) -> bool:
        """Whether a median can be told."""
        return self.due >= ENOUGH

    @property
    def percent_in_time(self) -> int | None:
        """Of those that were due; None: none was."""
        return 100 * self.in_time // self.due if self.due else None

    @property
    def percent_solved(self) -> int | None:
        """Of the residents who said; None: too few did."""
        return 100 * self.solved // self.said if self.said >= ENOUGH else None


def _speed(row: BodySpeed) -> AnswerSpeed:
    told = {one.name: getattr(row, one.name) for one in fields(AnswerSpeed)}
    return AnswerSpeed(**told | {"minutes": None if row.minutes == FOREVER else row.minutes})


def answer_speed_of(body_slug: str) -> AnswerSpeed | None:
    """How fast a body answers; None: nothing had to be answered yet."""
    row = BodySpeed.objects.filter(body_slug=body_slug).first()
    return _speed(row) if row else None


def list_answer_speeds() -> list[AnswerSpeed]:
    """How fast each body answers."""
    return [_speed(row) for row in BodySpeed.objects.order_by("body_slug")]


def newest_answer_time() -> datetime | None:
    """When the speeds of all bodies were counted; None: never."""
    newest: datetime | None = BodySpeed.objects.aggregate(newest=Max("counted_at"))["newest"]
    return newest


def list_published_of(body_slug: str, *, before: int | None = None, at_most: int = 10) -> PublicCases:
    """What a body was asked and has answered, newest first."""
    return list_published(CaseFilter(body=body_slug), before=before, at_most=at_most)


def list_published(
    asked: CaseFilter, *, before: int | None = None, at_most: int = 20, box: Box | None = None
) -> PublicCases:
    """Published cases, newest first; `before`: where the last page ended; `box`: only those that lie in it."""
    cases = in_box(matching(asked), box).annotate(last_change=LAST_CHANGE)
    if before is not None:
        cases = cases.filter(id__lt=before)
    found = list(cases.order_by("-id")[: at_most + 1])
    shown = found[:at_most]
    return _told(shown, before=shown[-1].id if len(found) > at_most and shown else None)


MOST_COUNTED = 1_000
"""Nobody reads on so far: counting further would cost more than the list."""


def count_published(asked: CaseFilter, *, box: Box | None = None) -> int:
    """How many published cases there are; from 1,001 on it is not counted further."""
    return in_box(matching(asked), box)[: MOST_COUNTED + 1].count()


def list_promised(asked: CaseFilter, *, on: date) -> PublicCases:
    """What of a filter was put off until a day, the next one first: what is to come, and what was due of late."""
    rows = matching(asked).filter(waits_until__gte=on - PROMISES_LOOK_BACK).annotate(last_change=LAST_CHANGE)
    return _told(rows.order_by("waits_until", "id")[:MOST_PROMISES], before=None)


def _told(cases: Iterable[PublishedCase], *, before: int | None) -> PublicCases:
    changed_at: datetime | None = None
    rows = []
    for case in cases:
        rows.append(row_of(case))
        changed_at = getattr(case, "last_change")  # noqa: B009 (annotated)
    return PublicCases(tuple(rows), before, changed_at)


def find_published(number: str) -> PublicCase | None:
    """One published case."""
    case = PublishedCase.objects.filter(number=number).first()
    return row_of(case) if case else None


def row_of(case: PublishedCase) -> PublicCase:
    """What of a published case everybody may read."""
    return PublicCase(**{column: getattr(case, column) for column in _COLUMNS})

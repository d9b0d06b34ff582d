"""What everybody may read of cases: cleaned copies, by their random numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Aggregate, Count, FloatField, Max

from otklik.publication.filtering import CaseFilter, matching
from otklik.publication.last_change import LAST_CHANGE
from otklik.publication.mapping import Box, in_box
from otklik.publication.models import AnswerTime, PublishedCase


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


@dataclass(frozen=True, slots=True)
class PublicCases:
    """Published cases, newest first; `before` is where the next ones start, None at the end."""

    rows: tuple[PublicCase, ...]
    before: int | None
    changed_at: datetime | None = None
    """When a published case last came, changed or went, of this list or any other; None: nothing was found."""


_COLUMNS = tuple(column.name for column in fields(PublicCase))
SPEED_DAYS = 90
PROMISES_LOOK_BACK = timedelta(days=30)
"""A promise that was not kept is not out of sight the day after."""
MOST_PROMISES = 500
ENOUGH_ANSWERS = 10
"""With fewer answers than this no speed is told: one slow answer would be the whole picture."""


@dataclass(frozen=True, slots=True)
class AnswerSpeed:
    """How fast a body answers, by all that it answered from a day on, in public and in private."""

    median_minutes: int | None
    """Working minutes of the body to its first answer, of the case in the middle; None: too few answers to tell."""
    answers: int
    since_on: date


class _Median(Aggregate):
    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def answer_speed_of(body_slug: str, *, on: date) -> AnswerSpeed:
    """How fast a body answered in the last 90 days: the median of working time to the first answer."""
    since = on - timedelta(days=SPEED_DAYS)
    times = AnswerTime.objects.filter(body_slug=body_slug, answered_on__gt=since, answered_on__lte=on)
    told = times.aggregate(answers=Count("id"), median=_Median("minutes"))
    is_enough = told["answers"] >= ENOUGH_ANSWERS
    return AnswerSpeed(round(told["median"]) if is_enough else None, told["answers"], since + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class BodySpeed:
    """How fast one of many bodies answers, by the same count as `answer_speed_of`."""

    body_slug: str
    median_minutes: int | None
    answers: int


_SPEEDS = """
select asked.slug, count(*), percentile_cont(0.5) within group (order by told.minutes)
from unnest(%s::text[], %s::date[]) as asked (slug, day)
join publication_answertime told on told.body_slug = asked.slug
  and told.answered_on > asked.day - %s and told.answered_on <= asked.day
group by asked.slug
"""


def list_answer_speeds(days: Mapping[str, date]) -> list[BodySpeed]:
    """How fast each body answered in its last 90 days; `days`: the day it is there, by slug. Those that answered."""
    with connection.cursor() as cursor:
        cursor.execute(_SPEEDS, [list(days), list(days.values()), SPEED_DAYS])
        return [
            BodySpeed(slug, round(median) if answers >= ENOUGH_ANSWERS else None, answers)
            for slug, answers, median in cursor.fetchall()
        ]


def newest_answer_time() -> int:
    """Changes when an answer was counted for the speed of a body."""
    return AnswerTime.objects.aggregate(newest=Max("id"))["newest"] or 0


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

"""How well a page answers: what counts, and what a share is of."""

from datetime import timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.selectors import quality_of_page
from otklik.appeals.states import State
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
SINCE = NOW - timedelta(days=30)


def answered(cast: Cast, *, after: timedelta, due: timedelta = timedelta(hours=8)) -> Appeal:
    opened_at = NOW - timedelta(days=2)
    case = open_case(cast, "Ямы", state=State.ANSWERED, opened_at=opened_at)
    Appeal.objects.filter(id=case.id).update(primary_answered_at=opened_at + after, primary_due_at=opened_at + due)
    return case


def test_it_tells_times_and_shares_of_what_was_due() -> None:
    cast = enter_cast()
    for hours in (1, 2, 9):
        answered(cast, after=timedelta(hours=hours))
    open_case(cast, "Ещё не срок")
    open_case(cast, "Срок прошёл", due_in=timedelta(hours=-1))
    quality = quality_of_page(cast.page.id, since=SINCE, now=NOW)
    assert (quality.cases, quality.answered, quality.due, quality.in_time) == (5, 3, 4, 2)
    assert (quality.median, quality.slowest_tenth) == (timedelta(hours=5.5), None), "one waits past the deadline"


def test_nobody_waits_too_long_while_the_author_is_asked() -> None:
    cast = enter_cast()
    answered(cast, after=timedelta(hours=1))
    asked = open_case(cast, "Где это?", state=State.CLARIFYING, due_in=timedelta(hours=-1))
    Appeal.objects.filter(id=asked.id).update(due_at=None)
    quality = quality_of_page(cast.page.id, since=SINCE, now=NOW)
    assert (quality.cases, quality.due, quality.median) == (2, 1, timedelta(hours=1))


def test_it_leaves_out_what_needs_no_answer_or_is_no_case_of_the_page() -> None:
    cast = enter_cast()
    main = answered(cast, after=timedelta(hours=1))
    joined = answered(cast, after=timedelta(hours=3))
    Appeal.objects.filter(id=joined.id).update(duplicate_of=main, state=State.CLOSED)
    open_case(cast, "Реклама", state=State.DECLINED)
    open_case(cast, "Давно", opened_at=SINCE - timedelta(days=1))
    open_case(cast, "Спасибо!", due_in=None)
    assert quality_of_page(cast.page.id, since=SINCE, now=NOW).cases == 1
    nothing = quality_of_page(cast.school_page.id, since=SINCE, now=NOW)
    assert (nothing.cases, nothing.median) == (0, None)

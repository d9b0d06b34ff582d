"""What the overview counts, and the cases behind each figure."""

from datetime import timedelta

import pytest
from django.test import Client

from otklik.analytics.overview import By, Figure, Stretch, WorkingTimes, cases_behind, count_times, list_times
from otklik.analytics.stages import list_stages
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import Outcome, State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

HOUR = timedelta(hours=1)
MONTH = Stretch.last(30, now=NOW)


def enter(
    cast: Cast, *, days_ago: int, waited: int | None, due: int = 8, state: State = State.ANSWERED, interim: bool = False
) -> Appeal:
    opened = NOW - timedelta(days=days_ago)
    case = open_case(cast, "Лёд", state=state, opened_at=opened)
    answered = opened + waited * HOUR if waited is not None else None
    Appeal.objects.filter(id=case.id).update(
        primary_due_at=opened + due * HOUR,
        primary_answered_at=answered,
        primary_is_interim=interim,
        final_answered_at=None if interim else answered,
        due_at=None if answered else opened + due * HOUR,
        outcome="" if interim else Outcome.SOLVED,
    )
    return case


def seer(cast: Cast, who: str) -> Viewer:
    return load_viewer(cast.staff[who].id, on=NOW.date())


@pytest.mark.django_db
def test_it_counts_times_shares_and_overdue_of_a_stretch_and_of_the_one_before() -> None:
    cast = enter_cast()
    for waited in (1, 2, 3, 10):
        enter(cast, days_ago=5, waited=waited)
    enter(cast, days_ago=6, waited=4, state=State.INTERIM_ANSWERED, interim=True)
    late = enter(cast, days_ago=2, waited=None, state=State.IN_WORK)
    old = enter(cast, days_ago=40, waited=6)
    forgotten = enter(cast, days_ago=90, waited=None, state=State.IN_WORK)
    enter(cast, days_ago=1, waited=1, state=State.DECLINED)
    asked = enter(cast, days_ago=40, waited=None, state=State.CLARIFYING)
    Appeal.objects.filter(id=asked.id).update(paused_at=asked.opened_at, due_at=None)
    who = seer(cast, Role.COORDINATOR)
    times = count_times(who, MONTH, now=NOW)
    assert (times.cases, times.answered, times.interim, times.final, times.overdue) == (6, 5, 1, 4, 2)
    assert (times.median, times.mean, times.slowest_tenth) == (3.5 * HOUR, 4 * HOUR, None), "one waits still"
    assert (times.due, times.late, times.percent_in_time, times.percent_solved) == (6, 2, 67, 100)
    assert times.in_working_hours == WorkingTimes(), "nothing was kept of these"
    answered = Appeal.objects.filter(primary_answered_at__isnull=False, opened_at__gte=MONTH.since).order_by("id")
    for minutes, one in enumerate(answered.exclude(state=State.DECLINED), start=1):
        Appeal.objects.filter(id=one.id).update(
            primary_working_minutes=60 * minutes, final_working_minutes=90 * minutes
        )
    assert count_times(who, MONTH, now=NOW).in_working_hours == WorkingTimes(
        mean=3 * HOUR, median=3.5 * HOUR, slowest_tenth=None, final_median=4.5 * HOUR
    )
    before = count_times(who, MONTH.before, now=NOW)
    assert (before.cases, before.due, before.late, before.median) == (2, 1, 0, 6 * HOUR)

    def behind(figure: Figure, by: By = By.NOTHING, key: str = "") -> list[int]:
        return [one.number for one in cases_behind(who, MONTH, figure, by=by, key=key, now=NOW)]

    assert behind(Figure.OVERDUE) == [forgotten.number, late.number]
    body = str(cast.administration.id)
    for figure, count in ((Figure.ALL, 6), (Figure.ANSWERED, 5), (Figure.LATE, 2), (Figure.INTERIM, 1)):
        assert len(behind(figure)) == len(behind(figure, By.BODY, body)) == count
    assert old.number not in behind(Figure.ALL)
    assert behind(Figure.ALL, By.BODY, "x") == behind(Figure.ALL, By.NETWORK, "ok") == []
    assert count_times(seer(cast, "stranger"), MONTH, now=NOW).cases == 0


@pytest.mark.django_db
def test_whoever_leaves_the_difficult_ones_unanswered_does_not_look_faster() -> None:
    cast = enter_cast()
    for waited in (1, 2, 3):
        enter(cast, days_ago=5, waited=waited)
    who = seer(cast, Role.COORDINATOR)
    for unanswered, median in ((2, 3 * HOUR), (1, None)):
        for _one in range(unanswered):
            enter(cast, days_ago=5, waited=None, state=State.IN_WORK)
        times = count_times(who, MONTH, now=NOW)
        assert (times.median, times.final_median, times.mean) == (median, median, 2 * HOUR)
        assert [row.median for row in list_times(who, MONTH, By.BODY, now=NOW)] == [median]


@pytest.mark.django_db
def test_the_slowest_tenth_is_not_told_where_it_lies_between_an_answer_and_one_that_waits() -> None:
    cast = enter_cast()
    for waited in (1, 2, 3, 4, 5, 6):
        enter(cast, days_ago=5, waited=waited)
    enter(cast, days_ago=5, waited=None, state=State.IN_WORK)
    times = count_times(seer(cast, Role.COORDINATOR), MONTH, now=NOW)
    assert (times.median, times.slowest_tenth) == (4 * HOUR, None)


@pytest.mark.django_db
def test_it_tells_figures_apart_and_where_time_was_lost() -> None:
    cast, client = enter_cast(), Client()
    case = enter(cast, days_ago=5, waited=3)
    opened = NOW - timedelta(days=5)
    for act, state, hours in (("assign", State.ASSIGNED, 1), ("take", State.IN_WORK, 2), ("send_final", "answered", 5)):
        Transition.objects.create(appeal=case, act=act, to_state=state, at=opened + hours * HOUR)
    who = seer(cast, Role.CURATOR)
    for by, name in ((By.BODY, "Администрация"), (By.IMPORTANCE, "ordinary"), (By.NETWORK, "vk"), (By.TOPIC, "")):
        assert [(row.name, row.cases) for row in list_times(who, MONTH, by, now=NOW)] == [(name, 1)]
    stages = {one.name: one.total for one in list_stages(who, MONTH, now=NOW)}
    assert (stages["triage"], stages["executor"], stages["work"]) == (HOUR, HOUR, 3 * HOUR)
    client.force_login(cast.staff[Role.CURATOR])
    assert client.get("/desk/overview/?days=90&by=topic").status_code == 200
    assert client.get("/desk/overview/cases/?figure=x&by=y&key=z").status_code == 200

"""Many people on the same cases at once, over HTTP: nothing is lost, nothing is said twice, no page fails.

The trial itself is `otklik bench staff`; OTKLIK_TEST_LONG=yes: twenty people, two hundred cases, a minute.
"""

import os

import pytest
from pytest_django.live_server_helper import LiveServer

from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import State
from otklik.bench.staff.judging import judge
from otklik.bench.staff.office import enter_office
from otklik.bench.staff.trial import NO_END, try_staff
from otklik.shared.clock import now

IS_LONG = os.environ.get("OTKLIK_TEST_LONG") == "yes"
LONG = [] if IS_LONG else [pytest.mark.skip("OTKLIK_TEST_LONG=yes runs it")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("people", "cases", "acts", "seconds"), [(6, 20, 5, 300.0), pytest.param(20, 200, NO_END, 60.0, marks=LONG)]
)
def test_nothing_is_lost_among_many_hands(
    live_server: LiveServer, people: int, cases: int, acts: int, seconds: float
) -> None:
    office = enter_office(people=people, cases=cases, now=now())
    figures = try_staff(live_server.url, office, seconds=seconds, acts=acts)
    assert figures.failures == ()
    assert {goal.figure: goal.value for goal in figures.goals() if not goal.is_met} == {}
    assert figures.acts > 0


@pytest.mark.django_db
def test_the_judge_sees_what_is_wrong() -> None:
    office = enter_office(people=1, cases=2, now=now())
    assert judge({}, []) == judge({}, [(1, 1), (1, 2), (2, 1)])
    assert judge({}, []).lost_updates == 0
    assert judge({"take": 1}, [(1, 1), (1, 1)]).lost_updates == 2
    Appeal.objects.filter(number=office.numbers[0]).update(state=State.DEFERRED)
    steps = Transition.objects.filter(appeal__number=office.numbers[1])
    steps.create(appeal=steps[0].appeal, act="take", from_state=State.EXTERNAL, to_state=State.IN_WORK, at=now())
    assert judge({}, []).broken_histories == 2

"""Words that change in cases which cannot come back themselves: joined to others in steps, or declined."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from otklik.appeals.joined import cases_below, lock_with_main
from otklik.appeals.later_words import note_read
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.services import take_step
from otklik.appeals.states import OPEN_STATES, Act, State
from otklik.appeals.workflow import Reason
from otklik.organizations.models import Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint, enter_staff
from tests.flow import run_flow
from tests.town import GROUP, NOW, Town, arrive, comment, push

FIRST = "Яма на улице Ленина, 5, разбили колесо. Когда заделаете?"
SECOND = "И почему на улице Свердлова, 7 не горит фонарь? Темно, дети падают."
THANKS = "Спасибо большое!"
LAST, MIDDLE, DEEPEST = 871, 872, 873
DECLINED = 860


def now() -> datetime:
    return datetime.now(UTC)


def opened(town: Town, number: int) -> Appeal:
    """A resident of this number complains."""
    arrive(town.page, push("wall_reply_new", comment(number, FIRST, author=number)))
    run_flow()
    return Appeal.objects.latest("id")


def edits(town: Town, number: int, text: str, case: Appeal) -> Appeal:
    """The resident edits that. Returns how a case stands then."""
    arrive(town.page, push("wall_reply_edit", comment(number, text, author=number)), at=now())
    run_flow()
    return Appeal.objects.get(id=case.id)


def join(joined: Appeal, main: Appeal, town: Town) -> None:
    reason = Reason(number=str(main.number))
    take_step(joined.number, Act.JOIN, by=town.coordinator, reason=reason, version=None, now=now())


@pytest.fixture
def chain(town: Town) -> list[Appeal]:
    """Three cases: the first was joined to the second, then the second to the third."""
    last, middle, deepest = (opened(town, number) for number in (LAST, MIDDLE, DEEPEST))
    join(deepest, middle, town)
    join(middle, last, town)
    return [deepest, middle, last]


def answered(town: Town, case: Appeal) -> Appeal:
    """The page answers in the network itself."""
    said = comment(990, "Яму заделали.", author=-GROUP, root=LAST, minutes=30)
    arrive(town.page, push("wall_reply_new", said), at=NOW + timedelta(minutes=30))
    run_flow()
    case.refresh_from_db()
    assert (case.state, case.wrote_again_at) == (State.ANSWERED, None)
    return case


@pytest.mark.parametrize("number", [DEEPEST, MIDDLE])
def test_an_edit_in_a_case_that_was_joined_in_steps_brings_the_last_one_before_a_person(
    town: Town, chain: list[Appeal], number: int
) -> None:
    last = answered(town, chain[-1])
    assert edits(town, number, THANKS, last).wrote_again_at is None
    seen = edits(town, number, SECOND, last)
    assert seen.wrote_again_at is not None
    assert not Appeal.objects.exclude(id=last.id).exclude(wrote_again_at=None).exists()
    note_read(last.number, by=town.manager, version=seen.version, now=now())
    assert edits(town, number, f" {SECOND} ", last).wrote_again_at is None
    assert edits(town, number, f"{SECOND} И на Мира, 3!", last).wrote_again_at is not None


def test_an_edit_before_the_last_one_is_answered_marks_nothing(town: Town, chain: list[Appeal]) -> None:
    assert edits(town, DEEPEST, SECOND, chain[-1]).wrote_again_at is None


def test_a_chain_costs_one_query_in_either_direction(
    town: Town, chain: list[Appeal], django_assert_num_queries: Any
) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        assert lock_with_main(chain[0].id) == (chain[0], chain[-1])
    with transaction.atomic(), django_assert_num_queries(1):
        assert lock_with_main(chain[-1].id) == (chain[-1], chain[-1])
    with django_assert_num_queries(1):
        assert set(cases_below(chain[-1].id)) == set(chain[:-1])


def fill(case: Appeal, *, count: int, joined_to_each: int) -> None:
    """Thousands of cases, of which hardly any stands alone."""
    names = [one.column for one in Appeal._meta.concrete_fields if one.column and not one.primary_key]
    changed = {"number": "1000000 + n", "thread_id": "'t' || n", "duplicate_of_id": "null"}
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into appeals_appeal ({columns}) select {values}"
            " from appeals_appeal, generate_series(0, %s - 1) n where id = %s",
            [count, case.id],
        )
        cursor.execute(
            "update appeals_appeal as joined set duplicate_of_id = main.id from appeals_appeal as main"
            " where main.number = joined.number - mod(joined.number, %(each)s) and joined.number >= 1000000"
            " and mod(joined.number, %(each)s) > 0",
            {"each": joined_to_each + 1},
        )
        cursor.execute("analyze appeals_appeal")


@pytest.mark.parametrize("joined_to_each", [1, 9, 99])
def test_no_chain_is_found_by_reading_the_whole_table(
    town: Town, joined_to_each: int, django_assert_num_queries: Any
) -> None:
    case = opened(town, LAST)
    fill(case, count=20_000, joined_to_each=joined_to_each)
    with transaction.atomic(), django_assert_num_queries(2) as asked:
        assert list(cases_below(case.id)) == []
        assert lock_with_main(case.id) == (case, case)
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"explain {query['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Seq Scan on appeals_appeal" not in plan, plan


@pytest.fixture
def declined(town: Town) -> Appeal:
    """A comment that a moderator declined."""
    case = opened(town, DECLINED)
    Appeal.objects.update(state=State.NEW)
    reason = Reason(clause="4.2", text="Оскорбления")
    take_step(case.number, Act.DECLINE, by=town.moderator, reason=reason, version=None, now=now())
    return case


@pytest.mark.parametrize(("text", "is_marked"), [(SECOND, True), (THANKS, False), (f" {FIRST}\u200b ", False)])
def test_declined_words_that_are_changed_wait_for_a_person(
    town: Town, declined: Appeal, text: str, is_marked: bool
) -> None:
    case = edits(town, DECLINED, text, declined)
    assert (case.state, case.wrote_again_at is not None) == (State.DECLINED, is_marked)
    assert edits(town, DECLINED, FIRST, declined).wrote_again_at is None


def test_whoever_moderates_reads_the_changed_words_of_a_declined_case(town: Town, declined: Appeal) -> None:
    case = edits(town, DECLINED, SECOND, declined)
    with pytest.raises(NotYourAct):
        note_read(case.number, by=town.executor, version=None, now=now())
    client = Client()
    client.force_login(Staff.objects.get(id=town.moderator.staff_id))
    address = f"/desk/appeals/{case.number}/"
    shown = client.get(address).content.decode()
    assert "После отклонения автор изменил свои слова" in shown
    assert "ответ всё ещё подходит" not in shown
    assert client.post(f"{address}later-words/read/", {"version": case.version}).status_code == 302
    assert "автор изменил свои слова" not in client.get(address).content.decode()
    assert edits(town, DECLINED, f"{SECOND} И на Мира, 3!", declined).wrote_again_at is not None


def test_a_declined_case_that_goes_on_waits_for_nobody_to_read_it(town: Town, declined: Appeal) -> None:
    edits(town, DECLINED, SECOND, declined)
    reason = Reason(text="Автор убрал оскорбления")
    by = another_moderator(town)
    take_step(declined.number, Act.UPHOLD_OBJECTION, by=by, reason=reason, version=None, now=now())
    declined.refresh_from_db()
    assert (declined.state in OPEN_STATES, declined.wrote_again_at) == (True, None)


def another_moderator(town: Town) -> Viewer:
    staff = enter_staff("other.moderator@example.org", name="Ольга", password="")
    appoint(staff, town.office, Role.MODERATOR)
    return load_viewer(staff.id, on=NOW.date())


def test_what_was_joined_to_a_declined_case_brings_it_before_a_person(town: Town, declined: Appeal) -> None:
    Appeal.objects.filter(id=declined.id).update(state=State.NEW, closed_at=None)
    join(opened(town, MIDDLE), declined, town)
    reason = Reason(clause="4.2", text="Оскорбления")
    take_step(declined.number, Act.DECLINE, by=town.moderator, reason=reason, version=None, now=now())
    assert edits(town, MIDDLE, SECOND, declined).wrote_again_at is not None

"""The audit log in the desk: filters, the table, who opened what, and whether it is whole."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from otklik.audit.acts import ACTS
from otklik.audit.models import AccessRecord
from otklik.audit.services import record, record_access, seal_records
from otklik.organizations.models import Appointment
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared import clock
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]
ASSIGNED, ENTERED_SHIFT = "Назначено", "Внесено дежурство"


def person(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=clock.now().date())


@pytest.fixture
def log(cast: Cast) -> Cast:
    """Two acts of today, one of two months ago, and somebody who opened a case."""
    now, coordinator = clock.now(), person(cast, Role.COORDINATOR)
    case = open_case(cast, "Лёд", body=cast.utilities)
    record("assign", subject=f"appeal:{case.number}", by=coordinator, now=now, because="=их участок")
    record("enter_shift", subject="body:1", by=person(cast, Role.CURATOR), now=now)
    record("old_act", subject="body:2", by=None, now=now - timedelta(days=60))
    record_access(person(cast, Role.MODERATOR), subject=f"appeal:{case.number}", now=now)
    return cast


def lines(client: Client, query: str = "") -> str:
    page = client.get(f"/desk/audit/{query}").content.decode()
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", [ASSIGNED, ENTERED_SHIFT, "Марина Орлова"], ["old_act"]),
        ("?who=орлова", [ASSIGNED], [ENTERED_SHIFT]),
        ("?act=enter_shift", ["Наталья Кравец"], [ASSIGNED]),
        ("?object=body:1", [ENTERED_SHIFT], [ASSIGNED]),
        ("?since=2020-01-01", ["old_act"], []),
        ("?since=2020-01-01&until=2020-02-01", [], [ASSIGNED, "old_act"]),
        ("?since=nonsense&after=x", [ASSIGNED], []),
    ],
)
def test_it_is_filtered(log: Cast, sign_in: SignIn, query: str, shown: list[str], hidden: list[str]) -> None:
    found = lines(sign_in(Role.ADMINISTRATOR), query)
    assert [word for word in shown if word not in found] == []
    assert [word for word in hidden if word in found] == []


def test_who_opened_a_case_stands_there_and_looking_is_noted_too(log: Cast, sign_in: SignIn) -> None:
    number = AccessRecord.objects.get().subject.removeprefix("appeal:")
    client = sign_in(Role.AUDITOR)
    assert "Павел Зимин" in lines(client, f"?log=accesses&object={number}")
    assert AccessRecord.objects.filter(subject=f"audit:appeal:{number}", actor_name="Виктор Панов").exists()


def test_an_auditor_of_one_body_reads_what_was_done_with_its_cases_only(log: Cast, sign_in: SignIn) -> None:
    Appointment.objects.filter(staff=log.staff[Role.AUDITOR]).update(body=log.utilities)
    client = sign_in(Role.AUDITOR)
    number = AccessRecord.objects.get().subject.removeprefix("appeal:")
    assert lines(client) == lines(client, "?object=body:1") == lines(client, "?object=999999") == ""
    assert ASSIGNED in lines(client, f"?object={number}")
    assert ENTERED_SHIFT not in client.get("/desk/audit/csv/").content.decode()


def test_the_table_holds_the_same_and_no_formula(log: Cast, sign_in: SignIn) -> None:
    table = sign_in(Role.ADMINISTRATOR).get("/desk/audit/csv/?act=assign").content.decode()
    assert "Марина Орлова" in table
    assert "Объект" in table.splitlines()[0]
    assert ENTERED_SHIFT not in table
    assert ";=их" not in table
    assert ",=их" not in table


def test_it_says_in_words_what_was_done_to_what_with_a_link_there(cast: Cast, sign_in: SignIn) -> None:
    by, executor, now = person(cast, Role.CURATOR), cast.staff[Role.EXECUTOR], clock.now()
    case = open_case(cast, "Лёд", body=cast.utilities)
    days = {"since": "2026-12-01", "until": "2026-12-24"}
    record("appoint", subject=f"staff:{executor.id}", by=by, now=now,
           details={"role": "moderator", "body": cast.utilities.slug, **days})  # fmt: skip
    record("relate", subject=f"appeal:{case.number}", by=by, now=now, details={"other": 4218})
    record("moderation_hide", subject="message:7", by=by, now=now, details={"ground": "insult", "decision": 3})
    record("pause", subject=f"page:{cast.page.id}", by=by, now=now)
    record("enter_absence", subject="staff:999999", by=by, now=now, details={"deputy": str(executor.id)})
    found = lines(sign_in(Role.ADMINISTRATOR))
    assert f'<a href="/desk/staff/{executor.id}/">сотрудник Андрей Лаптев</a>' in found
    assert "Орган: Горхозяйство; Роль: Модератор; С: 01.12.2026; По: 24.12.2026" in found
    assert f"обращение № {case.number}" in found
    assert f"/desk/appeals/{case.number}/" not in found, "an administrator sees no cases"
    assert "Другое обращение: № 4218" in found
    assert "Сообщение скрыто" in found
    assert "Основание: Оскорбление" in found
    assert f'<a href="/desk/pages/{cast.page.id}/">страница «Полевской. Официально»</a>' in found
    assert "сотрудник № 999999" in found
    assert "Заместитель: Андрей Лаптев" in found


def test_whoever_sees_cases_is_led_to_them(log: Cast, sign_in: SignIn) -> None:
    number = AccessRecord.objects.get().subject.removeprefix("appeal:")
    Appointment.objects.filter(staff=log.staff[Role.AUDITOR]).update(body=log.centre)
    assert f'<a href="/desk/appeals/{number}/">обращение № {number}</a>' in lines(sign_in(Role.AUDITOR))


def test_an_act_is_chosen_by_its_words(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/desk/audit/?act=take_emergency").content.decode()
    offered = set(re.findall(r'<option value="(\w+)"', page.partition('id="act"')[2].partition("</select>")[0]))
    assert offered == set(ACTS)
    assert '<option value="take_emergency" selected>ЧП принято</option>' in page


def test_a_long_log_asks_no_more_than_a_short_one(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    for one in (*cast.staff.values(), *cast.staff.values()):
        record("appoint", subject=f"staff:{one.id}", by=None, now=clock.now(), details={"body": "school-8"})
        record("look", subject=f"page:{cast.page.id}", by=None, now=clock.now())
    with django_assert_max_num_queries(25):
        client.get("/desk/audit/")


def test_it_goes_on_line_by_line(cast: Cast, sign_in: SignIn) -> None:
    for number in range(130):
        record(f"act_{number:03}", subject="body:1", by=None, now=clock.now())
    client = sign_in(Role.ADMINISTRATOR)
    page = client.get("/desk/audit/?object=body:1")
    rest = lines(client, f"?object=body:1&after={page.context['next'].replace('+', '%2B')}")
    both = lines(client, "?object=body:1") + rest
    assert all(both.count(f"act_{number:03}") == 1 for number in range(130))


def test_a_button_verifies_the_chain(log: Cast, sign_in: SignIn) -> None:
    seal_records(now=clock.now())
    client = sign_in(Role.ADMINISTRATOR)
    assert "НЕ ЦЕЛ" not in client.post("/desk/audit/verify/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("set local otklik.past_keeping = 'on'")
        cursor.execute("update audit_auditrecord set actor_name = 'Другой' where act = 'enter_shift'")
    assert "НЕ ЦЕЛ" in client.post("/desk/audit/verify/").content.decode()

"""The audit log in the desk: filters, the table, who opened what, and whether it is whole."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from otklik.audit.models import AccessRecord
from otklik.audit.services import record, record_access, seal_records
from otklik.organizations.models import Appointment
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared import clock
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]


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
        ("", ["assign", "enter_shift", "Марина Орлова"], ["old_act"]),
        ("?who=орлова", ["assign"], ["enter_shift"]),
        ("?act=enter_shift", ["Наталья Кравец"], ["assign"]),
        ("?object=body:1", ["enter_shift"], ["assign"]),
        ("?since=2020-01-01", ["old_act"], []),
        ("?since=2020-01-01&until=2020-02-01", [], ["assign", "old_act"]),
        ("?since=nonsense&after=x", ["assign"], []),
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
    assert "assign" in lines(client, f"?object={number}")
    assert "enter_shift" not in client.get("/desk/audit/csv/").content.decode()


def test_the_table_holds_the_same_and_no_formula(log: Cast, sign_in: SignIn) -> None:
    table = sign_in(Role.ADMINISTRATOR).get("/desk/audit/csv/?act=assign").content.decode()
    assert "Марина Орлова" in table
    assert "Объект" in table.splitlines()[0]
    assert "enter_shift" not in table
    assert ";=их" not in table
    assert ",=их" not in table


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

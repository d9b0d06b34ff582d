"""Whoever mends an answer that was sent back reads at the top of the case who sent it back, and why."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.answers.services import send_back, submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
TEXT = "Сегодня в 13:40 обработали песком, наледь уберём завтра до 12:00."


def person(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def submit(case: Appeal, cast: Cast) -> None:
    by = person(cast, Role.CONTENT_MANAGER)
    submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)


@pytest.fixture
def case(cast: Cast) -> Appeal:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    submit(case, cast)
    send_back(case.number, because="нет даты уборки", by=person(cast, Role.APPROVER), version=None, now=NOW)
    return case


def top(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.partition('id="sent-back"')[2].partition('id="talk"')[0].partition('id="wrote-again"')[0]


@pytest.mark.parametrize("address", ["/desk/appeals/%s/", "/desk/?open=%s"])
def test_it_stands_at_the_top_of_the_page_and_of_the_pane(case: Appeal, sign_in: SignIn, address: str) -> None:
    told = top(sign_in(Role.CONTENT_MANAGER), address % case.number)
    assert "Вернул(а) Елена Бирюкова:" in told
    assert "нет даты уборки" in told


def test_it_is_over_once_the_answer_is_submitted_again(case: Appeal, cast: Cast, sign_in: SignIn) -> None:
    submit(case, cast)
    assert "Вернул(а)" not in top(sign_in(Role.CONTENT_MANAGER), f"/desk/appeals/{case.number}/")


def test_the_newest_reason_counts(case: Appeal, cast: Cast, sign_in: SignIn) -> None:
    submit(case, cast)
    send_back(case.number, because="и нет фамилии", by=person(cast, Role.APPROVER), version=None, now=NOW)
    told = top(sign_in(Role.CONTENT_MANAGER), f"/desk/appeals/{case.number}/")
    assert "и нет фамилии" in told
    assert "нет даты уборки" not in told

"""Every address of the desk × every role: who is let in, who is refused, for whom the object does not exist.

A row says, for one address, what each role gets. Roles that a row does not name get 403 at
the door, and 404 where the address names an object.
"""

from typing import cast as cast_to

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from tests.access.objects import MAKERS
from tests.access.row import CM, EVERYBODY, Row
from tests.access.table import ROWS
from tests.people import NOW, Cast, enter_cast, open_case

BODIES = ("administration", "body")
"""Values of forms that stand for the number of a body."""
PUBLIC = {
    "begin_file",
    "confirm_mail",
    "erase_own",
    "invitation",
    "objection",
    "objection_link",
    "judge_case",
    "openid_connect_callback",
    "openid_connect_login",
    "own_case",
    "part_link",
    "parted_file",
    "publish_own",
    "second_step",
    "shown_document",
    "shown_photo",
    "shown_photos",
    "shown_small",
    "sign_in",
    "sign_out",
    "solved",
    "set_look",
    "set_language",
    "withdraw_own",
}

PARTS = 12
"""Rows of one part share their people: making those anew for each row would cost half of the time."""


def test_every_address_of_the_desk_has_a_row() -> None:
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "desk")
    assert isinstance(desk, URLResolver)
    names = {one.name for one in desk.url_patterns if isinstance(one, URLPattern)}
    assert names == {row.name for row in ROWS}


def test_every_address_outside_the_desk_is_public_by_intent() -> None:
    outside = {one.name for one in get_resolver().url_patterns if isinstance(one, URLPattern)}
    assert outside - {"healthz", "readyz", "robots", "metrics"} == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_gets_what_the_table_says(part: int) -> None:
    cast = enter_cast()
    found: dict[str, dict[str, int]] = {}
    for row in ROWS[part::PARTS]:
        found[_name(row)] = {}
        for role in EVERYBODY:
            with transaction.atomic():
                found[_name(row)][role] = _ask(row, cast, role)
                transaction.set_rollback(True)
    assert found == {
        _name(row): {role: row.gets.get(role, row.others) for role in EVERYBODY} for row in ROWS[part::PARTS]
    }


@pytest.mark.django_db
def test_nobody_enters_without_signing_in() -> None:
    cast = enter_cast()
    found: dict[str, tuple[int, str]] = {}
    for row in ROWS:
        with transaction.atomic():
            response = _send(Client(), row, cast, _prepare(row, cast))
            found[_name(row)] = (response.status_code, response.get("Location", "").partition("=")[0])
            transaction.set_rollback(True)
    assert found == {_name(row): (302, "/desk/sign-in/?next") for row in ROWS}


@pytest.mark.django_db
def test_a_person_who_left_their_posts_sees_nothing() -> None:
    cast = enter_cast()
    case = open_case(cast, "Лёд у школы", body=cast.utilities)
    staff = cast.staff[CM]
    staff.appointments.all().delete()
    client = Client()
    client.force_login(staff)
    assert client.get(reverse("desk:case", args=[case.number])).status_code == 404


def _name(row: Row) -> str:
    return "-".join((row.name, *row.args[1:]))


def _ask(row: Row, cast: Cast, role: str) -> int:
    case = _prepare(row, cast)
    client = Client()
    client.force_login(cast.staff[role])
    return _send(client, row, cast, case).status_code


def _prepare(row: Row, cast: Cast) -> Appeal:
    """The case in the state of the row, with an answer of another person where one has to wait."""
    case = open_case(cast, "Лёд у школы, ребёнок упал", body=cast.utilities, state=row.state)
    if row.state is State.AWAITING_APPROVAL:
        Answer.objects.create(
            appeal=case,
            kind="final",
            state=AnswerState.SUBMITTED,
            text="Сделали сегодня.",
            text_hash=hash_text("Сделали сегодня."),
            by=cast.staff["stranger"],
            written_at=NOW,
        )
    return case


def _send(client: Client, row: Row, cast: Cast, case: Appeal) -> HttpResponse:
    values = {arg: MAKERS[arg](cast) for arg in row.args if arg in MAKERS} | {"number": case.number}
    address = reverse(f"desk:{row.name}", args=[values.get(arg, arg) for arg in row.args])
    if row.post is None:
        return cast_to(HttpResponse, client.get(address))
    filled = {name: str(MAKERS[value](cast)) if value in BODIES else value for name, value in row.post.items()}
    form = {"version": str(case.version), **filled}
    return cast_to(HttpResponse, client.post(address, form))

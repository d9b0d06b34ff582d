"""Every address of the desk × every role: who is let in, who is refused, for whom the object does not exist.

A row says, for one address, what each role gets. Roles that a row does not name get 403 at
the door, and 404 where the address names an object.
"""

from typing import cast as cast_to

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from otklik.web.health import WATCHED
from tests.access.calls import Call, prepare, undone
from tests.access.row import CM, EVERYBODY, STRANGER, Row
from tests.access.table import ROWS
from tests.people import Cast, enter_cast, open_case

PARTS = 12
"""Rows of one part share their people: making those anew for each row would cost half of the time."""


def test_every_address_of_the_desk_has_a_row() -> None:
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "desk")
    assert isinstance(desk, URLResolver)
    names = {one.name for one in desk.url_patterns if isinstance(one, URLPattern)}
    assert names == {row.name for row in ROWS}


def test_whoever_watches_has_addresses_of_their_own() -> None:
    assert set(WATCHED) == {"/healthz", "/readyz"}  # answered before any of our doors


@pytest.mark.django_db
@pytest.mark.parametrize("address", WATCHED)
def test_whoever_watches_gets_words_that_nothing_they_sent_changes(address: str) -> None:
    plain, forged = Client(), Client(headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert forged.get(f"{address}?next=//evil.example").content == plain.get(address).content == b"ok\n"
    assert not forged.get(address).cookies
    assert forged.post(address).status_code == 405
    for near in (f"{address}/", f"/{address}", f"{address}/../desk/", f"{address}%2f"):
        assert forged.get(near).status_code == 400


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_gets_what_the_table_says(part: int) -> None:
    cast = enter_cast()
    sessions = {role: _enter(cast, role) for role in EVERYBODY}
    found: dict[str, dict[str, int]] = {}
    for row in ROWS[part::PARTS]:
        with undone():
            call = prepare(row, cast)
            found[_name(row)] = {role: _ask(call, session) for role, session in sessions.items()}
    assert found == {
        _name(row): {role: row.gets.get(role, row.others) for role in EVERYBODY} for row in ROWS[part::PARTS]
    }


@pytest.mark.django_db
def test_nobody_enters_without_signing_in() -> None:
    cast = enter_cast()
    found: dict[str, tuple[int, str]] = {}
    for row in ROWS:
        with undone():
            response = _send(Client(), prepare(row, cast))
            found[_name(row)] = (response.status_code, response.get("Location", "").partition("=")[0])
    assert found == {_name(row): (302, "/desk/sign-in/?next") for row in ROWS}


@pytest.mark.django_db
def test_a_form_that_does_not_fit_tells_a_stranger_no_more_than_one_that_fits() -> None:
    cast = enter_cast()
    session = _enter(cast, STRANGER)
    found: dict[str, tuple[int, ...]] = {}
    for row in ROWS:
        if row.post is not None and row.gets.get(STRANGER) == 404:
            with undone():
                call = prepare(row, cast)
                forms: tuple[dict[str, str], ...] = (
                    {},
                    dict.fromkeys(call.form or {}, "\0"),
                    dict.fromkeys(call.form or {}, "2199-12-31"),
                )
                found[_name(row)] = tuple(_ask(Call(call.address, form), session) for form in forms)
    assert found == dict.fromkeys(found, (404, 404, 404))


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


def _enter(cast: Cast, role: str) -> str:
    """The key of the session of a person who is at work: the desk has noted it, and need not with every call."""
    client = Client()
    client.force_login(cast.staff[role])
    client.get(reverse("desk:account"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _ask(call: Call, session: str) -> int:
    """What a person gets; the next one finds everything as this one found it."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with undone():
        return _send(client, call).status_code


def _send(client: Client, call: Call) -> HttpResponse:
    if call.form is None:
        return cast_to(HttpResponse, client.get(call.address))
    return cast_to(HttpResponse, client.post(call.address, call.form))

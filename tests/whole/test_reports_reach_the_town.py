"""A report that nobody of its place can see is impossible: every way in, held or not, its place known or not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as ours
from django.test import Client
from pytest_django import Settings

from otklik.appeals.models import Appeal, Route
from otklik.appeals.moves import Move, make_move, place_of
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, Party, State
from otklik.appeals.workflow import Reason
from otklik.gazetteer.services import import_places
from otklik.intake.models import ResidentAct
from otklik.intake.tests.test_gate import found_by_work
from otklik.integrations.key_keeping import KeyWish, issue_key
from otklik.integrations.keys import KeyScope
from otklik.networks.connectors.vk.tests.test_launch import SECRET, launch
from otklik.organizations.body_view import card_of
from otklik.organizations.following import follow_changed_bodies
from otklik.organizations.models import Appointment, Body, Territory
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff
from otklik.organizations.sign_in import Person
from otklik.pages.models import Page, Widget
from otklik.pages.services import register_page
from otklik.pages.widgets import keep_widget
from otklik.shared.clock import now
from otklik.topics.models import Topic
from otklik.web.portal.consents import CONSENT
from otklik.web.portal.tests.test_report import hidden, stamp_in
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
HOLE = "Во дворе на дороге большая яма в асфальте, машины объезжают"
PLACES = {
    "a point": ({"latitude": "56.44", "longitude": "60.19"}, "Полевской"),
    "a point in the other town": ({"latitude": "56.80", "longitude": "59.93"}, "Ревда"),
    "a street of one town": ({"place": "ул. Бажова, 5"}, "Полевской"),
    "a street of the other town": ({"place": "ул. Цветников, 5"}, "Ревда"),
    "the other town by name": ({"place": "г. Ревда, ул. Ленина, 5"}, "Ревда"),
    "nothing": ({}, ""),
}
"""What is told of the place, and the town that it is in; none: nobody can know."""


@pytest.fixture
def cast(settings: Settings) -> Cast:
    """A government without staff above two towns, each with a coordinator; pages of a school and of a ministry."""
    cast = enter_cast()
    region = Territory.objects.get(level="region")
    government = enter_body(BodyCard("government", "Правительство", "Правительство", region.id))
    revda = Body.objects.get(slug="revda")
    for body in (cast.administration, cast.ministry, revda):
        enter_body(replace(card_of(body), parent_id=government.id))
    appoint(enter_staff("revda@example.org", name="Ирина", password=""), revda, Role.COORDINATOR)
    for town, rows in (
        ("Полевской", "street;улица;Ленина;;56.44;60.19\nstreet;улица;Бажова;;56.45;60.19"),
        ("Ревда", "street;улица;Ленина;;56.80;59.93\nstreet;улица;Цветников;;56.81;59.93"),
    ):
        table = f"what;kind;name;settlement;latitude;longitude\n{rows}".encode()
        import_places(table, into=Territory.objects.get(name=town), source="t", by=None, now=now(), replaces=True)
    Topic.objects.all().delete()
    Route.objects.create(topic=Topic.objects.create(code="roads", name="Дороги", level="group"), body=cast.utilities)
    register_page(cast.ministry, network="vk", external_id="7003", name="Минобр", url="https://vk.ru/minobr")
    for page in Page.objects.all():
        keep_widget(page, sites="https://site.example", is_on=True, by=Person(0, "Оксана"), now=now())
    vk = replace(ours.OTKLIK_NETWORKS["vk"], application_secret=SECRET, sites_of_forms=("https://vk.example",))
    settings.OTKLIK_NETWORKS = MappingProxyType({**ours.OTKLIK_NETWORKS, "vk": vk})
    return cast


def by_form(path: str, *, works: bool) -> Callable[[Client, dict[str, str]], Any]:
    def send(client: Client, told: dict[str, str]) -> Any:
        look = client.post(path, {"text": HOLE, "consent": CONSENT, "step": "check", **told})
        number = found_by_work(stamp_in(look)) if works else ""  # type: ignore[arg-type]
        return client.post(path, {**hidden(look), "number": number, "step": "send"})  # type: ignore[arg-type]

    return send


def in_vk(group: str, *, works: bool) -> Callable[[Client, dict[str, str]], Any]:
    def send(client: Client, told: dict[str, str]) -> Any:
        opened = client.get(f"/in/vk/?{urlencode(launch(at=now(), **({'vk_group_id': group} if group else {})))}")
        return by_form(opened["Location"], works=works)(client, told)

    return send


def by_open311(client: Client, told: dict[str, str]) -> Any:
    wish = KeyWish(name="Мобильное", scopes=(KeyScope.OPEN311,), until_on=now().date() + timedelta(days=9))
    curator = Appointment.objects.get(role=Role.CURATOR).staff_id
    key = issue_key(wish, by=load_viewer(curator, on=now().date()), now=now())
    names = {"latitude": "lat", "longitude": "long", "place": "address_string"}
    told = {names[name]: value for name, value in told.items()} or {"address_string": "во дворе"}
    return client.post(
        "/open311/v2/requests.json", {"api_key": key, "service_code": "roads", "description": HOLE, **told}
    )


def widget(external_id: str) -> str:
    return Widget.objects.get(page__external_id=external_id).key


def ways_in() -> dict[str, Callable[[Client, dict[str, str]], Any]]:
    """Every way by which a resident may send a report."""
    ways: dict[str, Callable[[Client, dict[str, str]], Any]] = {"Open311": by_open311}
    for works in (True, False):
        how = "with script" if works else "without script"
        ways |= {
            f"the form {how}": by_form("/report/", works=works),
            f"VK without a community {how}": in_vk("", works=works),
            f"VK in a ministry's community {how}": in_vk("7003", works=works),
        }
        for page in ("7001", "7002", "7003"):
            ways[f"the frame of {page} {how}"] = by_form(f"/embed/{widget(page)}/report/", works=works)
            ways[f"the link of {page} {how}"] = by_form(f"/report/?page={widget(page)}", works=works)
    return ways


def seen_in(town: str, appeal: Appeal) -> set[str]:
    """The roles in a town, or anywhere where none is named, whose holders see the case."""
    posts = Appointment.objects.filter(**({"body__municipality__name": town} if town else {}))
    return {
        post.role
        for post in posts
        if load_viewer(post.staff_id, on=now().date()).may_at(place_of(appeal), Right.SEE_CASES)
    }


@pytest.mark.parametrize("body", ["", "administration"])
@pytest.mark.parametrize("place", PLACES)
def test_the_coordinator_of_the_place_sees_it_however_it_came(
    cast: Cast, settings: Settings, place: str, body: str
) -> None:
    settings.OTKLIK_REPORTS_BODY = body
    told, town = PLACES[place]
    came = {}
    for number, (name, send) in enumerate(ways_in().items()):
        answered = send(Client(REMOTE_ADDR=f"10.0.0.{number}"), told)
        assert answered.status_code in (200, 302), name
        came[ResidentAct.objects.latest("id").number] = name
    run_flow()
    cases = {case.number: case for case in Appeal.objects.select_related("body__municipality")}
    assert cases.keys() == came.keys()
    for number, name in came.items():
        appeal = cases[number]
        assert (appeal.state == State.IN_MODERATION) == ("without script" in name), name
        roles = seen_in(town, appeal)
        assert Role.COORDINATOR in roles if town else roles, (name, appeal.body.slug, appeal.state)
        if town and appeal.body.municipality:
            assert appeal.body.municipality.name == town, name


@pytest.mark.parametrize("works", [True, False])
def test_a_rule_names_the_body_before_a_moderator_looks_and_after(cast: Cast, client: Client, works: bool) -> None:
    by_form("/report/", works=works)(client, {"place": "ул. Бажова, 5"})
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.body, appeal.municipality) == (cast.utilities, cast.utilities.municipality)
    if works:
        assert appeal.state == State.ASSIGNED
        return
    assert appeal.state == State.IN_MODERATION
    moderator = load_viewer(cast.staff[Role.MODERATOR].id, on=now().date())
    take_step(appeal.number, Act.PASS_MODERATION, reason=Reason(), by=moderator, version=None, now=now())
    appeal.refresh_from_db()
    assert (appeal.state, appeal.body, appeal.decided_by["route"]) == (State.ASSIGNED, cast.utilities, "topic")


@pytest.mark.parametrize("works", [True, False])
def test_where_no_rule_fits_the_towns_coordinator_has_it(cast: Cast, client: Client, works: bool) -> None:
    Route.objects.all().delete()
    by_form("/report/", works=works)(client, {"place": "ул. Бажова, 5"})
    run_flow()
    assert Appeal.objects.get().body == cast.administration


def test_the_town_still_sees_what_a_body_of_the_region_took_over(cast: Cast, client: Client) -> None:
    by_form("/report/", works=True)(client, {"place": "ул. Бажова, 5"})
    run_flow()
    appeal = Appeal.objects.get()
    make_move(appeal, Move(Act.ASSIGN, Party.SYSTEM, Reason(text="x"), body=cast.ministry), now=now())
    Body.objects.filter(id=cast.ministry.id).update(rows_wait_since=now())
    while follow_changed_bodies(now=now()):
        pass
    appeal.refresh_from_db()
    assert appeal.body == cast.ministry
    assert Role.COORDINATOR in seen_in("Полевской", appeal)

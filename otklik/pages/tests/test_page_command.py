"""`otklik page`: registering and connecting a page without a demo."""

import json
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from otklik.networks.connector import Badge, PageFacts
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import Refused
from otklik.organizations.models import Body
from otklik.pages.errors import NetworkOff
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import access_of, callable_pages, is_connected, list_access_by_key
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db
ANOTHER = ("vk", "7002")


def said(*words: str) -> str:
    out = StringIO()
    call_command("page", *words, stdout=out)
    return out.getvalue()


def register() -> Page:
    build_town()
    said("register", *ANOTHER, "--owner", "school-8", "--name", "Школа № 8", "--url", "https://vk.ru/club7002")
    return Page.objects.get(external_id="7002")


def connect(monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    monkeypatch.setattr(sys, "stdin", StringIO("\n".join(lines)))
    return said("connect", *ANOTHER)


def test_it_registers_a_page_of_a_body() -> None:
    page = register()
    assert page.owner.slug == "school-8"
    assert page.municipality_id == page.owner.municipality_id
    assert "not connected" in said("list")


def test_the_id_is_kept_as_the_network_has_it() -> None:
    build_town()
    said("register", "vk", "club7002", "--owner", "school-8", "--name", "Школа № 8")
    assert Page.objects.filter(network="vk", external_id="7002").exists()
    with pytest.raises(CommandError, match="not connected"):
        said("check", "vk", "https://vk.com/club7002")
    with pytest.raises(CommandError, match="shkola8 is no id of a page"):
        said("register", "vk", "shkola8", "--owner", "school-8", "--name", "Школа № 8")


def test_it_tells_whether_addresses_are_official(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    assert said("verify", "vk.com/public7002").startswith("official     vk.com/public7002 (Школа № 8")
    monkeypatch.setattr(sys, "stdin", StringIO("https://m.vk.com/wall-7002_5\nvk.com/id5\n"))
    told = [json.loads(line) for line in said("verify", "-", "--json").splitlines()]
    assert [(one["verdict"], one["page"] and one["page"]["body_slug"]) for one in told] == [
        ("official", "school-8"), ("not_official", None),
    ]  # fmt: skip


def test_registering_again_keeps_the_badge_and_a_closed_body_gets_no_page() -> None:
    page = register()
    Page.objects.filter(id=page.id).update(badge=Badge.CONFIRMED)
    said("register", *ANOTHER, "--owner", "school-8", "--name", "Школа № 8 г. Полевского")
    assert Page.objects.get(id=page.id).badge == Badge.CONFIRMED
    Body.objects.filter(slug="school-8").update(is_active=False)
    with pytest.raises(CommandError, match="closed"):
        said("register", "vk", "7003", "--owner", "school-8", "--name", "Ещё одна")


def test_it_tells_the_address_and_the_secret_that_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    page = register()
    told = connect(monkeypatch, "community_token=vk1.a.one", "confirmation=c0nf1rm")
    access = access_of(Page.objects.get(id=page.id))
    assert f"/hooks/vk/{Connection.objects.get(page=page).key}/" in told
    assert access.webhook_secret
    assert access.webhook_secret in told
    assert (access.community_token, access.confirmation) == ("vk1.a.one", "c0nf1rm")
    assert "vk1.a.one" not in told


def test_it_keeps_what_is_not_entered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    page = register()
    connect(monkeypatch, "community_token=vk1.a.one", "webhook_secret=agreed")
    told = connect(monkeypatch, "admin_token=vk1.a.two", "confirmation=")
    access = access_of(Page.objects.get(id=page.id))
    assert (access.community_token, access.admin_token) == ("vk1.a.one", "vk1.a.two")
    assert access.webhook_secret == "agreed"
    assert "agreed" not in told


def test_it_notes_when_the_tokens_end_and_forgets_it_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page = register()

    def ends_on(line: str, *words: str) -> date | None:
        monkeypatch.setattr(sys, "stdin", StringIO(line))
        said("connect", *ANOTHER, *words)
        return Connection.objects.get(page=page).tokens_expire_on

    assert ends_on("community_token=vk1.a.one", "--expire-on", "2027-03-01") == date(2027, 3, 1)
    assert ends_on("confirmation=c0nf1rm") == date(2027, 3, 1)
    assert ends_on("community_token=vk1.a.two") is None


def test_it_repeats_nothing_of_a_line_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    with pytest.raises(CommandError, match="1 line") as refused:
        connect(monkeypatch, "vk1.a.only-a-token")
    assert "vk1.a" not in str(refused.value)


def test_it_takes_over_what_the_network_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    page = register()
    connect(monkeypatch, "community_token=vk1.a.one")
    facts = PageFacts(name="Школа № 8 города", members_count=812, badge=Badge.CONFIRMED, rights=("messages", "wall"))
    monkeypatch.setattr(VkConnector, "read_page", lambda self, access: facts)
    assert "messages, wall" in said("check", *ANOTHER)
    page.refresh_from_db()
    assert (page.name, page.members_count, page.badge) == ("Школа № 8 города", 812, "confirmed")


def test_it_says_what_to_do_about_a_token_that_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    connect(monkeypatch, "community_token=vk1.a.one")

    def refuse(self: VkConnector, access: object) -> PageFacts:
        raise Refused("VK does not accept the token.", next_step="Enter a new one.")

    monkeypatch.setattr(VkConnector, "read_page", refuse)
    with pytest.raises(CommandError, match="Enter a new one"):
        said("check", *ANOTHER)


def test_it_wants_the_page_registered_and_connected_first() -> None:
    build_town()
    with pytest.raises(CommandError, match="register"):
        said("check", *ANOTHER)
    said("register", *ANOTHER, "--owner", "school-8", "--name", "Школа № 8")
    with pytest.raises(CommandError, match="not connected"):
        said("check", *ANOTHER)


def test_it_switches_how_a_page_is_heard_where_the_network_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    page = register()
    connect(monkeypatch, "community_token=vk1.a.one")
    with pytest.raises(CommandError, match="on request"):
        said("hear", *ANOTHER, "--by", "polling")
    said("register", "max", "-77", "--owner", "school-8", "--name", "Школа № 8")
    with pytest.raises(CommandError, match="not connected"):
        said("hear", "max", "-77", "--by", "polling")
    monkeypatch.setattr(sys, "stdin", StringIO("community_token=t"))
    said("connect", "max", "-77")
    assert "asks for events" in said("hear", "max", "-77", "--by", "polling")
    assert Connection.objects.get(page__external_id="-77").hears_by == "polling"
    assert "subscribes" in said("hear", "max", "-77", "--by", "webhook")
    assert Connection.objects.get(page__external_id="-77").hears_by == "webhook"
    assert Connection.objects.get(page=page).hears_by == "webhook"


def test_it_neither_hears_nor_speaks_where_the_network_is_off(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    page = register()
    connect(monkeypatch, "community_token=vk1.a.one", "confirmation=c0nf1rm")
    page = Page.objects.get(id=page.id)
    key = Connection.objects.get(page=page).key
    assert (is_connected(page), ("vk", key) in list_access_by_key(), page in callable_pages(now=NOW)) == (True,) * 3
    settings.OTKLIK_NETWORKS = {}
    assert (is_connected(page), list_access_by_key(), page in callable_pages(now=NOW)) == (False, {}, False)
    with pytest.raises(NetworkOff):
        access_of(page)


def test_it_scores_snapshots_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_text(json.dumps({"at": "2026-11-24T19:00:00+00:00", "has_avatar": True, "posts_in_7_days": 2}))
    told = said("score", str(path))
    assert "[0] 5 of 45 checked: not comparable" in told
    assert "-40 posts: Posts in the last 7 days: 2; at least 3 are due." in told
    (score,) = json.loads(said("score", "--json", "--methodology", "three-blocks", str(path)))
    assert (score["points"], score["checked"], score["colour"]) == (3, 11, "none")


def test_it_says_what_is_wrong_with_a_formula_or_a_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_text('[{"at": "today"}]')
    with pytest.raises(CommandError, match=r"\[0\]\.at: a time with its zone is needed"):
        said("score", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        said("score", "--methodology", str(tmp_path / "none.json"), str(path))

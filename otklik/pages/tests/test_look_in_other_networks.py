"""The daily look in OK, MAX and Telegram, through the sandbox: what each shows, and what each honestly cannot."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from pytest_django import Settings

from otklik.bench.outage.played import PLAYED
from otklik.networks import budgets
from otklik.networks.connector import Badge
from otklik.pages.alarms import AlarmKind
from otklik.pages.checks.seen import Seen
from otklik.pages.models import Page, PageAlarm, PageSnapshot
from otklik.pages.services import connect_page, register_page
from otklik.pages.snapshots import HeardPosts, Unanswered, seen_of
from otklik.pages.steps import look_at_due_pages
from otklik.sandbox.testing import RunningSandbox
from tests.town import build_town

IDS = {"ok": "group_id", "max": "chat_id", "telegram": "channel_id"}
HEARD = HeardPosts(2, datetime.now(UTC) - timedelta(days=2))


class Counts:
    """What other rooms would count: two posts were pushed."""

    def unanswered(self, page_ids: Any) -> dict[int, Unanswered]:
        return dict.fromkeys(page_ids, Unanswered())

    def heard_posts(self, page_ids: Any, *, now: datetime) -> dict[int, HeardPosts]:
        del now
        return dict.fromkeys(page_ids, HEARD)


@dataclass
class Watch:
    """One page of a network, looked at again and again."""

    network: str
    page: Page
    sandbox: RunningSandbox
    now: datetime

    def change(self, **fields: Any) -> None:
        named: dict[str, Any] = {IDS[self.network]: int(self.page.external_id)}
        self.sandbox.control.post(f"/{self.network}/pages/create", **named, **fields)

    def look(self) -> Seen:
        self.now += timedelta(minutes=2)
        Page.objects.update(look_due_at=None)
        look_at_due_pages(network=self.network, counts=Counts(), now=self.now)
        return seen_of(PageSnapshot.objects.filter(page_id=self.page.id).latest("at"))

    def ringing(self) -> set[str]:
        return set(PageAlarm.objects.filter(ended_at=None).values_list("kind", flat=True))


type Watching = Callable[[str], Watch]


@pytest.fixture
def watching(
    running_sandbox: RunningSandbox, settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> Watching:
    del db
    monkeypatch.setattr(budgets, "_keeper", budgets.OwnTurns())

    def watch(network: str) -> Watch:
        running_sandbox.control.reset()
        played = PLAYED[network](running_sandbox.control)
        key, secret = getattr(played, "application", ("", ""))
        url = f"{running_sandbox.url}/{network}"
        known = settings.OTKLIK_NETWORKS.get(network) or settings.OTKLIK_NETWORKS["vk"]
        way = replace(known, api_url=url, application_key=key, application_secret=secret)
        settings.OTKLIK_NETWORKS = MappingProxyType({network: way})
        page = register_page(build_town().school, network=network, external_id=played.external_id, name="Страница")
        connect_page(page, secrets_entered=played.secrets, by=None, now=datetime.now(UTC))
        return Watch(network, page, running_sandbox, datetime.now(UTC))

    return watch


def test_ok_shows_nearly_everything(watching: Watching) -> None:
    watch = watching("ok")
    watch.change(members_count=900, weekly_reach=400, is_government=True, description="Официальная группа")
    seen = watch.look()
    assert (seen.is_there, seen.is_blocked, seen.badge, seen.has_description) == (True, False, Badge.CONFIRMED, True)
    assert (seen.members_count, seen.posts_in_7_days, seen.weekly_reach, seen.post_reach) == (900, 1, 400, 100)
    assert seen.are_comments_open
    assert "does not tell applications" in seen.missing["administrators_count"]


def test_max_shows_posts_and_how_many_saw_them(watching: Watching) -> None:
    watch = watching("max")
    watch.change(participants_count=300, administrators=2, description="Канал")
    seen = watch.look()
    assert (seen.is_there, seen.badge, seen.members_count, seen.administrators_count) == (True, Badge.UNKNOWN, 300, 2)
    assert (seen.posts_in_7_days, seen.post_reach, seen.has_cover, seen.weekly_reach) == (1, 31, None, None)
    assert {"badge", "has_cover", "are_comments_open", "weekly_reach"} <= set(seen.missing)


def test_telegram_shows_the_channel_and_posts_are_those_that_we_heard(watching: Watching) -> None:
    watch = watching("telegram")
    watch.change(members_count=70, administrators=3)
    seen = watch.look()
    assert (seen.is_there, seen.members_count, seen.administrators_count, seen.are_comments_open) == (True, 70, 3, True)
    assert (seen.posts_in_7_days, seen.last_post_at) == (HEARD.in_7_days, HEARD.last_at)
    assert {"badge", "has_cover", "weekly_reach", "post_reach"} <= set(seen.missing)
    assert PageSnapshot.objects.get().sources["posts_in_7_days"] == "heard"


HAPPENS: list[tuple[str, dict[str, Any], AlarmKind, dict[str, Any]]] = [
    ("ok", {"is_government": False}, AlarmKind.BADGE_LOST, {"is_government": True}),
    ("ok", {"name": "Казино"}, AlarmKind.RENAMED, {"name": "Администрация"}),
    ("ok", {"are_comments_open": False}, AlarmKind.COMMENTS_CLOSED, {"are_comments_open": True}),
    ("ok", {"is_deleted": True}, AlarmKind.DELETED, {"is_deleted": False}),
    ("ok", {"is_blocked": True}, AlarmKind.BLOCKED, {"is_blocked": False}),
    ("max", {"title": "Казино"}, AlarmKind.RENAMED, {"title": "Администрация"}),
    ("max", {"is_closed": True}, AlarmKind.DELETED, {"is_closed": False}),
    ("telegram", {"name": "Казино"}, AlarmKind.RENAMED, {"name": "Администрация"}),
    ("telegram", {"username": "casino"}, AlarmKind.RENAMED, {"username": "adm"}),
    ("telegram", {"group_id": 0}, AlarmKind.COMMENTS_CLOSED, {"group_id": -1_002_001_000_001}),
    ("telegram", {"is_deleted": True}, AlarmKind.TOKEN_DEAD, {"is_deleted": False}),
]


@pytest.mark.parametrize(("network", "happens", "kind", "mends"), HAPPENS, ids=str)
def test_what_happens_is_an_alarm_and_ends_when_mended(
    watching: Watching, network: str, happens: dict[str, Any], kind: AlarmKind, mends: dict[str, Any]
) -> None:
    watch = watching(network)
    watch.change(
        **({"is_government": True} if network == "ok" else {}), **({"username": "adm"} if network == "telegram" else {})
    )
    watch.look()
    assert watch.ringing() == set()
    watch.change(**happens)
    watch.look()
    assert watch.ringing() == {kind}
    watch.change(**mends)
    watch.look()
    assert watch.ringing() == set()


@pytest.mark.parametrize("network", ["ok", "max", "telegram"])
def test_a_revoked_token_is_an_alarm(watching: Watching, network: str) -> None:
    watch = watching(network)
    watch.look()
    told = watch.sandbox.control.get(f"/{network}/pages")["pages"][0]
    token = told.get("bot_token") or told.get("token") or told["group_key"]
    watch.sandbox.control.post(f"/{network}/tokens/revoke", token=token)
    watch.look()
    assert watch.ringing() == {AlarmKind.TOKEN_DEAD}
    watch.sandbox.control.post(f"/{network}/tokens/restore", token=token)
    watch.look()
    assert watch.ringing() == set()


@pytest.mark.parametrize("network", ["ok", "max", "telegram"])
@pytest.mark.parametrize("body", ["page", "half", "list", "other", "empty"])
def test_nonsense_raises_nothing(watching: Watching, network: str, body: str) -> None:
    watch = watching(network)
    before = watch.look()
    watch.sandbox.control.add_fault("nonsense", network=network, count=0, body=body)
    watch.look()
    assert watch.ringing() == set()
    assert PageSnapshot.objects.latest("at").at == before.at

"""The daily look through the sandbox, over HTTP: what happens to a page becomes the right alarm within one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from otklik.networks import budgets
from otklik.networks.connector import Badge
from otklik.pages.alarms import AlarmKind
from otklik.pages.looking import ask_look
from otklik.pages.models import Connection, Page, PageAlarm, PageSnapshot
from otklik.pages.services import register_page
from otklik.pages.snapshots import HeardPosts, Unanswered, seen_of
from otklik.pages.steps import look_at_due_pages
from tests.line import Line
from tests.town import GROUP

OLDEST = datetime(2026, 1, 1, tzinfo=UTC)


class Counts:
    """What other rooms would count."""

    def unanswered(self, page_ids: Sequence[int]) -> Mapping[int, Unanswered]:
        return dict.fromkeys(page_ids, Unanswered(3, OLDEST))

    def heard_posts(self, page_ids: Sequence[int], *, now: datetime) -> Mapping[int, HeardPosts]:
        del page_ids, now
        return {}


@dataclass
class Watch:
    """The town's page, looked at day after day."""

    line: Line
    now: datetime

    def change(self, **fields: Any) -> None:
        """Something happens to the community in VK."""
        self.line.sandbox.control.post("/vk/pages/create", group_id=GROUP, **fields)

    def look(self, *, days: float = 0) -> PageSnapshot:
        """Look so many days later; the newest snapshot."""
        self.now += timedelta(days=days, minutes=2)
        Page.objects.update(look_due_at=None)
        look_at_due_pages(network="vk", counts=Counts(), now=self.now)
        return PageSnapshot.objects.filter(page_id=self.line.town.page.id).latest("at")

    def ringing(self) -> set[str]:
        return set(PageAlarm.objects.filter(ended_at=None).values_list("kind", flat=True))


@pytest.fixture
def watch(line: Line, monkeypatch: pytest.MonkeyPatch) -> Watch:
    # the sandbox has forgotten who asked how often, so we do too
    monkeypatch.setattr(budgets, "_keeper", budgets.OwnTurns())
    page = {"members_count": 1200, "weekly_reach": 700, "is_verified": True, "description": "Официальная страница"}
    line.sandbox.control.post("/vk/pages/create", group_id=GROUP, screen_name="adm", **page)
    return Watch(line, datetime.now(UTC))


def test_it_keeps_what_vk_shows(watch: Watch) -> None:
    seen = seen_of(watch.look())
    assert (seen.is_there, seen.is_blocked, seen.badge, seen.name) == (True, False, Badge.CONFIRMED, "Администрация")
    assert (seen.has_avatar, seen.has_cover, seen.has_description) == (True, True, True)
    assert (seen.members_count, seen.weekly_reach, seen.posts_in_7_days) == (1200, 700, 1)
    assert (seen.administrators_count, seen.unanswered_count, seen.oldest_unanswered_at) == (1, 3, OLDEST)
    assert set(seen.missing) == {"post_reach", "widgets_count", "is_in_component", "is_two_factor_confirmed"}
    page = Page.objects.get(id=watch.line.town.page.id)
    assert (page.members_count, page.url, page.looked_at) == (1200, "https://vk.ru/adm", watch.now)
    assert page.last_post_at == seen.last_post_at is not None
    assert page.look_due_at is not None
    assert watch.ringing() == set()


def test_it_looks_once_a_day_and_replaces_a_second_look(watch: Watch) -> None:
    watch.look()
    assert look_at_due_pages(network="vk", counts=Counts(), now=watch.now + timedelta(minutes=5)) == 0
    day = watch.now.replace(hour=7)
    for at in (day, day + timedelta(minutes=5)):
        Page.objects.update(look_due_at=None)
        look_at_due_pages(network="vk", counts=Counts(), now=at + timedelta(days=3))
    assert PageSnapshot.objects.count() == 2


ALARMS: list[tuple[dict[str, Any], AlarmKind, dict[str, Any]]] = [
    ({"is_verified": False}, AlarmKind.BADGE_LOST, {"is_verified": True}),
    ({"name": "Казино"}, AlarmKind.RENAMED, {"name": "Администрация"}),
    ({"screen_name": "casino"}, AlarmKind.RENAMED, {"screen_name": "adm"}),
    ({"are_comments_open": False}, AlarmKind.COMMENTS_CLOSED, {"are_comments_open": True}),
    ({"deactivated": "deleted"}, AlarmKind.DELETED, {"deactivated": ""}),
    ({"deactivated": "banned"}, AlarmKind.BLOCKED, {"deactivated": ""}),
]


@pytest.mark.parametrize(("happens", "kind", "mends"), ALARMS, ids=str)
def test_what_happens_is_an_alarm_within_one_look_and_ends_when_mended(
    watch: Watch, happens: dict[str, Any], kind: AlarmKind, mends: dict[str, Any]
) -> None:
    watch.look()
    watch.change(**happens)
    watch.look()
    assert watch.ringing() == {kind}
    watch.look(days=1)
    assert PageAlarm.objects.count() == 1, "each alarm is raised once while it lasts"
    watch.change(**mends)
    watch.look()
    assert watch.ringing() == set()


def test_a_renamed_page_goes_on_under_its_new_name_and_keeps_the_former_one(watch: Watch) -> None:
    watch.look()
    watch.change(name="Мэрия", screen_name="meria")
    watch.look()
    page = Page.objects.get(id=watch.line.town.page.id)
    assert (page.name, page.url) == ("Мэрия", "https://vk.ru/meria")
    assert PageAlarm.objects.get().told == {
        "before": "Администрация, https://vk.ru/adm", "now": "Мэрия, https://vk.ru/meria",
    }  # fmt: skip


@pytest.mark.parametrize("token", ["community-token", "admin-token"])
def test_a_revoked_token_is_an_alarm_and_the_rest_is_seen_all_the_same(watch: Watch, token: str) -> None:
    watch.look()
    watch.line.sandbox.control.revoke_token(token)
    seen = watch.look()
    assert watch.ringing() == {AlarmKind.TOKEN_DEAD}
    assert seen.members_count == 1200
    told = PageAlarm.objects.get().told
    assert "does not accept the token" in told["reason"]
    assert told["next_step"]
    assert not Page.objects.get(id=watch.line.town.page.id).takes_talks, "no answer is promised there"
    watch.line.sandbox.control.restore_token(token)
    watch.look()
    assert watch.ringing() == set()


def test_a_page_that_stopped_posting_is_silent(watch: Watch, settings: Settings) -> None:
    settings.OTKLIK_SILENT_DAYS = 14
    watch.look()
    watch.look(days=13)
    assert watch.ringing() == set()
    seen = watch.look(days=1)
    assert (seen.posts_in_7_days, watch.ringing()) == (0, {AlarmKind.SILENT})
    watch.line.sandbox.control.write_post(GROUP, text="Снова здесь", date=int(watch.now.timestamp()))
    watch.look()
    assert watch.ringing() == set()


@pytest.mark.parametrize("body", ["page", "half", "list", "other", "empty"])
def test_nonsense_raises_nothing(watch: Watch, body: str) -> None:
    before = watch.look()
    watch.line.sandbox.control.add_fault("nonsense", network="vk", count=0, body=body)
    assert watch.look(days=1).at == before.at, "a look that saw nothing leaves no snapshot"
    assert watch.ringing() == set()


def test_a_network_that_is_down_raises_nothing_and_is_asked_again_soon(watch: Watch) -> None:
    watch.look()
    watch.line.sandbox.control.add_fault("http", network="vk", count=0)
    watch.look(days=1)
    page = Page.objects.get(id=watch.line.town.page.id)
    assert (page.look_due_at, watch.ringing()) == (watch.now + timedelta(minutes=10), set())
    watch.line.sandbox.control.remove_faults()
    assert look_at_due_pages(network="vk", counts=Counts(), now=watch.now + timedelta(minutes=11)) == 1


def test_a_page_without_tokens_is_seen_with_those_of_another(watch: Watch) -> None:
    other = watch.line.sandbox.control.create_page("Библиотека", group_id=7002, members_count=40)
    watch.line.sandbox.control.write_post(7002, text="Выставка")
    page = register_page(watch.line.town.school, network="vk", external_id=str(other.group_id), name="Библиотека")
    watch.look()
    seen = PageSnapshot.objects.get(page_id=page.id)
    assert (seen.members_count, seen.posts_in_7_days, seen.weekly_reach) == (40, 1, None)
    assert "administrator" in seen.missing["weekly_reach"]


def test_without_any_token_nothing_is_seen_and_it_says_what_it_takes(watch: Watch) -> None:
    Connection.objects.all().delete()
    seen = seen_of(watch.look())
    assert (seen.is_there, seen.members_count, seen.badge) == (None, None, Badge.UNKNOWN)
    assert "connect the page" in seen.missing["members_count"]
    assert watch.ringing() == set()


def test_what_a_person_entered_is_copied_with_its_source(watch: Watch) -> None:
    Page.objects.update(widgets_count=2, widgets_source="imported", is_in_component=True, component_source="person")
    snapshot = watch.look()
    assert (snapshot.widgets_count, snapshot.is_in_component) == (2, True)
    assert snapshot.sources == {"widgets_count": "imported", "is_in_component": "person"}


def test_it_asks_for_many_pages_by_few_requests(watch: Watch) -> None:
    for number in range(40):
        made = watch.line.sandbox.control.create_page(
            f"Школа {number}", group_id=8000 + number, admin_token="admin-token", weekly_reach=5
        )
        page = register_page(
            watch.line.town.school, network="vk", external_id=str(made.group_id), name=f"Школа {number}"
        )
        own = watch.line.town.page.connection
        Connection.objects.create(page=page, key=f"k{number}", admin_token=own.admin_token)
    watch.line.sandbox.control.reset_counters()
    watch.look()
    assert PageSnapshot.objects.filter(weekly_reach__isnull=False).count() == 41
    calls = watch.line.sandbox.control.counters()["calls"]["vk"]
    # one for all facts, one for the community's own token, 41 × 3 parts by 25
    assert {name: row["calls"] for name, row in calls.items()} == {
        "groups.getById": 1, "groups.getTokenPermissions": 1, "execute": 5,
    }  # fmt: skip


def test_a_person_has_a_page_looked_at_before_all_others(watch: Watch) -> None:
    watch.look()
    page = Page.objects.get(id=watch.line.town.page.id)
    ask_look(page, by=None, now=watch.now + timedelta(minutes=2))
    assert look_at_due_pages(network="vk", counts=Counts(), now=watch.now + timedelta(minutes=2)) == 1

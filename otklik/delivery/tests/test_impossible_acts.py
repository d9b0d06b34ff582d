"""What a network has no way for never enters the outbox; what became impossible while it waited is not asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.delivery.errors import CannotBeDone
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import list_moderating_acts
from otklik.delivery.services import ActOrder, claim_acts, queue_act, settle_failed, try_again
from otklik.delivery.steps import lease, send_waiting_acts
from otklik.networks.connector import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.registry import CONNECTORS
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from tests.line import Line
from tests.town import GROUP, Town, build_town

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
TWO_DAYS = timedelta(hours=48)


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def connected(town: Town, network: str, **tokens: str) -> Page:
    page = register_page(town.office, network=network, external_id="-1002000000001", name="Администрация")
    connect_page(page, secrets_entered=ConnectionSecrets(**tokens), by=None, now=NOW)
    return page


def order(page: Page, kind: ActKind, *, said_at: datetime | None = NOW, target_id: str = "501") -> ActOrder:
    return ActOrder(
        page_id=page.id, kind=kind, message_kind=MessageKind.COMMENT, target_id=target_id, thread_id="t",
        said_at=said_at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("network", "kind"),
    [
        (name, kind)
        for name, connector in CONNECTORS.items()
        for kind in ActKind
        if connector.limits[kind, MessageKind.COMMENT].never
    ],
)
def test_nothing_is_queued_that_the_network_never_does(town: Town, network: str, kind: ActKind) -> None:
    page = connected(town, network, community_token="token", admin_token="token")
    no = CONNECTORS[network].limits[kind, MessageKind.COMMENT].never
    assert no is not None
    with pytest.raises(CannotBeDone) as caught:
        queue_act(order(page, kind), now=NOW)
    assert (caught.value.wrong, caught.value.mend) == (no.reason, no.next_step)
    assert not OutboxAct.objects.exists()


def test_what_grew_too_old_between_the_page_and_the_click_is_not_queued(town: Town) -> None:
    page = connected(town, "telegram", community_token="5:token")
    delete = order(page, ActKind.DELETE)
    assert queue_act(delete, now=NOW + TWO_DAYS - timedelta(seconds=1)).said_at == NOW
    with pytest.raises(CannotBeDone, match="48 hours"):
        queue_act(delete, now=NOW + TWO_DAYS)
    assert OutboxAct.objects.count() == 1


def test_nobody_is_banned_whom_the_network_does_not_name(town: Town) -> None:
    page = connected(town, "max", community_token="token")
    with pytest.raises(CannotBeDone, match="does not say who wrote"):
        queue_act(order(page, ActKind.BAN, target_id=""), now=NOW)
    queue_act(order(page, ActKind.BAN), now=NOW)


def test_what_needs_a_token_that_was_taken_away_is_not_queued(town: Town) -> None:
    page = connected(town, "vk", community_token="token", admin_token="token")
    queue_act(order(page, ActKind.HIDE), now=NOW)
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="token"), by=None, now=NOW)
    with pytest.raises(CannotBeDone, match="no token of an administrator"):
        queue_act(order(page, ActKind.HIDE), now=NOW)
    assert OutboxAct.objects.count() == 1


def test_it_is_not_tried_again_when_it_has_become_impossible(town: Town) -> None:
    page = connected(town, "telegram", community_token="5:token")
    queue_act(order(page, ActKind.DELETE), now=NOW)
    (act,) = claim_acts(now=NOW, lease=lease(), at_most=1)
    settle_failed(act, reason="…", next_step="…", now=NOW)
    before = AuditRecord.objects.count()
    with pytest.raises(CannotBeDone, match="48 hours"):
        try_again(act.id, by=town.manager, now=NOW + TWO_DAYS)
    act.refresh_from_db()
    assert act.state == OutboxState.FAILED
    assert AuditRecord.objects.count() == before
    try_again(act.id, by=town.manager, now=NOW + timedelta(hours=1))
    act.refresh_from_db()
    assert act.state == OutboxState.WAITING


def test_what_became_impossible_while_it_waited_fails_in_words_and_the_network_is_not_asked(line: Line) -> None:
    page = line.town.page
    name = f"wall-{GROUP}_{line.post_id}_{line.write('Реклама')}"
    act = queue_act(
        ActOrder(
            page_id=page.id, kind=ActKind.HIDE, message_kind=MessageKind.COMMENT, target_id=name, thread_id=name
        ),
        now=datetime.now(UTC),
    )  # fmt: skip
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="community-token"), by=None, now=NOW)
    send_waiting_acts(now=datetime.now(UTC))
    act.refresh_from_db()
    assert (act.state, act.reason) == (OutboxState.FAILED, "The page has no token of an administrator.")
    assert act.next_step
    assert line.sandbox.control.calls("wall.deleteComment") == 0


@pytest.mark.parametrize("network", CONNECTORS)
def test_the_desk_is_told_the_same_as_the_outbox_does(town: Town, network: str) -> None:
    page = connected(town, network, community_token="token", admin_token="token")
    told = list_moderating_acts(network, message_kind="comment", said_at=NOW, author_id="501", now=NOW)
    for one in told:
        if one.reason:
            with pytest.raises(CannotBeDone) as caught:
                queue_act(order(page, ActKind(one.act)), now=NOW)
            assert (caught.value.wrong, caught.value.mend) == (one.reason, one.next_step)
        else:
            queue_act(order(page, ActKind(one.act)), now=NOW)


def test_the_desk_is_told_until_when_and_what_cannot_be_undone() -> None:
    told = list_moderating_acts("telegram", message_kind="comment", said_at=NOW, author_id="501", now=NOW)
    delete = next(one for one in told if one.act == "delete")
    assert (delete.until, delete.reason) == (NOW + TWO_DAYS, "")
    assert "for ever" in delete.warning

"""Events that come twice and in any order end in the same messages and the same cases as in their own order."""

import os
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import batched

import pytest
from django.db import connection

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal
from otklik.appeals.states import CLOSED_STATES, Outcome, State
from otklik.intake.accept import Arrival
from otklik.intake.models import Awaits, RawEvent, RawState, ResidentMessage
from otklik.intake.selectors import list_refused
from otklik.intake.services import accept_batch, replay_refused
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import appoint, enter_staff
from otklik.pages.models import Page
from otklik.pages.services import register_page
from tests.flow import run_flow
from tests.reliability.play import Play
from tests.town import GROUP, NOW, Town, build_town

pytestmark = pytest.mark.django_db

type Rows = list[tuple[object, ...]]

GROUPS = (GROUP, GROUP + 1, GROUP + 2)
IS_LONG = os.environ.get("OTKLIK_TEST_LONG") == "yes"


@pytest.fixture
def pages() -> list[Page]:
    town: Town = build_town()
    others = [register_page(town.office, network="vk", external_id=str(group), name="Ещё") for group in GROUPS[1:]]
    return [town.page, *others]


@pytest.mark.slow
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=[] if IS_LONG else pytest.mark.skip("long"))])
def test_it_ends_the_same_in_whatever_order_events_come(pages: list[Page], count: int) -> None:
    plays = [Play(group, random.Random(group), NOW - timedelta(days=20)) for group in GROUPS]
    arrivals = _woven(
        [[_arrival(page, b) for b in play.run(count // 3)] for page, play in zip(pages, plays, strict=True)]
    )
    _come(arrivals, at_once=count // 10)
    messages, cases = _messages(), _cases()
    nonsense = sum(play.not_understood for play in plays)
    assert Counter(RawEvent.objects.values_list("state", flat=True)) == {
        RawState.APPLIED: len(arrivals) - nonsense,
        RawState.REFUSED: nonsense,
    }
    assert {len(messages) > count / 3, len(cases) > count / 10, nonsense > count / 50} == {True}
    _forget_everything()

    shuffled = arrivals * 2
    random.Random(5).shuffle(shuffled)
    _come(shuffled, at_once=count // 10)
    assert _messages() == messages
    assert _cases() == cases
    assert RawEvent.objects.filter(state=RawState.REFUSED).count() == 2 * nonsense
    assert not ResidentMessage.objects.filter(awaits=Awaits.PERSON).exists()


def test_it_shows_what_it_did_not_understand_and_goes_on_behind_it(pages: list[Page]) -> None:
    play = Play(GROUP, random.Random(3), NOW - timedelta(days=20))
    _come([_arrival(pages[0], body) for body in play.run(60)], at_once=5)
    staff = enter_staff("administrator@example.org", name="Ольга", password="")
    appoint(staff, pages[0].owner, Role.ADMINISTRATOR)
    administrator = load_viewer(staff.id, on=NOW.date())
    shown = list_refused(administrator, at_most=100)
    assert len(shown) == play.not_understood > 0
    assert all(event.reason and event.page == pages[0].name for event in shown)
    assert not RawEvent.objects.filter(state=RawState.WAITING).exists()

    assert replay_refused(ids=[event.id for event in shown], by=administrator, now=NOW) == len(shown)
    run_flow()
    assert len(list_refused(administrator, at_most=100)) == len(shown)


def _arrival(page: Page, body: bytes) -> Arrival:
    return Arrival(page_id=page.id, network="vk", body=body, received_at=NOW)


def _woven(streams: Sequence[Sequence[Arrival]]) -> list[Arrival]:
    """The events of several pages side by side, each page's in their order."""
    return [one for row in zip(*streams, strict=False) for one in row]


def _come(arrivals: Sequence[Arrival], *, at_once: int) -> None:
    """Let them arrive, and the worker do what follows every so often."""
    for number, part in enumerate(batched(arrivals, at_once)):
        moment = NOW + timedelta(seconds=number)
        accept_batch([Arrival(one.page_id, one.network, one.body, moment) for one in part])
        run_flow()


def _messages() -> Rows:
    """Everything that a person could see of the messages, without row ids and times of arrival."""
    rows = ResidentMessage.objects.values_list(
        "page__external_id", "kind", "external_id", "thread_id", "container_id", "reply_to", "author__external_id",
        "is_by_page", "text", "attachments", "url", "occurred_at", "is_deleted", "has_arrived", "needs_reading",
    )  # fmt: skip
    return sorted(rows, key=repr)


def _cases() -> Rows:
    """The cases of all threads in which a resident's words stand: what they are about, what belongs to them, whether
    they are open, and which answers of the page they know.

    Cases that were withdrawn and came again are history, which depends on when we looked.
    """
    rows: Rows = []
    for appeal in Appeal.objects.exclude(outcome=Outcome.WITHDRAWN).prefetch_related("messages__message"):
        messages = [link.message for link in appeal.messages.all() if not link.message.is_deleted]
        if not any(not message.is_by_page for message in messages):
            continue
        first = min((m for m in messages if not m.is_by_page), key=lambda m: (m.occurred_at, m.external_id))
        is_root = first.external_id == first.thread_id
        rows.append(
            (
                appeal.thread_id,
                appeal.channel,
                State(appeal.state) in CLOSED_STATES,
                appeal.title if is_root else "",
                sorted(message.external_id for message in messages),
                sorted(Answer.objects.filter(appeal=appeal).values_list("external_id", "text")),
            )
        )
    return sorted(rows, key=repr)


def _forget_everything() -> None:
    tables = "intake_residentmessage, appeals_appeal, intake_rawevent, residents_networkaccount"
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints all immediate; truncate {tables} cascade")

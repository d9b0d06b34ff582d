"""Events of four networks that come twice and in any order end in the same messages and cases as in their own order."""

import os
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import batched

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal, Route
from otklik.appeals.states import Outcome, State
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.accept import Arrival
from otklik.intake.models import Awaits, MessageVersion, RawEvent, RawState, ResidentMessage
from otklik.intake.selectors import list_refused
from otklik.intake.services import accept_batch, replay_refused
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import appoint, enter_staff
from otklik.pages.models import Page
from otklik.pages.services import register_page
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.flow import run_flow
from tests.reliability.play import Play
from tests.reliability.tellers import TELLERS, Vk
from tests.town import GROUP, NOW, Town, build_town

pytestmark = pytest.mark.django_db

type Rows = list[tuple[object, ...]]

BEGAN_AT = NOW - timedelta(days=20)
IS_LONG = os.environ.get("OTKLIK_TEST_LONG") == "yes"


@pytest.fixture
def town() -> Town:
    """A town that passes half of its topics on to the school, so that it matters what a case is about."""
    town = build_town()
    seed_topics()
    for topic in Topic.objects.order_by("code")[::2]:
        Route.objects.create(topic=topic, body=town.school)
    return town


@pytest.fixture
def plays(town: Town) -> list[tuple[Page, Play]]:
    """A page in each network, and what happens there."""
    tellers = [teller(GROUP + number * 10, BEGAN_AT) for number, teller in enumerate(TELLERS)]
    pages = [
        register_page(town.office, network=teller.network, external_id=teller.page_id, name=teller.network)
        for teller in tellers
    ]
    return [(page, Play(one, random.Random(one.page))) for page, one in zip(pages, tellers, strict=True)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # one transaction would keep every old version of every row before its readers
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=[] if IS_LONG else pytest.mark.skip("long"))])
def test_it_ends_the_same_in_whatever_order_events_come(plays: list[tuple[Page, Play]], count: int) -> None:
    arrivals = _woven([[_arrival(page, body) for body in play.run(count // len(plays))] for page, play in plays])
    _remember_what_we_sent(plays)
    _come(arrivals, at_once=count // 10)
    messages, cases = _messages(), _cases()
    nonsense = sum(play.not_understood for _, play in plays)
    assert Counter(RawEvent.objects.values_list("state", flat=True)) == {
        RawState.APPLIED: len(arrivals) - nonsense,
        RawState.REFUSED: nonsense,
    }
    assert {len(messages) > count / 3, len(cases) > count / 10, nonsense > count / 50} == {True}
    assert {row[0] for row in cases} == {teller.network for teller in TELLERS}
    _forget_everything()

    _remember_what_we_sent(plays)
    shuffled = arrivals * 2
    random.Random(5).shuffle(shuffled)
    _come(shuffled, at_once=count // 10)
    assert _messages() == messages
    assert _cases() == cases
    assert RawEvent.objects.filter(state=RawState.REFUSED).count() == 2 * nonsense
    assert not ResidentMessage.objects.filter(awaits=Awaits.PERSON).exists()


@settings(
    max_examples=300 if IS_LONG else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.generate, Phase.shrink],
)
@given(data=st.data())
def test_a_few_events_end_the_same_in_whatever_order_they_come(town: Town, data: st.DataObject) -> None:
    """As above, with so few events that what fails can be read."""
    teller = data.draw(st.sampled_from(TELLERS))(GROUP + 50, BEGAN_AT)
    page = register_page(town.office, network=teller.network, external_id=teller.page_id, name=teller.network)
    play = Play(teller, random.Random(data.draw(st.integers(0, 10_000), label="seed")))
    arrivals = [_arrival(page, body) for body in play.run(data.draw(st.integers(6, 30), label="count"))]
    shuffled = data.draw(st.permutations(arrivals * 2), label="order")
    ends = []
    for come, at_once in ((arrivals, len(arrivals)), (shuffled, data.draw(st.integers(1, 20), label="at once"))):
        _forget_everything()
        _remember_what_we_sent([(page, play)])
        _come(come, at_once=at_once)
        ends.append((_messages(), _cases()))
    assert ends[0] == ends[1]


def test_it_shows_what_it_did_not_understand_and_goes_on_behind_it(town: Town) -> None:
    play = Play(Vk(GROUP, BEGAN_AT), random.Random(3))
    _come([_arrival(town.page, body) for body in play.run(60)], at_once=5)
    staff = enter_staff("administrator@example.org", name="Ольга", password="")
    appoint(staff, town.page.owner, Role.ADMINISTRATOR)
    administrator = load_viewer(staff.id, on=NOW.date())
    shown = list_refused(administrator, at_most=100)
    assert len(shown) == play.not_understood > 0
    assert all(event.reason and event.page == town.page.name for event in shown)
    assert not RawEvent.objects.filter(state=RawState.WAITING).exists()

    assert replay_refused(ids=[event.id for event in shown], by=administrator, now=NOW) == len(shown)
    run_flow()
    assert len(list_refused(administrator, at_most=100)) == len(shown)


def _arrival(page: Page, body: bytes) -> Arrival:
    return Arrival(page_id=page.id, network=page.network, body=body, received_at=NOW)


def _woven(streams: Sequence[Sequence[Arrival]]) -> list[Arrival]:
    """The events of several pages side by side, each page's in their order."""
    return [one for row in zip(*streams, strict=False) for one in row]


def _come(arrivals: Sequence[Arrival], *, at_once: int) -> None:
    """Let them arrive, and the worker do what follows every so often."""
    for number, part in enumerate(batched(arrivals, at_once)):
        moment = NOW + timedelta(seconds=number)
        accept_batch([Arrival(one.page_id, one.network, one.body, moment) for one in part])
        run_flow()


def _remember_what_we_sent(plays: Sequence[tuple[Page, Play]]) -> None:
    """Our own answers stand in the outbox before their echo can come."""
    OutboxAct.objects.bulk_create(
        [
            OutboxAct(
                page=page, kind="reply", message_kind="comment", target_id=sent.target, thread_id=sent.thread,
                text=sent.text, idempotency_key=1, state=OutboxState.SENT, queued_at=NOW, next_try_at=NOW,
                receipt_id=sent.name, is_taken_note_of=True,
            )
            for page, play in plays
            for sent in play.sent
        ]
    )  # fmt: skip


def _messages() -> Rows:
    """Everything that a person could see of the messages, without row ids and times of arrival."""
    rows = ResidentMessage.objects.values_list(
        "page__network", "kind", "external_id", "thread_id", "container_id", "reply_to", "author__external_id",
        "is_by_page", "text", "attachments", "url", "occurred_at", "is_deleted", "deleters", "has_arrived",
        "needs_reading", "id",
    )  # fmt: skip
    wordings: dict[int, set[str]] = {}
    for message_id, text in MessageVersion.objects.values_list("message_id", "text"):
        wordings.setdefault(message_id, set()).add(text)
    return sorted([(*row[:-1], sorted(wordings.get(row[-1], ()))) for row in rows], key=repr)


def _cases() -> Rows:
    """The cases of all threads in which a resident's words stand: what they are about, who has them, what belongs to
    them, and which answers of the page they know.

    Cases that were withdrawn and came again are history, which depends on when we looked.
    """
    rows: Rows = []
    for appeal in Appeal.objects.exclude(outcome=Outcome.WITHDRAWN).prefetch_related("messages__message"):
        messages = [link.message for link in appeal.messages.all() if not link.message.is_deleted]
        if not any(not message.is_by_page for message in messages):
            continue
        rows.append(
            (
                appeal.page.network if appeal.page else "",
                appeal.thread_id,
                appeal.channel,
                appeal.state,
                # who has an answered case depends on what was known of it when the answer came
                appeal.body_id if appeal.state != State.ANSWERED else 0,
                (appeal.title, appeal.author_name, appeal.kind, appeal.topic_id, appeal.importance, appeal.address),
                appeal.wrote_again_at is not None,
                sorted(message.external_id for message in messages),
                sorted(Answer.objects.filter(appeal=appeal).values_list("external_id", "text")),
            )
        )
    return sorted(rows, key=repr)


def _forget_everything() -> None:
    tables = "intake_residentmessage, appeals_appeal, intake_rawevent, residents_networkaccount, delivery_outboxact"
    with connection.cursor() as cursor:
        cursor.execute(  # rows that are kept are emptied, too
            f"set local otklik.past_keeping = 'on'; set constraints all immediate; truncate {tables} cascade"
        )

"""What a reply hangs on comes later: its case follows, is about what was written first, and stays one."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from otklik.appeals.models import Appeal, Route
from otklik.appeals.moves import Move, make_move
from otklik.appeals.services import assign
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.organizations.models import Body
from otklik.pages.models import Page
from otklik.pages.services import register_page
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, comment, push

CHANNEL = -7009
ROAD = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
BUS = "Автобус по Свердлова снова не пришёл по расписанию, ждали сорок минут на морозе"
RUDE = "Вы там все охуели, уберите снег на Ленина!"

type Say = Callable[..., None]


@pytest.fixture
def channel(town: Town) -> Page:
    """A page in MAX, which tells only what a comment replies to."""
    return register_page(town.office, network="max", external_id=str(CHANNEL), name="Администрация")


@pytest.fixture
def say(channel: Page) -> Say:
    """A comment comes, and the worker does what follows."""

    def come(name: str, text: str, *, replies_to: str = "", second: int = 0) -> None:
        moment = (int(NOW.timestamp()) + second) * 1000
        message = {
            "recipient": {"chat_id": CHANNEL, "chat_type": "channel", "post_id": "mid.p"},
            "timestamp": moment,
            "body": {"mid": f"mid.{name}", "text": text},
            "sender": {"user_id": 501, "first_name": "Мария"},
        }
        if replies_to:
            message["link"] = {"type": "reply", "message": {"mid": f"mid.{replies_to}"}}
        told = {"update_type": "comment_created", "timestamp": moment, "message": message}
        arrive(channel, json.dumps(told).encode())
        run_flow()

    return come


def at_work() -> Appeal:
    """The one case that is not over."""
    return Appeal.objects.exclude(state__in=(State.CLOSED, State.DECLINED)).get()


def names(appeal: Appeal) -> set[str]:
    return {link.message.external_id.rpartition(".")[2] for link in appeal.messages.all()}


def test_the_case_of_a_reply_follows_it_into_the_thread_above(say: Say) -> None:
    say("c", BUS, replies_to="b", second=2)
    say("b", "И у нас на Мира, 7 тоже яма во дворе", replies_to="a", second=1)
    assert at_work().thread_id == "mid.p/mid.a"
    say("a", ROAD)
    assert (at_work().title, names(at_work())) == (ROAD, {"a", "b", "c"})


def test_two_cases_become_one_when_their_threads_prove_to_be_one(say: Say) -> None:
    say("a", ROAD)
    say("c", BUS, replies_to="b", second=2)
    assert Appeal.objects.count() == 2
    say("b", "И у нас на Мира, 7 тоже яма во дворе", replies_to="a", second=1)
    main = at_work()
    assert (main.title, names(main)) == (ROAD, {"a", "b", "c"})
    joined = Appeal.objects.exclude(id=main.id).get()
    assert (joined.outcome, joined.duplicate_of) == (Outcome.DUPLICATE, main)
    assert joined.transitions.last().act == Act.JOIN  # type: ignore[union-attr]


def test_the_case_on_which_a_person_works_takes_the_other_in(say: Say, town: Town) -> None:
    say("a", ROAD)
    say("c", BUS, replies_to="b", second=2)
    newer = Appeal.objects.order_by("-id")[0]
    assign(
        newer.number, body_id=town.school.id, executor_id=None, by=town.coordinator, because="наше",
        version=newer.version, now=NOW,
    )  # fmt: skip
    say("b", "И у нас на Мира, 7 тоже яма во дворе", replies_to="a", second=1)
    assert (at_work(), at_work().body, names(at_work())) == (newer, town.school, {"a", "b", "c"})


@pytest.mark.parametrize("is_other_answered", [False, True])
def test_what_an_answered_case_takes_in_waits_for_a_person(say: Say, town: Town, is_other_answered: bool) -> None:
    """Whoever approved the answer read its own case, and not the open one that proves to be of its thread."""
    say("a", ROAD)
    say("c", BUS, replies_to="b", second=2)
    main, other = Appeal.objects.order_by("id")
    for case in (main, other) if is_other_answered else (main,):
        answer(case, town)
    say("b", "👍👍", replies_to="a", second=1)
    main.refresh_from_db()
    other.refresh_from_db()
    assert (main.state, names(main), other.duplicate_of) == (State.ANSWERED, {"a", "b", "c"}, main)
    assert (main.wrote_again_at is None) is is_other_answered


def answer(case: Appeal, town: Town) -> None:
    """An answer is approved, and stands."""
    now = datetime.now(UTC)
    make_move(case, Move(Act.ASSIGN, town.coordinator, body=town.office), now=now)
    make_move(case, Move(Act.APPROVE_FINAL, town.manager), now=now)
    make_move(case, Move(Act.SEND_FINAL, Party.NETWORK), now=now)


def test_a_case_goes_to_whom_the_first_message_belongs(say: Say, town: Town) -> None:
    route(BUS, say, to=town.school)
    say("b", BUS, replies_to="a", second=1)
    assert at_work().body == town.school
    say("a", ROAD)
    appeal = at_work()
    assert (appeal.title, appeal.body, appeal.state) == (ROAD, town.office, State.ASSIGNED)
    assert [one.act for one in appeal.transitions.order_by("id")] == ["open", "assign", "decide_anew", "assign"]


def route(text: str, say: Say, *, to: Body) -> None:
    """Send to this body what this text is about."""
    seed_topics()
    say("probe", text)
    topic = Appeal.objects.get().topic
    assert isinstance(topic, Topic)
    Route.objects.create(topic=topic, body=to)
    Appeal.objects.all().delete()


def test_a_moderator_need_not_look_when_the_first_message_gives_no_reason(say: Say) -> None:
    say("b", RUDE, replies_to="a", second=1)
    assert at_work().state == State.IN_MODERATION
    say("a", ROAD)
    assert at_work().state != State.IN_MODERATION


def test_a_moderator_looks_when_the_first_message_that_came_later_gives_a_reason(say: Say) -> None:
    say("b", ROAD, replies_to="a", second=1)
    say("a", RUDE)
    assert at_work().state == State.IN_MODERATION


def test_words_without_substance_belong_to_the_case_and_are_not_what_it_is_about(say: Say) -> None:
    say("a", "👍👍")
    assert not Appeal.objects.exists()
    say("b", ROAD, replies_to="a", second=1)
    assert (at_work().title, names(at_work())) == (ROAD, {"a", "b"})
    say("c", "👍👍", replies_to="d", second=3)
    say("d", BUS, second=2)
    assert {frozenset(names(one)) for one in Appeal.objects.all()} == {frozenset("ab"), frozenset("cd")}


def test_an_edit_moves_a_case_that_nobody_has_taken_up(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, ROAD)))
    run_flow()
    arrive(town.page, push("wall_reply_edit", comment(501, RUDE)))
    run_flow()
    assert at_work().state == State.IN_MODERATION
    arrive(town.page, push("wall_reply_edit", comment(501, "👍👍") | {"edited": int(NOW.timestamp())}))
    run_flow()
    assert Appeal.objects.get().outcome == Outcome.WITHDRAWN

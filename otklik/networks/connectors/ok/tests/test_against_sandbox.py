"""Acting over HTTP, against the sandbox and its faults."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from otklik.networks.budgets import Budget, Pace
from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.ok import api, missed
from otklik.networks.connectors.ok.tests.sandbox_town import AN_HOUR_AGO, MARIA, OK, Town
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import Author, EventKind, MessageKind

ADD, SEND = "discussions.addDiscussionComment", "graph.user.messages.post"


def test_its_answer_stands_in_the_thread_and_is_known_again(town: Town) -> None:
    asked = town.comment("Когда починят дорогу?")
    receipt = OK.act(town.access, town.reply(asked))
    assert town.said_by_page() == ["До 1 июня."]
    echo = next(event for event in town.events() if event.author and event.author.is_page)
    assert (receipt.external_id, receipt.url) == (echo.external_id, echo.url)
    assert (echo.thread_id, echo.reply_to) == (town.name(asked), town.name(asked))
    assert OK.find_own_reply(town.access, town.reply(asked)) == receipt


def test_its_answer_is_known_again_below_many_others(town: Town) -> None:
    asked = town.comment("Когда починят дорогу?")
    receipt = OK.act(town.access, town.reply(asked))
    act = {"act": "comments/write", "group_id": town.group_id, "topic_id": town.topic_id, "author_id": MARIA}
    batch = town.control.ok.run_batch([act | {"text": f"И у нас {number}"} for number in range(250)])
    while not town.control.ok.batch(batch)["is_finished"]:
        time.sleep(0.01)
    assert OK.find_own_reply(town.access, town.reply(asked)) == receipt
    assert OK.find_own_reply(town.access, replace(town.reply(asked), text="Другое")) is None


def test_its_private_answer_stands_in_the_talk_and_is_known_again(town: Town) -> None:
    act = town.private()
    receipt = OK.act(town.access, act)
    assert town.said_by_page() == ["Вода будет к вечеру."]
    assert OK.find_own_reply(town.access, act) == receipt
    asked, answered = town.events()
    assert (asked.external_id, answered.external_id) == (act.external_id, receipt.external_id)
    assert (answered.reply_to, answered.author) == (
        act.external_id,
        Author(f"group:{town.group_id}", "Администрация", is_page=True, is_community=True),
    )


def test_what_was_said_in_one_moment_keeps_its_order(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    act = town.private()
    receipt = OK.act(town.access, act)
    moment = datetime.now(UTC)
    told = [replace(one, occurred_at=moment) for one in town.events()]
    in_order = sorted(told, key=lambda one: one.external_id)
    for listed in (in_order, in_order[::-1]):
        monkeypatch.setattr(missed, "_read_chats", lambda _reading, given=listed: iter(given))
        told_in_order = [one.external_id for one in town.events()]
        assert told_in_order == [act.external_id, receipt.external_id]


@pytest.mark.parametrize("kind", ["timeout_after", "cut_after"])
@pytest.mark.parametrize("method", [ADD, SEND])
def test_an_unheard_answer_is_found_in_the_thread_and_stands_there_once(kind: str, method: str, town: Town) -> None:
    act = town.reply(town.comment("Когда?")) if method == ADD else town.private()
    town.control.add_fault(kind, network="ok", method=method)
    with pytest.raises(TryLater) as caught:
        OK.act(replace(town.access, timeout_seconds=1.0), act)
    assert caught.value.is_uncertain
    assert _deliver(town, act).external_id
    assert len(town.said_by_page()) == 1


def _deliver(town: Town, act: Act) -> Receipt:
    """As delivery does with a doubtful act: look first, then act."""
    return OK.find_own_reply(town.access, act) or OK.act(town.access, act)


def test_sixty_answers_of_the_same_words_stand_there_once_each(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "budget_of", lambda *_, **__: Budget(Pace(10_000)))
    town.control.settings(are_limits_on=False)
    acts = [town.reply(town.comment(f"Когда? {number}")) for number in range(30)]
    acts += [town.private() for _ in range(30)]
    for method in (ADD, SEND):
        town.control.add_fault("cut_after", network="ok", method=method, count=0, chance=0.4)
        town.control.add_fault("cut_before", network="ok", method=method, count=0, chance=0.3)
    names = [_deliver_at_last(town, act).external_id for act in acts]
    town.control.settings(are_limits_on=True)
    assert len(set(names)) == 60
    assert len(town.said_by_page()) == 60
    answered = [event.reply_to for event in town.events() if event.author and event.author.is_page]
    assert sorted(answered) == sorted(act.external_id for act in acts)


def _deliver_at_last(town: Town, act: Act) -> Receipt:
    for _ in range(50):
        try:
            return _deliver(town, act)
        except TryLater:
            continue
    raise AssertionError("it was never delivered")


@pytest.mark.parametrize("method", [ADD, SEND])
@pytest.mark.parametrize(
    ("fault", "is_uncertain"),
    [
        ({"kind": "cut_before"}, True),
        ({"kind": "nonsense"}, True),
        ({"kind": "http", "status": 502}, True),
        ({"kind": "http", "status": 429}, False),
        ({"kind": "error", "code": 11}, False),
        ({"kind": "error", "code": 9999}, True),
    ],
)
def test_it_tries_later_after_a_passing_fault(
    method: str, fault: dict[str, int | str], town: Town, *, is_uncertain: bool
) -> None:
    act = town.reply(town.comment("Когда?")) if method == ADD else town.private()
    town.control.add_fault(network="ok", method=method, **fault)  # type: ignore[arg-type]
    with pytest.raises(TryLater) as caught:
        OK.act(town.access, act)
    assert caught.value.is_uncertain is is_uncertain
    _deliver(town, act)
    assert len(town.said_by_page()) == 1


def test_it_cannot_be_uncertain_when_nobody_listens(town: Town) -> None:
    away = replace(town.access, api_url="http://127.0.0.1:9")
    for act in (town.reply(town.comment("Когда?")), town.private()):
        with pytest.raises(TryLater) as caught:
            OK.act(away, act)
        assert not caught.value.is_uncertain


def test_it_is_refused_with_a_next_step(town: Town) -> None:
    asked = town.comment("Когда?")
    refused = [_refusal(town, replace(town.reply(asked), text="Идите в казино"))]
    town.control.ok.set_comments(town.group_id, town.topic_id, are_open=False)
    refused.append(_refusal(town, town.reply(asked)))
    message = town.private()
    town.control.ok.create_user(id=MARIA, does_take_messages=False)
    refused.append(_refusal(town, message))
    town.control.ok.create_user(id=MARIA, does_take_messages=True)
    town.control.ok.revoke_token(town.access.community_token)
    refused.append(_refusal(town, message))
    refused.append(_refusal(town, town.reply(asked), access=replace(town.access, application_secret="another")))
    town.control.ok.revoke_token(town.access.admin_token)
    refused.append(_refusal(town, town.reply(asked)))
    assert [why.code for why in refused] == ["454", "456", "458", "102", "104", "102"]
    assert all(why.next_step for why in refused)


def _refusal(town: Town, act: Act, *, access: PageAccess | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        OK.act(access or town.access, act)
    return caught.value


def test_it_needs_the_rights_of_the_application(town: Town) -> None:
    poor = town.control.ok.create_application(key="CPOOR", rights=["VALUABLE_ACCESS"])
    access = replace(town.access, application_key="CPOOR", application_secret=poor["secret"])
    asked = town.comment("Когда?")
    assert _refusal(town, town.reply(asked), access=access).code == "10"
    assert [event.text for event in OK.fetch_missed(access, since=datetime.now(UTC) - AN_HOUR_AGO)] == ["Когда?"]


def test_it_explains_that_a_deleted_comment_cannot_be_answered(town: Town) -> None:
    asked = town.comment("Когда?")
    town.control.ok.delete_comment(town.group_id, asked)
    assert _refusal(town, town.reply(asked)).code == "700"


def test_it_deletes_a_comment_for_ever_however_often(town: Town) -> None:
    act = replace(town.reply(town.comment("Грубость")), kind=ActKind.DELETE)
    for _ in range(2):
        OK.act(town.access, act)
    assert OK.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=act.external_id).is_deleted
    (event,) = town.events()
    assert (event.kind, event.external_id) == (EventKind.DELETED, act.external_id)

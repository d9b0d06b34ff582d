"""The verdict of the trial: what stands in a thread, held against what the outbox says of it."""

from types import SimpleNamespace
from typing import Any

import pytest

from otklik.bench.kills.played.page import Said
from otklik.bench.kills.town import Town
from otklik.bench.kills.verdict import Standing, judge
from otklik.delivery.models import OutboxAct, OutboxState
from tests.flow import run_flow
from tests.town import GROUP, POST, arrive, build_town, comment, push

SENT, FAILED, UNKNOWN = OutboxState.SENT, OutboxState.FAILED, OutboxState.UNKNOWN


def act(state: OutboxState, name: str = "") -> OutboxAct:
    return OutboxAct(state=state, receipt_id=name)


@pytest.mark.parametrize(
    ("acts", "names", "lost", "unexplained", "mistaken"),
    [
        ([act(SENT, "a")], ["a"], 0, 0, 0),
        ([act(SENT)], ["a"], 0, 0, 0),
        ([act(SENT, "a"), act(SENT, "b")], ["a", "b"], 0, 0, 0),
        ([act(UNKNOWN)], [], 0, 0, 0),
        ([act(UNKNOWN)], ["a"], 0, 0, 0),
        ([act(FAILED)], [], 0, 0, 0),
        ([act(SENT, "a"), act(UNKNOWN)], ["a", "b"], 0, 0, 0),
        ([act(SENT, "a")], [], 1, 0, 1),
        ([act(SENT, "a")], ["a", "b"], 0, 1, 0),
        ([act(FAILED)], ["a"], 0, 1, 0),
        ([act(UNKNOWN)], ["a", "b"], 0, 1, 0),
        ([], ["a"], 0, 1, 0),
        ([act(SENT, "a"), act(SENT, "a")], ["a", "b"], 0, 0, 1),
        ([act(SENT, "a"), act(SENT, "a")], ["a"], 1, 0, 1),
        ([act(SENT, "elsewhere")], ["a"], 0, 0, 1),
    ],
)
def test_it_finds_what_does_not_agree(
    acts: list[OutboxAct], names: list[str], *, lost: int, unexplained: int, mistaken: int
) -> None:
    standing = Standing(tuple(acts), tuple(names))
    assert (standing.lost, standing.unexplained, standing.mistaken) == (lost, unexplained, mistaken)


@pytest.mark.parametrize(
    ("acts", "names", "count"),
    [
        ([act(UNKNOWN)], [], 0),
        ([act(UNKNOWN)], ["a"], 1),
        ([act(SENT, "a"), act(UNKNOWN)], ["a"], 0),
        ([act(SENT, "a"), act(UNKNOWN), act(UNKNOWN)], ["a", "b"], 1),
    ],
)
def test_a_person_who_looks_sees_which_of_the_unknown_ones_stand_there(
    acts: list[OutboxAct], names: list[str], count: int
) -> None:
    assert Standing(tuple(acts), tuple(names)).doubtful_that_stand == count


def test_it_finds_our_own_words_that_were_entered_a_second_time(db: None) -> None:
    town = build_town()
    names = {number: f"wall-{GROUP}_{POST}_{number}" for number in (501, 502, 777)}
    arrive(town.page, push("wall_reply_new", comment(501, "Яма на улице Ленина, 5. Когда заделаете?")))
    arrive(town.page, push("wall_reply_new", comment(502, "Заделаем.", author=9, root=501)))
    arrive(town.page, push("wall_reply_new", comment(777, "Заделаем завтра.", author=-GROUP, root=501)))
    run_flow()
    said = [Said(names[501], "Яма на улице Ленина, 5. Когда заделаете?", is_by_page=False)]
    said += [Said(names[number], "Заделаем.", is_by_page=True) for number in (502, 777)]
    played: Any = SimpleNamespace(network="vk", said=lambda: iter(said), tells_what_messages_answer=True)
    seen = judge(Town(town.manager, {town.page.id: played}), network="vk", must_be_sent=False, given_up=0)
    assert (seen.own_taken_for_typed, seen.own_taken_for_residents) == (1, 1)

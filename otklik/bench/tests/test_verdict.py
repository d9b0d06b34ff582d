"""The verdict of the trial: what stands in a thread, held against what the outbox says of it."""

import pytest

from otklik.bench.kills.verdict import Standing
from otklik.delivery.models import OutboxAct, OutboxState

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

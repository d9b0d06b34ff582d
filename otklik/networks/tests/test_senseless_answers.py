"""A network that answers 200 and says nothing has told neither «nothing new» nor «not there»."""

from collections.abc import Callable

import pytest

from otklik.networks.abilities import KeepsSubscription, Polls
from otklik.networks.acts import Act, ActKind
from otklik.networks.errors import TryLater
from otklik.networks.events import MessageKind
from otklik.networks.tests.stages import Stage, Target, build_stage
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.clock import now
from tests.line import sandbox

__all__ = ["sandbox"]

SENSELESS = ("hollow", "other")
HOOK = "https://otklik.example/hooks/x/"


def read_missed(stage: Stage, _: Target) -> object:
    return list(stage.connector.fetch_missed(stage.access, since=now()))


def fetch_one(stage: Stage, target: Target) -> object:
    return stage.connector.fetch_message(stage.access, kind=MessageKind.COMMENT, external_id=target.external_id)


def look_for_our_reply(stage: Stage, target: Target) -> object:
    act = Act(ActKind.REPLY, MessageKind.COMMENT, target.external_id, target.thread_id, text="До 1 июня.")
    return stage.connector.find_own_reply(stage.access, act)


def poll(stage: Stage, _: Target) -> object:
    assert isinstance(stage.connector, Polls)
    return stage.connector.poll(stage.access, marker="")


def keep_subscription(stage: Stage, _: Target) -> object:
    assert isinstance(stage.connector, KeepsSubscription)
    return stage.connector.keep_subscription(stage.access, hook_url=HOOK)


@pytest.mark.parametrize("body", SENSELESS)
@pytest.mark.parametrize(
    ("network", "ask"),
    [
        ("vk", read_missed), ("vk", fetch_one), ("vk", look_for_our_reply),
        ("ok", read_missed), ("ok", look_for_our_reply),
        ("max", read_missed), ("max", look_for_our_reply), ("max", poll), ("max", keep_subscription),
        ("telegram", poll), ("telegram", keep_subscription),
    ],
)  # fmt: skip
def test_it_asks_again_later(
    sandbox: RunningSandbox, network: str, ask: Callable[[Stage, Target], object], body: str
) -> None:
    stage = build_stage(sandbox, network)
    target = stage.write(MessageKind.COMMENT, now())
    fault = sandbox.control.add_fault("nonsense", network=network, count=0, body=body)
    try:
        with pytest.raises(TryLater) as told:
            ask(stage, target)
    finally:
        sandbox.control.remove_faults(fault)
    assert "cannot be read" in told.value.reason

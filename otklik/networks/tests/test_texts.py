"""A text that a network would not take is refused before it is asked, with the limit and what is too much."""

from dataclasses import replace

import pytest

from otklik.networks.abilities import CountsText
from otklik.networks.acts import ActKind
from otklik.networks.connector import Act
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.networks.registry import names
from otklik.networks.tests.stages import Stage, build_stage
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.lengths import TOO_LONG_THERE
from otklik.shared.words import split_values


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> RunningSandbox:
    running_sandbox.control.reset()
    return running_sandbox


@pytest.fixture(params=names())
def stage(sandbox: RunningSandbox, request: pytest.FixtureRequest) -> Stage:
    return build_stage(sandbox, request.param)


def answer(stage: Stage, text: str) -> Act:
    return replace(stage.act_on(ActKind.REPLY, MessageKind.COMMENT), text=text)


def refusal(stage: Stage, text: str) -> Refused:
    act, asked = answer(stage, text), stage.calls()
    with pytest.raises(Refused) as caught:
        stage.connector.act(stage.access, act)
    assert stage.calls() == asked
    return caught.value


def test_it_tells_the_limit_and_what_is_too_much(stage: Stage) -> None:
    connector = stage.connector
    words, told = split_values(refusal(stage, "я" * (connector.text_limit + 17)).reason)
    assert words == TOO_LONG_THERE
    assert told == {"network": connector.mark.short_name, "most": str(connector.text_limit), "over": "17"}


def test_it_counts_as_the_network_counts(stage: Stage) -> None:
    connector = stage.connector
    unit = 2 if isinstance(connector, CountsText) else 1
    _words, told = split_values(refusal(stage, "😀" * (connector.text_limit // unit + 3)).reason)
    assert told["over"] == str(3 * unit)


def test_the_network_takes_what_just_fits(stage: Stage) -> None:
    act = answer(stage, "я" * stage.connector.text_limit)
    assert stage.connector.act(stage.access, act).external_id


def test_nothing_is_no_text(stage: Stage) -> None:
    assert refusal(stage, " \n").reason == "There is no text to send."

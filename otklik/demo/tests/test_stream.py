"""The residents of the demo."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from otklik.demo.content.cards import PageCard, list_pages_of
from otklik.demo.content.talk import list_residents, list_stream
from otklik.demo.control import Control
from otklik.demo.networks.network import Act, Words
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.stream import Errand, Residents, Thread
from otklik.demo.tests.conftest import SilentControl
from otklik.demo.walls import Walls
from otklik.sandbox.testing import RunningSandbox

DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def _act(residents: Residents, times: int, *, start: float = 0.0) -> float:
    now = start
    for _ in range(times):
        now += residents.act(now=now, today=DAY)
    return now


def _said(control: SilentControl) -> list[str]:
    written = [body for path, body in control.asked if path.endswith(("/comments/write", "/messages/write"))]
    return [body["text"] for body in written if "reply_to" not in body]


def test_it_lets_residents_say_everything_once_before_anything_twice(control: SilentControl, tmp_path: Path) -> None:
    residents = Residents(control, memory=tmp_path / "stream.json", speed=100)
    while residents.town.round == 0:
        residents.act(now=0.0, today=DAY)
    texts = _said(control)[:-1]
    assert sorted(texts) == sorted(said.text for said in list_stream(DAY))


def test_it_keeps_its_pace(control: SilentControl, tmp_path: Path) -> None:
    slow = Residents(control, memory=tmp_path / "slow.json")
    fast = Residents(control, memory=tmp_path / "fast.json", speed=10)
    assert 20 <= slow.act(now=0.0, today=DAY) <= 40
    assert 2 <= fast.act(now=0.0, today=DAY) <= 4


def test_it_goes_on_where_it_was_after_a_stop(tmp_path: Path) -> None:
    whole, first, second = SilentControl(), SilentControl(), SilentControl()
    _act(Residents(whole, memory=tmp_path / "whole.json"), 30)
    now = _act(Residents(first, memory=tmp_path / "parts.json"), 10)
    _act(Residents(second, memory=tmp_path / "parts.json"), 20, start=now)
    assert _said(first) + _said(second) == _said(whole)
    assert len(_said(whole)) >= 20


def test_it_writes_in_every_network_under_a_post_and_privately(control: SilentControl, tmp_path: Path) -> None:
    residents = Residents(control, memory=tmp_path / "stream.json", speed=100)
    while residents.town.round < 3:
        residents.act(now=0.0, today=DAY)
    paths = {path for path, _ in control.asked}
    for network in NETWORKS:
        assert {f"{network}/comments/write", f"{network}/messages/write"} <= paths


@pytest.fixture
def real(running_sandbox: RunningSandbox) -> Iterator[Control]:
    running_sandbox.control.reset()
    control = Control(running_sandbox.url)
    yield control
    control.close()


@pytest.mark.parametrize("card", list_pages_of("administration"), ids=lambda card: card.network)
@pytest.mark.parametrize("is_private", [False, True], ids=["comment", "private"])
def test_it_lets_a_resident_come_back_after_an_answer(
    card: PageCard, is_private: bool, real: Control, tmp_path: Path
) -> None:
    network = NETWORKS[card.network]

    def act(path_and_body: Act) -> dict[str, Any]:
        path, body = path_and_body
        return real.post(f"{card.network}/{path}", **body)

    real.post(f"{card.network}/pages/create", **network.make_page(card))
    act(network.post(card, "Новость", at=NOW))
    resident = list_residents()[3]
    account = resident.account_in(card.network)
    post = None if is_private else Walls(real).find_post(card, "Новость")
    names = act(network.write(card, Words("Нет света", account, post=post)))
    residents = Residents(real, memory=tmp_path / "stream.json")
    residents.town.threads = [Thread(card.network, card.number, resident.place, names, post, then="Спасибо, сделали")]

    residents._look_for_answers(random.Random(1), now=0.0)
    assert residents.town.errands == []
    act(network.write(card, Words("Дали", account, post=post, first=None if is_private else names, is_by_page=True)))
    residents._look_for_answers(random.Random(1), now=0.0)
    (errand,) = residents.town.errands
    residents._run(errand)
    assert "Спасибо, сделали" in json.dumps(Walls(real).read(card), ensure_ascii=False)


@pytest.mark.parametrize("card", list_pages_of("administration"), ids=lambda card: card.network)
def test_it_corrects_and_deletes_what_was_written(card: PageCard, real: Control, tmp_path: Path) -> None:
    network = NETWORKS[card.network]
    real.post(f"{card.network}/pages/create", **network.make_page(card))
    path, body = network.post(card, "Новость", at=NOW)
    real.post(f"{card.network}/{path}", **body)
    resident, post = list_residents()[3], Walls(real).find_post(card, "Новость")
    path, body = network.write(card, Words("Дом", resident.account_in(card.network), post=post))
    thread = Thread(card.network, card.number, resident.place, real.post(f"{card.network}/{path}", **body), post)
    residents = Residents(real, memory=tmp_path / "stream.json")
    residents._run(Errand("edit", thread, 1.0, "Дом 5"))
    assert "Дом 5" in json.dumps(Walls(real).read(card), ensure_ascii=False)
    residents._run(Errand("delete", thread, 2.0))
    shown = json.dumps(Walls(real).read(card), ensure_ascii=False)
    assert '"is_deleted": true' in shown or '"removed_by": "author"' in shown

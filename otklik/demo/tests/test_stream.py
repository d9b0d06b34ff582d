"""The residents of the demo."""

from datetime import date
from pathlib import Path
from typing import Any

from otklik.demo.content.talk import list_stream
from otklik.demo.stream import Errand, Residents, Thread
from otklik.demo.tests.conftest import SilentControl

DAY = date(2026, 11, 25)


def _act(residents: Residents, times: int, *, start: float = 0.0) -> float:
    now = start
    for _ in range(times):
        now += residents.act(now=now, today=DAY)
    return now


def _said(control: SilentControl) -> list[str]:
    written = [body for path, body in control.asked if path in ("vk/comments/write", "vk/messages/write")]
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


def test_it_lets_a_resident_come_back_after_an_answer(tmp_path: Path) -> None:
    class Answered(SilentControl):
        def get(self, path: str) -> dict[str, Any]:
            replies = [{"author_id": -7}]
            return {"pages": [{"posts": [{"comments": [{"comment_id": 5, "replies": replies}]}], "conversations": []}]}

    control = Answered()
    residents = Residents(control, memory=tmp_path / "stream.json")
    residents.town.threads = [Thread(7, 990_000_001, comment_id=5, post_id=1, then="Спасибо, сделали")]
    residents.act(now=0.0, today=DAY)
    residents.act(now=100.0, today=DAY)
    replies = [body for body in control.asked_for("vk/comments/write") if body.get("reply_to") == 5]
    assert [(reply["text"], reply["author_id"]) for reply in replies] == [("Спасибо, сделали", 990_000_001)]


def test_it_corrects_and_deletes_what_was_written(control: SilentControl, tmp_path: Path) -> None:
    residents = Residents(control, memory=tmp_path / "stream.json")
    thread = Thread(7, 990_000_001, comment_id=5, post_id=1)
    residents.town.errands = [Errand("edit", thread, 1.0, "Дом 5"), Errand("delete", thread, 2.0)]
    residents.act(now=10.0, today=DAY)
    residents.act(now=10.0, today=DAY)
    assert control.asked_for("vk/comments/edit") == [{"group_id": 7, "comment_id": 5, "text": "Дом 5"}]
    assert control.asked_for("vk/comments/delete") == [{"group_id": 7, "comment_id": 5, "by": 990_000_001}]

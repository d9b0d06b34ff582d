"""Processor time by process, read from a made-up /proc."""

import os
from pathlib import Path

import pytest

from otklik.bench.processor import runs_below, seconds_by_process

TICKS = os.sysconf("SC_CLK_TCK")


def _process(proc: Path, pid: int, *, parent: int, seconds: int, comm: str = "python", words: str = "") -> None:
    place = proc / str(pid)
    place.mkdir()
    own, ended = seconds * TICKS - 3, 3
    (place / "stat").write_text(f"{pid} ({comm}) S {parent} 1 1 0 -1 0 0 0 0 0 {own} 0 {ended} 0 20 0 1 0 5 6 7\n")
    (place / "comm").write_text(f"{comm}\n")
    (place / "cmdline").write_bytes(words.replace(" ", "\0").encode())


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    _process(tmp_path, 1, parent=0, seconds=99, comm="init")
    _process(tmp_path, 10, parent=1, seconds=1, words="python -m otklik.project.cli demo --port 8000")
    _process(tmp_path, 11, parent=10, seconds=2, words="python -m otklik.sandbox --port 8002")
    _process(tmp_path, 12, parent=10, seconds=3, words="python -m otklik.project.cli work")
    _process(tmp_path, 13, parent=12, seconds=4, comm="otklik flow", words="python -m otklik.project.cli work")
    _process(tmp_path, 14, parent=12, seconds=5, comm="otklik rest", words="python -m otklik.project.cli work")
    _process(tmp_path, 20, parent=1, seconds=6, comm="postgres", words="/bin/postgres -D x")
    _process(tmp_path, 21, parent=20, seconds=7, comm="postgres", words="postgres: otklik idle")
    return tmp_path


def test_it_tells_parts_apart_by_name(proc: Path) -> None:
    assert seconds_by_process([10, 20], proc=proc) == {
        "demo": 1, "sandbox": 2, "work": 3, "flow": 4, "rest": 5, "postgres": 13,
    }  # fmt: skip


def test_it_counts_everybody_once(proc: Path) -> None:
    assert seconds_by_process([10, 12, 13], proc=proc) == seconds_by_process([10], proc=proc)


def test_it_counts_only_what_is_below(proc: Path) -> None:
    assert seconds_by_process([12], proc=proc) == {"work": 3, "flow": 4, "rest": 5}


def test_whoever_is_gone_counts_nothing(proc: Path) -> None:
    assert seconds_by_process([77], proc=proc) == {}


def test_what_made_the_past_counts_with_the_demo_once_it_has_ended(proc: Path) -> None:
    _process(proc, 15, parent=10, seconds=40, words="python -m otklik.project.cli prepare_demo --sandbox x")
    assert runs_below(10, "prepare_demo", proc=proc)
    assert seconds_by_process([10], proc=proc)["demo"] == 1
    for name in ("stat", "comm", "cmdline"):
        (proc / "15" / name).unlink()
    assert not runs_below(10, "prepare_demo", proc=proc)

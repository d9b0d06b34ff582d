"""Parts are killed all the time while residents write and answers go out; nothing is lost, nothing is said twice.

The trial itself is `otklik bench kills`; see docs/how-to/benchmark.md. OTKLIK_TEST_LONG=yes runs all of it.
"""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from otklik.bench.kills.blows import POINTS
from otklik.networks.registry import names

ROOT = Path(__file__).resolve().parents[2]
CODE = [file for file in (ROOT / "otklik").rglob("*.py") if "tests" not in file.parts]
IS_LONG = os.environ.get("OTKLIK_TEST_LONG") == "yes"
WITHIN_SECONDS = 600
WITHIN_SECONDS_ALL = 3_600


def try_it(*, kills: int, answers: int, within: float) -> dict[str, Any]:
    """Run the trial of all networks in a process group of its own, which ends with it."""
    words = ["bench", "kills", "--network", "all", "--kills", str(kills), "--answers", str(answers)]
    process = subprocess.Popen(
        [sys.executable, "-m", "otklik.project.cli", *words],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("OTKLIK_")},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        told, _ = process.communicate(timeout=within)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0
    report: dict[str, Any] = json.loads(told.splitlines()[-1])
    return report


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kills", "answers"),
    [(12, 12), pytest.param(120, 200, marks=[] if IS_LONG else pytest.mark.skip("OTKLIK_TEST_LONG=yes runs it"))],
)
def test_it_loses_nothing_and_says_nothing_twice(kills: int, answers: int) -> None:
    report = try_it(kills=kills, answers=answers, within=WITHIN_SECONDS_ALL if IS_LONG else WITHIN_SECONDS)
    assert not {name: count for name, count in report["findings"].items() if count}
    assert report["kills"] >= kills
    assert report["at_points"] >= kills // 3
    assert {name for name, one in report["networks"].items() if one["answers"] >= answers} == set(names())
    assert report["events"] >= answers


def test_it_knows_every_point_where_a_trial_may_kill() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    points = set(re.findall(r'^ +failpoint\("([a-z_.]+)"\)', source, re.MULTILINE))
    of_letters = {point for point in points if point.startswith(("notices.", "publication.letter_"))}
    of_many = {point for point in points if point.startswith(("bulk.", "moderation.many_"))}
    of_notices = {point for point in points if point.startswith("moderation.settled")}
    others = "test_notices_once, test_many_are_killed and test_held_notices_are_killed kill at the others"
    assert points - of_letters - of_many - of_notices == set(POINTS), others

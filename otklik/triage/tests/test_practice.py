"""Practice texts: what the rules that learnt from them must go on finding. How good triage is, `marked` says."""

import csv
import json
from pathlib import Path

import pytest

from otklik.triage.emergencies.finding import find_emergencies
from otklik.triage.marked import MEASURES
from otklik.triage.measures import macro_f1
from otklik.triage.propose import propose_all

PRACTICE = Path(__file__).parent / "practice"
AT_LEAST = {
    "personal_data": {"precision": 0.99, "recall": 0.99},
    "emergencies": {"precision": 0.84, "recall": 0.97},
    "missing": {"f1": 0.96, "f1 of what": 0.96, "f1 of where": 0.96},
    "places": {"f1 of all": 0.95, "f1 of house": 0.96, "f1 of settlement": 0.95, "f1 of landmark": 0.92},
}


@pytest.mark.parametrize("name", AT_LEAST)
def test_it_reads_the_practice_texts_as_well_as_it_did(name: str) -> None:
    rows = [json.loads(line) for line in (PRACTICE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    figures = MEASURES[name](rows)
    assert {figure: figures[figure] for figure, least in AT_LEAST[name].items() if figures[figure] < least} == {}


def test_it_names_kinds_as_well_as_it_did() -> None:
    with (PRACTICE / "kinds.csv").open(encoding="utf-8", newline="") as source:
        rows = [*csv.DictReader(source)]
    said = [one.kind for one in propose_all([row["text"] for row in rows])]
    assert macro_f1(said, [(row["kind"],) for row in rows]) >= 0.74


@pytest.mark.parametrize(("half", "at_most"), [("tuned", 0.065), ("kept_back", 0.10), ("by_a_stranger", 0.15)])
def test_short_harmless_texts_alarm_no_more_often_and_no_danger_is_lost(half: str, at_most: float) -> None:
    with (PRACTICE / "harmless.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["half"] == half]
    alarms = {
        sounds: [bool(one) for one in find_emergencies([row["text"] for row in rows if row["sounds"] == sounds])]
        for sounds in ("calm", "danger")
    }
    assert sum(alarms["calm"]) <= at_most * len(alarms["calm"])
    assert sum(alarms["danger"]) >= 0.98 * len(alarms["danger"])

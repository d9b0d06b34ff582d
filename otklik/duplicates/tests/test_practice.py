"""The pairs that the decision learnt from: nothing learnt is lost. How good it is, `otklik triage evaluate` says."""

import json
from pathlib import Path

from otklik.duplicates.matching.evaluation import measure_duplicates

PAIRS = Path(__file__).parents[3] / "lab" / "training_data" / "duplicates.jsonl"


def test_it_decides_the_pairs_that_it_learnt_from() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    figures = measure_duplicates(rows)
    assert figures["precision"] >= 0.91
    assert figures["recall"] >= 0.84

"""Problems told with profanity, written by another hand: every one has to become a case."""

import json
from pathlib import Path

from otklik.triage.propose import propose_all

MARKED = Path(__file__).parent / "marked" / "profane_problems.jsonl"
NO_CASE = ("thanks", "spam", "off_topic")


def test_every_problem_told_with_profanity_is_taken_for_what_asks_for_an_answer() -> None:
    texts = [json.loads(line)["text"] for line in MARKED.read_text(encoding="utf-8").splitlines()]
    proposals = propose_all(texts)
    assert len(proposals) == 200
    assert sum(one.has_substance and one.kind not in NO_CASE for one in proposals) == 200
    assert sum(one.kind == "problem" for one in proposals) >= 185

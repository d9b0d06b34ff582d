"""`otklik triage evaluate-marked`, and floors of its figures; what was reached: docs/triage-data-sheet.md."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from otklik.triage.marked import MARKED, MEASURES, measure_marked

AT_LEAST = {
    "personal_data": {"precision": 0.98, "recall": 0.98},
    "emergencies": {"precision": 0.59, "recall": 0.97},
    "missing": {"f1": 0.845},
}


@pytest.mark.parametrize("name", AT_LEAST)
def test_it_reads_the_marked_texts_as_well_as_it_did(name: str) -> None:
    if not (MARKED / f"{name}.jsonl").is_file():
        pytest.skip("the marked texts are not here")
    rows = [json.loads(line) for line in (MARKED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    figures = MEASURES[name](rows)
    assert {figure: figures[figure] for figure, least in AT_LEAST[name].items() if figures[figure] < least} == {}


def test_it_measures_what_is_there(tmp_path: Path) -> None:
    row = {"text": "Звоните 89123456789", "spans": [[8, 19, "phone"]]}
    (tmp_path / "personal_data.jsonl").write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    figures = measure_marked(tmp_path)
    assert list(figures) == ["personal_data"]
    assert (figures["personal_data"]["n"], figures["personal_data"]["recall"]) == (1, 1.0)


def test_it_measures_places_with_the_gazetteer_of_the_demo(tmp_path: Path) -> None:
    row = {"text": "Яма у дома Ленина 5", "spans": [[11, 17, "Street"], [18, 19, "House"]]}
    (tmp_path / "places.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    figures = measure_marked(tmp_path)["places"]
    assert (figures["n"], figures["f1 of street"], figures["f1 of house"], figures["f1 of all"]) == (1, 1.0, 1.0, 1.0)


def test_it_counts_what_was_not_found_and_what_was_found_wrongly() -> None:
    rows = [
        {"text": "Звоните 89123456789", "spans": [[0, 7, "phone"]]},
        {"text": "Пишите на ivan@example.org", "spans": [[10, 26, "email"], [0, 6, "card"]]},
    ]
    figures = MEASURES["personal_data"](rows)
    assert (figures["precision"], figures["recall"]) == (0.5, 0.3333)
    emergencies = MEASURES["emergencies"](
        [
            {"text": "Пахнет газом", "emergency": True, "about": "gas"},
            {"text": "Яма на дороге", "emergency": True, "about": "other"},
            {"text": "Пожар в подвале", "emergency": False, "about": ""},
        ]
    )
    assert (emergencies["precision"], emergencies["recall"], emergencies["recall of gas"]) == (0.5, 0.5, 1.0)


def test_the_command_prints_lines_or_json(tmp_path: Path) -> None:
    row = {"text": "Пахнет газом", "emergency": True, "about": "gas"}
    (tmp_path / "emergencies.jsonl").write_text(json.dumps(row), encoding="utf-8")
    lines, whole = io.StringIO(), io.StringIO()
    call_command("triage", "evaluate-marked", "--sets", str(tmp_path), stdout=lines)
    call_command("triage", "evaluate-marked", "--sets", str(tmp_path), "--json", stdout=whole)
    assert lines.getvalue().startswith("emergencies: n 1, precision 1.0")
    assert json.loads(whole.getvalue())["emergencies"]["recall"] == 1.0

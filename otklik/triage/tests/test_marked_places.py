"""Places in texts that another hand has marked: only figures are looked at."""

from pathlib import Path

from otklik.triage.places.evaluation import Measured, index_of_file, measure_places, read_marked

MARKED = Path(__file__).parent / "marked" / "places.jsonl"
GAZETTEER = Path(__file__).parents[2] / "demo" / "content" / "gazetteer.csv"


def test_it_finds_the_places_that_people_marked() -> None:
    figures = measure_places(read_marked(MARKED), index_of_file(GAZETTEER.read_bytes()))
    reached = {name: value.f1 for name, value in figures.items() if isinstance(value, Measured)}
    assert reached["street"] >= 0.90
    assert reached["house"] >= 0.90
    # docs/triage-data-sheet.md tells what was reached
    assert reached["all"] >= 0.90

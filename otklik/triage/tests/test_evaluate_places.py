"""`otklik triage evaluate-places`: figures from marked texts. All made up."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

LINES = [
    {"text": "на ленина 5 яма", "spans": [[3, 9, "Street"], [10, 11, "NUM", "5"]]},
    {"text": "у дома 7", "spans": [[2, 8, "NUM"], [0, 1, "Peresechenie"]]},
    {"text": "нет света на парковой", "spans": [[13, 21, "Street"]]},
    {"text": "улица Бажова чиста", "spans": []},
]


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    path = tmp_path / "marked.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    return path


def evaluate(*words: str | Path) -> str:
    out = StringIO()
    call_command("triage", "evaluate-places", *map(str, words), stdout=out)
    return out.getvalue()


def test_it_counts_overlaps_of_streets_and_houses(marked: Path, tmp_path: Path) -> None:
    streets = tmp_path / "streets.txt"
    streets.write_text("улица Ленина\n", encoding="utf-8")
    told = json.loads(evaluate(marked, "--gazetteer", streets, "--json"))
    assert told["n"] == 4
    assert told["street"] == {"marked": 2, "found": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert told["house"]["f1"] == 1.0
    assert "precision" in evaluate(marked)


def test_it_takes_a_gazetteer_that_can_be_imported(marked: Path, tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("what;name\nstreet;улица Ленина\nstreet;улица Парковая\n", encoding="utf-8")
    assert json.loads(evaluate(marked, "--gazetteer", table, "--json"))["street"]["recall"] == 1.0


def test_it_names_the_line_and_the_file_that_are_not_well(marked: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        evaluate(marked, "--gazetteer", "nowhere.txt")
    marked.write_text(marked.read_text(encoding="utf-8") + '\n{"text": 5}', encoding="utf-8")
    with pytest.raises(CommandError, match="line 5"):
        evaluate(marked)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "No text of .* is marked as one of Street, NUM"),
        (b'{"text": "abc", "spans": [[0, 2, "Colour"]]}', "is marked as one of Street, NUM"),
        (json.dumps(LINES[0], ensure_ascii=False).encode("cp1251"), "broken.jsonl is no text in UTF-8"),
    ],
)
def test_it_says_what_is_wrong_with_the_marked_texts(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "broken.jsonl").write_bytes(content)
    with pytest.raises(CommandError, match=complaint):
        evaluate(tmp_path / "broken.jsonl")


def test_a_text_may_hold_other_ends_of_lines(tmp_path: Path) -> None:
    line = {"text": "на ленина\u2028 5 яма\x85", "spans": [[3, 9, "Street"]]}
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(line, ensure_ascii=False).encode() + b"\r\n")
    assert evaluate(tmp_path / "a.jsonl").startswith("n           1")


def test_names_are_read_from_text_only(marked: Path, tmp_path: Path) -> None:
    (tmp_path / "streets.txt").write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(CommandError, match=r"streets.txt is no text"):
        evaluate(marked, "--gazetteer", tmp_path / "streets.txt")

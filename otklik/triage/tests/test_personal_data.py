"""Personal data in made-up messages, one a line, with what is to be found marked as {kind:words}."""

import re
from pathlib import Path

import pytest

from otklik.triage.personal import find_personal_data

LINES = (Path(__file__).parent / "tables" / "personal_data.txt").read_text(encoding="utf-8").splitlines()
_MARK = re.compile(r"\{([a-z_]+):([^}]*)\}")


@pytest.mark.parametrize("line", LINES)
def test_it_finds_all_personal_data_and_nothing_else(line: str) -> None:
    text = _MARK.sub(r"\2", line)
    found = [(kind, text[one.start : one.end]) for kind, one in find_personal_data(text)]
    wanted = _MARK.findall(line)
    assert len(found) == len(wanted)
    assert all(
        any(kind == named and (words in span or span in words) for named, span in found) for kind, words in wanted
    )


@pytest.mark.parametrize("row", ["карта " + "3 " * 60, "карта " + "3 - " * 60, "инн " + "1, " * 60])
def test_rows_of_digits_are_not_tried_in_all_ways_there_are(row: str) -> None:
    assert find_personal_data(row) == []

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


@pytest.mark.parametrize(
    "text",
    [
        "Мои данные\n{birth_date:07.08.1946}\n{passport:6504 123 456}\n{inn:668514025002}",
        "как просили\n{birth_date:11/02-1943}\n{snils:112-233-445 95}",
        "тел. жены {phone:8-972-411\n-80-26}, мой сломался",
        "инн\n{inn:66 85\n14025002}",
        "{address_with_flat:Строителей 17\nкв 5} холодно",
        "расписание\n12.03.1985\n6504 123 45",
        "Показания\n1204 123 456\nхолодная",
    ],
)
def test_it_reads_data_that_stands_in_lines(text: str) -> None:
    test_it_finds_all_personal_data_and_nothing_else(text)


@pytest.mark.parametrize(
    "words",
    [
        "1234567890",
        "6504 и потом ",
        "Ленина 5-12, ",
        "ул. Ленина, д. 5, кв. 12, ",
        "кв 4 Ленина, 5, дверь 4, ",
        "a точка ",
    ],
)
def test_long_letters_of_digits_and_addresses_are_read_to_the_end(words: str) -> None:
    text = "паспорт снилс " + words * (16_000 // len(words)) + "\nпишите ivan@mail.ru"
    assert ("email", "ivan@mail.ru") in [(kind, text[one.start : one.end]) for kind, one in find_personal_data(text)]


@pytest.mark.parametrize("row", ["карта " + "3 " * 60, "карта " + "3 - " * 60, "инн " + "1, " * 60])
def test_rows_of_digits_are_not_tried_in_all_ways_there_are(row: str) -> None:
    assert find_personal_data(row) == []

"""Every rule against its table of texts."""

from time import process_time

import pytest

from otklik.triage.findings import GROUNDS
from otklik.triage.rules.registry import RULES
from otklik.triage.rules.tests.table import Table
from otklik.triage.rules.tests.tables_of_anger import TABLES_OF_ANGER
from otklik.triage.rules.tests.tables_of_masks import TABLES_OF_MASKS
from otklik.triage.rules.tests.tables_of_people import TABLES_OF_PEOPLE
from otklik.triage.rules.tests.tables_of_signs import TABLES_OF_SIGNS
from otklik.triage.rules.tests.tables_of_words import TABLES_OF_WORDS

TABLES = TABLES_OF_WORDS + TABLES_OF_ANGER + TABLES_OF_MASKS + TABLES_OF_SIGNS + TABLES_OF_PEOPLE

YES = [pytest.param(table, text, id=f"{table.name}: {text}") for table in TABLES for text in table.yes]
NO = [pytest.param(table, text, id=f"{table.name}: {text}") for table in TABLES for text in table.no]


@pytest.mark.parametrize(("table", "marked"), YES)
def test_it_finds_the_words_and_says_where_they_stand(table: Table, marked: str) -> None:
    text = marked.replace("⟨", "").replace("⟩", "")
    found = table.find(text)
    assert found is not None
    assert found.rule == table.name
    assert found.ground in GROUNDS
    assert 0 < found.certainty <= 1
    assert text[found.start : found.end] == marked[marked.index("⟨") + 1 : marked.index("⟩")]


@pytest.mark.parametrize(("table", "text"), NO)
def test_it_leaves_decent_texts_alone(table: Table, text: str) -> None:
    assert table.find(text) is None


def test_each_rule_has_a_table_of_ten_and_ten() -> None:
    assert [table.name for table in TABLES if len(table.yes) < 10 or len(table.no) < 10] == []
    assert {table.name for table in TABLES} == {name for name, _ in RULES}


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
@pytest.mark.parametrize("text", ["", " ", "\x00", "\u0306", "😀", "a" * 5000, "и\u0306" * 50, "((((" * 300, "İß™ﬁ"])
def test_it_bears_any_text(name: str, rule: object, text: str) -> None:
    assert callable(rule)
    found = rule(text)
    assert found is None or 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize("piece", ["x", "а", "1-", "a.", "12.", "@", "a@", "(", "_", "не", "б л "])
def test_it_reads_endless_texts_in_a_moment(piece: str) -> None:
    text = (piece * 15_000)[:15_000]
    began = process_time()
    for _name, find in RULES:
        find(text)
    assert process_time() - began < 1

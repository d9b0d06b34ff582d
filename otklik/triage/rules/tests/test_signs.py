"""Signs that are looked for only where a text has one of their beginnings: none is passed over."""

import re
from types import ModuleType

import pytest

from otklik.personal_data.contacts import phones
from otklik.personal_data.documents import cards, inn, passports, snils
from otklik.shared import patterns
from otklik.shared.text import fold
from otklik.triage.rules.tests.test_find import TABLES

TEXTS = [
    text
    for table in TABLES
    for written in (*table.yes, *table.no)
    for marked in (written.replace("⟨", "").replace("⟩", ""),)
    for text in (marked, fold(marked), marked.upper(), f"\u200b{marked}", marked.replace(" ", "\xa0"))
]


@pytest.mark.parametrize("source", patterns._SIGNS._sources)
def test_no_text_is_passed_over(source: str) -> None:
    bit = 1 << patterns._SIGNS._sources.index(source)
    fitting = (text for text in TEXTS if re.search(source, text))
    assert [text for text in fitting if not _begins_where_it_fits(text, source, bit)] == []


def _begins_where_it_fits(text: str, source: str, bit: int) -> bool:
    candidates = patterns._SIGNS.candidates_in(text)
    places = {place for place, signs in candidates.places if signs & bit}
    return bool(candidates.anywhere & bit) or {one.start() for one in re.finditer(source, text)} <= places


@pytest.mark.parametrize("rule", [cards, inn, passports, phones, snils])
def test_rules_of_numbers_pass_over_no_text_for_its_few_digits(
    rule: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text for text in TEXTS if re.search(r"\d|сот|сорок", text)]
    found = [rule.find(text) for text in texts]
    monkeypatch.setattr(rule, "_DIGITS_AT_LEAST", 0)
    assert found == [rule.find(text) for text in texts]
    assert any(found)

"""A number that says how many of something is nobody's: both redactions of numbers judge that in the same way."""

import pytest

from otklik.personal_data.documents import document_numbers
from otklik.publication.redacting import redact


@pytest.mark.parametrize("unit", ["руб.", "р.", "₽", "тысяч", "млн", "коп.", "чел.", "человек", "м2"])
@pytest.mark.parametrize("number", ["120 500", "1234567"])
def test_what_is_counted_stays_however_long_the_number(number: str, unit: str) -> None:
    text = f"договор {number} {unit}"
    assert document_numbers.hide(text) == redact(text) == text


@pytest.mark.parametrize("unit", ["дней", "лет", "год", "месяца", "недель", "часов", "минут", "раз"])
def test_only_a_short_number_counts_time(unit: str) -> None:
    assert redact(f"договор 120 500 {unit}") == f"договор 120 500 {unit}"
    hidden = f"договор [номер скрыт] {unit}"
    assert document_numbers.hide(f"договор 1234567 {unit}") == redact(f"договор 1234567 {unit}") == hidden


@pytest.mark.parametrize(
    "after", ["копия приложена", "р. п. Малышева", "людей", "р-н Ленинский", "р/с в банке", "р. Чусовая"]
)
def test_other_words_count_nothing(after: str) -> None:
    assert redact(f"договор 1234567 {after}") == f"договор [номер скрыт] {after}"

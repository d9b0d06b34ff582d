"""What nobody sees parts no name and no number for the rules."""

import pytest

from otklik.publication.redacting import redact


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("карта 4276\u200b 3800 1234 5678", "карта [номер скрыт]"),
        ("vk.com/id\u200b12345", "[ссылка скрыта]"),
        ("@ivan\u200b_petrov", "[имя скрыто]"),
        ("Иван\u200bов Пётр Сергеевич", "[имя скрыто]"),
        ("Ива\u0301нов Пётр Сергеевич", "[имя скрыто]"),
        ("Петров\u2060а Анна Ивановна", "[имя скрыто]"),
        ("тел ٨٩٢٢١٢٣٤٥٦٧", "тел [телефон скрыт]"),
        ("дом 5, к\u00adв\u200b 15", "дом 5, кв [скрыта]"),
        ("8\u3164922\u3164123\u316445\u316467", "[телефон скрыт]"),
    ],
)
def test_signs_that_nobody_sees_hide_nothing_from_the_rules(text: str, hidden: str) -> None:
    assert redact(text) == hidden


@pytest.mark.parametrize("text", ["Спасибо! 👩\u200d👩\u200d👧 ❤\ufe0f", "שָׁלוֹם", "Йод, ёлка\n\tи всё"])
def test_pictures_and_other_scripts_stay_as_they_are_put_together(text: str) -> None:
    assert redact(text) == text

"""What stands over a published case: the first thing that was said."""

import pytest

from otklik.web.portal.shown import title_of


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Яма у школы. Когда засыплете?", "Яма у школы"),
        ("Когда включат фонари?", "Когда включат фонари?"),
        ("Здравствуйте! В раздевалке не горит свет, дети в темноте.", "В раздевалке не горит свет, дети в темноте"),
        ("Добрый день, когда починят лифт? Ждём", "Когда починят лифт?"),
        ("здравствуйте когда будет вода", "Когда будет вода"),
        ("Доброе утро всем! Где автобус?", "Где автобус?"),
        ("Добрый вечер\n\nнет света на Ленина", "Нет света на Ленина"),
        ("Здравствуйте!", "Здравствуйте!"),
        ("Приветливый водитель у седьмого маршрута, спасибо", "Приветливый водитель у седьмого маршрута, спасибо"),
        ("нет воды", "нет воды"),
        ("", ""),
    ],
)
def test_a_title_begins_behind_the_greeting(said: str, title: str) -> None:
    assert title_of(said) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = title_of("Здравствуйте! " + "слово " * 40)
    assert title.startswith("Слово слово")
    assert title.endswith("слово…")
    assert len(title) <= 101

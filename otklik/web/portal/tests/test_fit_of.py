"""Finding a body by what people call it."""

import pytest

from otklik.web.portal.search import fit_of

CARDS = {
    "school-4": ("Школа № 4 Полевского", "Школа № 4"),
    "school-14": ("Школа № 14 Полевского", "Школа № 14"),
    "library": ("Централизованная библиотечная система Полевского", "ЦБС"),
    "azov": ("Городской центр досуга «Азов»", "ГЦД «Азов»"),
    "culture": ("Центр культуры и народного творчества", "ЦКиНТ"),
    "music": ("Детская музыкальная школа № 1", "ДМШ № 1"),
    "audit": ("Счётная палата Полевского", "Счётная палата"),
    "office": ("Администрация Полевского", "Администрация"),
}


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("школа 4", "school-4"),
        ("школа №14", "school-14"),
        ("ШКОЛА 14", "school-14"),
        ("шклоа 14", "school-14"),
        ("библиотека", "library"),
        ("библиатечная", "library"),
        ("цбс", "library"),
        ("азов", "azov"),
        ("гцд азов", "azov"),
        ("дк", "culture"),
        ("народное творчество", "culture"),
        ("музыкалка", "music"),
        ("счетная палата", "audit"),
        ("счётная", "audit"),
        ("администрация полевской", "office"),
        ("адменистрация", "office"),
        ("мэрия", "office"),
    ],
)
def test_it_finds_what_is_meant(question: str, meant: str) -> None:
    fits = {slug: fit_of(question, names) for slug, names in CARDS.items()}
    assert max(fits, key=lambda slug: fits[slug]) == meant
    assert fits[meant] > 0


@pytest.mark.parametrize(
    ("question", "not_meant"),
    [
        ("школа 4", "school-14"),
        ("школа 1", "school-14"),
        ("азов", "office"),
        ("больница", "library"),
        ("школа 4", "azov"),
    ],
)
def test_it_leaves_out_what_is_not_meant(question: str, not_meant: str) -> None:
    assert fit_of(question, CARDS[not_meant]) == 0


def test_it_fits_everything_when_nothing_is_asked() -> None:
    assert fit_of("  № !", CARDS["office"]) == 1

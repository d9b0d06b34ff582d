"""Dictionary forms."""

from otklik.shared.lemmas import lemma, lemmas, place_name


def test_it_finds_dictionary_forms_in_order() -> None:
    assert lemmas("На дорогах Ёмкости, дома 12") == ["на", "дорога", "емкость", "дом", "12"]


def test_it_leaves_numbers_and_latin_words_as_they_are() -> None:
    assert [lemma("12"), lemma("bus"), lemma("")] == ["12", "bus", ""]


def test_it_puts_names_of_towns_into_the_first_case() -> None:
    assert [place_name(word) for word in ("Перми", "Курска", "Березники", "Бажова")] == [
        "Пермь",
        "Курск",
        "Березники",
        "Бажова",
    ]


def test_it_leaves_endless_words_as_they_are() -> None:
    """pymorphy3 would take «нененене…» apart prefix by prefix until Python gives up."""
    assert lemma("не" * 5000) == place_name("не" * 5000) == "не" * 5000

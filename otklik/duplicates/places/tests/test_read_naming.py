"""What a text names of its place."""

import pytest

from otklik.duplicates.places.comparing import Place, compare_places
from otklik.duplicates.places.naming import read_naming


@pytest.mark.parametrize(
    ("text", "numbers", "names"),
    [
        ("Ленина 12 нет воды", {"house": {"12"}}, {"ленин"}),
        ("нет воды на ленина 12", {"house": {"12"}}, {"ленин"}),
        ("ул. Ленина, д. 12, подъезд 3", {"house": {"12"}, "entrance": {"3"}}, {"ленин"}),
        ("в третьем подъезде дома 12 по ленина темно", {"house": {"12"}, "entrance": {"3"}}, {"ленин"}),
        ("На Ленина 12-45 течет крыша", {"house": {"12"}, "flat": {"45"}}, {"ленин"}),
        ("Карла Маркса 5 и 7 не горят фонари", {"house": {"5", "7"}}, {"маркс"}),
        ("21 школа плохо кормят", {"school": {"21"}}, set()),
        ("возле школы 8 третий день не убирают мусор", {"school": {"8"}}, set()),
        ("5 маршрут снова опоздал на 20 минут", {"route": {"5"}}, set()),
        ("ул. 8 Марта 14 сугробы", {"house": {"14"}}, {"март"}),
        ("12 марта отключили воду", {}, set()),
        ("Зюзелка, на улице Садовой 3 дня нет света", {}, {"садовый"}),
        ("Мира, 4А яма", {"house": {"4а"}}, {"мир"}),
        ("победы 8 корпус 2 лифт", {"house": {"8/2"}}, {"победа"}),
        ("автобус в 7:30 не пришёл", {}, set()),
        ("сто пятьдесят второй, дым в салоне, водитель молчит", {"route": {"152"}}, set()),
        ("Ехала вчера на 152, водитель без билетов", {"route": {"152"}}, set()),
        ("шестой опоздал, ждали час", {"route": {"6"}}, set()),
        ("в подъезде двенадцатого дома по Ленина темно", {"house": {"12"}}, {"ленин"}),
        ("Чапаева: у четырнадцатого течёт колодец", {"house": {"14"}}, {"чапаев"}),
        ("второй дом от угла без света", {}, set()),
        ("приедут до двадцатого, водитель сказал", {}, set()),
        ("Гагарина, осторожно: провод на земле", {}, {"гагарин"}),
        ("Запах из речки Железянки", {}, {"железянка"}),
    ],
)
def test_it_reads_numbers_and_names(text: str, numbers: dict[str, set[str]], names: set[str]) -> None:
    naming = read_naming(text)
    assert ({label: set(found) for label, found in naming.numbers.items()}, set(naming.names)) == (numbers, names)


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("У военкомата торчит арматура", "Перед военкоматом из плитки вылезло железо", Place.LANDMARK),
        ("интернета нет на озерной с обеда", "озёрная улица, вайфай пропал", Place.LANDMARK),
        ("Лестница к храму разрушена", "возле церкви рассыпались ступеньки", Place.LANDMARK),
        ("У музыкальной школы упал тополь", "возле музыкалки дерево на проводах", Place.LANDMARK),
        ("Фонарь на углу Победы и Трояна мигает", "лампа на углу трояна-победы то горит, то нет", Place.STREET),
        ("Весь Зелёный Бор без воды", "у нас в Зелёном Бору сухо", Place.STREET),
        ("Стройка на Коммунистическй", "Грохот на Коммунистической", Place.STREET),
        ("Во дворе темно", "Дорога во дворе разбита", Place.OPEN),
        ("У рынка темно", "У вокзала темно", Place.OTHER),
        ("Мусор на Ленина", "Мусор на Лесной", Place.OTHER),
    ],
)
def test_it_knows_one_place_under_two_names(first: str, second: str, place: Place) -> None:
    assert compare_places(read_naming(first), read_naming(second)) is place


def test_of_a_list_of_streets_it_keeps_the_first_forty() -> None:
    streets = [f"{letter}{vowel}лковская" for letter in "бвгдзклмпт" for vowel in "аоуеи"]
    naming = read_naming(", ".join(f"ул. {street.capitalize()}" for street in streets))
    assert len(naming.names) == 40
    assert read_naming(f"ул. {streets[0].capitalize()}").names < naming.names
    assert read_naming(f"ул. {streets[-1].capitalize()}").names.isdisjoint(naming.names)


def test_words_that_only_consist_of_vowels_are_no_endings_of_one_name() -> None:
    assert compare_places(read_naming("Мусор на улице Ая"), read_naming("У нас мусор и вонь")) is Place.OPEN

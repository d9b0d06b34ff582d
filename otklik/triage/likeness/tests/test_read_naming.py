"""What a text names of its place."""

import pytest

from otklik.triage.likeness.naming import read_naming


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
        ("победы 8 корпус 2 лифт", {"house": {"8к2"}}, {"победа"}),
        ("автобус в 7:30 не пришёл", {}, set()),
    ],
)
def test_it_reads_numbers_and_names(text: str, numbers: dict[str, set[str]], names: set[str]) -> None:
    naming = read_naming(text)
    assert ({label: set(found) for label, found in naming.numbers.items()}, set(naming.names)) == (numbers, names)

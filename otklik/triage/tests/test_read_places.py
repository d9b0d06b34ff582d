"""Which words of a text name places, with a gazetteer of a made-up town."""

import pytest

from otklik.gazetteer.index import Named, NameIndex, PlaceKind
from otklik.gazetteer.names import split_street
from otklik.triage.places.guess import guess_place
from otklik.triage.places.reading import read_places
from otklik.triage.places.spans import Label

STREETS = (
    "улица Ленина", "улица Бажова", "улица Коммунистическая", "улица Декабристов", "улица Свердлова", "улица Победы",
    "улица Розы Люксембург", "улица Степана Разина", "улица 8 Марта", "улица Школьная", "улица Вершинина",
    "микрорайон Зелёный Бор-1", "улица Новая", "улица Ильича",
)  # fmt: skip
TOWN = Named(100, PlaceKind.SETTLEMENT, "город", "Полевской", is_centre=True)
VILLAGE = Named(101, PlaceKind.SETTLEMENT, "посёлок", "Зюзельский")
NAMES = NameIndex.of(
    [
        *(Named(id_, PlaceKind.STREET, *split_street(street)) for id_, street in enumerate(STREETS, start=1)),
        Named(50, PlaceKind.STREET, "улица", "Ленина", settlement_id=101),
        TOWN,
        VILLAGE,
        Named(102, PlaceKind.LANDMARK, "школа", "21", ("школа № 21",)),
    ]
)


def found(text: str, label: Label) -> list[str]:
    return [text[span.start : span.end] for span in read_places(text, NAMES).spans if span.label is label]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("на ленина 5 опять нет воды", "улица Ленина, 5"),
        ("ленина 96-94 течёт крыша", "улица Ленина, 96"),
        ("Ул-ца Бажова д 12 кв 5", "улица Бажова, 12"),
        ("возле дома 5 по Свердлова", "улица Свердлова, 5"),
        ("Бажова, дом двадцать три", "улица Бажова, 23"),
        ("Бажова, дом сто", "улица Бажова, 100"),
        ("Бажова, дом сто два", "улица Бажова, 102"),
        ("Бажова, дом сто десять", "улица Бажова, 110"),
        ("Бажова, дом сто двадцать пять", "улица Бажова, 125"),
        ("коммунистическая 16", "улица Коммунистическая, 16"),
        ("на школьной 4 прорвало трубу", "улица Школьная, 4"),
        ("Жители улицы победы жалуются", "улица Победы"),
        ("Р.Люксембург 75", "улица Розы Люксембург, 75"),
        ("С.Разина 37а", "улица Степана Разина, 37а"),
        ("ст. Разина, 37 «А»", "улица Степана Разина, 37а"),
        ("8 Марта, 12 - не горит фонарь", "улица 8 Марта, 12"),
        ("на зеленом бору-1 дом 5", "микрорайон Зелёный Бор-1, 5"),
        ("Зеленый бор 1, дом 5, нет света", "микрорайон Зелёный Бор-1, 5"),
        ("мкр. зелёный бор 1 д 13", "микрорайон Зелёный Бор-1, 13"),
        ("угол Ленина и Свердлова", "улица Ленина / улица Свердлова"),
        ("Перекресток Декабристов - Коммунистическая", "улица Декабристов / улица Коммунистическая"),
        ("Вершинена 21, лифт", "улица Вершинина, 21"),
        ("в Зюзельском нет автобуса", "посёлок Зюзельский"),
        ("У 21 школы сугробы", "школа 21"),
        ("г.Полевской ул.Розы Люксембург дом 63 кв.12", "город Полевской, улица Розы Люксембург, 63"),
    ],
)
def test_it_knows_the_names_of_the_town_however_they_are_written(text: str, address: str) -> None:
    assert guess_place(text, NAMES).address == address


@pytest.mark.parametrize(
    "text",
    [
        "Поздравляем с 8 марта всех женщин",
        "Мы за победу. С днем Победы!",
        "по новой дороге ехали",
        "школьная форма подорожала",
        "Наталья Бажова всё видела",
        "Депутат Свердлова обещала",
        "В 5 школах карантин",
        "театр имени Ленина",
    ],
)
def test_it_takes_no_day_person_or_ordinary_word_for_a_street(text: str) -> None:
    assert found(text, Label.STREET) == []


@pytest.mark.parametrize(
    ("text", "houses"),
    [
        ("дома 6 и 8 по улице Свердлова", ["6", "8"]),
        ("Ленина, 15-й дом", ["15"]),
        ("у дома №12/3 на Бажова", ["12/3"]),
        ("Бажова 7к2", ["7к2"]),
        ("Бажова, дом 7, корпус 2", ["7, корпус 2"]),
        ("В доме два подъезда, оба грязные", []),
        ("В доме четыре семьи без воды", []),
        ("Ленина 5 дней нет воды", []),
        ("На Ленина с 18 до 20 нет света", []),
        ("Ленина, 5 подъезд 3", ["5"]),
        ("Свердлова 23день без света", []),
        ("Шум на Бажова в 21:30", []),
    ],
)
def test_it_finds_numbers_of_houses_and_no_other_numbers(text: str, houses: list[str]) -> None:
    assert found(text, Label.HOUSE) == houses


def test_it_leaves_out_the_streets_that_only_say_how_far() -> None:
    mentions = read_places("На Ленина от Бажова до Свердлова нет фонарей", NAMES)
    assert [street.value for street, _ in mentions.streets] == ["улица Ленина"]
    assert [bound.value for bound in mentions.bounds] == ["улица Бажова", "улица Свердлова"]


def test_it_says_what_is_missing() -> None:
    assert guess_place("Яма!", NAMES).missing == ("street",)
    assert guess_place("Яма на Бажова", NAMES).missing == ("house",)
    assert guess_place("Яма на Бажова, 5", NAMES).missing == ()
    assert guess_place("Яма у школы 21", NAMES).missing == ()
    assert guess_place("Яма на ул. Ленина, 5", NAMES).missing == ("settlement",)


def test_it_takes_the_street_of_the_settlement_that_is_named() -> None:
    village = guess_place("п. Зюзельский, Ленина 5", NAMES)
    town = guess_place("г. Полевской, Ленина 5", NAMES)
    assert village.street_place is not None
    assert town.street_place is not None
    assert (village.street_place.id, town.street_place.id) == (50, 1)
    assert village.missing == town.missing == ()

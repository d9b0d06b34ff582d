"""One place under names of other kinds: numbers without their kind, adjectives of names, heads of texts."""

from datetime import UTC, datetime

import pytest

from otklik.triage.likeness.keys import Whence, keys_of
from otklik.triage.likeness.naming import read_naming
from otklik.triage.likeness.places import Place, compare_places
from otklik.triage.likeness.texts import read_text


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("Школа 9: в столовой холодно", "Директор девятой не отвечает родителям", Place.INSTITUTION),
        ("Лёд у ворот 21-й, дети падают", "школа № 21, каток вместо крыльца", Place.INSTITUTION),
        ("Нет талонов в поликлинике 5", "К терапевту в пятую не записаться", Place.INSTITUTION),
        ("В двенадцатой урок физкультуры отменили", "Ученики двенадцатой без физрука", Place.INSTITUTION),
        ("Врач во второй грубит", "школа 2, забор упал", Place.OPEN),
        ("Ученики девятой мёрзнут", "В поликлинике 9 мёрзнут", Place.OPEN),
        ("Вторую неделю без врача", "Поликлиника 2: регистратура молчит", Place.OPEN),
        ("Ждём третий день", "Маршрутка 3 не ходит", Place.OPEN),
        ("двор 9 школы завален", "Школа 9, мусор", Place.INSTITUTION),
    ],
)
def test_it_knows_an_institution_by_its_bare_number(first: str, second: str, place: Place) -> None:
    assert compare_places(read_naming(first), read_naming(second)) is place


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("31 перестала ходить", "Верните маршрутку № 31", Place.ROUTE),
        ("двойка не пришла, трамвая нет час", "второй трамвай пропал", Place.ROUTE),
        ("автобус 10 грязный", "Десятый опоздал, пассажиры замёрзли", Place.ROUTE),
        ("троллейбус №3 стоит", "тройка застряла, ждём троллейбуса", Place.ROUTE),
        ("трамвай № 4 сошёл с рельсов", "Автобус 4 переполнен", Place.OTHER),
        ("автобус 4 ушёл раньше", "Маршрут 14: водитель курит", Place.OTHER),
    ],
)
def test_it_knows_a_route_by_its_bare_number(first: str, second: str, place: Place) -> None:
    assert compare_places(read_naming(first), read_naming(second)) is place


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("Когда привезут хлеб? Ольховка", "ольховских детей не возят в школу", Place.LANDMARK),
        ("Света нет в Заречном", "Зареченская ярмарка без света", Place.STREET),
        ("Привокзальная площадь в ямах", "Ямы у вокзала", Place.LANDMARK),
        ("Выселки: провод на земле", "у нас выселки, третий день темно", Place.LANDMARK),
        ("«Колосок» закрыли на ремонт", "садик колосок закрыт, куда детей", Place.LANDMARK),
        ("обвесили на колхозном", "Колхозный, весы врут", Place.LANDMARK),
        ("Ленинский район без воды", "Нет воды на улице Ленина", Place.OPEN),
        ("Холод. Когда затопят?", "Из крана идёт холод", Place.OPEN),
    ],
)
def test_it_knows_a_name_by_its_adjective_and_by_where_it_stands(first: str, second: str, place: Place) -> None:
    assert compare_places(read_naming(first), read_naming(second)) is place


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Малые Горки: нет автобуса", "малогорская дорога не чищена"),
        ("В Малых Горках нет света", "Малогорские без света третий день"),
        ("Малые Горки без воды", "У Малогорской школы лёд"),
        ("Верхние Серги без света", "верхнесергинские дети мёрзнут"),
        ("Белый Яр: темно", "белоярский посёлок без света"),
        ("В Белой Речке нет газа", "белореченским жителям не дают газ"),
        ("Пушкинская библиотека закрыта", "библиотека Пушкина не работает"),
        ("В Пушкинской библиотеке холодно", "Библиотека им. А. С. Пушкина: холодно"),
        ("Лёд у Пушкинской детской библиотеки", "лёд, библиотека имени Пушкина"),
        ("Возле Горьковской библиотеки лёд", "Библиотека имени М. Горького: лёд"),
        ("У Толстовской школы собаки", "школа имени Л.Н. Толстого, собаки"),
    ],
)
def test_it_knows_two_words_and_a_namesake_by_their_adjective(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) in (Place.STREET, Place.LANDMARK)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Малые Горки: света нет", "Малогорские третий день сидят без света"),
        ("Верхние Серги без света", "У верхнесергинских соседей отключили свет"),
        ("Пушкинская библиотека: нет света", "Отключили свет, библиотека имени Пушкина"),
    ],
)
def test_such_texts_find_each_other(first: str, second: str) -> None:
    whence = Whence(town=1, said_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert {*keys_of(read_text(first), whence)} & {*keys_of(read_text(second), whence)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Большие Горки без света", "Малогорские жители без света"),
        ("Малые Горки без света", "улица Малогорская без света"),
        ("Малые Горки без света", "На Малогорской света нет"),
        ("ул. Красная Горка, нет света", "красногорские жители без света"),
        ("Красная Горка, нет автобуса", "Красногорский район без автобуса"),
        ("В Пушкинской библиотеке холодно", "улица Пушкина, холодно"),
        ("В Пушкинской библиотеке холодно", "Библиотека, Пушкина 5: холодно"),
        ("В Пушкинской библиотеке холодно", "Библиотека Пушкина 5, холодно"),
        ("В Пушкинской библиотеке холодно", "Библиотека Горького, холодно"),
        ("В Пушкинской библиотеке холодно", "Школа имени Пушкина, холодно"),
        ("На Пушкинской библиотека закрыта", "У библиотеки Пушкина лёд"),
        ("На Пушкинской площади лёд", "площадь Пушкина, лёд"),
        ("Нет воды на улице Ленина", "Ленинская библиотека закрыта"),
    ],
)
def test_a_likely_adjective_of_another_place_joins_nothing(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) in (Place.OPEN, Place.OTHER)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("В роддоме холодно", "Родильный дом не топят"),
        ("инфекционка переполнена", "Мест в инфекционной больнице нет"),
        ("Записи в ФОК нет", "физкультурно-оздоровительный, секции закрыты"),
        ("ЦРБ без рентгена", "районная больница, снимков не делают"),
        ("Детская больница: тараканы в палатах", "Лежим в детской, врач видел тараканов"),
        ("общага колледжа без воды", "в общежитии сухие краны"),
    ],
)
def test_it_knows_what_a_town_has_but_once(first: str, second: str) -> None:
    assert compare_places(read_naming(first), read_naming(second)) is Place.LANDMARK


@pytest.mark.parametrize(
    ("text", "numbers", "names"),
    [
        ("Баки не вывозят, Лесная сорок", {"house": {"40"}}, {"лесной"}),
        ("Баки у нас, Лесная двадцать пять, полны", {"house": {"25"}}, {"лесной"}),
        ("На Лесной два фонаря не горят", {}, {"лесной"}),
        ("Свет: Победы, 30, 2 подъезд, 1 эт", {"house": {"30"}, "entrance": {"2"}, "floor": {"1"}}, {"победа"}),
        ("Стоят баки. Зачем их сюда? Лесная, 4", {"house": {"4"}}, {"лесной"}),
        ("Бабушке 84, соцзащита на Лесной", {}, {"лесной"}),
        ("Дерево упало на машину", {}, set()),
        ("Ветки на детской дорожке", {}, set()),
        ("Не менее 8 метров до дома", {}, set()),
    ],
)
def test_what_only_resembles_a_place_parts_nothing(text: str, numbers: dict[str, set[str]], names: set[str]) -> None:
    naming = read_naming(text)
    assert ({label: set(found) for label, found in naming.numbers.items()}, set(naming.names)) == (numbers, names)


def test_two_streets_of_a_corner_may_stand_in_any_case() -> None:
    first, second = read_naming("Светофор на углу Кирова и Ленина"), read_naming("Ленина с Кирова: светофор мигает")
    assert compare_places(first, second) is Place.STREET
    house = read_naming("Дружбы 11, Эверест на площадке"), read_naming("Крысы у нас. Регоператор, где вы? Дружбы, 11")
    assert compare_places(*house) is Place.HOUSE

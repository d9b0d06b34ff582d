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
        ("«Колосок» закрыли на ремонт", "садик колосок закрыт, куда детей", Place.STREET),
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
        ("Скорая на Заречную ехала два часа", "на заречке скорой не дождаться"),
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


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("За путёвку в «Чайку» отдали тысячи", "В лагере «Чайка» детей кормят кашей", Place.STREET),
        ("Коммунистическая 22-4 подъезд не моют", "Грязь, Коммунистическая 22, подъезд 4", Place.HOUSE),
        ("цветочная, двойка: лебеди из шин", "Уберите лебедей с Цветочной 2", Place.HOUSE),
        ("цветочная, двойка: вкус из девяностых", "цветочная 2 шины гнилые", Place.HOUSE),
        ("Ехал двадцать. Восьмая школа, Ломоносова", "насыпь как бордюр, ломоносова школа 8", Place.INSTITUTION),
        ("Набережная с 20 по 30 дом без света", "Темень на Набережной, где двадцатые дома", Place.STREET),
        ("Стройка на Сверловва", "На улице Свердлова грохот", Place.STREET),
        ("комс 45 лифт мёртвый", "Лифт стоит. Комсомольская 45", Place.HOUSE),
        ("Автобус из Лужков без печки", "Школьный автобус на Лужки: гоняет", Place.STREET),
        ("Включите подъезд к Малым Вязам в план", "Дорогу в Малые Вязы не чистят", Place.STREET),
        ("На подвесном мосту в парке провалилась доска", "Шли через речку в парк, нога ушла вниз", Place.LANDMARK),
        ("Платформа 36 км без света", "на 36-м километре платформа чёрная", Place.LANDMARK),
        ("До 9 Мая почините камень в парке Победы", "В парке Победы у Вечного огня отвалилась плитка", Place.STREET),
        ("Знак на береговом съезде, Лодочная", "Щит у Лодочной упал", Place.STREET),
        ("возле фонтана в центральном, испугалась", "лошадь понесла, центральный парк", Place.LANDMARK),
        ("Молочная кухня второй день не выдаёт", "На молочке пусто", Place.LANDMARK),
        ("Купил на базаре говядины", "Мясной ряд, рынок, дурят", Place.LANDMARK),
        ("Рояль музыкальной школы продали", "Отчуждение рояля, ДМШ", Place.LANDMARK),
        ("вход в ботанику заварили", "Ботанический сад закрыл калитку", Place.LANDMARK),
    ],
)
def test_it_knows_one_place_told_in_other_words(first: str, second: str, place: Place) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) is place


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("Горка, ДОУ № 12", "Визг на весь квартал. Сад двенадцать", Place.INSTITUTION),
        ("Жарища. Школа семь", "Прошу отрегулировать тепло, СОШ № 7", Place.INSTITUTION),
        ("больница вторая, лифтёрша королева", "На шестой карабкалась. ГБ 2", Place.INSTITUTION),
        ("В двенадцатом отделении очередь", "Почта 12 закрывается", Place.INSTITUTION),
        ("Ждут автобуса, бродят по рынку. Третья", "Согласуйте звонки школы № 3", Place.INSTITUTION),
        ("в сороковой сохранят навеки", "школа 40 в музее орден", Place.INSTITUTION),
        ("экспонаты в школьный музей №40", "школа 40 возьмёте планшет", Place.INSTITUTION),
        ("тройка участковая сбежала", "Третья поликлиника: врача нет", Place.INSTITUTION),
        ("В 14-м духота", "14 автобус баня", Place.ROUTE),
        ("115 матерится", "Водитель 115 курит", Place.ROUTE),
        ("пятьдесят вторая испаряется", "пятьдесят вторая после восьми — нету", Place.INSTITUTION),
        ("Третий рейс не влезаем, на 115-й ждём", "Добавьте маршрут 115", Place.ROUTE),
        ("остановку верните, 115", "а раньше 115-й довозил", Place.ROUTE),
        ("автобус сломался, чуть не опоздали, тридцатая", "Экзамен 30 школы на другом конце", Place.INSTITUTION),
        ("не убирайте пятый троллейбус", "пятёрка ходила, а теперь пыхтящий автобус", Place.ROUTE),
    ],
)
def test_it_knows_numbers_told_in_other_words(first: str, second: str, place: Place) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) is place


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Сохраните станцию! Юннатов", "юннатов зверушек раздадут"),
        ("Охотники с краном у приёмного, медиков", "медиков караулят"),
        ("Темно уже в пять. Космонавтов", "Трюкач и трёхлетка в крови. Космонавтов"),
        ("Глаза слезятся у лифта. Лермонтова", "лермонтова кошатница, аммиак"),
        ("До аптеки сорок вёрст. Ключи", "ключи таблеточки бы самые простые"),
        ("Нельзя ли светильники? Еловка", "Идёт по тёмной дороге. Еловка"),
        ("гнилые сходни, пристань", "Пристань, доска прогнила"),
        ("опять сломался автобус, дубки", "дубки встали на полпути"),
        ("Мира, у фонтана драка", "пьяные на площади мира"),
        ("Чужие ведра, сугробы. Комсомольская заросла льдом", "комсомольская откапывал машину, трактор"),
        ("сугробы по всей комсомольской", "пешеходы идут по краю, комсомольская"),
        ("на лесной один грейдер был", "лесная тракторист пьяный"),
    ],
)
def test_it_knows_a_name_that_stands_at_an_end(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) is Place.LANDMARK


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ключи таблеточки бы", "ключи потеряли на почте"),
        ("Мусор не вывозят, ужас", "ужас что творится на Лесной"),
        ("Сколько можно? Верните", "Верните автобус"),
        ("Хлеба нет третий день", "Хлеба не завезли"),
        ("Третий автобус подряд мимо", "Автобус 3 не пришёл"),
        ("лагерь «Чайка», холодно", "лагерь «Сокол», холодно"),
        ("В садике «Теремок» холодно", "На Рабочей у садика холодно"),
        ("двадцать третья школа, холодно", "третья школа, холодно"),
        ("трамвай 4 стоит", "автобус 4 стоит"),
        ("45-й, Комсомольская: лифт стоит", "комсомольская 17 лифт стоит"),
        ("седьмой по Щорса: лифт стоит", "Щорса 9, лифт стоит"),
        ("Света нет в Малых Горках", "Нет света в Больших Горках"),
        ("Дом 5 по Лесной, пятый этаж, нет воды", "Лесная 5, третий этаж, нет воды"),
    ],
)
def test_other_places_told_alike_stay_apart(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) in (Place.OPEN, Place.OTHER)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("День рождения у «Виража»", "Драка на Кузнечной"),
        ("На третьем этаже ДК темно", "ДК: туалет на втором этаже"),
        ("На Лермонтова одно: «нет контракта»", "Лермонтова, 22, подгузники"),
        ("У восьмого по Октябрьской одна под аркой", "Октябрьская 8 ни зги"),
        ("Первый этаж вздрагивает. Молодёжная 10", "вход № 2, дом десять по Молодёжной"),
        ("Благодарим Фонд, жители 12", "Фасад Некрасова 12"),
        ("Такси до райцентра 1200. Берёзовка", "Киоск в Берёзовке закрыли"),
        ("молодежная 10 вход узкий", "подъезд 2, десятый дом на Молодёжной"),
    ],
)
def test_what_is_told_beside_does_not_part(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare_places(read_naming(one), read_naming(other)) is not Place.OTHER

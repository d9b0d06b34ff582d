"""Names of places in the forms that people write them. All made up."""

import pytest

from otklik.gazetteer.index import Named, NameIndex, PlaceKind, nearest
from otklik.gazetteer.names import split_street
from otklik.gazetteer.words import Words

STREETS = (
    "улица Ленина", "улица Бажова", "улица Коммунистическая", "улица Карла Маркса", "улица 8 Марта", "улица Мира",
    "улица Школьная", "переулок Школьный", "микрорайон Зелёный Бор-1", "улица Толе би", "улица Родостовца",
)  # fmt: skip
NAMES = NameIndex.of(
    [
        *(Named(id_, PlaceKind.STREET, *split_street(street)) for id_, street in enumerate(STREETS, start=1)),
        Named(50, PlaceKind.SETTLEMENT, "село", "Косой Брод"),
        Named(51, PlaceKind.LANDMARK, "дом культуры", "Азов", ("ДК Азов",)),
    ]
)


def titles(text: str) -> list[str]:
    return [hit.places[0].title for hit in NAMES.find(Words.of(text))]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("на Ленина", "улица Ленина"),
        ("по коммунистической", "улица Коммунистическая"),
        ("Карла Маркса", "улица Карла Маркса"),
        ("К. Маркса", "улица Карла Маркса"),
        ("карла-маркса", "улица Карла Маркса"),
        ("8-е марта", "улица 8 Марта"),
        ("школьной", "улица Школьная"),
        ("школьном", "переулок Школьный"),
        ("зеленом бору-1", "микрорайон Зелёный Бор-1"),
        ("зеленый бор 1", "микрорайон Зелёный Бор-1"),
        ("толеби", "улица Толе би"),
        ("Толе-би", "улица Толе би"),
        ("Радостовца", "улица Родостовца"),
        ("Родостоцва", "улица Родостовца"),
        ("в Косом Броду", "село Косой Брод"),
        ("ДК «Азов»", "дом культуры Азов"),
    ],
)
def test_it_knows_a_name_in_any_form_and_slightly_misspelt(written: str, title: str) -> None:
    assert titles(written)[0] == title


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("улица 50 лет Октября", "50 лет Октября"),
        ("улица 50 лет Октября", "50-летия октября"),
        ("улица 50-летия Октября", "50 лет октября"),
        ("1-я Заводская улица", "1-я Заводская"),
        ("1-я Заводская улица", "1 заводской"),
        ("1-я Заводская улица", "первой заводской"),
        ("Первая Заводская улица", "1-й Заводской"),
        ("улица Третьей Гвардии", "3 гвардии"),
        ("Тракторный 2-й переулок", "2 тракторный"),
        ("улица 8-го Марта", "8 марта"),
        ("улица XXII Партсъезда", "22 партсъезда"),
        ("улица 20 Партсъезда", "ХХ Партсъезда".translate({ord("Х"): "X"})),
        ("Сабурова А. Н.", "Сабурова"),
        ("ул. им. А. С. Пушкина", "Пушкина"),
        ("улица имени Н.И. Вавилова", "вавилова"),
        ("улица Генерала Маргелова", "Маргелова"),
        ("улица Героя Советского Союза Иванова", "Иванова"),
        ("проспект Конструктора М.Т. Калашникова", "калашникова"),
        ("улица Братьев Кашириных", "Кашириных"),
        ("улица Зои Космодемьянской", "Космодемьянской"),
        ("улица Новосадовая", "Ново-Садовая"),
        ("улица Гоголя (Южный)", "Гоголя"),
        ("микрорайон 3", "3 мкр"),
        ("3-й микрорайон", "мкр. 3"),
        ("3-й микрорайон", "третьем микрорайоне"),
        ("микрорайон Зелёный Бор-2", "ЗБ-2"),
    ],
)
def test_it_knows_a_street_however_a_list_writes_it(listed: str, written: str) -> None:
    names = NameIndex.of([Named(1, PlaceKind.STREET, *split_street(listed))])
    assert [hit.places[0].id for hit in names.find(Words.of(written))][:1] == [1]


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("улица 50 лет Октября", "50 октября"),
        ("1-я Заводская улица", "2-я Заводская"),
        ("улица Генерала Маргелова", "генерала"),
        ("улица Героев Труда", "труда"),
        ("улица Розы Ветров", "ветров"),
        ("улица Подлесная", "под. 3"),
        ("микрорайон 3", "дом 3"),
    ],
)
def test_it_does_not_cut_a_name_down_to_what_others_share(listed: str, written: str) -> None:
    names = NameIndex.of([Named(1, PlaceKind.STREET, *split_street(listed))])
    assert list(names.find(Words.of(written))) == []


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("12. улица Ленина", "улица", "Ленина"),
        ("— пер. Тихий;", "переулок", "Тихий"),
        ("40 лет Победы, улица", "улица", "40 лет Победы"),
        ("Мира (улица)", "улица", "Мира"),
        ("Ленинградское ш", "шоссе", "Ленинградское"),
        ("ул. «Весенняя»", "улица", "Весенняя"),
        ("кв-л Восточный", "квартал", "Восточный"),
        ("8 Марта", "", "8 Марта"),
        ("ул. Рахова В.Г.", "улица", "Рахова В.Г."),
        ("Рахова В. Г., ул.", "улица", "Рахова В. Г."),
    ],
)
def test_it_reads_a_line_of_a_list(line: str, kind: str, name: str) -> None:
    assert split_street(line) == (kind, name)


@pytest.mark.parametrize("text", ["", "Мы живём в лесу", "Косой забор", "8 апреля", "Бажен", "10 - 5"])
def test_it_takes_no_other_words_for_names(text: str) -> None:
    assert titles(text) == []


def test_it_is_sure_of_a_plain_form_and_not_of_a_slip() -> None:
    sure = [hit.is_sure for text in ("Бажова", "Бажовa", "Бажоав") for hit in NAMES.find(Words.of(text))]
    assert sure[0] is True
    assert not any(sure[1:])


def test_it_prefers_the_kind_that_was_written_then_the_settlement() -> None:
    lane, street, far = (
        Named(1, PlaceKind.STREET, "переулок", "Мира"),
        Named(2, PlaceKind.STREET, "улица", "Мира"),
        Named(3, PlaceKind.STREET, "улица", "Мира", settlement_id=9),
    )
    all_three = (lane, far, street)
    assert nearest(all_three, kind="переулок", settlement_id=None) is lane
    assert nearest(all_three, kind="", settlement_id=None) is street
    assert nearest(all_three, kind="улица", settlement_id=9) is far
    assert nearest((), kind="", settlement_id=None) is None

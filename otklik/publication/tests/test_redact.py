import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.publication.doubts import is_doubtful
from otklik.publication.redacting import REDACTIONS, redact
from otklik.publication.redactions import (
    addressed,
    birth_dates,
    car_plates,
    document_numbers,
    emails,
    flats,
    known_people,
    mentions,
    names,
    phones,
)

EMAILS = [
    ("пишите на ivan.petrov@mail.ru, жду", "пишите на [почта скрыта], жду"),
    ("ivan+1@sub.example.com", "[почта скрыта]"),
    ("иван@почта.рф", "[почта скрыта]"),
    ("ivan собака mail.ru", "[почта скрыта]"),
    ("priemnaya@gorod.gov.ru", None),
    ("ivan(at)mail.ru", "[почта скрыта]"),
    ("бездомная собака у дома", None),
    ("собака mail", None),
    ("в 8@утра", None),
    ("@podslushano_polevskoy", None),
]
DOCUMENTS = [
    ("снилс сто сорок три пятьсот восемь шестьсот двадцать семь пятьдесят два мой", "снилс [номер скрыт] мой"),
    ("карта моя 2200, потом 3193, потом 2496 и 8039", "карта моя [номер скрыт]"),
    ("паспорт 6512 345678 выдан", "паспорт [номер скрыт] выдан"),
    ("Паспорт серия 65 12 № 345678", "Паспорт серия [номер скрыт]"),
    ("карта 2202 2001 1234 5678", "карта [номер скрыт]"),
    ("карта 2202-2001-1234-5678", "карта [номер скрыт]"),
    ("счёт 40817810099910004312", "счёт [номер скрыт]"),
    ("снилс 112-233-445 95", "снилс [номер скрыт]"),
    ("ИНН: 667901234567", "ИНН: [номер скрыт]"),
    ("лицевой счет 1234567 не закрыт", "лицевой счет [номер скрыт] не закрыт"),
    ("л/с 76543210", "л/с [номер скрыт]"),
    ("школа № 1234", None),
    ("в 2026 году", None),
    ("приказ 512-р от 12.05.2026", None),
    ("индекс 623388", None),
    ("автобус 12 в 07:30 и 08:15", None),
    ("10 000 000 рублей", None),
]
PHONES = [
    ("пишите +7 912 три четыре пять 67 89", "пишите [телефон скрыт]"),
    ("код 34399 номер 2 11 45, звоните", "код [телефон скрыт], звоните"),
    ("звоните +7 912 345-67-89", "звоните [телефон скрыт]"),
    ("8(912)3456789", "[телефон скрыт]"),
    ("8 343 345 67 89!", "[телефон скрыт]!"),
    ("89123456789", "[телефон скрыт]"),
    ("912 345 67 89", "[телефон скрыт]"),
    ("(34350) 5-12-34", "[телефон скрыт]"),
    ("тел. 5-12-34", "тел. [телефон скрыт]"),
    ("позвоните мне 222-33-44", "позвоните мне [телефон скрыт]"),
    ("+375 29 123-45-67", "[телефон скрыт]"),
    ("горячая линия 8-800-100-00-00", None),
    ("звоните 112", None),
    ("ЕДДС 8 (34350) 5-40-36", None),
    ("12-05-2026", None),
    ("с 8 до 17 часов 30 минут", None),
    ("дом 12-14-16", None),
    ("маршрут 8 9123", None),
    ("номер 7 по улице", None),
]
FLATS = [
    ("адрес горького восемнадцать тридцать два", "адрес горького восемнадцать [скрыта]"),
    ("живу ул Победы д 3 к 45", "живу ул Победы д 3 к [скрыта]"),
    ("мы на Ленина в 12 доме 34 квартира течёт", "мы на Ленина в 12 доме [скрыта] квартира течёт"),
    ("соседи с 34 квартиры (Ленина 12) шумят", "соседи с [скрыта] квартиры (Ленина 12) шумят"),
    ("Герцена 5, живу в 17-ой", "Герцена 5, живу в [скрыта]"),
    ("Ленина 12 кв-34 топит", "Ленина 12 кв-[скрыта] топит"),
    ("квартира три раза топлена, в квартире одна комната", None),
    ("дом 5 квартира двенадцать", "дом 5 квартира [скрыта]"),
    ("д5кв12 и дом 7 квартира 3", "д5кв[скрыта] и дом 7 квартира [скрыта]"),
    ("квартира сто двадцать пять и кв пять.", "квартира [скрыта] и кв [скрыта]."),
    ("квартира три раза затоплена, в квартире одна комната", None),
    ("Ленина 96-94 холодно", "Ленина 96, кв. [скрыта] холодно"),
    ("живу: ул. Ленина, 5, 12", "живу: ул. Ленина, 5, кв. [скрыта]"),
    ("ул. Ленина, 5, кв. 15", "ул. Ленина, 5, кв. [скрыта]"),
    ("Ленина 5 кв 15а", "Ленина 5 кв [скрыта]"),
    ("квартира № 7", "квартира № [скрыта]"),
    ("в квартире 12 холодно", "в квартире [скрыта] холодно"),
    ("живу в 15 квартире", "живу в [скрыта] квартире"),
    ("из 15-й квартиры", "из 15-й квартиры"),
    ("ул. Ленина, 5-15", "ул. Ленина, 5, кв. [скрыта]"),
    ("улица Розы Люксембург д. 12/2 - 45", "улица Розы Люксембург д. 12/2, кв. [скрыта]"),
    ("мкр. Черемушки 24-100 нет воды", "мкр. Черемушки 24, кв. [скрыта] нет воды"),
    ("площадь 50 кв. м", None),
    ("в квартире холодно", None),
    ("5 квартир без воды", None),
    ("ул. Ленина, 5 и 7", None),
    ("ул. Ленина, дом 5", None),
    ("детям 5-15 лет", None),
    ("с 10-15 часов", None),
]
BIRTH_DATES = [
    ("дата рождения 12.05.1980, жду", "дата рождения [дата скрыта], жду"),
    ("сын 03.04.2015 г.р.", "сын [дата скрыта] г.р."),
    ("ребёнок 2019 года рождения", None),
    ("праздник 12.05.2026", None),
]
PLATES = [
    ("такси, номер н сто сорок два ек", "такси, номер [госномер скрыт]"),
    ("маршрутка НЕ417 не встала", "маршрутка [госномер скрыт] не встала"),
    ("машина А123ВС96 на газоне", "машина [госномер скрыт] на газоне"),
    ("с 100 на 200", None),
]
NAMES = [
    ("Я, Иванова Мария Петровна, прошу", "Я, [имя скрыто], прошу"),
    ("я Иванова Мария прошу", "я [имя скрыто] прошу"),
    ("Меня зовут Мария, я живу", "Меня зовут [имя скрыто], я живу"),
    ("С уважением, Иванов П. С.", "С уважением, [имя скрыто]"),
    ("с уважением Мария Иванова", "с уважением [имя скрыто]"),
    ("Моя фамилия Иванова-Петрова", "Моя фамилия [имя скрыто]"),
    ("учитель Мария Петровна кричит", "учитель [имя скрыто] кричит"),
    ("врачу Петровой Марии Сергеевне спасибо", "врачу [имя скрыто] спасибо"),
    ("Сидоров Пётр Ильич", "[имя скрыто]"),
    ("Я Россию люблю", None),
    ("улица Розы Люксембург", None),
    ("центр им. Павла Петровича Бажова", None),
    ("Центр творчества им. Н. Е. Бобровой", None),
    ("Я в Полевском живу", None),
    ("Спасибо Администрации Полевского", None),
    ("с уважением, жители дома", None),
]
MENTIONS = [
    ("[id123|Мария Иванова], вы правы", "[имя скрыто], вы правы"),
    ("[id123:bp-1_2|Мария], да", "[имя скрыто], да"),
    ("@id55 (Мария) помогите", "[имя скрыто] помогите"),
    ("*id55 помогите", "[имя скрыто] помогите"),
    ("[club9|Школа № 8], когда?", "Школа № 8, когда?"),
    ("смотрите https://vk.com/id123", "смотрите [ссылка скрыта]"),
    ("ok.ru/profile/5512", "[ссылка скрыта]"),
    ("@masha_iv напиши", "[имя скрыто] напиши"),
    ("https://vk.com/wall-1_2", None),
    ("в [скобках] и|чертах", None),
    ("мой идентификатор id123", None),
    ("5 * 6", None),
]

ADDRESSED = [
    ("Ирина, спасибо за сообщение", "[имя скрыто], спасибо за сообщение"),
    ("Здравствуйте, Пётр! Починим.", "Здравствуйте, [имя скрыто]! Починим."),
    ("Уважаемая Анна, починим", "Уважаемая [имя скрыто], починим"),
    ("Добрый день. Вера, починим", "Добрый день. [имя скрыто], починим"),
    ("Спасибо за вопрос, Гульнара!", "Спасибо за вопрос, [имя скрыто]!"),
    ("Ирина Петрова, починим", "[имя скрыто], починим"),
    ("Починим.\nСергей, ждите", "Починим.\n[имя скрыто], ждите"),
    ("Коллеги, спасибо", None),
    ("Здравствуйте! Яму заделают.", None),
    ("Вера в людей помогает", None),
    ("На улице Розы Люксембург, 5", None),
    ("Полевской, улица Мира", None),
]
PEOPLE = ["Ирина Кирова", "Sergey Ivanov", "Ян"]
KNOWN = [
    ("Мы ответили Ирине вчера", "Мы ответили [имя скрыто] вчера"),
    ("Кирова права", "[имя скрыто] права"),
    ("на ул. Кирова и улице Кирова", None),
    ("по адресу Кирова, 5 и Кирова д. 7", None),
    ("Sergey, thanks", "[имя скрыто], thanks"),
    ("ирина", None),
    ("Январь", None),
]


@pytest.mark.parametrize(("text", "hidden"), EMAILS)
def test_it_hides_emails(text: str, hidden: str | None) -> None:
    assert emails.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), DOCUMENTS)
def test_it_hides_numbers_of_documents(text: str, hidden: str | None) -> None:
    assert document_numbers.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), PHONES)
def test_it_hides_phones(text: str, hidden: str | None) -> None:
    assert phones.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), FLATS)
def test_it_hides_flats_and_leaves_the_house(text: str, hidden: str | None) -> None:
    assert flats.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), BIRTH_DATES)
def test_it_hides_birth_dates(text: str, hidden: str | None) -> None:
    assert birth_dates.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), PLATES)
def test_it_hides_number_plates(text: str, hidden: str | None) -> None:
    assert car_plates.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), NAMES)
def test_it_hides_names_and_leaves_places(text: str, hidden: str | None) -> None:
    assert names.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), MENTIONS)
def test_it_hides_mentions_of_people_and_leaves_communities(text: str, hidden: str | None) -> None:
    assert mentions.hide(text) == (hidden or text)


def test_it_hides_everything_in_one_text() -> None:
    text = (
        "Я, Иванова Мария Петровна, живу на ул. Ленина, 5-15, паспорт 6512 345678. Карта 2202 2001 1234 5678. "
        "Звоните 8 912 345 67 89 или maria@mail.ru. [id5|Пётр], видели? Во дворе яма!"
    )

    assert redact(text) == (
        "Я, [имя скрыто], живу на ул. Ленина, 5, кв. [скрыта], паспорт [номер скрыт]. Карта [номер скрыт]. "
        "Звоните [телефон скрыт] или [почта скрыта]. [имя скрыто], видели? Во дворе яма!"
    )


@pytest.mark.parametrize(
    "text", [text for text, _ in EMAILS + DOCUMENTS + PHONES + BIRTH_DATES + PLATES + FLATS + NAMES + MENTIONS]
)
def test_it_changes_nothing_the_second_time(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@given(st.text(alphabet="абвЯИ 0123456789-+()@.,кв[]id|№\n", max_size=200))
def test_it_takes_any_text(text: str) -> None:
    for hide in REDACTIONS:
        hide(text)


@pytest.mark.parametrize(("text", "hidden"), ADDRESSED)
def test_it_hides_by_which_name_somebody_is_addressed(text: str, hidden: str | None) -> None:
    assert addressed.hide(text) == (hidden or text)


@pytest.mark.parametrize(("text", "hidden"), KNOWN)
def test_it_hides_the_people_of_the_case(text: str, hidden: str | None) -> None:
    assert known_people.hide(text, PEOPLE) == (hidden or text)


def test_it_leaves_a_text_alone_when_nobody_is_known() -> None:
    assert known_people.hide("Ирина и Кирова", ["", "12", "я"]) == "Ирина и Кирова"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("директор школы Смирнова Е. В. молчит", "директор школы [имя скрыто] молчит"),
        ("школа имени Смирнова Е. В. закрыта", "школа имени Смирнова Е. В. закрыта"),
    ],
)
def test_initials_make_a_person_but_where_a_place_is_called_so(text: str, hidden: str) -> None:
    assert redact(text) == hidden


def test_papers_beside_a_date_tell_that_it_is_of_a_birth() -> None:
    assert redact("вот 02.08.1983 116-399-391-85, ищите") == "вот [дата скрыта] [номер скрыт], ищите"


@pytest.mark.parametrize("text", ["дом: 34-56-78", "пишите +7 912 три четыре пять, дальше не помню"])
def test_a_person_looks_where_a_phone_may_be_left(text: str) -> None:
    assert is_doubtful(text)

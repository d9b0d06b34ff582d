"""Personal data in made-up messages, one a line, with what is to be found marked as {kind:words}."""

import re
from pathlib import Path

import pytest

from otklik.personal_data.finders import find_personal_data
from otklik.personal_data.masking import masked, masked_excerpt

LINES = (Path(__file__).parent / "tables" / "personal_data.txt").read_text(encoding="utf-8").splitlines()
_MARK = re.compile(r"\{([a-z_]+):([^}]*)\}")


@pytest.mark.parametrize("line", LINES)
def test_it_finds_all_personal_data_and_nothing_else(line: str) -> None:
    text = _MARK.sub(r"\2", line)
    found = [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)]
    wanted = _MARK.findall(line)
    assert len(found) == len(wanted)
    assert all(
        any(kind == named and (words in span or span in words) for named, span in found) for kind, words in wanted
    )


@pytest.mark.parametrize(
    "text",
    [
        "Мои данные\n{birth_date:07.08.1946}\n{passport:6504 123 456}\n{inn:668514025002}",
        "как просили\n{birth_date:11/02-1943}\n{snils:112-233-445 95}",
        "тел. жены {phone:8-972-411\n-80-26}, мой сломался",
        "инн\n{inn:66 85\n14025002}",
        "{address_with_flat:Строителей 17\nкв 5} холодно",
        "расписание\n12.03.1985\n6504 123 45",
        "Показания\n1204 123 456\nхолодная",
        "Домашние задания\n8912\n3456789",
    ],
)
def test_it_reads_data_that_stands_in_lines(text: str) -> None:
    test_it_finds_all_personal_data_and_nothing_else(text)


@pytest.mark.parametrize(
    "line",
    [
        "{address_with_flat:623388, Свердловская обл., г. Полевской, ул. Бажова, д. 3, кв. 44}. Жду ответа",
        "проживаю по адресу: {address_with_flat:г Полевской мкр. Зелёный Бор-1, д. 4, кв. 61}",
        "{address_with_flat:с. Косой Брод, ул. Советская 21-2} нет света",
        "в {address_with_flat:посёлке Зюзельский, Бажова, 6-2} холодно",
        "адрес {address_with_flat:Полевской, Р. Люксембург 67-3}",
        "{address_with_flat:Курганово, Школьная, 6-2} печка дымит",
        "Адрес {address_with_flat:Декабристов 8 кв 12} домофон молчит",
        "Соседка, живу на {address_with_flat:Ленина 5 кв 3} одна",
        "собственник {address_with_flat:Челюскинцев д.3 к.1 кв.90} просит",
        "мы, жильцы с {address_with_flat:Володарского 57, квартира 19}",
        "прописана {address_with_flat:Карла Маркса 12 кв 3}",
        "{address_with_flat:карла маркса 21-8} холодно",
        "общежитие {address_with_flat:Бажова 9, комн. 214}",
        "{address_with_flat:Ленина 12 (кв. 8)} капает",
        "в {address_with_flat:пятой квартире дома 13 по Торопова} притон",
        "{address_with_flat:дом 12 квартира 5 улица Челюскинцев}",
        "Здравствуйте, {address_with_flat:Ленина 5-12} течёт",
        "живу с Марией, {address_with_flat:Ленина 5-12}",
        "Иванова Анна\n{address_with_flat:Норильская, 7-84}",
        "{address_with_flat:Красной Армии 5 кв 3} темно",
        "{address_with_flat:Розы Люксембург 93-14} темно",
    ],
)
def test_an_address_goes_from_its_first_word_to_the_flat(line: str) -> None:
    text = _MARK.sub(r"\2", line)
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == _MARK.findall(line)


@pytest.mark.parametrize(
    "words",
    [
        "1234567890",
        "6504 и потом ",
        "Ленина 5-12, ",
        "ул. Ленина, д. 5, кв. 12, ",
        "кв 4 Ленина, 5, дверь 4, ",
        "a точка ",
    ],
)
def test_long_letters_of_digits_and_addresses_are_read_to_the_end(words: str) -> None:
    text = "паспорт снилс " + words * (16_000 // len(words)) + "\nпишите ivan@mail.ru"
    assert ("email", "ivan@mail.ru") in [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)]


@pytest.mark.parametrize("row", ["карта " + "3 " * 60, "карта " + "3 - " * 60, "инн " + "1, " * 60])
def test_rows_of_digits_are_not_tried_in_all_ways_there_are(row: str) -> None:
    assert find_personal_data(row) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Звоните 8 912 345-67-89 после шести", "Звоните ••• после шести"),
        ("Звоните 89123456789 или 89123456780", "Звоните ••• или •••"),
        ("почта olga@example.com, тел. 8(912)345-67-89", "почта •••, тел. •••"),
        ("Паспорт 6512 345678 СНИЛС 112-233-445 95", "Паспорт ••• СНИЛС •••"),
        ("ул. Ленина, 12, кв. 45 течёт крыша", "ул. Ленина, 12, кв. ••• течёт крыша"),
        ("Ленина 12-45 нет отопления", "Ленина 12-••• нет отопления"),
        ("ул. Квартальная, 3-12 нет отопления", "ул. Квартальная, 3-••• нет отопления"),
        ("623388, г. Полевской, Ленина 12-45", "623388, г. Полевской, Ленина 12-•••"),
        ("Ленина 12 (кв. 45) капает", "Ленина 12 (кв. •••) капает"),
        ("г. Полевской, Ленина 12 (квартира N 45) капает", "г. Полевской, Ленина 12 (квартира N •••) капает"),
        ("Ленина 5 кв 3 и Мира 4 кв 8", "Ленина 5 кв ••• и Мира 4 кв •••"),
        ("кв. 7 дома 3 по улице Мира", "•••"),
        ("Перезвоните: 8 912 345…", "Перезвоните: •••…"),
        ("ул. Ленина, 12: яма с 20 ноября 2026…", "ул. Ленина, 12: яма с 20 ноября 2026…"),
        ("Горячая линия 8 800 555-35-35", "Горячая линия 8 800 555-35-35"),
        ("", ""),
    ],
)
def test_lists_show_a_text_without_its_personal_data(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize("line", LINES[::10])
def test_nothing_that_is_found_is_left_in_a_list(line: str) -> None:
    text = _MARK.sub(r"\2", line)
    left = masked(text)
    for one in find_personal_data(text):
        assert text[one.start : one.end] not in left, one.kind


def test_a_number_that_the_end_of_an_excerpt_cuts_is_covered_all_the_same() -> None:
    text = "Не вывозят мусор, звоните 8 912 345-67-89"
    for at_most in range(len(text) + 1):
        assert masked_excerpt(text, at_most=at_most) == "Не вывозят мусор, звоните •••"[:at_most]


@pytest.mark.parametrize(
    "text",
    [
        "Паспорт 6504 123456, " * 3 + "+7 (912) 345-67-89, " * 6,
        "Звоните 8 912 345-67-89, 8 912 345-67-80, " * 8,
        "пишите olga.ivanova@example.com, " * 12,
    ],
)
def test_what_many_covers_leave_room_for_is_covered_too(text: str) -> None:
    for at_most in range(len(text) + 1):
        shown = masked_excerpt(text, at_most=at_most)
        assert re.search(r"\d(?:\W{0,3}\d){4}|@", shown) is None, shown

"""What is taken out of the words of others, and what stays."""

import pytest

from otklik.residents.erasing import Person

TEXT = "Сугроб у второй школы закрыл весь пешеходный переход. Прошу убрать!\nМесто: Пихтовый тупик, 9"
PERSON = Person(
    1, "vk", "50077731", "Зинаида Ковригина-Пятницкая", frozenset({TEXT, "спасибо"}),
    told=frozenset({"8 912 555-44-33", "vera@mail.example", "Пихтовый тупик, 9", "5"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Пишет: «Сугроб у второй школы закрыл весь пешеходный переход.»", "Пишет: «•••»"),
        ("звонить +7(912)5554433 вечером", "звонить ••• вечером"),
        ("звонить 9125554433", "звонить •••"),
        ("На Пихтовый тупик, 9 выехали", "На ••• выехали"),
        ("vk.com/id50077731", "vk.com/id•••"),
    ],
)
def test_it_goes_however_it_is_quoted(text: str, left: str) -> None:
    assert PERSON.taken_out_of(text) == left
    assert PERSON.is_in(text)


@pytest.mark.parametrize(
    "text", ["Прошу убрать!", "Спасибо за обращение", "Дом 5", "8 912 555-44-34", "150077731", "Пихтовый тупик, 91", ""]
)
def test_what_is_not_theirs_stays(text: str) -> None:
    assert PERSON.taken_out_of(text) == text
    assert not PERSON.is_in(text)


@pytest.mark.parametrize(
    ("search", "left"),
    [
        ("50077731", "•••"),
        ("9125554433", "•••"),
        ("+7 912 555 44 33", "•••"),
        ("VERA@mail.example", "•••"),
        ("зинаида ковригина-пятницкая", "•••"),
        ("сугроб у второй школы закрыл весь пешеходный переход. Прошу убрать!", None),
        ("Место: Пихтовый тупик, 9", None),
        ("Пихтовый тупик, 9", None),
        ("пешеходный переход", None),
        ("спасибо", None),
    ],
)
def test_searches_of_staff_lose_only_what_the_person_is_known_by(search: str, left: str | None) -> None:
    assert PERSON.unknown_in(search) == (left or search)


def test_beginnings_of_the_surname_are_known_and_first_names_are_not() -> None:
    assert PERSON.surnames == ("Ковригин", "Пятницк")
    assert Person(1, "vk", "1", "Мама Двоих Детей").surnames == ()

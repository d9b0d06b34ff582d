"""Ready texts are filled from the case and from what is asked; an answer of another case is made a start."""

import pytest

from otklik.answers.texts.filling import About, adapt, fill, has_empty_places, prompts_of, unknown_places

OURS = About(name="Мария Ковалёва", address="Ленина, 5", number="4210", body="Школа № 8")
THEIRS = About(name="Ольга Тимофеева", address="Мира, 7", number="4100")


@pytest.mark.parametrize(
    ("text", "answers", "filled"),
    [
        ("{имя}, здравствуйте!", {}, "Мария, здравствуйте!"),
        ("{ Адрес }: сделаем {?Когда}.", {"Когда": "завтра"}, "Ленина, 5: сделаем завтра."),
        ("Сделаем {?Когда}, {тема}.", {}, "Сделаем [Когда], [тема]."),
        ("№ {номер}, {орган}", {}, "№ 4210, Школа № 8"),
        ("{} и {нечто}", {}, "{} и [нечто]"),
    ],
)
def test_a_ready_text_is_filled(text: str, answers: dict[str, str], filled: str) -> None:
    assert fill(text, OURS, answers) == filled
    assert has_empty_places(filled) is ("[" in filled)


def test_it_says_what_is_asked_and_what_nothing_fills() -> None:
    text = "{имя} {?Когда} {?Кто} {?Когда} {фамилия}"
    assert prompts_of(text) == ("Когда", "Кто")
    assert unknown_places(text) == ("фамилия",)


@pytest.mark.parametrize(
    ("text", "adapted"),
    [
        ("Ольга, яму на Мира, 7 засыпали.", "Мария, яму на Ленина, 5 засыпали."),
        ("Ольга Тимофеева, приедем 27 ноября в 13:40.", "Мария, приедем [дата] в [время]."),
        ("Сделали 24.11.2026, обращение 4100.", "Сделали [дата], обращение 4210."),
        ("Две трубы, 3 этаж, ул. Мирная", "Две трубы, 3 этаж, ул. Мирная"),
        ("В мае 2026 года сделаем", "В мае 2026 года сделаем"),
        ("На Мира, 70 и Мира, 7/2 не были.", "На Мира, 70 и Мира, 7/2 не были."),
    ],
)
def test_an_answer_given_before_loses_what_is_anothers(text: str, adapted: str) -> None:
    assert adapt(text, theirs=THEIRS, ours=OURS) == adapted


@pytest.mark.parametrize(
    ("text", "adapted"),
    [
        ("Обращение № 12. 3 этаж.", "Обращение № 4210. 3 этаж."),
        ("Звоните 112, дом 212.", "Звоните 112, дом 212."),
        ("Позвоните 8 (800) 12-34-12 или +7 12 345", "Позвоните 8 (800) 12-34-12 или +7 12 345"),
        ("За 12,5 тыс. и 12 000 рублей", "За 12,5 тыс. и 12 000 рублей"),
        ("12.11.2026 в 12:30, 12 ноября", "[дата] в [время], [дата]"),
        ("на 8 Марта, 1 были 5 мая", "на 9 Мая, 3 были [дата]"),
    ],
)
def test_a_short_number_is_not_found_inside_another(text: str, adapted: str) -> None:
    theirs = About(address="8 Марта, 1", number="12")
    assert adapt(text, theirs=theirs, ours=About(address="9 Мая, 3", number="4210")) == adapted

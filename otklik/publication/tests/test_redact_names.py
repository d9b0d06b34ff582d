"""Names in small letters and with initials, as residents write them: hidden, but where a place is called so."""

import pytest

from otklik.publication.redacting import redact


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("позвоните ахметшина лейсан", "позвоните [имя скрыто]"),
        ("закиров фидан обещал", "[имя скрыто] обещал"),
        ("мама лейсан ждёт", "мама [имя скрыто] ждёт"),
        ("соседу ильнару сказали", "соседу [имя скрыто] сказали"),
        ("вера павлова не получила ответ", "[имя скрыто] не получила ответ"),
        ("я надежда соколова прошу", "я [имя скрыто] прошу"),
        ("любовь морозова из второго подъезда", "[имя скрыто] из второго подъезда"),
        ("захаров роман не открывает", "[имя скрыто] не открывает"),
        ("позвоните иванова мария петровна", "позвоните [имя скрыто]"),
        ("света павлова нет вторые сутки", None),
        ("нет света новикова 5", None),
        ("с 1 марта кузнецова перекопана", None),
        ("роман толстого читали", None),
        ("из-за веры павлова страдает", None),
        ("вера людей иссякла", None),
        ("лада калина стоит", None),
        ("надежда умерла последней", None),
        ("воды нет, свердлова малышева без света", None),
        ("на карла маркса и розы люксембург", None),
        ("данис центр закрыт", None),
    ],
)
def test_names_in_small_letters_agree_with_each_other(text: str, hidden: str | None) -> None:
    assert redact(text) == (hidden or text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("директор школы Смирнова Е. В. молчит", "директор школы [имя скрыто] молчит"),
        ("школа имени Смирнова Е. В. закрыта", "школа имени Смирнова Е. В. закрыта"),
    ],
)
def test_initials_make_a_person_but_where_a_place_is_called_so(text: str, hidden: str) -> None:
    assert redact(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("улица веры павловой не чищена", None),
        ("На улице Веры Павловой яма", None),
        ("В конце ул. марии ивановой темно", None),
        ("На улице вере павловой плохо", "На улице вере [имя скрыто] плохо"),
        ("Сосед с улицы Пушкина Вера Павлова", "Сосед с улицы Пушкина [имя скрыто]"),
        ("соседка вера павлова", "соседка [имя скрыто]"),
    ],
)
def test_a_street_called_after_somebody_stays(text: str, hidden: str | None) -> None:
    assert redact(text) == (hidden or text)

"""Landmarks are looked for only where one of their words stands: none is passed over."""

import re

import pytest

from otklik.triage.places import landmarks, near

LOOKS = (
    (landmarks._LANDMARK, landmarks._OF_LANDMARK, "/"),
    (landmarks._ALONE, landmarks._OF_ALONE, ""),
    (landmarks._CHAINS, landmarks._OF_CHAINS, ""),
    (landmarks._SMALL, landmarks._OF_SMALL, ""),
    (near.NEAR, near.OF_NEAR, landmarks._QUOTATION_MARKS),
    (near.ON, near.OF_ON, ""),
    (near.AT_THE_START, near.OF_THE_START, ""),
    (near.OF_NATURE, near.OF_WHAT_IS_OF_NATURE, ""),
)
WRITTEN = (
    *("школа №5", "Д / С № 7", "садик 12", "5-я школа", "сош 3", "шк.8", "остановка Южная", "ТЦ «Мега»", "ДК Азов"),
    *("ж/двокзал", "ж/д вокзал", "жд-вокзал", "железнодорожныйвокзал", "авто вокзал", "автовокзал", "автостанция"),
    *("детская больница", "Стоматологическая поликлиника", "городской пруд", "центральный дом культуры", "летний сад"),
    *("Пятёрочка", "Красное и Белое", "Фикс Прайс", "Fix Price", "ДНС", "OZON", "Wildberries", "Вайлдберриз", "КБ"),
    *("Верного", "Ленты", "Чижик", "Бристоль", "Светофора", "Магнит", "Сбербанк", "на почте", "у переезда"),
    *("дк азов", "Дк горняк", "возле дома ребёнка", "у «Утёса»", "за кирпичным заводом", "за горкой у", "от ТЦ"),
    *("на стадионе", "через реку", "на центральной площади", "на пожарном пруду", "во парке"),
    *("Бассейн: вода", "Лыжная база, лёд", "ЗАГС на Мира", "Стадион закрыт", "Детская поликлиника — очередь"),
    *("Вечный огонь, погас", "Рынок шумит", "Церковь: звон", "Новая Школа, холодно"),
    *("Северский пруд", "Азов-гора", "гора Думная", "мост через Чусовую", "река Ревда", "Речка Чёрная", "речка Чёрная"),
    *("берег Исети", "ключ Святой", "скала Марков", "обелиск «Слава»", "стела Европа", "проходная Трубного", "ДЮСШ"),
    *("площадка «Дружба»", "Сельское кладбище", "висячий мост", "ручья Холодного", "Зелёный бор", "Гагаринский лес"),
)
TEXTS = tuple(
    text
    for one in WRITTEN
    for text in (one, one.upper(), one.capitalize(), f"Яма. {one}.", one.replace(" ", "\xa0"), f"\u200b{one}")
)


@pytest.mark.parametrize(("pattern", "words", "signs"), LOOKS)
def test_no_landmark_is_passed_over(pattern: re.Pattern[str], words: re.Pattern[str], signs: str) -> None:
    fitting = [text for text in TEXTS if pattern.search(text)]
    assert len(fitting) >= 5
    for text in fitting:
        found = landmarks._places(pattern, text, words=words, signs=signs)
        assert [one.span() for one in found] == [one.span() for one in pattern.finditer(text)], text

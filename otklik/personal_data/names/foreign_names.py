"""Hides names of peoples whose names the dictionary does not have: «Нгуен Ван Хынг», «Nguyen Thi Lan», «Ким Ен Су»."""

from typing import Final

from otklik.personal_data.names.names import MARK
from otklik.shared.patterns import compile_late

_VIETNAMESE: Final = (
    r"Нгуен|Нгуэн|Фам|Хоанг|Хуинь|Зыонг|Чыонг|Чинь|Буй|Данг|Фунг"
    r"|Nguyen|Tran|Pham|Hoang|Huynh|Duong|Truong|Trinh|Bui|Dang|Phung|Phan"
)
_SHORT: Final = (
    r"Чан|Ле|Фан|Ву|Во|До|Хо|Нго|Ли|Ким|Пак|Цой|Чжан|Ван|Чэнь|Лю"
    r"|Le|Vu|Vo|Do|Ho|Ngo|Ly|Li|Kim|Pak|Choi|Zhang|Wang|Chen|Liu"
)
_MIDDLE: Final = (
    r"Ван|Тхи|Дык|Тхань|Минь|Куанг|Хыу|Нгок|Ань|Суан|Динь|Конг|Вьет|Чонг|Ын|Ен|Су|Хи|Ми"
    r"|Van|Thi|Duc|Thanh|Minh|Quang|Huu|Ngoc|Anh|Xuan|Dinh|Cong"
)
_PART: Final = r"(?:[А-ЯЁ][а-яё]{1,8}|[A-Z][a-z]{1,8})"
_EASTERN: Final = compile_late(
    rf"(?<![\w-])(?:(?:{_VIETNAMESE})(?:\s{_PART}){{1,3}}|(?:{_SHORT})\s(?:{_MIDDLE})(?:\s{_PART}){{0,2}})(?![\w-])"
)
_CALLED: Final = compile_late(
    r"(?P<before>\b(?:[Мм]еня зовут|[Зз]овут|[Мм]ой сосед|[Сс]осед(?:ка)?|[Гг]ражданин|[Сс]тудент(?:ка)?"
    r"|[Мм]о[йя] (?:муж|жена|друг|подруга|сын|дочь)|[Сс] уважением"
    r"|[Mm]y name is|[Nn]ame is|[Ii] am|I'm|Mr|Mrs|Ms|[Rr]egards)[.,:]?\s)"
    r"(?P<name>[A-Z][a-z]{1,20}(?:[ '-][A-Z][a-z]{1,20}){0,3})(?!\w)"
)
"""In Latin letters, where something says that it is a name."""
_SON_OF: Final = compile_late(
    r"(?<![\w-])[А-ЯЁ][а-яё]{2,20}(?:\s[А-ЯЁ][а-яё]{2,20}){0,2}[\s-](?i:угли|углы|оглы|оглу|улы|уулу|кызы|кизи"
    r"|зода|заде)(?!\w)"
)


def hide(text: str) -> str:
    """Put a mark in place of such names."""
    for pattern in (_SON_OF, _EASTERN):
        text = pattern.sub(MARK, text)
    return _CALLED.sub(rf"\g<before>{MARK}", text)

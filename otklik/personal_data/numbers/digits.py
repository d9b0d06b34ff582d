"""What the rules about numbers share: how people part digits, and what stands before and after a number."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from otklik.shared.patterns import compile_late

GAP: Final = r"(?>[^\S\n]?[-‐-―−.()/_*\\]{0,2}[^\S\n]?-?[^\S\n]?)"
"""What may stand between two digits of one number: spaces, dashes, brackets, dots, strokes, a few of them.

A digit follows, so the longest reading is the only one, and no other is tried: a row of digits has thousands.
"""

JOINING_WORDS: Final = (
    r"и|а|в|ой|потом|затем|дальше|далее|еще|следом|сразу|пробел|тире|дефис|черточка|точка|дробь|слеш|плюс|конце?|конец"
    r"|последни[ех]|остальны[ех]|остаток|остальное|цифр[аы]?|вторая|половина"
)
"""With what a number goes on where it is dictated, for patterns."""
LOOSE_GAP: Final = (
    rf"(?>(?:{GAP}|[\s,;:./–—\-+~|=•…'\"\[\]*<>]{{1,4}}(?:(?:{JOINING_WORDS})[\s,.:–—-]{{1,3}}){{0,3}})"
    r"(?=\d))"
)
"""What else may stand there where a check digit says that it is one number: commas, lines, strokes, «потом».

Once a digit follows it is never read in another way: else rows of digits would be tried in all ways there are.
"""

COUNTED: Final = (
    r"лет\b|год(?:\b|[оуы]|а(?!ми)|ик)|час(?!т| назад)|ч\b|мин(?:\b|ут)|раз(?:а|ик\w*)?\b|класс(?!н)|руб(?:\b|л)|р\b"
    r"|т\.?р\b|тыс(?:\b|яч)|человек|чел\b|дн(?:ей|я[мх]?|и)\b|день\b|дом(?!оф|ов\w|аш|ко|оу)|числ(?![ияю])|км|м\b"
    r"|метр|этаж"
    r"|градус|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|%|процент|кг|шт(?:\b|ук(?!ат))"
    r"|недел|месяц|литр|тур\b|куб|собак(?!и)|кошек\b|щен(?:к|ят)|котят|машин\b|автобусов|фонарей|деревьев|столбов"
    r"|семей\b|ям\b"
)
"""How the word after an amount begins, for patterns: «100 рублей», «12 марта»; but «домофон», «трещина», «летом»."""

ADDRESS: Final = (
    r"адрес(?![а-я]*\W{1,3}(?:остановк|школ|(?:дет)?сад|магазин|больниц|поликлиник|аптек|почт|площадк|помойк|контейнер"
    r"|аварии|происшеств|ремонт|работ))"
)
"""Of a home: not «адрес остановки»."""

_DISGUISED = compile_late(
    r"(?<=[\d-])[oоlзбiі]{1,3}(?=[\d–—-])|(?<=\d[ .–—])[oоlзi](?=\d)|(?<=\d)[oоl]{1,2}\b"
    r"|(?<![\w.,-])[oоi](?=\d[\d./]\d)"
)
_FIGURES: Final = str.maketrans("oоlіiзб", "0011136")
_DIGIT = compile_late(r"\d")
_NOT_OF_A_PERSON = compile_late(
    r"(?:заказ\w*|заявк\w*|заявлени\w*|обращени\w*|сообщени\w*|жалоб\w*|инцидент\w*|договор\w*|сч[её]т(?:а|у|е|ом"
    r"|чик\w*)?"
    r"|л/с|лс|лиц\w*|чек\w*|квитанци\w*|трек\w*|накладн\w*|посылк\w*|талон\w*|исх\w*|вх|вход\w*|дел[ауо]|кадастров\w*"
    r"|артикул\w*|код\w*|id|огрн\w*|окпо|окпд\w*|кпп|бик|уин|полис\w*|штрих\w*|лот\w*|закупк\w*|контракт\w*|билет\w*"
    r"|серийн\w*|заводск\w*|сертификат\w*|лицензи\w*|приказ\w*|справк\w*|рег|регистрационн\w*|гуид|вин|vin)"
    r"[\s.:,;]*(?:(?:номер\w*|ном|под|за|n|№|#|от|это|был|была|с|на)[\s.:]*){0,3}[\s№#:.\-–—(\"«]*$"
)


@lru_cache(maxsize=512)
def has_digits(text: str) -> bool:
    """Whether there is any digit: most messages have none, and need not be read further."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=512)
def count_digits(text: str) -> int:
    """How many digits there are: a text with fewer than a number has need not be searched for it."""
    return len(_DIGIT.findall(text))


@lru_cache(maxsize=512)
def undisguised(text: str) -> str:
    """The same with figures for the letters that stand for them: «8 972 О14», «89I2»; of the same length."""
    if not ("-" in text or has_digits(text)):
        return text
    return _DISGUISED.sub(lambda letters: letters[0].translate(_FIGURES), text)


def find_overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches, also those that begin within another: «2024, 6685 1402 5002» has two of twelve digits."""
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.start() + 1)


def digits_of(number: str) -> str:
    """A number as it was typed, without all that parts its digits."""
    return re.sub(r"\D", "", number)


def groups_of(number: str) -> tuple[int, ...]:
    """How many digits stand together, from the left: «8 (912) 345» is 1, 3, 3."""
    return tuple(len(group) for group in re.findall(r"\d+", number))


def before(text: str, start: int, *, within: int = 40) -> str:
    """The line as far as the number, at most so many characters of it."""
    return text[max(0, start - within) : start].rpartition("\n")[2]


def after(text: str, end: int, *, within: int = 40) -> str:
    """What follows the number in its line, at most so many characters of it."""
    return text[end : end + within].partition("\n")[0]


def is_named_otherwise(text: str, start: int) -> bool:
    """Whether the words before say that it is the number of an order, an application, an account or a paper."""
    return _NOT_OF_A_PERSON.search(before(text, start)) is not None

"""Numbers of houses: «дом 12а», «5/2», «7 корпус 3», «6-й дом»; never the flat of «96-94», a time or a count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from otklik.gazetteer.words import Words
from otklik.triage.places.house_parts import is_letter, parts_at
from otklik.triage.places.numerals import ordinal_before, value_in_words

_HOUSE_WORDS: Final = frozenset({
    "д", "дом", "дома", "доме", "дому", "домом", "домов", "домам", "домах", "домами", "зд", "здание", "здания",
    "здании", "зданию", "строение", "пятиэтажка", "пятиэтажке", "пятиэтажки", "пятиэтажку", "девятиэтажка",
    "девятиэтажке", "девятиэтажки", "девятиэтажку", "многоэтажка", "многоэтажке", "многоэтажки", "двухэтажка",
    "двухэтажке", "трехэтажка", "трехэтажке", "десятиэтажка", "десятиэтажке", "высотка", "высотке", "вл", "владение",
})  # fmt: skip
_MANY: Final = frozenset(["дома", "домов", "домам", "домах", "домами", "дворы", "дворов", "дворах"])
_BESIDE: Final = frozenset({"у", "возле", "около", "напротив", "перед", "от", "между", "за", "к", "ко", "дворе"})
_LEADS_TO_NUMBER: Final = frozenset(
    {"в", "у", "возле", "около", "напротив", "перед", "за", "из", "между", "с", "до", ""}
)
_MOST_BEFORE: Final = 4
_HOURS: Final = 24
_BEFORE_HOUSE_WORD: Final = frozenset({
    "около", "возле", "у", "в", "во", "к", "ко", "напротив", "рядом", "с", "за", "районе", "до", "от", "перед",
})  # fmt: skip
_BETWEEN: Final = frozenset(",;-–—(:.")
_LATER_ONLY_WITH_WORD: Final = frozenset(".:(")
COUNTED: Final = frozenset({
    "лет", "год", "года", "годов", "годы", "час", "часа", "часов", "часам", "ч", "мин", "минут", "минуты", "минуту",
    "руб", "рублей", "рубля", "рубль", "тыс", "тысяч", "тысячи", "числа", "числу", "число", "раз", "раза", "день",
    "дня", "дней", "дни", "днем", "неделя", "недели", "неделю", "недель", "нед", "месяц", "месяца", "месяцев",
    "месяцам", "сутки", "суток", "секунд", "км", "м", "метр", "метра", "метров", "метрах", "см", "кг", "тонн",
    "тонны", "процент", "процентов", "градус", "градуса", "градусов", "человек", "чел", "людей", "детей", "этажа",
    "этажей", "этажный", "этажная", "этажного", "этажке", "автобуса", "автобусов", "маршрут", "маршрута",
    "маршрутки", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря", "штук", "шт", "литров", "машин", "машины", "окон", "ступеней", "школ", "школа", "школы",
    "школе", "класс", "класса", "классов", "утра", "вечера", "ночи", "октябре", "ноябре", "столба", "столбов",
    "июле", "деревьев", "ям", "мешков", "подъезда", "подъездов", "квартир", "квартиры", "комнатная", "полос", "полосы",
    "метре", "остановки", "остановок", "кв", "стороны", "сторон", "ст", "янв", "фев", "мар", "апр", "июн", "июл", "авг",
    "семьи", "семей", "ряд", "ряду", "рядов", "домов", "лицей", "лицея", "лицею",
    "гимназия", "гимназии", "садик", "садика", "сад", "сада", "саду", "детсад", "детсада", "поликлиника",
    "поликлиники", "больница", "больницы", "роддома",
    "сен", "сент", "окт", "ноя", "дек", "й", "я", "го", "е", "ый", "ая", "ом", "ти",
})  # fmt: skip
_FLAT_WORDS: Final = frozenset({"кв", "квартира", "квартире", "квартиры", "этаж", "этаже", "подъезд", "подъезде"})
_ORDINAL: Final = frozenset({"й", "ый", "ой", "ом", "го", "му", "м", "я", "ая"})
_NUMBER_SIGNS: Final = frozenset({"№", "#", "n"})
_QUOTES: Final = frozenset("«»\"'“”„")
_FRACTION: Final = frozenset({"/", "\\", "дробь"})
_FREE_LETTERS: Final = frozenset("абвгд")
_ROW: Final = (",", "и", "/", ";", "-", "по", "до")
"""What stands between several houses."""
LONGEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class House:
    """A number of a house in a text."""

    first: int
    """The piece where it begins: the word «дом», or the number."""
    after: int
    number_start: int
    number_end: int
    """Characters of the number with letter, fraction and corpus, without the flat."""
    value: str
    """«96», «12а», «5/2», «7 к3»"""
    has_word: bool


def houses_after(words: Words, place: int) -> list[House]:
    """The numbers that follow the name of a street, which ends before this piece: usually one, or none."""
    at = place
    while at < len(words) and at < place + 3 and words.pieces[at] in _BETWEEN:
        at += 1
    if words.at(place) == "(" and words.at(place + 1).isdigit() and words.at(place + 2) == ")":
        inside = _number(words, place + 1, first=place + 1, has_word=False)
        return [inside] if inside else []
    between = set(words.pieces[place:at])
    wordy = at
    while wordy < at + 2 and words.at(wordy) in _BEFORE_HOUSE_WORD:
        wordy += 1
    number_at, has_word = _over_house_word(words, wordy)
    beside = at + 1 if words.at(at) in ("во", "прямо", "где-то") and words.at(at + 1) in _BESIDE else at
    if not has_word and words.at(beside) in _BESIDE and words.at(beside + 1).isdigit():
        return _beside(words, beside + 1)
    if not has_word:
        number_at, wordy = (at + 1, at) if words.at(at) in _NUMBER_SIGNS else (at, at)
    is_glued = at == place + 1 and words.at(at).isdigit() and words.starts[at] == words.ends[at - 1]
    if not has_word and (between & _LATER_ONLY_WITH_WORD or wordy != at) and not (is_glued and between == {"."}):
        return []
    first = _number(words, number_at, first=wordy if has_word else number_at, has_word=has_word)
    if first is None:
        return []
    many = has_word and words.pieces[wordy] in _MANY
    return [first, *_further(words, first, many=many)]


def _beside(words: Words, place: int) -> list[House]:
    """«На Володарского у 95 и 97», «Чапаева от 10 до 30»; not «от 10 до 18 часов»."""
    first = _number(words, place, first=place, has_word=False)
    if first is None:
        return []
    if words.at(first.after) == ",":
        return [first, *_further(words, first, many=False)]
    if words.at(first.after) in ("до", "и") and words.at(first.after + 1).isdigit():
        other = _number(words, first.after + 1, first=first.after + 1, has_word=False)
        return [first, other] if other else []
    return [first]


def houses_before(words: Words, place: int) -> list[House]:
    """The numbers before «по» and a street, which begins at this piece: «в 12 и 14 по Декабристов», «за 7а по Мира».

    «В 9 по Ленина» may be a time: one number after «в» counts only above the hours of a day.
    """
    found: list[House] = []
    at = place - 2
    while words.at(place - 1) in ("по", "на") and at >= 0 and len(found) < _MOST_BEFORE:
        first = at - 1 if is_letter(words, at) and words.at(at - 1).isdigit() else at
        if words.at(at) in _ORDINAL and words.at(at - 1) == "-":
            first = at - 2  # «напротив 18-го по Мира»
        house = _number(words, first, first=first, has_word=False) if words.at(first).isdigit() else None
        if house is None and words.at(first).isdigit() and first == at - 2:
            house = House(first, at + 1, words.starts[first], words.ends[first], words.at(first), has_word=False)
        if house is None or house.after != at + 1:
            break
        found.insert(0, house)
        if words.at(first - 1) not in ("и", ","):
            at = first - 1
            break
        at = first - 2
    if not found or words.at(at) not in _LEADS_TO_NUMBER:
        return []
    may_be_time = len(found) == 1 and found[0].value.isdigit() and int(found[0].value) <= _HOURS
    return [] if words.at(at) in ("в", "с", "до") and may_be_time else found


def houses_anywhere(words: Words) -> Iterator[House]:
    """Numbers that stand with the word house: «у дома 15», «15-й дом», «домов 18 и 20»."""
    if _HOUSE_WORDS.isdisjoint(words.pieces):
        return
    for place, piece in enumerate(words.pieces):
        if piece not in _HOUSE_WORDS:
            continue
        number_at, has_word = _over_house_word(words, place)
        if has_word:
            house = _number(words, number_at, first=place, has_word=True)
            if house is not None:
                yield house
                yield from _further(words, house, many=piece in _MANY)
                continue
        if piece != "д":
            yield from _before_word(words, place)
            yield from _in_words(words, place)


def _in_words(words: Words, place: int) -> Iterator[House]:
    """«Дом пять», «дом номер двадцать три», «в пятом доме»; never «каждый второй дом»."""
    before = ordinal_before(words, place)
    if before:
        value, first = before
        if first < place - 1 or words.at(first - 1) in ("в", "у", "за", "около", "возле", "напротив", ""):
            yield House(first, place + 1, words.starts[first], words.ends[place - 1], str(value), has_word=True)
            return
    at = place + 1
    while words.at(at) in (".", "№", "номер") and at < place + 3:
        at += 1
    value, after = value_in_words(words, at)
    if value and words.at(after) not in COUNTED:
        yield House(place, after, words.starts[at], words.ends[after - 1], str(value), has_word=True)


def _before_word(words: Words, place: int) -> Iterator[House]:
    """«15 дом», «6-й дом», «12а дом»."""
    at = place - 1
    if words.pieces[place] == "домов" and not (words.at(place - 2) in ("и", ",") and words.at(place - 3).isdigit()):
        return  # «12 домов без воды»
    is_after_number = words.at(at - 1).isdigit()
    if words.at(at) in _ORDINAL and words.at(at - 1) == "-":
        at -= 2
    elif is_after_number and (words.at(at) in _ORDINAL or is_letter(words, at)):
        at -= 1
    number = words.at(at)
    if words.at(at - 1) == "и" and words.at(at - 2).isdigit() and words.at(at - 3) not in _HOUSE_WORDS:
        other = _number(words, at - 2, first=at - 2, has_word=True)  # «между 5 и 7 домами»
        if other is not None and other.after == at - 1:
            yield other
    if number.isdigit() and len(number) <= LONGEST_NUMBER and words.at(at - 1) not in (":", ".", "№", "/", "-"):
        letter = words.pieces[at + 1] if at + 1 < place and words.at(at + 1) not in ("-", *_ORDINAL) else ""
        end = words.ends[at + 1] if letter else words.ends[at]
        yield House(at, place + 1, words.starts[at], end, f"{number}{letter}", has_word=True)


def _over_house_word(words: Words, place: int) -> tuple[int, bool]:
    if words.at(place) not in _HOUSE_WORDS:
        return place, False
    at = place + 1
    if words.at(place) in _MANY and words.at(at) in ("с", "от"):
        at += 1
    while words.at(at) in (".", "№", "#", "номер", "ном", "-", ":") and at < place + 4:
        at += 1
    return (at, True) if words.at(at).isdigit() else (place, False)


def _further(words: Words, house: House, *, many: bool) -> Iterator[House]:
    """«дома 6 и 8», «домов 92, 94 и 96», «дом 5 и дом 7»."""
    while words.at(house.after) in (_ROW if many or _is_list(words, house.after) else ("и",)):
        at = house.after + 1
        number_at, has_word = _over_house_word(words, at)
        further = _number(words, number_at, first=at if has_word else number_at, has_word=has_word or many)
        if further is None:
            return
        yield further
        many = many or words.at(house.after) == ","
        house = further


def _is_list(words: Words, place: int) -> bool:
    """«5, 7, 9», «5, 7 и 9», «5,7»: several houses; «5, 7» is a house and a flat."""
    if words.at(place) != "," or not words.at(place + 1).isdigit():
        return False
    is_glued = words.starts[place + 1] == words.ends[place] == words.ends[place - 1] + 1
    return is_glued or (words.at(place + 2) in (",", "и") and words.at(place + 3).isdigit())


def _number(words: Words, place: int, *, first: int, has_word: bool) -> House | None:
    """A number of a house at a piece, with all that belongs to it; None where it counts or dates something."""
    digits = words.at(place)
    if not digits.isdigit() or len(digits) > LONGEST_NUMBER or digits.strip("0") == "":
        return None
    value, at = digits, place + 1
    if words.at(at) == "-" and words.at(at + 1) in _ORDINAL:
        if words.at(at + 2) not in _HOUSE_WORDS:
            return None
        return House(first, at + 3, words.starts[place], words.ends[place], digits, has_word=True)
    letter, at = _letter_at(words, at)
    if not letter and words.at(at) == "-" and words.at(at + 1) in _FREE_LETTERS and words.at(at + 1) != "":
        letter, at = words.pieces[at + 1], at + 2  # «12-а»
    value += letter
    if words.at(at) in _FRACTION and words.at(at + 1).isdigit() and words.at(at + 2) not in COUNTED:
        value, at = f"{value}/{words.pieces[at + 1]}", at + 2
        letter, at = _letter_at(words, at)
        value += letter
    parts, at = parts_at(words, at)
    value += parts
    number_end = words.ends[at - 1]
    if words.at(at) in ("-", "–") and words.at(at + 1).isdigit() and len(words.at(at + 1)) <= LONGEST_NUMBER:
        at += 2  # the flat: «96-94»
    if _counts_something(words, at, has_word=has_word):
        return None
    return House(first, at, words.starts[place], number_end, value, has_word=has_word)


def _letter_at(words: Words, place: int) -> tuple[str, int]:
    if not is_letter(words, place):
        if words.at(place) in _QUOTES and is_letter(words, place + 1) and words.at(place + 2) in _QUOTES:
            return words.pieces[place + 1], place + 3
        return "", place
    letter, is_glued = words.pieces[place], words.starts[place] == words.ends[place - 1]
    if is_glued:
        return ("", place) if letter in ("к", "с") and words.at(place + 1).isdigit() else (letter, place + 1)
    follows = words.at(place + 1)
    is_free = letter in _FREE_LETTERS and (words.is_capital(place) or follows in ("", ",", ")", ";", "!", "?"))
    return (letter, place + 1) if is_free and not (letter == "д" and follows in (".", "№")) else ("", place)


def _counts_something(words: Words, place: int, *, has_word: bool) -> bool:
    """What follows says that the number was a time, a date, a count or a flat."""
    follows, then = words.at(place), words.at(place + 1)
    if follows in (":", ".") and then.isdigit() and words.starts[place + 1] == words.ends[place - 1] + 1:
        return follows == ":" or (follows == "." and len(then) != LONGEST_NUMBER - 1 and not has_word)
    is_glued_word = bool(follows) and follows.isalpha() and words.starts[place] == words.ends[place - 1]
    if is_glued_word or follows in ("%", "°", "+"):
        return True
    if follows in _FLAT_WORDS:
        return follows in ("этаж", "этаже", "кв") and not (then == "." or then.isdigit())
    return follows in COUNTED and not (follows in ("кв", "м") and then.isdigit())

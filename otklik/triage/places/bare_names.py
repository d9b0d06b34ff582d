"""Names of streets that no gazetteer holds: how long they are, and what is none."""

import re
from typing import Final

from otklik.gazetteer.names import street_kind_at
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import goes_with_feminine, is_common_word, is_town, lemma
from otklik.shared.patterns import compile_late

_NOT_A_STREET: Final = frozenset({
    "дом", "домов", "школа", "больница", "поликлиника", "сад", "лицей", "гимназия", "магазин", "автобус", "маршрут",
    "маршрутка", "трамвай", "троллейбус", "вчера", "сегодня", "завтра", "уже", "почти", "около", "более", "менее",
    "через", "после", "всего", "только", "прошло", "январь", "февраль", "март", "апрель", "май", "июнь", "июль",
    "август", "сентябрь", "октябрь", "ноябрь", "декабрь", "человек", "ребенок", "дети", "здравствуйте", "добрый",
    "нет", "есть", "было", "будет", "прошу", "подъезд", "квартира", "этаж", "корпус", "номер", "телефон", "детский",
    "садик", "остановка", "рейс", "путин", "указ", "закон", "постановление", "статья", "фз", "область", "край",
    "район", "группа", "класс", "каждые", "первый", "второй", "ждем", "жду", "живу", "платим", "осталось",
    "примерно", "минимум", "максимум", "улица", "проспект", "двор", "город", "село", "поселок", "парк", "сквер",
    "администрация", "депутат", "глава", "господин", "вопрос", "ответ", "спасибо", "просьба", "срочно", "внимание",
    "адрес", "россия",
})  # fmt: skip
_GENITIVE: Final = compile_late(r"(?:а|я|ой|ых|их|ов|ев|ая|ого|его|ий|ый|ы|и|ко|ой|ую|ому)$")
_ADJECTIVE: Final = compile_late(r"(?:ск|цк|н|ов|ев|ин)(?:ая|ой|ую|ий|ого|ому|ом|ый|ое)$")
_OFTEN_A_STREET: Final = compile_late(
    r"(?:[сцжчшнвтлрк](?:ая|ой|ий|ый)|[ое]в|ей|^мира|^победы|^труда|^свободы|^октября|^мая|^марта)$"
)
"""Ordinary words that streets are called by."""
_SURELY_A_STREET: Final = compile_late(r"(?:ская|ской|цкая|цкой|[ое]ва|ина|[ое]в|ого)$")
"""In small letters only such words are taken for a street, right before a house."""
_TITLES: Final = frozenset({
    "би", "батыра", "хана", "марта", "мая", "лет", "октября", "января", "февраля", "съезда", "армии",
})  # fmt: skip
_ORDINAL: Final = frozenset(["я", "й", "е", "го", "ая", "ой", "ый", "ую", "лет", "летия", "ти"])
_AFTER_ADJECTIVE: Final = frozenset({"армии", "бор", "гвардии", "горы", "горка", "лог", "ключ", "камень"})
_LONGEST: Final = 3
PLACED_BY: Final = frozenset({"на", "по", "вдоль"})
_SHORTEST_PLACED: Final = 5
_PLACED_ADJECTIVE: Final = compile_late(r"(?:[сц]к|[нвл])ой$")
_PLACED_SURNAME: Final = compile_late(r"(?:[оеё]ва|[иы]на|[сц]кого)$")
_OF_A_PERSON: Final = frozenset({
    "жалоба", "жаловаться", "пожаловаться", "надежда", "надеяться", "управа", "обида", "обижаться", "ссылаться",
    "рассчитывать", "полагаться", "подать", "наехать", "кивать", "похожий", "написать", "писать", "злой", "голосовать",
})  # fmt: skip


def name_after_kind(words: Words, place: int, *, is_short: bool, only_capital: bool = False) -> int:
    """Where a name ends that begins there, after a kind word; 0 where none begins.

    `is_short`: the kind word was cut short («ул.»), so a small letter is a name too.
    """
    at = place + 1 if words.at(place) in ("«", '"') else place
    if words.at(at).isdigit():
        at += 1
        at += 2 if words.at(at) == "-" and words.at(at + 1) in _ORDINAL else words.at(at) in _ORDINAL
    first, piece = at, words.at(at)
    if not piece.isalpha() or street_kind_at(words, at)[0]:
        return 0
    is_initial = len(piece) == 1 and words.at(at + 1) == "."
    if is_initial:
        at, piece = at + 2, words.at(at + 2)
    if len(piece) < 3 or not piece.isalpha():
        return 0
    if piece in _TITLES and at > place:
        return at + 1  # «1 мая», «1-го мая»
    if not words.is_capital(at) and (only_capital or not _may_be_small(piece, is_short=is_short)):
        return 0
    return _over_rest(words, at + 1, first=first)


def _over_rest(words: Words, at: int, *, first: int) -> int:
    """Over the further words of a name: hyphened parts, a title, a second capitalised word, a number («Бор-1»)."""
    while at < first + 2 * _LONGEST:
        if words.at(at) == "-" and (words.at(at + 1).isalpha() and words.starts[at + 1] == words.ends[at]):
            if not words.is_capital(at + 1) and words.at(at + 1) not in _TITLES:
                break
            at += 2
        elif words.at(at) in _TITLES or (at == first + 1 and _goes_on(words, at)):
            at += 1
        else:
            break
    return at


def _goes_on(words: Words, at: int) -> bool:
    """Whether a second word belongs to a name: a surname after a first name, «Красной Армии»."""
    piece = words.at(at)
    if not (piece.isalpha() and len(piece) > 2 and words.is_capital(at)) or street_kind_at(words, at)[0]:
        return False
    return piece in _AFTER_ADJECTIVE if _ADJECTIVE.search(words.at(at - 1)) else not is_common_word(piece)


def _may_be_small(piece: str, *, is_short: bool) -> bool:
    """A name in small letters: after «ул.» nearly any word, after «улица» only what is no ordinary word."""
    if lemma(piece) in _NOT_A_STREET or not _GENITIVE.search(piece):
        return False
    return is_short or not is_common_word(piece) or re.search(r"(?:(?:ск|цк)(?:ая|ой|ую)|[ое]в)$", piece) is not None


def name_before_kind(words: Words, place: int) -> int | None:
    """Where a name begins that ends before a kind word: «Советская улица»; None where none does."""
    piece = words.at(place - 1)
    if not piece or not words.is_capital(place - 1) or not _ADJECTIVE.search(piece) or lemma(piece) in _NOT_A_STREET:
        return None
    return place - 1


def bare_name_at(words: Words, place: int) -> int:
    """Where a name with a capital ends that may be a street by its form; 0 where none begins."""
    at = place
    if words.at(at).isdigit() and len(words.at(at)) < 4:
        at += 2 if words.at(at + 1) == "лет" else 1
    piece = words.at(at)
    if not piece.isalpha() or len(piece) < 4:
        return 0
    if not words.is_capital(at):
        is_placed = at == 0 or words.at(at - 1) in ("на", "по")
        is_street = is_placed and _SURELY_A_STREET.search(piece) and lemma(piece) not in _NOT_A_STREET
        return at + 1 if is_street and not _is_counted(piece) else 0
    if lemma(piece) in _NOT_A_STREET:
        return 0
    after = _over_rest(words, at + 1, first=at)
    last = words.at(after - 1)
    if lemma(last) in _NOT_A_STREET or not (_GENITIVE.search(last) or _is_led_in(words, place)):
        return 0
    return after if _OFTEN_A_STREET.search(last) or not is_common_word(last) else 0


def placed_name_at(words: Words, place: int) -> bool:
    """Whether one word with a capital after «на» or «по» is a street by its form: «по Лермонтова», «на Жилой».

    «Жалоба на Петрова» is about a person, «на Красной площади» about another thing.
    """
    piece, follows = words.at(place), words.at(place + 1)
    if words.at(place - 1) not in PLACED_BY or not words.is_capital(place) or len(piece) < _SHORTEST_PLACED:
        return False
    if words.is_capital(place + 1) or is_town(piece) or lemma(words.at(place - 2)) in _OF_A_PERSON:
        return False
    if _PLACED_ADJECTIVE.search(piece):
        return not (follows.isalpha() and goes_with_feminine(follows))
    return _PLACED_SURNAME.search(piece) is not None and not is_common_word(piece)


def _is_led_in(words: Words, place: int) -> bool:
    """Whether an address may begin there: at the start of a sentence, after «на»."""
    return place == 0 or words.at(place - 1) in (".", "!", "?", "…", ":", "на", "по")


def _is_counted(piece: str) -> bool:
    """An ordinary word of such an ending: «часов», «нового»."""
    return is_common_word(piece) and not re.search(r"(?:ская|ской|цкая|цкой|[нч]ик[ое]в|тел[е]й|истов|ургов)$", piece)

"""Aliases of a place: its name without initials and titles, with its number in words, by the surname alone."""

from collections.abc import Iterator
from typing import Final

from otklik.gazetteer.names import LIVED_IN, everyday_keys, key_of
from otklik.shared.lemmas import can_be_first_name, is_common_word, is_word
from otklik.shared.patterns import compile_late

Key = tuple[str, ...]
SHORTEST_ALONE: Final = 5
"""Letters: a shorter surname does not stand for the whole name."""
_IN_BRACKETS: Final = compile_late(r"(?<!\s)\s*\([^)]{0,200}\)")
_CUT_QUARTER: Final = ("мкр", "мкрн")
_OF: Final = frozenset({"им", "имени"})
_TITLES: Final = frozenset({
    "авиатора", "адмирала", "академика", "архитектора", "архиепископа", "атамана", "братьев", "вице", "врача",
    "гвардии", "генерала", "геолога", "героя", "графа", "декабриста", "доктора", "доцента", "ефрейтора", "зодчего",
    "инженера", "капитана", "князя", "комбата", "комбрига", "комдива", "комиссара", "композитора", "конструктора",
    "контр",
    "космонавта", "красноармейца", "краснофлотца", "лейтенанта", "летчика", "майора", "маршала", "матроса", "младшего",
    "мичмана", "народного", "артиста", "писателя", "подполковника", "полковника", "политрука", "поэта", "прапорщика",
    "профессора", "пограничника", "разведчика", "рядового", "санинструктора", "святителя", "святого", "семьи",
    "сержанта", "сестер", "снайпера", "старшего", "старшины", "танкиста", "учителя", "хирурга", "художника",
})  # fmt: skip
"""What a person was, before the name: «Академика Павлова» is «Павлова» to neighbours."""
_OF_HEROES: Final = frozenset({"советского", "союза", "россии", "российской", "федерации"})
_FIRST_IN_WORDS: Final = {"1": "первого", "7": "седьмого", "8": "восьмого", "9": "девятого"}
"""Of days: «Восьмого Марта»."""
_ORDINALS: Final = (
    "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый",
)  # fmt: skip
_STEMS: Final = tuple(word[:-2] for word in _ORDINALS)
_ORDINAL: Final = compile_late(rf"(?P<stem>{'|'.join(_STEMS)})(?:ая|ой|ый|ий|ое|ья|ьей|ье)")
_ROMAN: Final = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19", "xx": "20",
    "xxi": "21", "xxii": "22", "xxiii": "23", "xxiv": "24", "xxv": "25", "xxvi": "26", "xxvii": "27",
}  # fmt: skip
_TO_ROMAN: Final = {number: roman for roman, number in _ROMAN.items()}
_OF_CONGRESSES: Final = frozenset({"партсъезда", "съезда", "партконференции", "интернационала"})
_JOINED: Final = compile_late(r"(?P<first>ново|старо|верхне|нижне|северо|южно|западно|восточно|средне)(?P<then>\w{5,})")


def keys_of(name: str, *, kind: str, is_street: bool, is_landmark: bool) -> Iterator[tuple[Key, bool]]:
    """A name as words, in all the ways that it is written; True where it is the short name of neighbours."""
    key = key_of(_IN_BRACKETS.sub("", name)) or key_of(name)
    if key and all(word.isdigit() for word in key):
        key = key_of(f"{kind} {name}")  # «школа 4», never «4»
    if not key:
        return
    yield key, False
    if kind in LIVED_IN:
        yield from _of_quarter(key, kind=kind)
        if is_street:
            yield from _together(key)
    elif is_street:
        yield from _of_street(key)
    elif is_landmark:
        yield from _of_landmark(key, kind=kind)
    else:
        yield from ((everyday, True) for everyday in everyday_keys(key, is_settlement=True))


def _of_landmark(key: Key, *, kind: str) -> Iterator[tuple[Key, bool]]:
    """«Троицкий храм» where the gazetteer has «храм» and «Троицкий»."""
    kinds = key_of(kind)
    if kinds and len(key) == 1 and key[0].endswith(("ский", "ная", "ный", "ская", "ское", "ное")):
        yield (*key, *kinds), False


def _of_quarter(key: Key, *, kind: str) -> Iterator[tuple[Key, bool]]:
    """«3 мкр» and «мкр. 3» for «микрорайон 3»; «ЗБ-2» for «Зелёный Бор-2»."""
    if not key[-1].isdigit():
        return
    if key[0] != kind:
        yield ("".join(word[0] for word in key[:-1]), key[-1]), True
        return
    number = key[-1]
    yield from (((number, word), False) for word in (kind, *_CUT_QUARTER))
    yield from (((word, number), False) for word in _CUT_QUARTER)
    yield from ((other, False) for other in _numbered_otherwise((number, kind)))


def _of_street(key: Key) -> Iterator[tuple[Key, bool]]:
    """The name without initials and titles, and the other ways of each."""
    plain = _without_initials(key)
    if plain != key:
        yield plain, False
        yield from (((word, plain[-1]), False) for word in key[:1] if len(word) == 1)
    person = _without_titles(plain)
    if person != plain:
        yield person, True
    for one in dict.fromkeys((plain, person)):
        yield from _other_ways(one)


def _other_ways(key: Key) -> Iterator[tuple[Key, bool]]:
    """The name of a street with its number otherwise, as one word or two, by initial and by surname alone."""
    yield from ((other, False) for other in _numbered_otherwise(key))
    yield from ((everyday, True) for everyday in everyday_keys(key, is_settlement=False))
    parts = _JOINED.fullmatch(key[0]) if len(key) == 1 else None
    if parts is not None:
        yield (parts["first"], parts["then"]), False
    yield from _together(key)
    if len(key) == 2 and _is_first_name(key[0]) and not _is_thing(key[1]):
        yield (key[0][0], key[1]), False
        if len(key[1]) > SHORTEST_ALONE:
            yield (key[1],), True


def _together(key: Key) -> Iterator[tuple[Key, bool]]:
    """«толеби» for «Толе би»."""
    if len(key) > 1 and all(word.isalpha() for word in key):
        yield ("".join(key),), False


def _is_thing(word: str) -> bool:
    """An ordinary word and no surname: «Розы ветров»; «Космодемьянской» is an adjective to the dictionary."""
    return is_common_word(word) and not word.endswith(("ской", "цкой", "ского", "цкого"))


def _without_initials(key: Key) -> Key:
    """«А. Н. Сабурова», «им. Гагарина», «Пушкина А. С.» → the name alone."""
    plain = tuple(word for word in key if word not in _OF and not (len(word) == 1 and word.isalpha()))
    return plain if any(len(word) > 2 and word.isalpha() for word in plain) else key


def _without_titles(key: Key) -> Key:
    """«Героя Советского Союза Иванова», «Генерала Маргелова» → the name of the person."""
    at = 0
    while at < len(key) - 1 and (key[at] in _TITLES or (at and key[0] == "героя" and key[at] in _OF_HEROES)):
        at += 1
    return key[at:] if len(key[-1]) > 2 else key


def _numbered_otherwise(key: Key) -> Iterator[Key]:
    """«Первая Заводская» for «1-я Заводская» and the other way, «2-й Тракторный» for «Тракторный 2-й», «XX съезда»."""
    if len(key) < 2:
        return
    first, rest = key[0], key[1:]
    if first in _FIRST_IN_WORDS:
        yield (_FIRST_IN_WORDS[first], *rest)
    if first.isdigit() and int(first) in range(1, len(_ORDINALS) + 1):
        yield from ((word, *rest) for word in _ordinals(int(first), before=rest[0]))
    in_words = _ORDINAL.fullmatch(first)
    if in_words is not None:
        yield (str(_STEMS.index(in_words["stem"]) + 1), *rest)
    if key[-1].isdigit() and not first.isdigit():
        yield (key[-1], *key[:-1])
    if first in _ROMAN:
        yield (_ROMAN[first], *rest)
    elif first in _TO_ROMAN and rest[0] in _OF_CONGRESSES:
        yield (_TO_ROMAN[first], *rest)


def _ordinals(number: int, *, before: str) -> tuple[str, ...]:
    """«Первая» before «заводская», «второй» before «тракторный», «первой» before «конной»."""
    masculine = _ORDINALS[number - 1]
    stem, is_soft = masculine[:-2], masculine == "третий"
    if before.endswith(("ая", "яя")):
        return (stem + ("ья" if is_soft else "ая"),)
    if before.endswith(("ое", "ее")):
        return (stem + ("ье" if is_soft else "ое"),)
    if before.endswith(("ый", "ий")):
        return (masculine,)
    return masculine, stem + ("ьей" if is_soft else "ой")


def _is_first_name(genitive: str) -> bool:
    """«Карла», «Розы», «Максима»; an unknown word before a surname is one too («Ураза Исаева»)."""
    bare = genitive[:-1]
    return not is_word(genitive) or any(
        can_be_first_name(form) for form in (genitive, bare, f"{bare}а", f"{bare}я", f"{bare}й", f"{bare}ь")
    )

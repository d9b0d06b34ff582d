"""Names of streets and settlements: their kind words, and the forms in which people write them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from otklik.gazetteer.words import Words
from otklik.shared.lemmas import case_forms, is_common_word
from otklik.shared.patterns import compile_late

_STREET_KINDS: Final = {
    "улица": "ул улица улицы улице улицу улицей улиц улицам улицах улицами улца улици",
    "проспект": "просп проспект проспекта проспекту проспекте проспектом проспекты проспектов пркт прт",
    "переулок": "пер переулок переулка переулку переулке переулком",
    "бульвар": "бул бульвар бульвара бульвару бульваре бульваром",
    "шоссе": "ш шоссе",
    "площадь": "пл площадь площади площадью",
    "набережная": "наб набережная набережной набережную",
    "проезд": "проезд проезда проезду проезде проездом",
    "тракт": "тракт тракта тракту тракте трактом",
    "аллея": "аллея аллеи аллее аллею аллеей",
    "тупик": "туп тупик тупика тупике",
    "микрорайон": "мкр мкрн мкрна микрорайон микрорайона микрорайону микрорайоне микрорайоном микр",
    "квартал": "квартал квартала квартале",
}
STREET_KIND: Final = {form: kind for kind, forms in _STREET_KINDS.items() for form in forms.split()}
"""Every form of a kind word → the kind."""
HYPHENED: Final = {
    ("ул", "ца"): "улица", ("ул", "це"): "улица", ("ул", "цы"): "улица", ("ул", "цу"): "улица",
    ("пр", "т"): "проспект", ("пр", "кт"): "проспект", ("пр", "та"): "проспект", ("пр", "те"): "проспект",
    ("пр", "ту"): "проспект", ("п", "т"): "проспект", ("пер", "к"): "переулок", ("б", "р"): "бульвар",
    ("пр", "д"): "проезд", ("мкр", "н"): "микрорайон", ("мкр", "не"): "микрорайон", ("мкр", "на"): "микрорайон",
    ("м", "н"): "микрорайон", ("м", "не"): "микрорайон", ("м", "она"): "микрорайон", ("м", "р"): "микрорайон",
    ("наб", "я"): "набережная", ("ш", "се"): "шоссе", ("ш", "ссе"): "шоссе", ("кв", "л"): "квартал",
    ("кв", "ле"): "квартал", ("кв", "ла"): "квартал", ("туп", "к"): "тупик", ("пер", "ок"): "переулок",
    ("пер", "ке"): "переулок", ("пер", "ка"): "переулок", ("пр", "зд"): "проезд", ("пр", "де"): "проезд",
    ("пр", "кте"): "проспект", ("пр", "кту"): "проспект", ("пр", "кта"): "проспект", ("б", "ре"): "бульвар",
    ("б", "ру"): "бульвар", ("б", "ра"): "бульвар", ("п", "кт"): "проспект",
}  # fmt: skip
ORDINAL_ENDINGS: Final = frozenset({
    "я", "й", "е", "го", "ая", "ой", "ый", "ую", "х", "ти", "ое", "ья", "ье", "ей", "ом", "му", "ым",
})  # fmt: skip
"""What follows a number that says which one: «1-я», «8-е», «50-ти»."""
_YEARS: Final = frozenset({"лет", "летия", "летие"})
BEGINS_KIND: Final = frozenset({*STREET_KIND, *(first for first, _ in HYPHENED), "пр"})
"""The pieces with which a kind of street may begin."""
QUARTER: Final = "микрорайон"
LIVED_IN: Final = frozenset({QUARTER, "квартал"})
"""They stand in an address like a street, and are declined like a settlement: «в Черёмушках»."""
FEMININE: Final = frozenset({"улица", "площадь", "набережная", "аллея"})
SETTLEMENT_KIND: Final = {
    "г": "город", "гор": "город", "город": "город", "городе": "город", "города": "город", "городу": "город",
    "п": "посёлок", "пос": "посёлок", "пгт": "посёлок", "поселок": "посёлок", "поселка": "посёлок",
    "поселке": "посёлок", "поселку": "посёлок", "с": "село", "село": "село", "селе": "село", "села": "село",
    "селу": "село", "д": "деревня", "дер": "деревня", "деревня": "деревня", "деревне": "деревня",
    "деревни": "деревня", "деревню": "деревня", "ст": "станица", "станица": "станица", "станице": "станица",
    "станицы": "станица", "снт": "сад", "днт": "сад", "кс": "сад", "к/с": "сад", "хутор": "хутор", "хуторе": "хутор",
    "аул": "аул", "ауле": "аул",
}  # fmt: skip
_SIZES: Final = frozenset({
    "большая", "малая", "большой", "малый", "большое", "малое", "верхняя", "нижняя", "верхний", "нижний", "старая",
    "старый", "новая", "новый",
})  # fmt: skip
_EVERYDAY = compile_late(r"(?:еская|ь?ская|ь?ский|ского|ная|ный)$")
_SHORTEST_STEM: Final = 5
"""Letters of an adjective's stem from which an everyday name is made."""
_ADJECTIVE = compile_late(r"(?:ая|яя|ый|ий|ое|ее|ые|ие)$")
_ADJECTIVE_ENDINGS: Final = {
    True: ("ая", "ой", "ую", "ою", "ый", "ий", "ого", "ому", "ым", "им", "ом", "ое", "ые", "ых", "их", "ие"),
    False: ("яя", "ей", "юю", "ий", "его", "ему", "им", "ем", "ее", "ие", "их"),
}
_OTHER_ENDINGS: Final = (
    # ending of the name, what is cut off, endings that people put there
    (compile_late(r"ого$"), 3, ("ий", "ый", "ому", "ом", "ой")),
    (compile_late(r"его$"), 3, ("ий", "ему", "ем")),
    (compile_late(r"[ое]й$"), 2, ("а", "у")),
    (compile_late(r"а$"), 1, ("", "ы", "у", "е", "ой", "ом")),
    (compile_late(r"я$"), 1, ("и", "ю", "е", "ей", "й", "ь")),
    (compile_late(r"ы$"), 1, ("а", "у", "е", "ой")),
    (compile_late(r"и$"), 1, ("я", "ю", "е", "ей")),
    (compile_late(r"[йь]$"), 1, ("я", "ю", "е", "и")),
    (compile_late(r"[бвгдзклмнпрстфхцчшщ]$"), 0, ("а", "у", "е", "ом", "ы")),
)
SHORTEST_TO_BEND: Final = 3
SHORTEST_FORM: Final = 4
SHORTEST_ADJECTIVE: Final = 4
_CUT_SHORT: Final = frozenset({"ул", "пр", "просп", "пер", "бул", "ш", "пл", "наб", "туп", "мкр", "мкрн", "микр"})
"""A point belongs to these; after a whole word it ends the sentence."""


_LED_BY: Final = compile_late(r"^\s*(?:\d{1,4}[.)]\s+|[-–—•*]\s+)")
"""What lists put before their lines."""
_KIND_IN_BRACKETS: Final = compile_late(r"(?<!\s)\s*\(([^\W\d_]{2,12}\.?)\)\s*$")
_CUT_AT_END: Final = compile_late(r"(\s(?:ш|пл|туп|пр))\s*$")
"""«Ленинградское ш»: cut short without a point, which only a list does."""
_INITIAL_LAST: Final = compile_late(r"[\s.][А-ЯЁ]$")
_AROUND: Final = ' ,.;«»"\t\r\ufeff'


def street_kind_at(words: Words, place: int) -> tuple[str, int]:
    """The kind of street that stands there and after which piece it ends; («», place) where none stands."""
    piece = words.at(place)
    if piece not in BEGINS_KIND:
        return "", place
    if words.at(place + 1) == "-":
        kind = HYPHENED.get((piece, words.at(place + 2)), "")
        if kind:
            return kind, place + (4 if words.at(place + 3) == "." else 3)
    kind = STREET_KIND.get(piece, "")
    has_point = words.at(place + 1) == "."
    if piece == "пр" and (has_point or words.is_capital(place + 1)):
        kind = "проспект"
    if not kind or (piece in ("ш", "пл", "туп") and not has_point):
        return "", place
    return kind, place + (2 if has_point and piece in _CUT_SHORT else 1)


def split_street(written: str) -> tuple[str, str]:
    """Kind and name of a street as lists hold them: «ул. Ленина», «Ленина улица» → («улица», «Ленина»)."""
    written = _CUT_AT_END.sub(r"\1.", _LED_BY.sub("", _KIND_IN_BRACKETS.sub(_as_kind, written)))
    words = Words.of(written)
    for place in range(len(words)):
        kind, after = street_kind_at(words, place)
        if kind and (place == 0 or after == len(words)):
            name = written[words.ends[after - 1] :] if place == 0 else written[: words.starts[place]]
            if name.strip(_AROUND):
                return kind, _bare(name)
    return "", _bare(written)


def _bare(name: str) -> str:
    """Without the signs around; the point of an initial stays: «Пушкина А. С.»."""
    bare = name.strip(_AROUND)
    return f"{bare}." if _INITIAL_LAST.search(bare) and name.strip(" ,").startswith(f"{bare}.") else bare


def _as_kind(brackets: re.Match[str]) -> str:
    """«Мира (улица)» → «Мира улица»; «Гоголя (Южный)» stays."""
    words = Words.of(brackets[1])
    return f" {brackets[1]}" if street_kind_at(words, 0)[0] else brackets[0]


def key_of(name: str) -> tuple[str, ...]:
    """A name as its folded words and numbers: «Зелёный Бор-1» → («зеленый», «бор», «1»); «8-е Марта» → («8», «марта»).

    Of «50-летия» and «50 лет» there is one: («50», «лет»).
    """
    key: list[str] = []
    for piece in Words.of(name).pieces:
        is_after_number = bool(key) and key[-1].isdigit()
        if piece.isalnum() and not (is_after_number and piece in ORDINAL_ENDINGS):
            key.append("лет" if is_after_number and piece in _YEARS else piece)
    return tuple(key)


@lru_cache(maxsize=50_000)
def forms_of_street_word(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of a word in the name of a street: those that can only be this name, and those that need company."""
    if word.isdigit() or len(word) < SHORTEST_TO_BEND:
        return frozenset({word}), frozenset()
    if word in _YEARS:
        return _YEARS, frozenset()
    adjective = _ADJECTIVE.search(word)
    if adjective and len(word) > SHORTEST_ADJECTIVE:
        stem = word[: -len(adjective[0])]
        return frozenset(
            {word, *(stem + end for end in _ADJECTIVE_ENDINGS[adjective[0] not in ("яя", "ее")])}
        ), frozenset()
    for ending, cut, others in _OTHER_ENDINGS:
        if ending.search(word):
            stem = word[:-cut] if cut else word
            return frozenset({word}), frozenset(stem + end for end in others if len(stem + end) >= SHORTEST_FORM)
    return frozenset({word}), frozenset()


@lru_cache(maxsize=10_000)
def forms_of_noun(word: str) -> frozenset[str]:
    """The cases of a word in the name of a settlement or a landmark, folded."""
    strong, weak = forms_of_street_word(word)
    if word.endswith(("ской", "ной")):
        return frozenset({word, *(word[:-2] + end for end in _ADJECTIVE_ENDINGS[True])})
    return case_forms(word) | (strong if _ADJECTIVE.search(word) else strong | weak)


def agrees(written: str, name: str) -> bool:
    """Whether a form may be of this gender: «школьной» of «школьная», «школьном» of «школьный»; True of others."""
    if not _ADJECTIVE.search(name):
        return True
    return (written[-2:] in ("ая", "яя", "ой", "ей", "ую", "юю")) == (name[-2:] in ("ая", "яя"))


_SOUND = str.maketrans({"о": "а", "е": "и", "э": "и", "я": "и", "ы": "и", "ю": "у", "й": "и", "ь": "", "ъ": "",
                        "д": "т", "б": "п", "г": "к", "з": "с", "в": "ф", "ж": "ш"})  # fmt: skip
_TWICE = compile_late(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """What a word sounds like, roughly: the same for most slips of the pen («Радостовца», «Родостовца»)."""
    return _TWICE.sub(r"\1", word.translate(_SOUND))


def usual_name(name: str, *, kind: str) -> str:
    """«Советской» of a street → «Советская»: adjectives are put into the form that the kind of street wants."""
    words: Sequence[str] = name.split()
    name = " ".join(word[:1].upper() + word[1:] for word in words)
    if len(words) != 1:
        return name
    if kind in FEMININE and re.search(r"(?:ской|цкой|ную|ной|скую|цкую)$", name):
        return re.sub(r"(?:ой|ую)$", "ая", name)
    if kind and kind not in FEMININE and re.search(r"(?:ск|цк)(?:ого|ому|ом)$", name):
        return re.sub(r"(?:ого|ому|ом)$", "ий", name)
    return name


def everyday_names(word: str) -> tuple[str, ...]:
    """What a street is called among neighbours: «партизанская» is «партизанка», «декабристов» «декабристы»."""
    if word.endswith("истов"):
        return (word.removesuffix("ов") + "ы",)
    stem = _EVERYDAY.sub("", word)
    return (f"{stem}ка",) if stem != word and len(stem) >= _SHORTEST_STEM else ()


def everyday_keys(key: tuple[str, ...], *, is_settlement: bool) -> Iterator[tuple[str, ...]]:
    """«партизанка» for a street, «станционка» for a settlement, «лавровка» for «Большая Лавровка»."""
    if len(key) == 1:
        yield from ((everyday,) for everyday in everyday_names(key[0]))
    if is_settlement and len(key) == 2 and key[0] in _SIZES and not is_common_word(key[1]):
        yield (key[1],)

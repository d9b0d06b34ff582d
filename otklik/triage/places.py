"""Where it is: street and house, settlement, landmark, as one line, written the usual way.

A flat is never part of it: «ул. Ленина, 96-94» becomes «улица Ленина, 96». Names keep the case of the message where the
usual form cannot be known for certain.
"""

import re
from dataclasses import dataclass
from typing import Final

from otklik.shared.lemmas import lemma, place_name
from otklik.shared.text import fold

_KINDS_OF_STREET: Final = (
    ("улица", r"ул\.|ул(?=\s)|ул-ц\w|улиц(?:а|ы|е|у|ей|ам|ах)"),
    ("проспект", r"пр-?к?т\.?|просп\.|проспект(?:а|у|е|ом)?"),
    ("переулок", r"пер\.|пер-к\w?|переул(?:ок|ка|ку|ке|ком)"),
    ("бульвар", r"б-р\.?|бул\.|бульвар(?:а|у|е|ом)?"),
    ("шоссе", r"ш\.|шоссе"),
    ("площадь", r"пл\.|площад(?:ь|и|ью)"),
    ("набережная", r"наб\.|набережн(?:ая|ой|ую)"),
    ("проезд", r"пр-д\.?|проезд(?:а|у|е|ом)?"),
    ("тракт", r"тракт(?:а|у|е|ом)?"),
    ("микрорайон", r"мкр\.?|мкрн\.?|мкр-н\w?|м-н|микрорайон(?:а|у|е|ом)?"),
)  # fmt: skip
_KIND = "|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate(_KINDS_OF_STREET))
_NAME = (
    r"(?:\d{1,3}(?:-?(?:го|й|я|ая|е|лет|летия|ти)\b)?\s+)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*(?:\s+(?:[А-ЯЁ][а-яё]+"
    r"|[а-яё]+(?:ого|ой|их|ых)\b(?<=[а-я]{6})))?"
)
_HOUSE = (
    r"(?P<house>\d{1,3}(?:\s?[а-дА-Д]\b(?!\s?\.))?(?:\s?/\s?\d{1,3}[а-дА-Д]?)?(?:\s?(?:к|корп|корпус"
    r"|стр)\.?\s?\d{1,2})?)"
)
_BEFORE_HOUSE = r"\s*[,.]?\s*(?:(?:д|дом|дома|доме|дому|около дома|возле дома|у дома|домов)\.?\s*№?\s*|№\s*)?"
_NO_HOUSE_AFTER = (
    r"(?!\s*(?:-?(?:й|я|го|е|ый|ая|ом)\b|лет|год|час|мин|руб|тыс|числ|раз|дн|км|м\b|марш|авто|янв|фев|мар|апр|мая"
    r"|июн|июл|авг|сен|окт|ноя|дек|[.:]\d\d))(?!\d)"
)

_STREET_BEFORE = re.compile(rf"(?<![\w-])(?i:{_KIND})\s*(?P<name>{_NAME})(?:{_BEFORE_HOUSE}{_HOUSE}{_NO_HOUSE_AFTER})?")
_STREET_AFTER = re.compile(
    rf"(?P<name>[А-ЯЁ][а-яё]+(?:ск|цк|н|ов|ев)(?:ая|ой|ую|ий|ого|ому|ом|ый|ое))\s+(?i:{_KIND})(?![\w-])"
    rf"(?:{_BEFORE_HOUSE}{_HOUSE}{_NO_HOUSE_AFTER})?"
)
_NAME_AND_HOUSE = re.compile(
    rf"(?<![\w-])(?P<name>(?:\d{{1,3}}(?:-?(?:го|й|я|лет))?\s+)?[А-ЯЁ][а-яё]{{3,}}(?:\s[А-ЯЁ][а-яё]{{3,}})?)"
    rf"(?:\s*,\s*|\s+)(?:(?:д|дом|дома|доме)\.?\s*№?\s*)?{_HOUSE}{_NO_HOUSE_AFTER}"
)
_NOT_A_STREET: Final = frozenset(
    [
        "дом",
        "домов",
        "школа",
        "больница",
        "поликлиника",
        "сад",
        "лицей",
        "гимназия",
        "магазин",
        "автобус",
        "маршрут",
        "маршрутка",
        "трамвай",
        "троллейбус",
        "вчера",
        "сегодня",
        "завтра",
        "уже",
        "почти",
        "около",
        "более",
        "менее",
        "через",
        "после",
        "всего",
        "только",
        "прошло",
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
        "человек",
        "ребенок",
        "дети",
        "здравствуйте",
        "добрый",
        "нет",
        "есть",
        "было",
        "будет",
        "прошу",
        "подъезд",
        "квартира",
        "этаж",
        "корпус",
        "номер",
        "телефон",
        "детский",
        "садик",
        "остановка",
        "рейс",
        "путин",
        "указ",
        "закон",
        "постановление",
        "статья",
        "фз",
        "область",
        "край",
        "район",
        "группа",
        "класс",
        "каждые",
        "первый",
        "второй",
        "ждем",
        "жду",
        "живу",
        "платим",
        "осталось",
        "примерно",
        "минимум",
        "максимум",
    ]
)
_SETTLEMENT = re.compile(
    r"(?<![\w-])(?P<kind>(?i:г\.|гор\.|город(?:е|а|у)?|пос\.|п\.|пгт\.?|посел(?:ок|ка|ке|ку)|пос[её]л(?:ок|ка|ке|ку)|"
    r"с\.|сел(?:о|е|а|у)|дер\.|д\.|деревн(?:я|е|и|ю)|ст\.|станиц(?:а|е|ы)))\s*"
    r"(?P<name>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё]+)*(?:\s[А-ЯЁ][а-яё]{3,}(?:ий|ый|ка|ск|ое|ая|ые)"
    r"|(?<=[оыи]й)\s[А-ЯЁ][а-яё]+[бвгдзклмнпрстхчшь]\b)?)"
)
_SETTLEMENT_KINDS: Final = (("г", "город"), ("пгт", "посёлок"), ("п", "посёлок"), ("сел", "село"), ("с.", "село"),
                            ("де", "деревня"), ("д", "деревня"), ("ст", "станица"))  # fmt: skip
_LANDMARK = re.compile(
    r"\b(?P<what>(?i:школ[аыуе]|школой|лице[йяюе]|лицеем|гимнази[яиюе]й?|детск(?:ий|ого|ом|ому|им) сад(?:а|у|ом"
    r"|ик\w*)?|д/с|садик[аеу]?|"
    r"поликлиник[аиуе]|поликлиникой|больниц[аыуе]|больницей|роддом[ае]?|остановк[аиеу]|остановкой))\s*(?:№\s*)?"
    r"(?P<name>\d{1,4}\b|[«\"][^»\"]{2,40}[»\"]|[А-ЯЁ][а-яё]{3,}(?:\s[А-ЯЁ][а-яё]{3,})?)"
)
_LANDMARKS: Final = (("школ", "школа"), ("лице", "лицей"), ("гимнази", "гимназия"), ("д/с", "детский сад"),
                     ("детск", "детский сад"), ("садик", "детский сад"), ("поликлин", "поликлиника"),
                     ("больниц", "больница"), ("роддом", "роддом"), ("остановк", "остановка"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """An address in the usual order (settlement, street, house, landmark), and how certainly; empty when none."""

    address: str
    certainty: float


def guess_place(text: str) -> PlaceGuess:
    """Where it is, as far as the message says so."""
    street, house, certainty = _find_street(text)
    settlement = _find_settlement(text)
    landmark = _find_landmark(text)
    parts = [part for part in (settlement, street, house, landmark) if part]
    if not street:
        certainty = 0.6 if landmark else 0.35 if settlement else 0.0
    return PlaceGuess(", ".join(parts)[:300], certainty)


def _find_street(text: str) -> tuple[str, str, float]:
    for pattern, alone in ((_STREET_BEFORE, 0.75), (_STREET_AFTER, 0.75)):
        match = pattern.search(text)
        if match:
            kind = next(kind for place, (kind, _) in enumerate(_KINDS_OF_STREET) if match[f"k{place}"])
            house = _plain_house(match["house"])
            return f"{kind} {_usual_name(match['name'], kind=kind)}", house, 0.95 if house else alone
    for match in _NAME_AND_HOUSE.finditer(text):
        name = match["name"]
        if not any(lemma(fold(word)) in _NOT_A_STREET for word in name.split()) and _may_be_street(name):
            return name, _plain_house(match["house"]), 0.6
    return "", "", 0.0


def _plain_house(house: str | None) -> str:
    """«96 а» → «96а», «5 корп. 2» → «5 к2»; the flat was never read."""
    if not house:
        return ""
    plain = re.sub(r"\s?(?:корпус|корп|к)\.?\s?(\d)", r" к\1", house)
    return re.sub(r"(\d)\s([а-дА-Д])\b", r"\1\2", plain).replace(" /", "/").replace("/ ", "/").lower()


def _may_be_street(name: str) -> bool:
    """A bare name before a number: a genitive («Ленина», «Космонавтов») or an adjective («Советская»)."""
    return re.search(r"(?:а|я|ой|ых|их|ов|ев|ая|ого|его|ий|ый|ы|и)$", name) is not None


def _usual_name(name: str, *, kind: str) -> str:
    """«Советской» of a street → «Советская»: adjectives are put into the form that the kind of street wants."""
    words = name.split()
    last = words[-1]
    feminine = kind in ("улица", "площадь", "набережная")
    ending = re.search(r"(?:ской|цкой|ную|ной|скую|цкую|овой|евой)$", last)
    if feminine and ending and len(words) == 1:
        return re.sub(r"(?:ой|ую)$", "ая", last)
    if not feminine and len(words) == 1 and re.search(r"(?:ск|цк)(?:ого|ому|ом)$", last):
        return re.sub(r"(?:ого|ому|ом)$", "ий", last)
    return name


def _find_settlement(text: str) -> str:
    for match in _SETTLEMENT.finditer(text):
        written = match["kind"].lower().replace("ё", "е")
        kind = next(kind for start, kind in _SETTLEMENT_KINDS if written.startswith(start))
        name = match["name"]
        if written == "д." and re.search(r"(?:ул|улиц)\w*\.?\s*$", text[: match.start()]):
            continue
        return f"{kind} {name if ' ' in name or '-' in name else place_name(name)}"
    return ""


def _find_landmark(text: str) -> str:
    match = _LANDMARK.search(text)
    if match is None:
        return ""
    what = next(usual for start, usual in _LANDMARKS if match["what"].lower().startswith(start))
    return f"{what} {match['name'].strip('«»"')}"

"""Finds telephone numbers of people, in figures or in words, in all the ways in which they are parted.

Free lines (8-80x), short numbers (112) and landlines named as those of a service are public: they are nobody's own.
"""

import re
from collections.abc import Iterator
from typing import Final

from otklik.personal_data.numbers.digits import (
    GAP,
    JOINING_WORDS,
    after,
    before,
    count_digits,
    digits_of,
    groups_of,
    has_digits,
    is_named_otherwise,
    undisguised,
)
from otklik.personal_data.numbers.spoken import spoken_phones
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places

KIND: Final = "phone"
_DIGITS_AT_LEAST: Final = 5

_FULL = compile_late(rf"(?<!\d)(?<!\d[/,.-])(?:\+{GAP}7|[78])(?:{GAP}\d){{10}}(?!\d)")
_MOBILE = compile_late(rf"(?<!\d)(?<!\d[/,.-])\(?9\d{{2}}(?:{GAP}\d){{7}}(?!\d)")
_WITH_CODE = compile_late(r"(?<![\d)])\(\d{3,5}\)[\s-]{0,2}\d{1,3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)(?![\s-]\d)")
_FOREIGN = compile_late(rf"\+(?!{GAP}7)(?:{GAP}\d){{9,14}}(?!\d)")
_LOCAL = compile_late(
    r"(?:\b(?:тел|телеф\w*|телефон\w*|сотов\w+|домашн\w+|городск\w+|стационарн\w+|(?:пере|по)?звон(?:ите|ить|и)"
    r"|звоните|набер\w+|дозвон\w+"
    r"|whats\s?app|ватсап\w*|вайбер\w*)\b[\s.:,№]*"
    r"(?:(?:мне|нам|по|на|номер\w*|мой|наш|телефон\w*|домашн\w+|рабоч\w+|личн\w+|контактн\w+|сотов\w+|это"
    r"|для связи|сельск\w+|без кода|(?:пять|шесть|семь|[567]) цифр)[\s.:,№]+){0,3}"
    r"|\bт\.\s?)(?P<number>\d{1,3}[\s-]\d{2}[\s-]\d{2}|\d{5,7})"
    r"(?!\d|[-./ ]\d)"
)
_ROUND = compile_late(r"\d{3}00")
_DIALLED = compile_late(
    r"(?:^тел\b|^т\.|звон|набер|\b(?:мне|нам|мой|наш|номер|домашн|городск|стационарн|рабоч|личн|контактн|сельск)"
    r"|без кода|цифр|для связи|:)"
)
_WHOSE_BEFORE = compile_late(r"\b(?:мой|наш|ее|его|домашний|городской|рабочий|контактный|номер|по)\s$")
_PRICED = compile_late(
    r"\b(?:за|прода\w*|куп\w+|сто[ия]\w*|цен\w+|плат\w+|заплат\w+|опла\w+|штраф\w*|украл\w*|взял\w*|обош\w+|долг\w*"
    r"|потрат\w+|перев[её]\w+|ремонт\w*|снял\w*(?! труб)|спис[аы]\w+|выман\w+|вымог\w+|отдал\w*|полож(?:ил\w*|ить)"
    r"|требу[ею]т|насчит\w+|оцен\w+)\b"
)
"""«За телефон 12500»; of round thousands nobody says that they dial them."""
_BY_PHONE = compile_late(r"\bпо\sтелефону[\s.:,№]*$")
_AMONG_PRICES = compile_late(
    r"(?:\s?[,;]\s?|\sи\s)(?!кв|дом|д\b|доб|факс|тел|моб|сот|адрес|подъезд|этаж|ком|лиц|сч[её]т|код|год|каб|офис)"
    r"[а-я]{3,}\s?[:–—-]\s?\d{1,2}(?:00|50|90|99)\b"
)
"""«Телефон: 12500, чехол: 500»; after «51200, Мария: 51201» both are dialled."""
_METER = compile_late(r"\b(?:показани|счетчик)")
"""«Показания по телефону 12345»: so many were told, or a service takes them there."""
_SHORT = compile_late(r"(?<![\d./-])(?<!дом )(?<!№ )\d-\d{2}-\d{2}(?![\d/-]|\.\d)")
"""So people write the numbers of a small town, and little else."""
_CODE_APART = compile_late(
    r"\bкод\w*\s(?:города\s|района\s)?(?P<number>\d{3,5}[\s,.–—-]{0,3}(?:(?:а |и |сам )?(?:номер|ном\."
    r"|тел\w*\.?)[\s:.]{1,2})"
    r"\d{1,3}[\s-]?\d\d[\s-]?\d\d)(?![\d.]|[-/ ]\d)"
)
"""«Код 34399 номер 2 11 45»."""
_IN_LINES = compile_late(
    r"(?<![\d.,/-])(?:\+?[78][\s-]{0,2})?\(?9\d\d\)?[\s-]{0,3}\d{3}[\s-]{0,3}\d\d[\s-]{0,3}\d\d(?!\d|[.,/-]\d)"
)
_CODES: Final = "3489"
"""With one of these every code of Russia begins."""
_JOINED_BY_WORDS = compile_late(
    rf"(?<![\d.,/-])(?:\+?[78][\s-]{{0,2}})?\(?9\d\d\)?[\s,.-]{{1,3}}"
    rf"(?:(?:{JOINING_WORDS})[\s,.:-]{{1,2}}){{1,3}}\d{{3}}[\s-]?\d\d[\s-]?\d\d"
    r"(?![\d.,/-]\d)"
)
"""«8 944 и дальше 317 22 80»."""
_AFTER_AN_ADDRESS = compile_late(
    r"(?<=\d[,./])(?:\+?[78][\s(-]{0,2})?\(?9\d\d\)?[\s.-]?\d{3}[\s.-]?\d\d[\s.-]?\d\d(?!\d|[.,/-]\d)"
)
_ENDS_WITH_HOUSE = compile_late(
    r"\b(?:д|дом|корп|корпус|к|кв|квартира|стр|п|под|подъезд|эт|комн)\b\.?\s?№?\s?\d{1,4}[,./]$"
)
"""«ул.Гагарина,д.14,976 010 33 47»."""
_TOWN_CODE_FIRST = compile_late(
    r"(?<![\d.,/-])(?<!\d\s)(?!80)[348]\d{2,4}[\s,-]{1,2}\d{1,3}[\s-]\d\d[\s-]\d\d(?!\d|[.,/-]\d|\s\d)"
)
"""«Домашний 4822 34-56-78»."""
_LENGTH_WITH_CODE: Final = 10
_NO_PHONE_BEFORE = compile_late(r"(?:\bдом[ауе]?|автобус\w*|маршрут\w*|школ\w*|групп\w*|рейс\w*|размер\w*|наряд\w*)\s$")
_NO_PHONE_AFTER = compile_late(r"\s?(?:мм|см|метр|дюйм|автобус|маршрут)")
_DATE = compile_late(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_LIKE_SNILS: Final = ((3, 3, 3, 2), (9, 2))
_OF_A_PAPER = compile_late(r"(?:№|\b(?:паспорт\w*|сери[яи]|снилс|инн)[\s:.–—-]{1,3}(?:\d{1,4}[\s-]){0,2})\s?$")
_MONEY = compile_late(r"\s?(?:р\b|руб|₽|тыс|млн|коп|кв\.? ?м|м2|м3|куб|квт|гкал|шт\b)")
_HOMEWORK = compile_late(r"\bзадани(?:е|я|ю|й|ям|ях|ями|ем)\s?:?\s?(?:№|номера?\s)?\s?$")
_SENT_THERE = compile_late(
    r"присыл|присла|пришл|скид|скин|отправ|шл[иеё]|слать|сда[вйю]|звон|тел\b|телефон|ватсап|what|вопрос|спрос"
)
_LIKE_EXERCISES: Final = (4, 7)
"""«Задания 8912 3456789»; in other groups a phone stays one, wherever it stands."""
_OF_A_SERVICE = compile_late(
    r"горяч\w+ лини\w+|еддс|едс\b|диспетчер\w*|приемн\w+|регистратур\w*|администраци\w+|справочн\w+|аварийн\w+"
    r"|аварийк\w+|дежурн\w+"
    r"|полици\w+|мчс|мфц|управляющ\w+ компани\w+|\bук\b|жэк\w*|жэу|тсж|водоканал\w*|поликлиник\w*|больниц\w*"
    r"|школ[аеыу]\b"
    r"|детск\w+ сад\w*|отдел\w*|служб\w+|министерств\w+|канцеляри\w+|колл-?центр\w*|call|кол-?центр\w*|доверия"
    r"|ремонт\w*"
    r"|соцзащит\w*|пенсионн\w+|библиотек\w*|почтов\w+ отделени\w+|вокзал\w*|скор(?:ая|ой|ую)|едином\w*"
    r"|контакт-?центр\w*|росреестр\w*"
    r"|прокуратур\w*|газов\w+|электросет\w*|секретар\w*|инженер\w*|запис(?:и|ь|аться|и на прием)\b|мэри\w+"
    r"|коммунальн\w+|минздрав\w*"
)
_SIGNS = r"(?:пере|по|до)?звон|тел\b|телефон|номер|набер|набир|сотов|моб|ватсап"
_IS_CALLED = compile_late(rf"\b(?:{_SIGNS}|связ)")
_IS_CALLED_WITH_CODE = compile_late(rf"\b(?:{_SIGNS}|для связи)")
_AT_HOME_BEFORE = compile_late(
    r"\b(?:домашн(?:ий|его|ему|им|ем)|городск(?:ой|ого|ому|им|ом))(?:\s(?:мой|наш|это))?[\s:,–—-]{1,3}$"
)
_AT_HOME_AFTER = compile_late(r"[\s,(–—-]{1,3}(?:(?:это|мой|наш)\s){0,2}(?:домашний|городской)\b")
"""«Домашний 4822 34-56-78»; not «4822 34-56-78 по городскому счётчику»."""
_MY_OWN = compile_late(
    r"\b(?:мо[йиеяю]\w*|мне|меня|наш\w*|сво\w+|домашн\w+|сосед\w*|ее|его|мам\w+|муж\w*|жен\w+|бабушк\w*)\b"
)


def find(text: str) -> Span | None:
    """A phone number of somebody, wherever it begins: +7, 8, 900 to 999, a code in brackets; or only local."""
    folded = fold_with_places(text)
    for start, end in _places(folded.text):
        first, last = folded.span(start, end)
        return Span(KIND, first, last, 0.9)
    return None


def _places(text: str) -> Iterator[tuple[int, int]]:
    read = undisguised(text)
    if has_digits(text) and count_digits(read) >= _DIGITS_AT_LEAST:
        yield from (match.span() for match in _FULL.finditer(read) if _is_full(match))
        yield from (match.span() for match in _MOBILE.finditer(read) if _is_mobile(match))
        yield from (match.span() for match in _WITH_CODE.finditer(read) if _is_landline(match))
        yield from (match.span() for match in _FOREIGN.finditer(read))
        yield from (match.span() for match in _AFTER_AN_ADDRESS.finditer(read) if _is_after_an_address(match))
        yield from (match.span() for match in _SHORT.finditer(read) if _is_short(match))
        if "\n" in read and _IS_CALLED.search(read):
            yield from (match.span() for match in _IN_LINES.finditer(read))
        yield from (match.span() for match in _TOWN_CODE_FIRST.finditer(read) if _is_called_with_code(match))
        yield from (match.span() for match in _JOINED_BY_WORDS.finditer(read) if _is_of_a_person(match))
        if "код" in read:
            yield from (match.span("number") for match in _CODE_APART.finditer(read) if not _is_public(match))
        yield from (match.span("number") for match in _LOCAL.finditer(read) if _is_local(match))
    yield from spoken_phones(read)


def _is_full(match: re.Match[str]) -> bool:
    """Eleven digits with a code that Russia has; not money, not dates, not СНИЛС (3-3-3-2), not a paper's number."""
    written = match[0]
    digits, groups = digits_of(written), groups_of(written)
    if digits[1] not in _CODES or digits[1:3] == "80" or groups in _LIKE_SNILS or _DATE.search(written):
        return False
    if digits[1] == "9":
        return written.startswith("+") or _is_of_a_person(match)
    return _is_of_a_person(match) and not _is_public(match)


def _is_mobile(match: re.Match[str]) -> bool:
    """Ten digits from 900 to 999, in at most five groups of which the first has three."""
    groups = groups_of(match[0])
    if len(groups) > 5 or groups[0] not in (3, 6, 10) or groups == (3, 3, 3, 1) or _DATE.search(match[0]):
        return False
    return _is_of_a_person(match) and not _OF_A_PAPER.search(before(match.string, match.start()))


def _is_landline(match: re.Match[str]) -> bool:
    is_paper = _OF_A_PAPER.search(before(match.string, match.start())) is not None
    return len(digits_of(match[0])) == 10 and not (is_paper or _is_public(match))


def _is_after_an_address(match: re.Match[str]) -> bool:
    return _is_of_a_person(match) and _ENDS_WITH_HOUSE.search(before(match.string, match.start())) is not None


def _is_short(match: re.Match[str]) -> bool:
    if _NO_PHONE_BEFORE.search(before(match.string, match.start())):
        return False
    is_measure = _NO_PHONE_AFTER.match(after(match.string, match.end())) is not None
    return not is_measure and _is_of_a_person(match) and not _is_public(match)


def _is_local(match: re.Match[str]) -> bool:
    """What follows «телефон» and «звоните»; five round digits only where they are dialled and no price."""
    if _is_public(match) or _is_reading(match):
        return False
    return _ROUND.fullmatch(match["number"]) is None or _is_dialled(match)


def _is_reading(match: re.Match[str]) -> bool:
    said, follows = before(match.string, match.start("number")), after(match.string, match.end(), within=20)
    is_told = _BY_PHONE.search(said) is not None and _METER.search(f"{said} | {follows}") is not None
    return is_told and not (_MY_OWN.search(said) or "звон" in said)


def _is_dialled(match: re.Match[str]) -> bool:
    said, marker = before(match.string, match.start(), within=30), match[0].removesuffix(match["number"])
    follows = after(match.string, match.end(), within=20)
    if match["number"].endswith("000") or _PRICED.search(said) or _PRICED.search(follows) or _MONEY.match(follows):
        return False
    if _AMONG_PRICES.match(follows):
        return False
    return bool(_DIALLED.search(marker) or _WHOSE_BEFORE.search(said))


def _is_called_with_code(match: re.Match[str]) -> bool:
    said, follows = before(match.string, match.start(), within=30), after(match.string, match.end(), within=20)
    is_called = any(
        (
            _IS_CALLED_WITH_CODE.search(f"{said} | {follows}"),
            _AT_HOME_BEFORE.search(said),
            _AT_HOME_AFTER.match(follows),
        )
    )
    is_whole = len(digits_of(match[0])) == _LENGTH_WITH_CODE
    return is_called and is_whole and _is_of_a_person(match) and not _is_public(match)


def _is_of_a_person(match: re.Match[str]) -> bool:
    is_other = is_named_otherwise(match.string, match.start()) or _is_homework(match)
    return not (is_other or _MONEY.match(after(match.string, match.end())))


def _is_homework(match: re.Match[str]) -> bool:
    """Numbers of exercises, unless the homework is to be sent there, or somebody called."""
    said, follows = before(match.string, match.start(), within=60), after(match.string, match.end(), within=20)
    is_told = groups_of(match[0]) == _LIKE_EXERCISES and _HOMEWORK.search(said) is not None
    return is_told and _SENT_THERE.search(f"{said} | {follows}") is None


def _is_public(match: re.Match[str]) -> bool:
    """A landline beside the name of a service, unless somebody says that it is their own."""
    said = re.split(r"[.!?]\s", before(match.string, match.start(), within=60))[-1]
    near = said + " " + after(match.string, match.end(), within=20)
    return _OF_A_SERVICE.search(near) is not None and not _MY_OWN.search(said)

"""Finds the series and number of a passport of Russia, when the message says that it is one."""

import re
from collections.abc import Iterator
from typing import Final

from otklik.personal_data.births.birth_people import DATA_OF_SOMEBODY
from otklik.personal_data.numbers.digits import COUNTED, GAP, JOINING_WORDS, after, before, is_named_otherwise
from otklik.personal_data.numbers.spoken import ways_with_digits
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late

KIND: Final = "passport"
_DIGITS_AT_LEAST: Final = 9

_NUMBER = compile_late(
    r"(?<!\d)(?<!\d[-/])\d{2}[\s-]?\d{2}[\s,.;:/|\\#()\[\]*_+=~•«»\"–—-]*(?:(?:[а-я]+,?\s){0,3}(?:и |а |за "
    r"|под )?(?:номер\w*|ном\.?|№{1,2}|no\.?|nomer|n|н\.?(?=\s?\d))"
    r"(?: паспорта| документа)?(?:,?\s(?:у|него|нее|его|ее|мой|такой|там|это|сразу|сам|идет|следом)){0,3}"
    r"[\s:.«\"()\[\]–—-]*)?\d{3}(?:[\s-]|\s[–—-]\s)?\d{3}(?!\d)(?![-/]\d)"
)
_JOINED_BY_WORDS = compile_late(
    rf"(?<!\d)(?<!\d[-/])\d{{2}}[\s-]?\d{{2}}[\s,.;:(–—-]{{1,3}}(?:(?:{JOINING_WORDS}|сам|номер\w*|шесть"
    rf"|идут?)[\s,.:–—-]{{1,3}})"
    rf"{{1,5}}(?>\d(?:{GAP}\d){{5}})(?!\d)(?!-\d)"
)
"""«6504, потом 123456», «6504, дальше 12-34-56»."""
_FIGURE_BY_FIGURE = compile_late(r"(?<!\d)(?<!\d[ -])\d(?:([ -])\d)(?:\1\d){8}(?![ -]?\d)")
_NUMBER_FIRST = compile_late(
    r"(?<!\d)\d{3}[\s-]?\d{3}[\s,.;(–—-]*(?:(?:и |а )?сери[яиюей]\w*(?: паспорта)?[\s:.–—-]*)\d{2}[\s-]?\d{2}(?!\d)"
    r"|(?<!\d)\d{3}[\s-]?\d{3}[\s,;]{1,2}\d{2}[\s-]?\d{2}[\s(–—-]{1,3}сери[яю]\b"
)
"""«Номер 019273 серия 6555», «019273, 6555 серия»."""
_SERIES_NAMED_AFTER = compile_late(
    r"(?<!\d)\d{2}[\s-]?\d{2}[\s,(–—-]{1,3}(?:это )?сери[яю]\b[\s,;.)–—-]*(?:и |а )?(?:номер "
    r"|№ ?)?\d{3}[\s-]?\d{3}(?!\d)(?![-/]\d)"
)
"""«6504 серия, 123456 номер»."""
_ODDLY_PARTED = compile_late(
    rf"(?<!\d)(?<!\d[-/])\d(?:(?>{GAP}(?=\d))\d){{3}}[\s,.;:()–—-]*(?:(?:[а-я]+,?\s){{0,3}}(?:номер\w*|ном\.?|№"
    rf"|n))[\s:.()–—-]*\d(?:{GAP}\d){{5}}(?!\d)(?!-\d)"
)
"""«65 04 № 12 34 56», figure by figure."""
_BY_TWOS = compile_late(r"(?<!\d)\d{2}[ -]?\d{2}(?:[ -]\d{2}){3}(?![ -]?\d)")
_ABROAD = compile_late(rf"(?<!\d)\d{{2}}[\s,]*(?:номер|№|n)?[\s:]*\d{{7}}(?!\d)|(?<!\d)\d(?:{GAP}\d){{8}}(?!\d)")
_NAME = compile_late(
    r"па[сc]{1,2}порт\w*|паспрот\w*|пачпорт\w*|пасп\b|пас\.|\bп-т\b"
    r"|passport|pasport|сери[яйиею]\w*|\bсер\.|удостоверени\w+ личности|п/п\b"
    r"|документ\w*"
    r"|ксеро\w*"
)
_NAME_ABROAD = compile_late(r"загран\w*")
_LOOKS_SO = compile_late(r"\d{2} ?\d{2} (?:номер |№ ?)?(?:\d{6}|\d{3}-\d{3})|\d{2}[ -]?\d{2} №{1,2} ?\d{3}[ -]?\d{3}")
_WITH_SIGN = compile_late(r"\d\d-\d\d №{1,2} ?\d{3}[ -]?\d{3}")
_IS_FIRST = compile_late(r"(?:^|[,.;:!?(]\s?|\bи\s)$")
"""«45-81 № 620017 и 45-83 № 118204 это наши», not «решение 40-68 № 119403»."""
_DAY_AND_NUMBER = compile_late(r"(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2]) ?№")
"""«Письмо от 02-11 № 119403»."""
_NAMED_AFTER = compile_late(
    r"[\s,.;:()–—-]{0,4}(?:(?:это|вот|моя|мой|его|ее|ее|был|указан\w*|такая|такой|в|из|и есть|данные|моего|мои"
    r"|нашего|номер)\s){0,3}"
    r"(?:сери[яи]\b|паспорт\w*|паспортн\w+)"
)
_ISSUED = compile_late(
    r"[\s,.;(]*(?:выдан|выд\.|кем выдан|паспорт|код подразделения|отделом|оуфмс|уфмс|овд|увд|гу мвд|мвд)"
)
_COUNTED_AFTER = compile_late(rf"\s?(?:{COUNTED})")
_BY_TWOS_AND_THREES = compile_late(r"\d{2}[ -]?\d{2}[ ,№-]{1,2}(?:\d{3} \d{3}|\d{6})")
_LETTERS_FOR_WORDS = compile_late(r"(?<![а-я.])с\. ?\d\d ?\d\d,? н\. ?\d{3} ?\d{3}")
"""«С. 4593 н. 271 008»."""
_NUMBER_BEFORE_LINE = compile_late(r"(?:^|\n)(?:[ ./-]{0,2}\d){8,12} ?\n$")
_NUMBER_NEXT_LINE = compile_late(r"\n(?:[ ./-]{0,2}\d){10,12} ?(?:\n|$)")
_GOES_ON = compile_late(r"\s?-?\d")
_OTHER_SERIES = compile_late(
    r"(?:полис\w*|осаго|птс|стс|снилс|диплом\w*|аттестат\w*|водительск\w+|вод\w*\.? удост\w*|в/у|ву\b|билет\w*"
    r"|лотере\w*|пенсионн\w+ (?:удостоверени|книжк)\w*|ветеранск\w+|трудов\w+ книжк\w*)[^.!?]{0,25}$"
    r"|\b(?:права|показани[яей]\w*(?:\s(?:сч[её]тчика|прибора))?)[\s:№–—-]{1,3}(?:(?:серия|номер)\s)?$"
)
_OF_A_THING = compile_late(
    r"(?:(?:технич|энергетич|кадастров|экологич|санитарн)\w+ па[сc]{1,2}порт\w*|тех\.?\s?па[сc]{1,2}порт\w*"
    r"|(?:па[сc]{1,2}порт\w*|сери[яи]\w*)\s(?:лифт(?:а|ов)?|объект(?:а|ов)?|безопасности|готовности|дома"
    r"|прибор(?:а|ов)?|сч[её]тчик(?:а|ов)?|отход(?:а|ов)|жку|издели[яй]|оборудовани[яе]|насос(?:а|ов|н\w+ станци\w+)?"
    r"|кот(?:[её]л|ла|лов|ельн(?:ая|ой|ую|ых))|двор(?:а|ов|ов(?:ой|ых) террито\w+)|здани[яй]|купюр[аы]?|качества"
    r"|площадк[аи]|площадок|скважин[аы]?)\b)(?:(?!па[сc]{1,2}порт)[^.!?]){0,25}$"
)
"""«Паспорт лифта», «серия дома»."""
_JUST_NAMED = compile_late(
    rf"(?:па[сc]{{1,2}}порт\w*|пасп\b\.?|сери[яи])[^\d.!?]{{0,30}}(?P<number>\d(?:(?>(?:{GAP}"
    rf"|[\s,./–—-]{{1,4}})(?:номер\s)?(?=\d))\d){{9}})(?!\d)(?!-\d)"
)
"""However its ten digits are parted, right after the word."""
_DATE = compile_late(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d")
_ISSUED_BETWEEN = compile_late(
    r"(?<!\d)\d{2}[\s-]?\d{2}[\s,(]{1,3}выд(?:ан\w*|\.)[^\n]{1,90}?(?:№|\bномер\w*|\bном\.|\bn)\s?\d{3}[\s-]?\d{3}(?!\d)"
)
"""«6504 выдан УВД 12.03.2005, номер 123456»."""
_OWN_NAME = compile_late(r"па[сc]{1,2}порт|паспрот|пачпорт|пасп\b|\bп-т\b")
"""Between another paper's name and the number: «снилс и паспорт мужа 6504 …»."""


def find(text: str) -> Span | None:
    """Four and six digits near the word passport, before «выдан», or parted so; two and seven of one for abroad."""
    for folded in ways_with_digits(text, at_least=_DIGITS_AT_LEAST):
        for start, end in _places(folded.text):
            first, last = folded.span(start, end)
            return Span(KIND, first, last, 0.95)
    return None


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        said = _said_before(match)
        is_another = match[0].isdigit() and is_named_otherwise(text, match.start())
        if is_another or _is_of_another_paper(said):
            continue
        if _NAME.search(said) or _looks_so(match):
            yield match.span()
    yield from (
        match.span("number")
        for match in _JUST_NAMED.finditer(text)
        if not (match[0].startswith("сери") and _is_of_another_paper(_said_before(match)))
        and not (_OF_A_THING.search(before(text, match.start("number"), within=60)) or _DATE.search(match["number"]))
        and not (match["number"].isdigit() and is_named_otherwise(text, match.start("number")))
    )
    if "сери" in text:
        for match in (*_NUMBER_FIRST.finditer(text), *_SERIES_NAMED_AFTER.finditer(text)):
            if not (_is_of_another_paper(_said_before(match)) or is_named_otherwise(text, match.start())):
                yield match.span()
    yield from _places_of_odd_ones(text)


def _places_of_odd_ones(text: str) -> Iterator[tuple[int, int]]:
    """Parted in other ways, or of one for abroad."""
    yield from (
        match.span()
        for match in (*_BY_TWOS.finditer(text), *_ODDLY_PARTED.finditer(text))
        if _NAME.search(said := before(text, match.start(), within=60)[-40:])
        and not (_is_of_another_paper(said) or _DATE.search(match[0]))
    )
    if _OWN_NAME.search(text):
        odd_ones = (_JOINED_BY_WORDS, _FIGURE_BY_FIGURE, _ISSUED_BETWEEN)
        for match in (one for pattern in odd_ones for one in pattern.finditer(text)):
            said = _said_before(match)
            is_amount = _COUNTED_AFTER.match(after(text, match.end())) is not None
            if _OWN_NAME.search(said) and not (is_amount or _is_of_another_paper(said)):
                yield match.span()
    if "загран" in text:
        for match in _ABROAD.finditer(text):
            if _NAME_ABROAD.search(before(text, match.start(), within=40)):
                yield match.span()


def _said_before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 90) : match.start()]


def _is_of_another_paper(said: str) -> bool:
    if _OF_A_THING.search(said):
        return True
    other = _OTHER_SERIES.search(said)
    return other is not None and _OWN_NAME.search(said, other.start()) is None


def _looks_so(match: re.Match[str]) -> bool:
    """Parted as passports are, before «выдан», or called a passport after it, and nothing else's number."""
    text, end = match.string, match.end()
    if _LETTERS_FOR_WORDS.search(text, max(0, match.start() - 3), end):
        return True
    if is_named_otherwise(text, match.start()):
        return False
    if _NAMED_AFTER.match(after(text, end)) or _ISSUED.match(after(text, end)):
        return True
    if _COUNTED_AFTER.match(after(text, end)):
        return False
    if _stands_among_numbers(match):
        return True
    if _BY_TWOS_AND_THREES.fullmatch(match[0]) and DATA_OF_SOMEBODY.search(before(text, match.start(), within=60)):
        return True
    if _WITH_SIGN.fullmatch(match[0]) and not _IS_FIRST.search(before(text, match.start())):
        return False
    if _DAY_AND_NUMBER.match(match[0]):
        return False
    return _LOOKS_SO.fullmatch(match[0]) is not None and not _GOES_ON.match(after(text, end))


def _stands_among_numbers(match: re.Match[str]) -> bool:
    """Alone in its line, parted as passports are, and other numbers of somebody in the lines around."""
    if not _BY_TWOS_AND_THREES.fullmatch(match[0]):
        return False
    text = match.string
    if _NUMBER_BEFORE_LINE.search(text[max(0, match.start() - 20) : match.start()]):
        return after(text, match.end()).strip() == ""
    is_first = before(text, match.start()).strip() == ""
    return is_first and _NUMBER_NEXT_LINE.match(text, match.end()) is not None

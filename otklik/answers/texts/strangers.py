"""Names of people and numbers of flats in an answer: no official's, street's or institution's, nor the greeted. Plain.

A name is a surname or a patronymic beside a first name or initials, in any order and case.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from otklik.shared.lemmas import is_word, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

WORD: Final = r"[А-ЯЁа-яё]{2,30}(?:-[А-ЯЁа-яё]{2,30})?"
_WORDS: Final = compile_late(rf"(?<!\w){WORD}(?!\w)")
_BETWEEN: Final = compile_late(r"\s{1,3}")
_TITLE_CASE: Final = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?"
_WITH_INITIALS: Final = (
    compile_late(rf"(?<!\w){_TITLE_CASE}\s?[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?"),
    compile_late(rf"(?<!\w)[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?{_TITLE_CASE}(?!\w)"),
)
_POST: Final = (
    r"(?:глав|мэр|губернатор|министр|депутат|сенатор|директор|начальник|заместител|заведующ|председател|специалист|инженер|мастер"
    r"|бригадир|куратор|тренер|фельдшер|педиатр|терапевт|руководител|участков|полицейск|врач|диспетчер|секретар|советник|методист"
    r"|консультант|инспектор|библиотекар|учител|воспитател|педагог|лейтенант|капитан|майор|полковник|прокурор|судь|пристав"
    r"|исполнител|исполняющ|ответственн|уполномоченн|президент|архитектор|корреспондент|нотариус|врио|исп|вр?ио)[а-яё]{0,8}"
)
_IS_POST: Final = compile_late(_POST, re.IGNORECASE)
_TITLE: Final = compile_late(
    rf"(?<!\w)(?:{_POST}|ИП|и\.\s?о)\.?((?:[\s«»№-]{{1,3}}[\w-]{{1,25}}){{0,8}}?)[\s,:–—(«»-]{{1,3}}$", re.IGNORECASE
)
_TITLE_BEHIND: Final = compile_late(rf"\s?(?:,|[–—(-])\s?(?:[а-яё]{{3,20}}\s){{0,2}}{_POST}", re.IGNORECASE)
_PLACE: Final = compile_late(
    r"(?<!\w)(?:ул|пер|пр|пр-т|пл|им|св|мкр|б-р|наб|ш|ст|ДК|ЖК|улиц[а-яё]{1,2}|имени|памяти|площад[а-яё]{1,2}|сквер[а-яё]{0,2}"
    r"|парк[а-яё]{0,2}|школ[а-яё]{0,2}|музе[а-яё]|переул[а-яё]{2,3}|проспект[а-яё]{0,2}|бульвар[а-яё]{0,2}|набережн[а-яё]{2}|проезд[а-яё]{0,2}"
    r"|тупик[а-яё]{0,2}|братьев|памятник[а-яё]{0,2}|бюст[а-яё]{0,2}|стел[а-яё]|перекр[её]ст[а-яё]{2,4}|остановк[а-яё]|театр[а-яё]{0,2}|центр[а-яё]{0,2}|тсж|тц|трц|библиотек[а-яё]{0,2}|стадион[а-яё]{0,2}|геро[а-яё]{1,2}"
    r"|концерт[а-яё]{0,2}|спектакл[а-яё]{1,2}|выставк[а-яё]{1,2}|фильм[а-яё]{0,2}|книг[а-яё]{0,2}|стих[а-яё]{0,2}|песн[а-яё]{1,2}|творчеств[а-яё]"
    r"|академик[а-яё]{0,2}|космонавт[а-яё]{0,2}|маршал[а-яё]{0,2}|генерал[а-яё]{0,2})(?:\.\s?|\s)"
    r"(?:(?:героя\s)?(?:россии|советского\sсоюза|труда|академика|космонавта|маршала|генерала)\s)?$"
    r"|(?<!\w)(?:ООО|З?АО|ПАО|УК|МУП|МБУ|МКУ)\s«$",
    re.IGNORECASE,
)
_GREETED: Final = compile_late(
    r"(?:уважаем\w{2,3}|здравствуйте|добрый день|добрый вечер|доброе утро|спасибо|с уважением),?\s$", re.IGNORECASE
)
_BEGINS: Final = compile_late(r"(?:^|[.!?\n])\s{0,9}$")
_THANKED: Final = compile_late(r"[,!]\s(?:здравств|добр|спасибо|благодар|ваш|вас\b|вам\b|вы\b|мы\b)", re.IGNORECASE)
_CONTACT: Final = compile_late(r",\s(?:\+?\d|кв|тел|прожива|жив[её]т)", re.IGNORECASE)
"""Whoever is greeted is not told where they live or how they are called."""
_ALONG: Final = compile_late(r"(?<!\w)(?:на|по|угол|углу|улиц)\s$", re.IGNORECASE)
"""«на Карла Маркса»: people stand in another case there."""
_STREET: Final = compile_late(r"карла (?:маркса|либкнехта)|розы люксембург|клары цеткин", re.IGNORECASE)
_HOUSE: Final = compile_late(r",?\s(?:д\.\s?|дом\s)?\d{1,3}[а-яё]?(?![\s(-]{0,2}\d)(?!\w)", re.IGNORECASE)
_UNITS: Final = r"(?!\s?(?:м\b|м2|метр|км|руб|год|г\.|квадрат|человек|комнат|этаж|чел\b|дет|семь|кв|градус|°))"
_NUMBER: Final = (
    rf"(?:\d{{1,3}}[а-яё]?(?!\w){_UNITS}|(?:двадцать|тридцать|сорок|[а-яё]{{3,6}}десят|сто|девяносто)"
    r"(?:\s[а-яё]{3,6})?)"
)
FLAT: Final = compile_late(
    rf"(?<!\w)(?<!\d\s)(?<![IV]\s)(?:кв\.?|квартир[аеуы]|квартирой)\s?(?:№|номер)?\s?{_NUMBER}"
    rf"|(?<!\w)\d{{1,3}}-?(?:й|я|ю|ой|ей|ую)\sквартир[аеуы]й?(?!\w)"
    rf"|(?<=\bв\s)\d{{1,3}}\sквартире(?!\w)|(?<=\bиз\s)\d{{1,3}}\sквартиры(?!\w)",
    re.IGNORECASE,
)
_BEFORE: Final = 160
_CASES: Final = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_NO_TITLE: Final = frozenset({"VERB", "INFN", "CONJ", "NPRO", "GRND"})


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    def is_written_like(self, other: "_Word") -> bool:
        """Both small, or with a capital, or all in capitals: «ТСЖ Гусарова» is no name."""
        return (self.is_capital, self.text.isupper()) == (other.is_capital, other.text.isupper())

    def share(self, *marks: str) -> float:
        """How likely it bears all of these marks."""
        return sum(one.score for one in readings(fold(self.text)) if one.grammemes.issuperset(marks))

    def kinds(self) -> frozenset[str]:
        """Which parts of a name it may be: written small, hardly anything else."""
        if _IS_POST.match(self.text):
            return frozenset()
        least = {"Name": 0.01, "Surn": 0.1, "Patr": 0.1}
        kinds = {mark for mark, share in least.items() if self.share(mark) >= (share if self.is_capital else 0.5)}
        if self.is_capital and not kinds and not is_word(fold(self.text)):
            kinds = {"unknown"}
        return frozenset(kinds)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """From where to where a name stands in a text."""
    for run in _runs(text):
        yield from ((part[0].start, part[-1].end) for part in _names_in(run) if _is_strangers(text, part))
    for found in (one for pattern in _WITH_INITIALS for one in pattern.finditer(text)):
        surname = next(_WORDS.finditer(found[0]))[0]
        whole = _Word(*found.span(), surname)
        if {"Surn", "unknown"} & whole.kinds() and _is_strangers(text, [whole]):
            yield found.span()


def _runs(text: str) -> Iterator[list[_Word]]:
    """Words with nothing but spaces between them, two and more."""
    run: list[_Word] = []
    for found in _WORDS.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end, found.start()):
            if len(run) > 1:
                yield run
            run = []
        run.append(_Word(*found.span(), found[0]))
    if len(run) > 1:
        yield run


def _names_in(run: Sequence[_Word]) -> Iterator[list[_Word]]:
    first = 0
    while first < len(run) - 1:
        part = list(run[first : first + 2])
        if not _is_name(*part):
            first += 1
            continue
        for more in run[first + 2 : first + 4]:
            if not more.is_written_like(part[0]) or not {"Name", "Surn", "Patr"} & more.kinds():
                break
            part.append(more)
        yield part
        first += len(part)


def _is_name(one: _Word, other: _Word) -> bool:
    """A first name or a patronymic beside what may be another part of the name, in the same case."""
    if not one.is_written_like(other):
        return False
    first, second = one.kinds(), other.kinds()
    if not any(
        ("Name" in these and {"Surn", "Patr", "unknown"} & those) or ("Patr" in these and "Surn" in those)
        for these, those in ((first, second), (second, first))
    ):
        return False
    return "unknown" in first | second or any(one.share(case) > 0 and other.share(case) > 0 for case in _CASES)


def _is_strangers(text: str, part: Sequence[_Word]) -> bool:
    """Neither an official's, nor a street's or an institution's, nor of whom the answer greets."""
    start, end = part[0].start, part[-1].end
    before = text[max(0, start - _BEFORE) : start]
    is_gent = all(one.share("gent") > 0 for one in part)
    if _STREET.fullmatch(text, start, end) or (is_gent and (_ALONG.search(before) or _HOUSE.match(text, end))):
        return False
    if before.endswith("«") and text[end : end + 1] == "»":
        return False
    if _PLACE.search(before) or _has_title(before) or _TITLE_BEHIND.match(text, end):
        return False
    if _CONTACT.match(text, end):
        return True
    has_surname = any("Surn" in one.kinds() for one in part)
    if _GREETED.search(before) or (_BEGINS.search(before) and not has_surname):
        return text[end : end + 1] not in (",", "!", ".")
    return not (_BEGINS.search(before) and _THANKED.match(text, end))


def _has_title(before: str) -> bool:
    """Whether the name stands behind a post, with nothing between that is more than its own words."""
    found = _TITLE.search(before)
    if found is None:
        return False
    between = _WORDS.findall(found[1])
    return not any(one.grammemes & _NO_TITLE for word in between for one in readings(fold(word))[:1])

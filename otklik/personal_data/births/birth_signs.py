"""Signs that a bare date is of a birth where no name stands by: data in a row, «он 30.09.2012». Plain."""

from typing import Final

from otklik.personal_data.births.birth_people import (
    BEFELL_AFTER,
    BUILT_AFTER,
    CLOSES,
    DATA_OF_SOMEBODY,
    KIN,
    OLDEST,
    OLDEST_EVENT,
    YOUNGEST_BY_NAME,
    YOUNGEST_IN_LIST,
    Around,
)
from otklik.shared.lemmas import Reading, can_be_first_name, is_common_word, readings, words_in
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_AFTER_A_PAPER = compile_late(
    r"\b(?:(?:снилс|паспорт\w*|инн|полис\w*|омс)\W[^.!?а-я]{0,30}\d\s?[,;(]\s?|(?:снилс|инн"
    r"|омс)\W(?:[^а-я\d]{0,3}\d){11,16}\s+)$"
)
_PAPER_NEAR_BEFORE = compile_late(r"\b(?:паспорт\w*|сери[яи]|снилс|инн)\b[^!?\n]{0,12}\d[^!?\n]{0,45}[,;]\s?$")
_OLDEST_PAPER: Final = 1996
"""Before that no passport of Russia was issued: «серия 6504 № 123456 УФМС, 19 сент. 1983» is a birth."""
_PAPER_AFTER = compile_late(
    r"(?:\s?г\b\.?)?[\s,;]{1,2}(?:снилс\W{0,3})?(?:(?:\d{3}[-. ]){3}\d\d|\d{11,12})(?!\d)"
    r"|(?:\s?г\b\.?)?[,;.!]\s?(?:паспорт|пасп\.?|инн|снилс|серия(?=\W{0,3}\d\d ?\d\d\b))\W{0,3}\d"
)
_NUMBER_NEXT_LINE = compile_late(r"\s?(?:г\b\.?)?\s{0,20}\n(?:[ ./-]{0,2}\d){10,12} ?(?:\n|$)")
_PAPER = r"(?:паспорт|свидетельств|полис|анкет|документ)\w*"
_IN_A_PAPER = compile_late(
    rf"\b(?:в|по|на) {_PAPER}[\s,:]{{1,2}}(?:(?:ошибк\w|опечатк\w|неверн\w+|неправильн\w+|стоит|указан\w*|написан\w*"
    r"|записан\w*|значится|числится|другая|не та|дата|число|было)[\s,:–—-]{1,3}){0,2}$"
    r"|\bв (?:карте|базе|системе)[\s,:]{1,2}(?:ошибк\w|неверн\w+|стоит|указан\w*|записан\w*|значится|числится)"
    r"[\s,:–—-]{1,3}$|(?:\d,?\s|\s{8,20})а в (?:карте|базе|системе)\s$"
)
"""«В паспорте 12.03.1985, в справке другое»: papers of today are younger."""
_RIGHT_ONE_AFTER_A_PAPER = compile_late(
    rf"\b{_PAPER}\b[^!?]{{0,30}}(?:\d\d\W{{1,3}}|\s{{8,20}})(?:а )?(?:надо|нужно|вместо|должно быть|правильно"
    rf"|верно)[\s,:–—-]{{1,3}}$"
)
"""«В паспорте ошибка, 12.03.1985, а надо 13.03.1985»."""
_NEWEST_OLD_PAPER: Final = 1999
_OF_WHOM_IS_TOLD = compile_late(
    r"(?:^|[\s,.!?(])(?:(?:я|(?P<he>он)|(?P<she>она))|(?:я|он|она|мне|ему|ей)\s(?:с|сам|сама))[\s,(–—-]{1,3}$"
)
_ENDS_OR_TURNS = compile_late(
    r"\s?(?:г\b\.?|года)?(?:[).!?]{0,2}\s{0,40}$|[\s,;).]{1,3}(?:(?:мне|ему|ей|уже)\s){0,2}(?:(?:а|и|но|сирота)\b|\d{2,3}\s(?:лет|год)"
    r"|инвалид|пенси|на пенси|ветеран|прописан|прожива|жив[уеё]|одинок|вдов"
    r"|(?:муж|жен|сын|доч|мам|пап|мат|отец|брат|сестр|ребен)[а-я]{0,4}\s\d))"
)
"""«Я 12 октября 1960, а та женщина»; not «он 12.03.2015 упал», nor «я 12.03.2003, писал»."""
_GOES_ON_ABOUT_A_CHILD = compile_late(
    r"\s?(?:г\b\.?|года)?[,;]?\s(?:свидетельств|снилс|полис|паспорт|ходит|учится|учусь|школ|инвалид)"
)
_NAME_NEXT = compile_late(r"(?:\s?(?:г\b\.?|года))?,?\s(?P<name>[А-ЯЁ][а-яё]+)")
_AND_ANOTHER_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?,?\sа (?:я|у меня)\s\d{1,2}[./-]\d{1,2}[./-]")
"""«Однофамилец, 02.02.1972, а я 20.02.1972»."""
_SPEAKER_AFTER = compile_late(
    r"(?:\s?(?:г\b\.?|года))?,?\sя,?\s"
    r"(?:инвалид|ветеран|пенсионер|защитник|вдов[аец]|сирота|одинок|мать\b|отец\b|бабушка|дедушка|жител|блокадн|тружен"
    r"|участни|дитя|реб[её]нок войны|многодетн|чернобыл)"
)
_HOLDS_OFFICE = compile_late(
    r"\b(?:директор|начальник|председатель|глава|мэр|депутат|министр|губернатор|участковый|чиновник|инспектор)"
    r"(?:\s[а-я]+){0,3}[\s,]{1,2}он\s$|\bзаведующая(?:\s[а-я]+){0,3}[\s,]{1,2}она\s$"
)
"""«Директор молчит, он 12.03.1999»: whatever it means, no birth is told of."""
_CHILDREN_ARE = compile_late(
    r"\b(?:(?:дет(?:и|ей|ям|ьми)|внук(?:и|ов|ам))\s?[:(]|(?:двойн|тройн)\w+[\s,:(]|близнецы[\s,:(])[\s\d./,и-]{0,50}$"
)
_NEXT_CHILD = compile_late(r"\s?(?:г\b\.?|года)?\s?(?:[,;).]|$|и\s\d)")
_AFTER_LIST = compile_late(r"[\s\d./,и)-]{0,60}(?<!,)\s(?P<no>не\s)?(?P<word>[а-я]+)")
_KIN_OR_WHOSE = compile_late(rf"(?:{KIN})|(?:мо|наш|сво)[а-я]{{1,3}}|дата|такие|вот|пишу|следующие")
_KIN_BEFORE = compile_late(rf"\b(?:{KIN})[\s,:(–—-]{{1,3}}$")
_DICTATED = compile_late(r"[а-я]+(?: [а-я]+)? (?:ноль )?[а-я]+(?:ого|ое|ье|ьего) [а-я ]+")
_MONTH_NAME = compile_late(r"январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр")


def is_among_data(around: Around, year: int) -> bool:
    """Whether the date stands among somebody's data: after a paper's number or before it, after «мои данные»."""
    if not OLDEST <= year <= YOUNGEST_BY_NAME:
        return False
    said = fold(around.said_before)
    if _AFTER_A_PAPER.search(said) or _PAPER_AFTER.match(fold(around.said_after)):
        return True
    if year <= _OLDEST_PAPER and _PAPER_NEAR_BEFORE.search(said) and CLOSES.match(around.follows):
        return True
    if not around.said.strip() and _NUMBER_NEXT_LINE.match(around.said_after):
        return True
    if year <= _NEWEST_OLD_PAPER and (_IN_A_PAPER.search(said) or _RIGHT_ONE_AFTER_A_PAPER.search(said)):
        return True
    data = DATA_OF_SOMEBODY.search(said)
    return data is not None and all(_is_kin_or_name(word) for word in words_in(data["between"]))


def is_told_of_somebody(around: Around, year: int) -> bool:
    """«Он 30.09.2012, справка», «двойня 12.03.2020, мест нет», «дети (12.03.2012, 14.05.2016)»."""
    if OLDEST <= year <= YOUNGEST_IN_LIST and _CHILDREN_ARE.search(around.said):
        return _NEXT_CHILD.match(around.follows) is not None and not _befell_children(around.follows)
    if _is_of_the_speaker(around, year) or (year < OLDEST_EVENT and _AND_ANOTHER_AFTER.match(around.follows)):
        return True
    told = _OF_WHOM_IS_TOLD.search(around.said)
    if told is None or not OLDEST <= year <= YOUNGEST_BY_NAME or BUILT_AFTER.match(around.follows):
        return False
    if _HOLDS_OFFICE.search(around.said):
        return False
    ways = _last_noun(around.said[: told.start()]) if told["he"] or told["she"] else ()
    if _is_thing(ways, "masc" if told["he"] else "femn"):
        return False
    if year < OLDEST_EVENT and _is_person(ways) and CLOSES.match(around.follows):
        return True
    name = _NAME_NEXT.match(around.said_after)
    if name is not None and can_be_first_name(name["name"]):
        return True
    ends = _ENDS_OR_TURNS if year < OLDEST_EVENT else _GOES_ON_ABOUT_A_CHILD
    return ends.match(around.follows) is not None


def _befell_children(follows: str) -> bool:
    """«Дети (05.09.2022) остались без школы»: what is told of a day right after the last one."""
    event = _AFTER_LIST.match(follows)
    if event is None:
        return False
    if BEFELL_AFTER.match(follows, event.start("word") - 1):
        return True
    verb = next(iter(readings(event["word"])), None)
    return verb is not None and verb.has("VERB") and (verb.has("past") or event["no"] is not None)


def _last_noun(said: str) -> tuple[Reading, ...]:
    """How the last noun before a pronoun can be read: whom or what it is told of."""
    nouns = (ways for word in reversed(words_in(said)) if (ways := readings(word)) and ways[0].has("NOUN"))
    return tuple(way for way in next(nouns, ()) if way.has("NOUN"))


def _is_thing(ways: tuple[Reading, ...], gender: str) -> bool:
    """«Дом старый, он 12.03.1961»: a thing that this pronoun stands for."""
    return all(way.has("inan") for way in ways) and any(
        way.has(gender) and (way.has("nomn") or way.has("accs")) for way in ways
    )


def _is_person(ways: tuple[Reading, ...]) -> bool:
    """«Мама болеет, она 12.03.1941, ходит плохо»; not «рабочие красили, он 12.03.1961, ржавый»."""
    return all(way.has("anim") for way in ways) and any(way.has("sing") for way in ways)


def _is_of_the_speaker(around: Around, year: int) -> bool:
    """«23.02.62 я защитник отечества»: first of all, long ago, and what somebody is rather than did."""
    is_first = not around.said.strip() and year < OLDEST_EVENT
    return is_first and _SPEAKER_AFTER.match(around.follows) is not None


def _is_kin_or_name(word: str) -> bool:
    if _KIN_OR_WHOSE.fullmatch(word):
        return True
    return not is_common_word(word) and any(
        way.has("Name") or way.has("Surn") or way.has("Patr") for way in readings(word)
    )


def is_after_kin(around: Around, year: int) -> bool:
    """«Девочка 2018, 11 апреля, участок 6»."""
    return year <= YOUNGEST_BY_NAME and bool(_KIN_BEFORE.search(around.said) and CLOSES.match(around.follows))


def is_dictated(written: str) -> bool:
    """«Пятое ноль третье сорок девятого»: the month by its number, all in words, as nobody tells other days."""
    return _DICTATED.fullmatch(written) is not None and _MONTH_NAME.search(written) is None

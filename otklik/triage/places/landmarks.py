"""Landmarks: «у школы 21», «остановка Зюзельский», «ДК Азов», a park, a shop by its name."""

import re
from collections.abc import Iterator
from typing import Final

from otklik.shared.alternatives import in_any_case, split_alternatives
from otklik.shared.patterns import compile_late, compile_sign, compile_words
from otklik.shared.text import fold_with_places
from otklik.triage.places.near import (
    AT_THE_START,
    NEAR,
    OF_NATURE,
    OF_NEAR,
    OF_ON,
    OF_THE_START,
    OF_WHAT_IS_OF_NATURE,
    ON,
)
from otklik.triage.places.spans import Label, PlaceSpan

_WHAT: Final = (
    # usual word, forms, whether a number alone names it, whether a bare name does
    ("детский сад", r"детск(?:ий|ого|ом|ому|им)\s+сад\w{0,2}|детсад\w{0,2}|д\s?/\s?с|садик(?:а|у|е|ом)?"
     r"|сад(?=\s*+№)|дс(?=\s*+№)", True, False),
    ("школа", r"школ(?:а|ы|е|у|ой)|сош(?=\s*+№?\s*+\d)|шк\.", True, False),
    ("лицей", r"лице(?:й|я|ю|е|ем)", True, False),
    ("гимназия", r"гимнази(?:я|и|ю|ей)", True, False),
    ("поликлиника", r"поликлиник(?:а|и|е|у|ой)", True, False),
    ("больница", r"больниц(?:а|ы|е|у|ей)", True, False),
    ("роддом", r"роддом\w{0,2}", True, False),
    ("библиотека", r"библиотек(?:а|и|е|у|ой)", True, True),
    ("остановка", r"остановк(?:а|и|е|у|ой)|ост\.|остановочн\w{1,3}\s+(?:комплекс|павильон)\w{0,2}", False, True),
    ("станция", r"станци(?:я|и|ю|ей)", False, True),
    ("дом культуры", r"дк|дворц(?:е|а|у)\s+культуры|дворец\s+культуры|дом(?:а|е|у)?\s+культуры", False, True),
    ("парк", r"парк(?:а|е|у|ом)?|(?:летн|городск|ботаническ)\w{2,3}\s+сад(?:а|у|ом)?", False, True),
    ("сквер", r"сквер(?:а|е|у|ом)?", False, True),
    ("стадион", r"стадион(?:а|е|у|ом)?", False, True),
    ("магазин", r"магазин(?:а|е|у|ом)?|маг\.|супермаркет(?:а|е|у|ом)?", False, True),
    ("торговый центр", r"тц|трц|торгов(?:ый|ого|ом|ому)\s+центр(?:а|е|у|ом)?|универмаг(?:а|е|у|ом)?", False, True),
    ("рынок", r"рын(?:ок|ка|ке|ку|ком)", False, True),
    ("кинотеатр", r"кинотеатр(?:а|е|у|ом)?", False, True),
    ("кафе", r"кафе|ресторан(?:а|е|у|ом)?|аптек(?:а|и|е|у|ой)", False, True),
    ("памятник", r"памятник(?:а|е|у|ом)?", False, True),
    ("храм", r"храм(?:а|е|у|ом)?|церк(?:овь|ви|овью)|собор(?:а|е|у)?", False, True),
    ("завод", r"завод(?:а|е|у|ом)?|фабрик(?:а|и|е|у)", False, True),
    ("гостиница", r"гостиниц(?:а|ы|е|у|ей)", False, True),
    ("бассейн", r"бассейн(?:а|е|у|ом)?", False, True),
    ("спортивный комплекс", r"фок(?:а|е|у|ом)?|спорткомплекс(?:а|е|у|ом)?"
     r"|ледов(?:ый|ого|ом|ому)\s+двор(?:ец|ца|це|цу)", False, True),
    ("жилой комплекс", r"жк", False, True),
)  # fmt: skip
_ALONE: Final = compile_late(
    r"(?<![\w-])(?P<alone>(?:жд|ж/д|железнодорожн\w+|авто)\s?-?вокзал\w{0,2}|автовокзал\w{0,2}|автостанци\w{1,2}"
    r"|вокзал(?:а|е|у|ом)?|(?:детск|стоматологическ|взросл)\w+\s+(?:больниц|поликлиник|библиотек)\w{0,3}"
    r"|(?:городск|центральн|районн)\w+\s+"
    r"(?:парк|пруд|пляж|больниц|поликлиник|рын(?:ок|к)|площад|библиотек|кладбищ|сквер|стадион|бассейн)\w{0,3}"
    r"|(?:городск|центральн)\w+\s+дом\w?\s+культуры|(?:летн|городск|ботаническ)\w{2,3}\s+сад(?:а|у|ом)?)(?![\w-])",
    re.IGNORECASE,
)
_OF_ALONE: Final = compile_sign(
    r"\b(?:д?вокзал|ждвокзал|железнодорожн|автовокзал|автостанци|детск|стоматологическ|взросл|городск|центральн"
    r"|районн|летн|ботаническ)"
)
_CHAINS: Final = compile_late(
    r"(?<![\w-])(?P<alone>Пят[её]рочк[аиеуой]{1,2}|Монетк[аиеуой]{1,2}|Магнит(?:а|у|е|ом)?|Красно\w{1,2}\s(?:и"
    r"|&)\s[Бб]ел\w{2,3}"
    r"|Сбербанк\w{0,2}|Fix\s?[Pp]rice|Фикс\s?[Пп]райс\w?|DNS|ДНС|OZON|Озон(?:а|у|е|ом)?|Wildberries"
    r"|В[ао][йи]?лдб[еэ]р+и[сз]\w?"
    r"|Чижик(?:а|у|е|ом)?|Бристол[ьяюе]\w?|Светофор(?:а|у|е|ом)|Верн(?:ого|ому|ым)|Лент[ыеу]|КБ"
    r"|(?:на|у|около|возле|напротив)\s(?P<at>почт[ыеуой]{1,2}|плотин\w{1,2}|переезд\w{0,2}|заправк\w{1,2}"
    r"|администраци\w{1,2}|кладбищ\w{1,2}|вокзал\w{0,2}|рынк\w{1,2}|пруд\w{0,2}))(?![\w-])"
)
_OF_CHAINS: Final = compile_sign(
    r"\b(?:пятерочк|монетк|магнит|красно|сбербанк|fix|фикс|dns|днс|ozon|озон|wildberries|в[ао][йи]?лдб|чижик|бристол"
    r"|светофор|верно|верны|лент[ыеу]|кб|почт|плотин|переезд|заправк|администраци|кладбищ|вокзал|рынк|пруд)"
)
_SMALL: Final = compile_late(r"(?<![\w-])(?:дк|ДК|Дк)\s(?P<name>[а-яё]{4,})(?![\w-])")
_OF_SMALL: Final = compile_sign(r"\bдк\b")
_CAPITAL_NAME: Final = (
    r"(?:им(?:ени|\.)\s*)?(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яёА-ЯЁ]{2,}(?:-[А-ЯЁ]?[а-яё\d]+)*(?:\s[А-ЯЁ][а-яё]{2,})?"
)
_QUOTATION_MARKS: Final = '«"“'
_QUOTED: Final = r"[«\"“][^»\"”\n]{2,40}[»\"”]"
_UNIT: Final = r"(?:км|м|метр|час|мин|раз|лет|год|дн|ден|недел|месяц|руб|тыс|чел|этаж)\w{0,4}\b"
_NUMBER: Final = rf"\d{{1,4}}(?![\d.:-])(?!\s?{_UNIT})"
_OF_LANDMARK: Final = compile_sign(
    rf"\b(?:{'|'.join(form for _, forms, _, _ in _WHAT for form in split_alternatives(forms) if '/' not in form)})"
)
"""What it is, in small letters: of these words there is one in each, or a stroke."""
_BY_NUMBER = in_any_case("|".join(forms for _, forms, numbered, _ in _WHAT if numbered))
_BY_NAME = in_any_case("|".join(forms for _, forms, _, named in _WHAT if named))
_LANDMARK: Final = compile_late(
    rf"(?<!\w)(?:(?<!-)(?:(?P<what>{_BY_NUMBER})\s*(?:(?:№|#|N|номер)\s*)?(?P<number>{_NUMBER}|{_QUOTED})"
    rf"|(?P<place>{_BY_NAME})(?:\s+|(?<=\.)|(?=[«\"“]))(?P<name>{_QUOTED}|{_CAPITAL_NAME}))"
    r"|(?P<first>\d{1,3})(?:\s?-?\s?(?:й|я|ой|ей|ую|ая|ю|го|м))?\s+(?P<then>(?i:школ(?:а|ы|е|у|ой)"
    r"|гимнази(?:я|и|ю|ей)|лице(?:й|я|ю|е|ем)|садик(?:а|у|е|ом)?|детсад\w{0,2}|больниц(?:а|ы|е|у|ей)"
    r"|поликлиник(?:а|и|е|у|ой)))(?!\w))"
)
_USUAL: Final = tuple((usual, compile_late(rf"(?:{forms})$", re.IGNORECASE)) for usual, forms, _, _ in _WHAT)
_HINT: Final = compile_words(
    r"(?:[«“]|школ|сад|д\s?/\s?с|шк\.|сош|лице|гимн|клиник|больн|роддом|библ|ост[а.]|станц|дк|двор|культ|парк|сквер"
    r"|стади|магаз"
    r"|маг\.|марк|т[цр]|торг|рын|кино|кафе|рест|апте|памят|хра|церк|собор|завод|фабр|гост|басс|фок|спорт|ледов"
    r"|жк|вокз|пруд"
    r"|пляж|площад|кладб|пят[её]р|монет|магн|бел|банк|поч|плот|мост|перее|запр|азс|админ|озер|рек|гор|род|карьер"
    r"|фонт|мфц"
    r"|котел|проход|техн|колл|музе|мэри|бан|суд|поли|пожар|коль|свет|авто|шино|стол|клуб|час|мече|ярм|виа|тонн|нал|воен"
    r"|загс|пенс|соц|общ|набер|гаи|гар|быт|цум|гум|огн|фап|кфс|комб|арен|башн|мельн|водок|подст|вышк|обел|мемор"
    r"|дамб|развил|контор|театр|теплиц|ферм|склад|депо|реч|руч|тэц|грп|пвз|сбер|част|конечн|хирур|терап|стомат|дюсш|дмш|дши|сдк|цдо|црб|дюц|кпп|абк|гибдд|управл|лыж|лес|насос|вет|монаст|корт|пекарн"
    r"|прач|парикм|типогр|прокур|редакц|аэроп|прист|лодоч|травм|дисп|санат|профил|лагер|училищ|интерн|родник"
    r"|источ|ключ|скал|монум|стел|музык|пион|прест|офиц|фок|перр|очист|птиц|price|прайс|dns|днс|озон|ozon|wild"
    r"|чиж|брис|верн|лент|кб|лес|бор|бульв|огон|иппод|платф)"
)
"""A beginning of every word that leads to a landmark: most messages hold none."""
_NO_NAME: Final = compile_late(r"(?:Улиц|Дом|Здравств|Добр|Просим|Прошу|Когда|Почему|Спасибо|Там|Уже|Где|Как|Что)")


def find_landmarks(text: str) -> Iterator[PlaceSpan]:
    """Landmarks by what they are and their number or name, in the order of the text."""
    if not _HINT.search(text.lower()):
        return
    for match in _places(_LANDMARK, text, words=_OF_LANDMARK, signs="/"):
        span = _as_span(match)
        if span is not None:
            yield span
    for match in _places(_ALONE, text, words=_OF_ALONE):
        yield PlaceSpan(Label.LANDMARK, match.start(), match.end(), match["alone"].lower(), 0.6)
    for match in _places(_CHAINS, text, words=_OF_CHAINS):
        group = "at" if match["at"] else "alone"
        yield PlaceSpan(Label.LANDMARK, match.start(group), match.end(group), match[group], 0.55)
    for match in (
        *_places(NEAR, text, words=OF_NEAR, signs=_QUOTATION_MARKS),
        *_places(AT_THE_START, text, words=OF_THE_START),
        *_places(ON, text, words=OF_ON),
    ):
        group = match.lastgroup or "what"
        yield PlaceSpan(Label.LANDMARK, match.start(group), match.end(group), match[group].lower(), 0.5)
    for match in _places(OF_NATURE, text, words=OF_WHAT_IS_OF_NATURE):
        yield PlaceSpan(Label.LANDMARK, match.start(), match.end(), match[0], 0.6)
    for match in _places(_SMALL, text, words=_OF_SMALL):
        yield PlaceSpan(Label.LANDMARK, match.start(), match.end(), f"дом культуры {match['name']}", 0.6)


def _places(pattern: re.Pattern[str], text: str, *, words: re.Pattern[str], signs: str = "") -> Iterator[re.Match[str]]:
    """Where a pattern fits: looked for only if one of the words stands there, in small letters or capitals, or one of
    the signs; what is oddly written may hold any."""
    folded = fold_with_places(text)
    may_fit = folded.places is not None or words.search(folded.text) or any(sign in text for sign in signs)
    return pattern.finditer(text) if may_fit else iter(())


def _as_span(match: re.Match[str]) -> PlaceSpan | None:
    what = match["what"] or match["place"] or match["then"]
    name = match["number"] or match["name"] or match["first"]
    if match["name"] and _NO_NAME.match(name):
        return None
    usual = next((word for word, forms in _USUAL if forms.match(what)), what.lower())
    bare = name.strip('«»"“” ')
    return PlaceSpan(Label.LANDMARK, match.start(), match.end(), f"{usual} {bare}", 0.8, kind=usual)

"""Whether a name of the gazetteer is a street where it stands: by the company that it keeps.

One that is an ordinary word too («Мира», «Садовая») counts only with a kind word, a house, a preposition with a
capital letter, or a street that it crosses. A surname of a person is no street.
"""

from collections.abc import Sequence
from typing import Final

from otklik.gazetteer.index import Hit
from otklik.gazetteer.names import agrees
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import (
    can_be_first_name,
    goes_with_feminine,
    is_common_word,
    is_feminine_object,
    is_first_name_of,
    is_word,
    lemma,
    stands_with_adjective,
)
from otklik.shared.patterns import compile_late
from otklik.triage.places.houses import houses_after

PLACING: Final = frozenset({
    "на", "по", "вдоль", "возле", "около", "у", "от", "до", "между", "угол", "углу", "угла", "перекресток",
    "перекрестке", "перекрестка", "пересечение", "пересечении", "пересечения", "с", "со", "выше", "ниже",
    "напротив", "район", "районе", "к", "адрес", "адресу", "квадрате",
})  # fmt: skip
_OF_PEOPLE: Final = frozenset({
    "имя", "памятник", "бюст", "театр", "музей", "глава", "мэр", "депутат", "губернатор", "директор", "господин",
    "госпожа", "товарищ", "гражданин", "гражданка", "врач", "доктор", "хирург", "терапевт", "педиатр", "фельдшер",
    "медсестра", "президент", "министр", "тренер", "учитель", "учительница", "воспитатель", "завуч", "преподаватель",
    "фонд", "честь", "память", "фамилия", "начальник", "начальница", "заместитель", "зам", "замглавы", "председатель",
    "инспектор", "участковый", "староста", "мастер", "водитель", "кондуктор", "кандидат", "чиновник", "чиновница",
    "специалист", "поэт", "писатель", "художник",
    "композитор", "юбилей", "книга", "сказ", "сказка", "стих", "роман", "портрет",
})  # fmt: skip
"""Whom or what a surname goes with; dictionary forms."""
_BESIDE_A_HOUSE: Final = frozenset({
    "мастер", "водитель", "специалист", "начальник", "роман", "сказка", "сказ", "книга", "стих", "память", "честь",
    "юбилей", "портрет",
})  # fmt: skip
"""Of these some stand before an address, too."""
_HAS_DONE: Final = compile_late(r"л(?:а|и|ся|ась|ись)?$")
_BEFORE_PERSON: Final = frozenset({
    "им", "генерал", "маршал", "адмирал", "полковник", "майор", "капитан", "лейтенант", "сержант", "академик",
    "профессор", "космонавт",
})  # fmt: skip
"""As they stand: «генерал Маргелов» is the man, «генерала Маргелова» may be his street."""
_MONTHS: Final = frozenset({
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
})  # fmt: skip
_ALONG: Final = frozenset({"по", "возле", "около", "вдоль", "угол", "углу", "перекресток", "перекрестке"})
"""What leads to a street called by a day, never to the day."""
_HOLIDAYS: Final = frozenset({
    ("1", "января"), ("7", "января"), ("23", "февраля"), ("8", "марта"), ("12", "апреля"), ("1", "мая"), ("9", "мая"),
    ("1", "июня"), ("12", "июня"), ("1", "сентября"), ("4", "ноября"), ("7", "ноября"), ("31", "декабря"),
})  # fmt: skip
"""Days that people write with a capital, too: «на 8 Марта подарили»."""
_INTO: Final = frozenset({"в", "во", "из", "за"})
_HOUSES: Final = frozenset({"дом", "дома", "доме", "дому", "д", "."})
_NO_STREET_BEFORE: Final = frozenset({
    "район", "района", "районе", "району", "районом", "районная", "районной", "округ", "округа", "округе", "область",
    "области", "край", "края", "крае", "союз", "союза", "союзе", "союзом", "переезд", "переезда", "переезде", "обход",
    "поселок", "поселка", "поселке", "администрация", "администрации", "революция", "революции", "сельсовет",
})  # fmt: skip
"""What a name goes with that is then no street: «Дзержинского района»."""
_SIGNS: Final = frozenset({",", ".", ":", "-", "–", "—", "(", ")", "/", ";", ""})
_EVERYDAY: Final = compile_late(r"(?:к[аеуи]|исты|истах)$")
"""How names end that neighbours use: «на партизанке 5», «декабристы 14»."""
_ADJECTIVE: Final = compile_late(r"(?:ом|ем|ому|ему|ой|ей)$")
"""«На Ленинградском фронте», «по Советской площади»."""
_BESIDE: Final = frozenset({"у", "возле", "около", "напротив", "между", "от"})
_PEOPLE: Final = frozenset({"нас", "вас", "меня", "него", "нее", "них", "тебя", "детей", "людей", "жителей", "соседей"})
_ENDS: Final = frozenset(".!?…\n:;")


def certainty_of(hit: Hit, words: Words, hits: Sequence[Hit], *, has_kind: bool) -> float:
    """How certainly words that may be a name are one here; 0: they are not."""
    is_capital = _has_capital(hit, words)
    if has_kind:
        return 0.97 if hit.is_sure else 0.85
    is_district = words.at(hit.after) in _NO_STREET_BEFORE or words.pieces[hit.after : hit.after + 3] == ["р", "-", "н"]
    is_other = is_district or words.at(hit.first - 1) == "лет"
    if is_other or is_person(words, hits, hit.first, hit.after):
        return 0.0
    houses = houses_after(words, hit.after)
    is_placed = words.at(hit.first - 1) in PLACING
    is_cut = words.at(hit.after - 1) == "."
    is_company = is_capital or is_cut or houses[0].has_word or not hit.is_common if houses else False
    is_led = is_placed or _begins(words, hit.first) or words.at(hit.first - 1) == ","
    if is_company or (houses and hit.is_sure and is_led):
        return 0.95 if hit.is_sure and is_capital else 0.8
    is_everyday = bool(houses) and _EVERYDAY.search(words.at(hit.first)) is not None
    if is_everyday and (is_placed or _begins(words, hit.first)):
        return 0.7
    return _without_house(hit, words, is_placed=is_placed)


def _has_capital(hit: Hit, words: Words) -> bool:
    """Whether a name begins with a capital, after its number: «2-я Заречная»; of a day it says nothing."""
    if not words.pieces[hit.first].isdigit() or _is_day(hit, words):
        return words.is_capital(hit.first)
    return any(words.is_capital(place) and len(words.pieces[place]) > 2 for place in range(hit.first, hit.after))


def _is_day(hit: Hit, words: Words) -> bool:
    """«8 Марта» may be the day; «10 лет Октября» is none."""
    pieces = words.pieces[hit.first : hit.after]
    return pieces[0].isdigit() and pieces[-1] in _MONTHS and not {"лет", "летия", "летие"} & {*pieces}


def _without_house(hit: Hit, words: Words, *, is_placed: bool) -> float:
    is_capital = words.is_capital(hit.first)
    is_whole = hit.after - hit.first > 1 and hit.is_sure and not words.pieces[hit.first].isdigit()
    if is_whole and (is_capital or is_placed or words.at(hit.first - 1) in _INTO):
        return 0.85 if is_capital else 0.75
    is_quarter = any(place.kind == "микрорайон" for place in hit.places)
    if is_quarter and is_capital and words.at(hit.first - 1) in _INTO:
        return 0.8
    if is_capital and hit.is_sure and words.at(hit.first - 1).isdigit() and words.at(hit.first - 2) in _HOUSES:
        return 0.8
    has_number = any(piece.isdigit() for piece in words.pieces[hit.first : hit.after])
    if has_number:
        return _of_numbered(hit, words, is_placed=is_placed)
    if hit.is_common or not hit.is_sure:
        return _of_doubtful(hit, words, is_placed=is_placed)
    is_strange = hit.after - hit.first > 1 or not is_word(words.pieces[hit.first])
    if is_capital:
        return 0.85
    return 0.75 if is_placed or is_strange else 0.6 if _begins(words, hit.first) else 0.0


def _of_numbered(hit: Hit, words: Words, *, is_placed: bool) -> float:
    """«8 Марта» may be the day, «Зелёный Бор-1» is a name in any company."""
    is_capital = _has_capital(hit, words)
    if _is_day(hit, words):
        day, before = (words.pieces[hit.first], words.pieces[hit.after - 1]), words.at(hit.first - 1)
        is_street = before in _ALONG or (before == "на" and day not in _HOLIDAYS)
        return 0.7 if is_street and words.is_capital(hit.after - 1) else 0.0
    return 0.9 if is_capital else 0.75 if is_placed or not hit.is_common else 0.0


def _of_doubtful(hit: Hit, words: Words, *, is_placed: bool) -> float:
    is_capital = words.is_capital(hit.first)
    if hit.is_common:
        begins = _begins(words, hit.first)
        if is_placed and _ADJECTIVE.search(words.at(hit.after - 1)) and stands_with_adjective(words.at(hit.after)):
            return 0.0
        if is_capital and is_placed and not begins:
            return 0.75 if hit.is_sure else 0.5
        if is_capital and hit.is_sure and not begins and _is_object(hit, words):
            return 0.75
        return 0.6 if hit.is_sure and _stands_alone(hit, words, begins=begins) else 0.0
    is_strange = all(not is_word(piece) for piece in words.pieces[hit.first : hit.after] if len(piece) > 3)
    if is_strange and (is_capital or is_placed):
        return 0.65
    return 0.6 if is_capital and is_placed else 0.0


def _is_object(hit: Hit, words: Words) -> bool:
    """«Перекрыли Майскую», «Юбилейную не чистят»; not «Народную дружину», «Детскую городскую больницу»."""
    piece, follows = words.at(hit.after - 1), words.at(hit.after)
    if hit.after - hit.first > 1 or not piece.endswith(("ую", "юю")) or words.at(hit.first - 1) in _INTO:
        return False
    return not (follows.endswith(("ую", "юю")) or (follows.isalpha() and is_feminine_object(follows)))


def _stands_alone(hit: Hit, words: Words, *, begins: bool) -> bool:
    """«Металлургов: нет света», «, Мира,»; in small letters «на металлургов темно», not «на садовой технике»."""
    follows = words.at(hit.after)
    if words.is_capital(hit.first):
        is_beside = follows in _BESIDE and words.at(hit.after + 1) not in _PEOPLE
        return (begins or words.at(hit.first - 1) == ",") and (follows in _SIGNS or is_beside)
    if words.at(hit.first - 1) not in ("на", "по", "вдоль") or hit.after - hit.first > 1:
        return False
    is_adjective = any(agrees(words.pieces[hit.first], place.name) and place.name[-2:] == "ая" for place in hit.places)
    return not (is_adjective and goes_with_feminine(follows)) if follows.isalpha() else True


def _begins(words: Words, place: int) -> bool:
    return place == 0 or words.at(place - 1) in _ENDS


def is_person(words: Words, hits: Sequence[Hit], first: int, after: int) -> bool:
    """«имени Гагарина», «депутат Ковалёва», «Борисова Наталья», «Ковалёв И. П.», «Сталина на вас нет»."""
    if words.at(first - 1) not in PLACING and _is_called_upon(words, after):
        return True
    before = first - 2 if words.at(first - 1) == "." else first - 1
    whose = lemma(words.at(before))
    if words.at(before) in _BEFORE_PERSON or (whose in _OF_PEOPLE and not _is_beside(whose, words, after)):
        return True
    for neighbour in (first - 1, after):
        piece = words.at(neighbour)
        if len(piece) > 2 and words.is_capital(neighbour) and not is_common_word(piece) and can_be_first_name(piece):
            return not any(hit.first <= neighbour < hit.after for hit in hits)
    if words.is_capital(after) and is_first_name_of(words.at(after)) and not any(hit.first == after for hit in hits):
        return True  # «у Кошевого Олега»
    is_initial = len(words.at(after)) == 1 and words.at(after).isalpha() and words.is_capital(after)
    return is_initial and words.at(after + 1) == "."


def _is_called_upon(words: Words, after: int) -> bool:
    """«Бажова бы перевернулся», «Ленина на вас нет»; «Бажова бы почистить» is the street."""
    if words.at(after) == "бы":
        return _HAS_DONE.search(words.at(after + 1)) is not None
    return words.pieces[after : after + 3] in (["на", "вас", "нет"], ["на", "них", "нет"])


def _is_beside(whose: str, words: Words, after: int) -> bool:
    """«Мастер Ленина 5 не пришёл»: no name of a person goes on with a house."""
    return whose in _BESIDE_A_HOUSE and bool(houses_after(words, after))

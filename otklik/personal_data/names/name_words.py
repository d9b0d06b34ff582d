"""What a word may be in the name of a person, by the dictionary: first name, patronymic, surname. Plain.

Scores are shares (0…1) of the readings of a word: of «роза» two thirds are the name, one third the flower.
"""

import re
from functools import lru_cache
from typing import Final

from otklik.personal_data.names.first_names import is_first_name_of_list
from otklik.shared.lemmas import LONGEST_WORD, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

SURNAME_LIKE: Final = compile_late(
    r"(?:[оеё]в|[ыи]н|ский|цкий|енко|[йц]ко|[чт]?ук|юк|[ая]к|швили|дзе|[ая]н|[иы]х|ули|лиев)(?:а|у|ым|ом|ой|е|ая|ого|ому)?$"
)
"""How surnames end that the dictionary does not know."""
SURELY_A_SURNAME: Final = compile_late(r"[а-я]{2}(?:[ое]в|[иы]н|енко|швили|дзе)(?:а|у|ым|ой|ом|е|ых|ыми|ы)?$")
_SPOKEN_PATRONYMIC: Final = compile_late(
    r"(?:ван|сан|пал|ал|ст[её]пан|рит|акс|хал|лаич|геич|сеич|реич|тольич|дреич|кселич)ыч(?:а|у|ем|е)?$|(?:лаич|геич|сеич|реич)(?:а|у|ем|е)?$"
)
_DIMINUTIVES: Final = compile_late(
    r"(?:светк|светочк|леш[кч]|л[её]шеньк|маришк|егорк|егорушк|наст[её]н|наст[её]нк|таньк|танечк|иришк|ирк|иринк|юльк|людк|людочк|вальк|верк"
    r"|катьк|катюх|ольк|оленьк|дашул|ал[её]нк|ал[её]нушк|сереженьк|серен?[гж]|вадик|владик|стасик|толик|юрик|костян|санек|саньк|димон|димасик"
    r"|л[её]х|толян|витек|вить|мишк|мишан|ванек|васьк|петьк|кольк|колян|женьк|пашк|ромк|тимк|артемк|ксюш|ксюх|полинк|аленк|гальк|галк|любк"
    r"|надьк|нинк|тамарк|зинк|клавк|лидк|манечк|машк|аннушк|анечк|аньк|сонечк|соньк|лизк|лизаньк|вик[ау]|викул|кристинк|даньк|данилк)"
    r"(?:а|у|и|е|ой|ою|ы|ом|ам|ами|ах)?$"
)
_ALSO: Final = (
    "света рая слава тома вера надежда любовь роза лилия майя лена катя валя женя лев рома стас юра марта мила злата "
)
_ALSO_NAMES: Final = frozenset(_ALSO.split())
"""Names that are first of all other words; after «мама», «сосед» and the like they are names."""


_NONE: Final = (
    "анон брод бор даной сали глеба рахмат гулливер марс варвары варваров донбас донбасу питер питера "
    "питере питеру лор лору арка арке лен зин конс ковид ковида ковиду омск пазик пазика камаз ким "
    "лайт мороз деду виктория олимп нива лада волга заря победа спартак динамо орион сатурн венера "
    "юпитер люк ферма иегова "
)
_FORMS: Final = frozenset(["sing", "plur", "masc", "femn", "nomn", "gent", "datv", "accs", "ablt", "loct"])
_LEAST_AS_A_NAME: Final = 0.04
_LEAST_AS_A_SURNAME: Final = 0.5
NO_NAMES: Final = frozenset(_NONE.split())
"""Names of persons besides, but hardly so where residents write them."""


@lru_cache(maxsize=40_000)
def first_name(word: str) -> float:
    """How likely a word is a first name, in any case."""
    if is_diminutive(word) or is_first_name_of_list(word):
        return 0.8
    return sum(one.score for one in readings(fold(word)) if one.has("Name") and not one.has("plur"))


def is_diminutive(word: str) -> bool:
    """A short name that the dictionary does not know, or takes for something else: «Светка», «Лёха»."""
    return _DIMINUTIVES.match(fold(word)) is not None


@lru_cache(maxsize=40_000)
def patronymic(word: str) -> float:
    """How likely it is a patronymic."""
    if _SPOKEN_PATRONYMIC.search(fold(word)):
        return 1
    return sum(one.score for one in readings(fold(word)) if one.has("Patr"))


@lru_cache(maxsize=40_000)
def surname(word: str) -> float:
    """How likely it is a surname; what the dictionary does not know counts only where it ends like one."""
    if "-" in word:  # «Никитина-Шульц»: each half is one; «Тер-Петросян»
        return min((surname(half) for half in word.split("-") if len(half) > 3), default=0)
    folded = fold(word)
    found = readings(folded)
    share = sum(one.score for one in found if one.has("Surn"))
    if not found or found[0].is_known:
        return share
    if SURELY_A_SURNAME.search(folded):
        return max(share, 0.7)
    return share if SURNAME_LIKE.search(folded) else 0


@lru_cache(maxsize=40_000)
def kinds_in_agreement(one: str, other: str) -> list[str]:
    """Which of two words is the first name (n) and which the surname (s) if they agree in case, gender and number.

    So «вера павлова» is a person, though faith is the likelier reading; «света павлова» may be light in a street.
    """
    if _are_in_agreement(name=one, family=other):
        return ["n", "s"]
    return ["s", "n"] if _are_in_agreement(name=other, family=one) else [""]


def _are_in_agreement(*, name: str, family: str) -> bool:
    if is_first_name_of_list(name):
        return surname(family) >= _LEAST_AS_A_SURNAME or (ends_like_a_surname(family) and not is_ordinary(family))
    if first_name(name) < _LEAST_AS_A_NAME or not _is_only_a_name(family):
        return False
    names = [_form(one.grammemes) for one in readings(fold(name)) if one.has("Name")]
    return any(_form(one.grammemes) in names for one in readings(fold(family)) if one.has("Surn"))


def _is_only_a_name(word: str) -> bool:
    marks = ("Name", "Surn", "Patr", "Geox")
    return surname(word) >= _LEAST_AS_A_SURNAME and all(
        any(one.has(mark) for mark in marks) for one in readings(fold(word))
    )


def _form(grammemes: frozenset[str]) -> frozenset[str]:
    """Number, gender and case."""
    return grammemes & _FORMS


@lru_cache(maxsize=40_000)
def is_place(word: str) -> bool:
    """Whether a word may be the name of a town, a village or a river in its first case, or first of all is one."""
    found = readings(fold(word))
    return bool(found) and (found[0].has("Geox") or any(one.has("Geox") and one.has("nomn") for one in found))


@lru_cache(maxsize=40_000)
def is_of_somebody(word: str) -> bool:
    """Whether a surname stands in a form that names of streets have: «Кирова», «Шевченко»; it may be a woman's too."""
    of_him = [one for one in readings(fold(word)) if one.has("Surn") and one.has("gent") and not one.has("plur")]
    return any(one.has("masc") or not one.has("femn") for one in of_him)


@lru_cache(maxsize=40_000)
def are_named_after(first: str, last: str) -> bool:
    """Whether a street may be called so: «веры павловой», a first name and a surname of one person, in the genitive."""
    names = [one.grammemes for one in readings(fold(first)) if one.has("Name") and not one.has("plur")]
    if not names or "gent" not in names[0]:  # the likeliest: «вера» and «веру» stand otherwise
        return False
    return any(one.has("Surn") and _form(one.grammemes) == _form(names[0]) for one in readings(fold(last)))


@lru_cache(maxsize=40_000)
def is_called_straight(word: str) -> bool:
    """Whether a first name stands in its first case and cannot be another's: «Ольга», not «Александра»."""
    names = [one for one in readings(fold(word)) if one.has("Name") and not one.has("plur")]
    return any(one.has("nomn") for one in names) and not any(one.has("gent") for one in names)


@lru_cache(maxsize=40_000)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary knows a word, and as no name at all."""
    found = readings(fold(word))
    names = ("Name", "Surn", "Patr")
    return bool(found) and found[0].is_known and not any(one.has(mark) for one in found for mark in names)


def ends_like_a_surname(word: str) -> bool:
    """«Ощепков», «Мингазовы», «Черемных», whatever else the dictionary takes it for."""
    folded = fold(word)
    return SURELY_A_SURNAME.search(folded) is not None or re.search(r"[а-я]{3}[иы]х$", folded) is not None


def may_be_named(word: str) -> bool:
    """Whether a word beside «мама» or «сосед» may be a name at all."""
    return fold(word) in _ALSO_NAMES or first_name(word) >= 0.05 or patronymic(word) >= 0.3 or surname(word) >= 0.05


def is_too_long(word: str) -> bool:
    """No name has so many letters."""
    return len(word) > LONGEST_WORD or not re.search(r"[а-яё]", word, re.IGNORECASE)

"""Names of streets and of what else is called by a name: «ул. Ленина», «на Ленина», «у Пятёрочки», «2-я Полевая»."""

import re
from typing import Final

from otklik.duplicates.places.bare_numbers import describes_next
from otklik.duplicates.places.derived_names import OF_A_NAME, agree
from otklik.duplicates.places.houses import Found, number_in_words, take_house
from otklik.duplicates.places.tokens import Token, is_counted, is_day
from otklik.duplicates.places.vocabulary import (
    ANNIVERSARIES,
    ANY_ADJECTIVES,
    AUTHORITIES,
    BEFORE_A_NAME,
    CALLED_AFTER,
    DAYS_OF_STREETS,
    FEASTS,
    LABEL_OF,
    LANDMARKS,
    MEASURED,
    NAMED_KINDS,
    NO_NAMES,
    NO_SMALL_NAMES,
    NUMBERED_IN_TURN,
    OPPOSED,
    PRAISE,
    ROUTES_BY_NAME,
    STREET_KINDS,
    SURROUNDED_BY,
    TITLES,
    UNITS,
)
from otklik.shared.lemmas import grammemes, is_word

NO_HOUSE_FROM: Final = 400
_OWN_NAME: Final = "набережная"
_FEMININE: Final = frozenset({"ADJF", "femn"})
_COUNTED: Final = frozenset({"NOUN", "gent"})
_BESIDE: Final = frozenset({"на", "по", "у", "возле", "около", "напротив"})


def read_streets(tokens: list[Token], found: Found) -> None:
    """All names that a text shows plainly, with the houses behind them."""
    _read_streets(tokens, found)
    _read_bare_names(tokens, found)
    _tell_apart(tokens, found)


def _read_streets(tokens: list[Token], found: Found) -> None:
    """Names beside a kind word: «ул. Ленина, 5», «по Советской улице»."""
    for place, token in enumerate(tokens):
        if token.folded not in STREET_KINDS and token.lemma not in STREET_KINDS:
            continue
        end = _name_after(tokens, place + 1)
        if end > place + 1:
            _take_name(tokens, end - 1, found)
            found.taken |= set(range(place, end))
        elif place and _is_street_adjective(tokens[place - 1]):
            _take_name(tokens, place - 1, found)
            found.taken |= {place, place - 1}
            take_house(tokens, place + 1, found)
        elif token.lemma == _OWN_NAME and place + 1 < len(tokens) and tokens[place + 1].number:
            _take_name(tokens, place, found)  # «Набережная, 22»


def _name_after(tokens: list[Token], start: int) -> int:
    """Where the name that begins here ends; `start` itself when none does."""
    end = start
    while end < len(tokens) and end < start + 3:
        token = tokens[end]
        follows = tokens[end + 1] if end + 1 < len(tokens) else None
        if token.number and end == start and follows and follows.raw[:1].isupper() and not follows.begins:
            end += 1
            continue
        is_name = not token.number and (token.raw[:1].isupper() or (end == start and _may_be_name(token, tokens, end)))
        if not is_name or (token.begins and end > start):
            break
        end += 1
    return end


def _may_be_name(token: Token, tokens: list[Token], place: int) -> bool:
    """A name in small letters: a surname, an adjective, or anything right before a house."""
    marks = grammemes(token.folded)
    followed = place + 1 < len(tokens) and bool(tokens[place + 1].number) and not is_counted(tokens, place + 1)
    return bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (followed and "NOUN" in marks)


def _is_street_adjective(token: Token) -> bool:
    if token.number or token.lemma in LABEL_OF:
        return False
    return (token.raw[:1].isupper() and bool(grammemes(token.folded) & {"ADJF"})) or bool(
        re.search(r"(?:ск|цк|ов|ев)(?:ая|ой|ую|ий|ого|ом)$", token.folded)
    )  # fmt: skip


def _take_name(tokens: list[Token], place: int, found: Found) -> None:
    found.names[tokens[place].lemma] = None
    found.taken.add(place)
    take_house(tokens, place + 1, found)


def _read_bare_names(tokens: list[Token], found: Found) -> None:
    """Names without a kind word: «на Ленина», «у Пятёрочки», «ленина 5»."""
    for place, token in enumerate(tokens):
        if place in found.taken or token.number or token.lemma in LABEL_OF or token.folded in STREET_KINDS:
            continue
        is_unit = token.lemma in UNITS and (token.raw.islower() or token.lemma == "год")  # «100 м3», «Новый Год»
        if token.lemma in AUTHORITIES or is_unit or _is_counted_or_day(tokens, place):
            continue
        if _is_anniversary(tokens, place):
            if tokens[place - 1].folded == "лет":
                found.numbers.setdefault("years", set()).add(tokens[place - 2].number)
            _take_name(tokens, place, found)
            continue
        has_house = (
            (
                place + 1 < len(tokens)
                and place + 1 not in found.taken
                and bool(tokens[place + 1].number)
                and not tokens[place + 1].is_ordinal
                and not is_counted(tokens, place + 1)
                and not _is_sum(tokens, place + 1)
            )
            or _is_told_by_name(tokens, place + 1)
            or (number_in_words(tokens, place + 1)[1] and _may_have_a_house(token))
            or (place + 2 < len(tokens) and tokens[place + 1].lemma in ("дом", "д") and bool(tokens[place + 2].number))
        )
        if _is_bare_name(tokens, place, has_house=has_house) and _may_name(tokens, place):
            _take_name(tokens, place, found)


def _is_anniversary(tokens: list[Token], place: int) -> bool:
    """«50 лет Октября», «8 марта 28»: what else follows a day or a count is told apart before."""
    if not place:
        return False
    if tokens[place - 1].number:
        return is_counted(tokens, place - 1)
    is_of_years = place > 1 and tokens[place - 1].folded == "лет" and bool(tokens[place - 2].number)
    return is_of_years and tokens[place].lemma in ANNIVERSARIES


def _is_counted_or_day(tokens: list[Token], place: int) -> bool:
    """«3 детей», «с 8 марта», «5 марта 2020 г.», «на 8 марта 5 человек»; «на 8 марта 5» is a house."""
    if not place or not tokens[place - 1].number or not is_counted(tokens, place - 1):
        return False
    if not is_day(tokens, place - 1) or f"{tokens[place - 1].number} {tokens[place].folded}" not in DAYS_OF_STREETS:
        return True
    behind = tokens[place + 1 : place + 3]
    if not behind or not behind[0].number or behind[0].is_ordinal or is_counted(tokens, place + 1):
        return True
    is_year = _is_sum(tokens, place + 1) or behind[0].number.endswith("г")
    is_hour = behind[0].flat.startswith("0")  # «10-05»
    counts = len(behind) > 1 and not behind[0].heads and grammemes(behind[1].folded) >= _COUNTED
    return is_year or is_hour or counts


def _is_told_by_name(tokens: list[Token], place: int) -> bool:
    """«Цветочная, двойка: …»."""
    return place < len(tokens) and tokens[place].lemma in ROUTES_BY_NAME and (
        place + 1 == len(tokens) or tokens[place].heads or tokens[place + 1].begins
    )  # fmt: skip


def _may_have_a_house(token: Token) -> bool:
    """«Железнодорожная восемь», «Есенина тридцать шесть»: of other words a number in words counts things."""
    marks = grammemes(token.folded)
    if token.raw.islower() and not is_word(token.folded) and not _is_street_adjective(token):
        return False  # «хотябы один»: the dictionary guesses surnames
    return bool(marks & {"Surn", "Geox"}) or marks >= {"ADJF", "femn"} or marks >= {"NOUN", "inan", "sing", "gent"}


def _is_sum(tokens: list[Token], place: int) -> bool:
    """«До райцентра 1200», «в 2022г», «15 000»."""
    figures = re.match(r"\d+", tokens[place].number)
    behind = tokens[place + 1 : place + 2]
    is_of_thousands = bool(behind) and not tokens[place].heads and bool(re.fullmatch(r"\d00", behind[0].raw))
    return is_of_thousands or (figures is not None and int(figures[0]) >= NO_HOUSE_FROM)


def _may_name(tokens: list[Token], place: int) -> bool:
    """«На машину», «Бабушке 84», «на детской дорожке» name nothing, whatever surnames they resemble."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place and not token.begins else None
    is_of_a_feast = token.lemma in FEASTS or (before and before.lemma == "день" and not before.heads)
    if is_of_a_feast or (token.lemma in TITLES and after and after.raw[:1].isupper()):
        return False
    if _is_surely_a_name(tokens, place):
        return True
    if token.lemma in MEASURED or token.lemma in NUMBERED_IN_TURN:
        return False
    marks = grammemes(token.folded)
    is_somebody = {"NOUN", "anim"} <= marks and not marks & {"Surn", "Name", "Patr", "gent", "accs"}
    is_anywhere = "NOUN" in marks and token.lemma in SURROUNDED_BY
    if is_anywhere or is_somebody or (describes_next(tokens, place) and not number_in_words(tokens, place + 1)[1]):
        return False
    follows = tokens[place + 1] if place + 1 < len(tokens) and not token.heads else None
    return not (follows and token.raw.islower() and agree(token, follows))  # «на береговом съезде»


def _is_surely_a_name(tokens: list[Token], place: int) -> bool:
    """A capital letter that is not that of a sentence; «"Хорошая" работа», «"Поднимать" тротуар» are no names."""
    token = tokens[place]
    if not token.raw[:1].isupper() or (token.begins and not token.is_quoted):
        return False
    marks = grammemes(token.folded)
    is_said = token.lemma in PRAISE or "INFN" in marks or ("ADJF" in marks and describes_next(tokens, place))
    return not (token.begins and is_said)


def _is_bare_name(tokens: list[Token], place: int, *, has_house: bool) -> bool:
    token, before = tokens[place], tokens[place - 1].lemma if place else ""
    if not (has_house or before in _BESIDE or token.raw[:1].isupper()):
        return False
    marks = grammemes(token.folded)
    is_capital = _is_surely_a_name(tokens, place) or (token.raw[:1].isupper() and _is_heading(token))
    if "Patr" in marks and before not in BEFORE_A_NAME:
        return False
    if marks & NO_NAMES or (not is_capital and marks & NO_SMALL_NAMES) or (token.raw.isupper() and len(token.raw) > 1):
        return False
    if has_house:
        return is_capital or token.begins or bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (
            {"NOUN", "sing", "gent"} <= marks and (before in BEFORE_A_NAME)
        ) or {"ADJF", "femn", "sing"} <= marks or _is_called_after(token)  # fmt: skip
    if is_capital:
        return "Name" not in marks or "Surn" in marks or before in BEFORE_A_NAME or before in NAMED_KINDS
    return before in _BESIDE and (
        bool(marks & {"Surn", "Geox"}) or bool(re.search(r"(?:ск|цк)(?:ой|ая|ую)$", token.folded) and "femn" in marks)
    )


def _tell_apart(tokens: list[Token], found: Found) -> None:
    """«2-я Полевая», «Новая Слобода»: what stands before a name and tells it from its like; «Никольское кладбище»."""
    for place, token in enumerate(tokens[1:], start=1):
        before = tokens[place - 1]
        if before.heads or token.begins:
            continue
        if token.lemma in found.names and token.raw[:1].isupper():
            if before.is_ordinal and _numbers_a_street(before, token):
                found.numbers.setdefault("street by number", set()).add(before.number)
                found.taken.add(place - 1)
            elif before.lemma in OPPOSED:
                found.numbers.setdefault(OPPOSED[before.lemma], set()).add(before.lemma)
        elif token.lemma in LANDMARKS and before.begins and _names_a_landmark(before, token):
            found.names[before.lemma] = None
            found.taken.add(place - 1)


def _numbers_a_street(ordinal: Token, name: Token) -> bool:
    """«2-я Полевая», «Вторая Полевая»; «вторая Маршала Жукова» tells of something else."""
    return not ordinal.raw.isalpha() or grammemes(ordinal.folded) & grammemes(name.folded) >= _FEMININE


def _names_a_landmark(token: Token, thing: Token) -> bool:
    return token.lemma.endswith(OF_A_NAME) and token.lemma not in ANY_ADJECTIVES and agree(token, thing)


def _is_called_after(token: Token) -> bool:
    """«Космонавтов 14», «мира 40», «жуковского 32» in small letters."""
    marks = grammemes(token.folded)
    is_of_many = marks >= {"NOUN", "anim", "plur", "gent"} and token.folded.endswith(("ов", "ев", "ей"))
    return is_of_many or token.folded in CALLED_AFTER or token.folded.endswith(("ского", "цкого"))


def _is_heading(token: Token) -> bool:
    """«Гагарина, осторожно», «Октябрьская: гололёд»."""
    marks = grammemes(token.folded)
    return token.heads and (bool(marks & {"Surn", "Geox"}) or {"ADJF", "femn", "nomn"} <= marks)

"""Numbers beside the word for what they number: «подъезд 3», «школа № 21», «в третьем подъезде», «5 автобус»."""

from typing import Final

from otklik.duplicates.places.bare_numbers import describes_next, genders_of, numbers_the_next
from otklik.duplicates.places.houses import Found, take_in_words
from otklik.duplicates.places.tokens import Token, is_counted
from otklik.duplicates.places.vocabulary import (
    INSTITUTIONS,
    LABEL_OF,
    NUMBERED_IN_TURN,
    ONLY_AFTER_KIND,
    POLICE,
    RIDES,
    ROUTES_BY_NAME,
    UNITS,
)
from otklik.shared.lemmas import grammemes

MAY_BE_COUNTED: Final = 10
"""«Третий дом от угла» is no number of a house, «двенадцатый дом» is one."""
_IN_WORDS: Final = frozenset(
    {"школа", "сад", "садик", "детсад", "доу", "подъезд", "корпус", "дом", "маршрут", "поликлиника"}
)
"""«Школа семь», «корпус два»."""
_SHORTEST_THING: Final = 3
"""«Постановление от 12.11.2015 г. № 555», «ФАП № 2»."""
_MANY: Final = frozenset({"plur", "gent"})
OF_MANY: Final = ("ые", "ых", "ыми", "-е", "-х")


def read_labels(tokens: list[Token], found: Found) -> None:
    """«подъезд 3», «школа № 21», «3-й подъезд», «в третьем подъезде», «5 автобус»."""
    rides = any(token.lemma in RIDES for token in tokens)
    for place, token in enumerate(tokens):
        if rides and token.lemma in ROUTES_BY_NAME:
            found.numbers.setdefault("route", set()).add(ROUTES_BY_NAME[token.lemma])
            found.taken.add(place)
        if token.lemma in LABEL_OF and place + 1 < len(tokens) and not token.heads:
            is_said = tokens[place + 1].lemma == "номер"
            if is_said or token.lemma in _IN_WORDS:
                take_in_words(tokens, place + 1 + is_said, LABEL_OF[token.lemma], found)
        if token.number and not is_counted(tokens, place) and not _is_one_of_many(tokens, place):
            if token.flat and place + 1 < len(tokens) and tokens[place + 1].lemma == "подъезд":
                _take_entrance(token, place, found)
            else:
                _read_number(tokens, place, found)
    if not any(token.lemma in POLICE for token in tokens):
        found.numbers.pop("police post", None)


def _take_entrance(token: Token, place: int, found: Found) -> None:
    """«Коммунистическая 22-4 подъезд»."""
    found.numbers.setdefault("entrance", set()).add(token.flat)
    found.taken.add(place + 1)
    token.flat = ""


def _read_number(tokens: list[Token], place: int, found: Found) -> None:
    token = tokens[place]
    before = _label_before(tokens, place)
    after = _label_after(tokens, place)
    if before and after and _is_of_the_next(tokens[before[1]], before[0], after):
        before = None
    if token.raw.isalpha() and not _follows_its_kind(tokens, place, before):
        before = None
        if after is None or (after == "house" and not _is_told_of_a_street(tokens, place)):
            return
    if before is None and after is None and (thing := _numbered(tokens, place)) is not None:
        found.add(tokens[thing].lemma, token)
        found.taken.add(place)
    elif after and (token.is_ordinal or before is None) and not _leads_on(tokens, place + 1):
        found.add(after, token, tokens[place + 1])
        found.taken |= {place, place + 1}
    elif before and before[0] == "line" and before[1] in found.taken:
        found.add("house", token)  # «1-я Линия, 65»
        found.taken.add(place)
    elif before:
        found.add(before[0], token, tokens[before[1]])
        found.taken |= {place, before[1]}


def _is_told_of_a_street(tokens: list[Token], place: int) -> bool:
    """«Двенадцатый дом», «в девятом доме на Береговой», «Луговая, третий дом»; «третий дом от угла» is no number."""
    if int(tokens[place].number) > MAY_BE_COUNTED:
        return True
    behind = tokens[place + 2 : place + 4]
    is_apart = place > 0 and tokens[place - 1].heads and (tokens[place + 1].heads or not behind or behind[0].begins)
    is_on_it = len(behind) > 1 and behind[0].lemma in ("на", "по") and _may_be_street(behind[1])
    return is_apart or is_on_it or bool(behind and behind[0].raw[:1].isupper() and not behind[0].begins)


def _may_be_street(token: Token) -> bool:
    marks = grammemes(token.folded)
    return token.raw[:1].isupper() or "Surn" in marks or {"ADJF", "femn"} <= marks


def _numbered(tokens: list[Token], place: int) -> int | None:
    """What else is told by its number: «на 4-м проезде», «ФАП № 2»; the place of its word."""
    token = tokens[place]
    if token.raw.isalpha():
        return None
    thing = place - 1 if token.is_marked else place + 1 if token.is_ordinal and not token.heads else -1
    if not 0 <= thing < len(tokens) or (token.is_marked and tokens[thing].heads) or tokens[max(place, thing)].begins:
        return None
    word = tokens[thing]
    marks = grammemes(word.folded)
    is_thing = marks >= {"NOUN", "inan"} or (token.is_marked and "UNKN" in marks)
    if not is_thing or word.number or len(word.folded) < _SHORTEST_THING:
        return None
    is_told = token.is_marked or (word.raw.islower() and numbers_the_next(tokens, place))
    return thing if is_told and word.lemma not in NUMBERED_IN_TURN | UNITS else None


def _label_after(tokens: list[Token], place: int) -> str | None:
    """None behind a comma, and in «Молодёжная 10 вход узкий», «Мира 15 библиотека»."""
    token = tokens[place]
    if token.heads or place + 1 == len(tokens):
        return None
    word = tokens[place + 1].lemma
    label = LABEL_OF.get(word)
    return label if token.is_ordinal or (word != "вход" and label not in ONLY_AFTER_KIND) else None


def _is_one_of_many(tokens: list[Token], place: int) -> bool:
    """«Третий рейс подряд» is no route, «на первый этаж» does not tell where, «двадцатые дома», «9 этажей» are many."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None:
        return False
    if not tokens[place].is_ordinal:
        return not tokens[place].heads and after.lemma in LABEL_OF and grammemes(after.folded) >= _MANY
    follows = tokens[place + 2].lemma if place + 2 < len(tokens) else ""
    is_way = after.folded == "этаж" and place > 0 and tokens[place - 1].lemma == "на"
    return (
        is_way
        or follows == "подряд"
        or after.lemma == "рейс"
        or (after.lemma == "дом" and tokens[place].folded.endswith(OF_MANY))
    )


def _follows_its_kind(tokens: list[Token], place: int, before: tuple[str, int] | None) -> bool:
    """«Больница вторая», not «школа, вторая смена»."""
    kind = tokens[place - 1]
    return (
        before is not None
        and before[0] in INSTITUTIONS
        and before[1] == place - 1
        and not kind.heads
        and not tokens[place].begins
        and bool(grammemes(kind.folded) & genders_of(tokens[place]) & {"femn", "masc"})
        and not describes_next(tokens, place)
    )


def _is_of_the_next(label: Token, before: str, after: str) -> bool:
    """«Двор 9 школы», «подъезд, 1 этаж»: the number belongs to the word behind it."""
    return label.heads or after == "floor" or (before == "house" and after in INSTITUTIONS)


def _leads_on(tokens: list[Token], place: int) -> bool:
    """«Ленина 5 подъезд 3»: the label belongs to the number behind it."""
    return (
        place + 1 < len(tokens)
        and bool(tokens[place + 1].number)
        and not is_counted(tokens, place + 1)
        and not tokens[place].heads
        and not tokens[place + 1].is_ordinal
        and not tokens[place - 1].is_ordinal
    )


def _label_before(tokens: list[Token], place: int) -> tuple[str, int] | None:
    for back in (1, 2, 3, 4):
        if back > place:
            return None
        word = tokens[place - back]
        if tokens[place - back + 1].begins:
            return None
        if word.lemma in LABEL_OF:
            return LABEL_OF[word.lemma], place - back
        if not word.number and word.lemma not in ("номер", "и", "связь"):
            return None
    return None

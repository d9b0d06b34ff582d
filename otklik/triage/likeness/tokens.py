"""Words and numbers of a short text, as reading its place needs them; «сто пятьдесят второй» is the number 152."""

import re
from dataclasses import dataclass
from typing import Final

from otklik.shared.lemmas import grammemes, lemma
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.likeness.vocabulary import MONTHS, ORDINALS, TENS, UNITS

_TOKEN: Final = compile_late(
    r"(?P<time>\b\d{1,2}[:.]\d\d\b(?:[.]\d{2,4})?)"
    r"|(?P<range>\b\d{1,3})\s?-\s?(?P<flat>\d{1,4})\b"
    r"|(?P<number>\d{1,4})(?P<letter>\s?/\s?\d{1,3}|\s?(?:к|корп|корпус)\.?\s?\d{1,2}(?!\d)|[а-дА-Д](?![а-яёА-ЯЁ])|\s[А-Д](?![а-яёА-ЯЁ.])|\s[бг](?=[\s,.!?]|$)"
    r"|\s[а](?=\s*(?:[,.!?]|$)))?(?P<ordinal>-?(?:ый|ий|ой|го|ому?|ем|ая|ую|я|й|е|м|х)(?![а-яё]))?"
    r"|(?P<word>[дДуУ]/[а-я]+|[А-Яа-яЁё]+(?:-[а-яё]+)*)|(?P<end>[.!?\n])"
)  # fmt: skip
_HEADS: Final = compile_late(r"\s?[,:–—]|\s-\s")
_HUNDRED: Final = 100


@dataclass(slots=True)
class Token:
    """A word or a number."""

    raw: str
    lemma: str
    number: str = ""
    is_ordinal: bool = False
    begins: bool = False
    """First word of a sentence."""
    flat: str = ""
    heads: bool = False
    """A comma or a colon follows: «Гагарина, осторожно»."""

    @property
    def is_noun(self) -> bool:
        """Whether it is a thing, as far as the dictionary tells."""
        return not self.number and "NOUN" in grammemes(fold(self.raw))


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text; hours are left out."""
    tokens: list[Token] = []
    begins = True
    for match in _TOKEN.finditer(text):
        if match["end"]:
            # «ул.» and «д.» end no sentence
            begins = match["end"] != "." or not (tokens and len(tokens[-1].raw) <= 4 and tokens[-1].raw.islower())
            continue
        if match["time"]:
            continue
        token = _token(match, begins=begins)
        token.heads = bool(_HEADS.match(text, match.end()))
        if not _joins_tens(tokens, token):
            tokens.append(token)
        begins = False
    return tokens


def is_counted(tokens: list[Token], place: int) -> bool:
    """Whether a number only says how many or when: «3 дня», «12 марта», «в 7 утра»."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.number:
        return False
    return after.lemma in UNITS or (after.raw.islower() and _is_month(after.lemma))


def _token(match: re.Match[str], *, begins: bool) -> Token:
    if match["word"]:
        folded = fold(match["word"])
        number = ORDINALS.get(lemma(folded), "")
        # «д» and «п» are abbreviations here, whatever the dictionary makes of them
        form = folded if len(folded) <= 2 else lemma(folded)
        return Token(match["word"], form, number=number, is_ordinal=bool(number), begins=begins)
    letter = re.sub(r"корпус|корп", "к", fold(match["letter"] or ""))
    number = match["range"] or match["number"] + re.sub(r"[\s.]", "", letter)
    is_ordinal = match["range"] is None and bool(match["ordinal"])
    return Token(match[0], number, number=number, is_ordinal=is_ordinal, flat=match["flat"] or "")


def _joins_tens(tokens: list[Token], token: Token) -> bool:
    """«Сорок» before «третий» make one ordinal of both: the last token becomes it."""
    if not (token.number and token.raw.isalpha()):
        return False
    value = int(token.number)
    begun = token
    while tokens and (tens := TENS.get(tokens[-1].lemma, 0)) and value < (_HUNDRED if tens == _HUNDRED else 10):
        begun, value = tokens.pop(), value + tens
    if begun is token:
        return False
    told = str(value)
    tokens.append(Token(token.raw, told, number=told, is_ordinal=True, begins=begun.begins, heads=token.heads))
    return True


def _is_month(word: str) -> bool:
    return any(word.startswith(month) and len(word) <= len(month) + 2 for month in MONTHS)

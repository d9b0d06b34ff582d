"""Words and numbers of a short text, as reading its place needs them; «сто пятьдесят второй» is the number 152."""

import re
from dataclasses import dataclass
from typing import Final

from otklik.duplicates.places.vocabulary import ABBREVIATIONS, BEFORE_A_DAY, MONTHS, ORDINALS, OUR_FORMS, TENS, UNITS
from otklik.shared.lemmas import all_lemmas, grammemes, lemma
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_TOKEN: Final = compile_late(
    r"(?P<time>\b\d{1,2}[:.]\d\d\b(?:[.]\d{2,4})?)"
    r"|(?P<range>\b\d{1,3})\s?-\s?(?P<flat>\d{1,4})\b"
    r"|(?P<number>\d{1,4})(?P<letter>\s?/\s?(?:\d{1,3}|[а-дА-Д](?![а-яёА-ЯЁ]))|\s?(?:к|корп|корпус)\.?\s?[1-9]\d?(?!\d)|[а-дА-Д](?![а-яёА-ЯЁ])|\s[А-Д](?![а-яёА-ЯЁ.])|\s[бг](?=[\s,.!?]|$)"
    r"|\s[а](?=\s*(?:[,.!?]|$)))?(?P<ordinal>-?(?:ый|ий|ой|го|ому?|ем|ая|ую|ю|я|й|е|м|х)(?![а-яё]))?"
    r"|(?P<word>[дДуУ]/[а-я]+|(?:[НнВв]о(?:во|сточно)|[Сс](?:таро|еверо)|[Вв]ерхне|[Нн]ижне|[Юю]го|[Мм]ало|[Бб]ольше|[Зз]ападно)-[А-ЯЁ][а-яё]+|[А-Яа-яЁё]+(?:-[а-яё]+)*)|(?P<end>[.!?\n])"
)  # fmt: skip
_HEADS: Final = compile_late(r"\s?[,:–—]|\s-\s")
_MARKS: Final = compile_late('[«"„“№]')
_CLOSING_QUOTES: Final = '»"“”'
_OPENING_QUOTES: Final = '«"„“'
_TOWARDS: Final = frozenset({"в", "на", "про"})
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
    folded: str = ""
    """`raw` in small letters, ё as е."""
    is_marked: bool = False
    """«№» stands before it."""
    is_inside: bool = False
    """Between quotation marks, with others."""
    is_quoted: bool = False
    """It stands between quotation marks by itself, with a capital letter: «Ромашка»."""

    @property
    def is_noun(self) -> bool:
        """Whether it is a thing, as far as the dictionary tells."""
        return not self.number and "NOUN" in grammemes(self.folded)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text; hours are left out."""
    tokens: list[Token] = []
    begins = True
    has_marks = bool(_MARKS.search(text))
    for match in _TOKEN.finditer(text):
        if match["end"]:
            # «ул.» and «д.» end no sentence
            begins = match["end"] != "." or not (tokens and tokens[-1].raw in ABBREVIATIONS)
            continue
        if match["time"]:
            continue
        token = _token(match, begins=begins)
        token.heads = bool(_HEADS.match(text, match.end()))
        if has_marks:
            _see_marks(token, text, match)
        if tokens and tokens[-1].lemma in _TOWARDS and token.raw[:1].isupper() and token.folded[-1:] in "ую":
            token.lemma = _whither(token)
        if not _joins_tens(tokens, token):
            tokens.append(token)
        begins = False
    return tokens


def _see_marks(token: Token, text: str, match: re.Match[str]) -> None:
    before, after = text[max(0, match.start() - 2) : match.start()].rstrip(), text[match.end() : match.end() + 1]
    token.is_marked = before.endswith("№")
    token.is_inside = text.count("«", 0, match.start()) > text.count("»", 0, match.start())
    is_between = before[-1:] in _OPENING_QUOTES and after in _CLOSING_QUOTES
    token.is_quoted = bool(before and after) and is_between and token.raw[:1].isupper()


def is_counted(tokens: list[Token], place: int) -> bool:
    """Whether a number only says how many or when: «3 дня», «12 марта», «в 7 утра»."""
    after = _counted_by(tokens, place)
    return after is not None and (after.lemma in UNITS or is_day(tokens, place))


def is_day(tokens: list[Token], place: int) -> bool:
    """«12 марта», «с 8 Марта», not «8 Марта»: days that streets are called after have capital letters."""
    after = _counted_by(tokens, place)
    may_be = after is not None and (after.raw.islower() or (place > 0 and tokens[place - 1].lemma in BEFORE_A_DAY))
    return after is not None and may_be and _is_month(after.lemma)


def _counted_by(tokens: list[Token], place: int) -> Token | None:
    """The word that a number may count; None behind a comma and before another number."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return None if after is None or after.number or tokens[place].heads else after


def _token(match: re.Match[str], *, begins: bool) -> Token:
    if match["word"]:
        # only Cyrillic letters: all that folding would do, at a tenth of its price
        folded = match["word"].lower().replace("ё", "е")
        known = OUR_FORMS.get(folded) or lemma(folded)
        number = ORDINALS.get(known, "")
        # «д» and «п» are abbreviations here, whatever the dictionary makes of them
        form = folded if len(folded) <= 2 else known
        return Token(match["word"], form, number=number, is_ordinal=bool(number), begins=begins, folded=folded)
    letter = re.sub(r"[\s.]", "", re.sub(r"корпус|корп|к", "/", fold(match["letter"] or "")))
    # «5 корп. 2» is «5/2», «3/А» is «3а»
    number = match["range"] or match["number"] + (letter.removeprefix("/") if letter[-1:].isalpha() else letter)
    is_ordinal = match["range"] is None and bool(match["ordinal"])
    flat = match["flat"] or ""
    return Token(match[0], number, number=number, is_ordinal=is_ordinal, begins=begins, flat=flat, folded=match[0])


def _joins_tens(tokens: list[Token], token: Token) -> bool:
    """«Сорок» before «третий» make one ordinal of both: the last token becomes it."""
    if not (token.number and token.raw.isalpha()) or token.begins or (tokens and tokens[-1].heads):
        return False
    value = int(token.number)
    begun = token
    while tokens and (tens := TENS.get(tokens[-1].lemma, 0)) and value < (_HUNDRED if tens == _HUNDRED else 10):
        begun, value = tokens.pop(), value + tens
    if begun is token:
        return False
    told = str(value)
    begins, heads = begun.begins, token.heads
    tokens.append(Token(token.raw, told, number=told, is_ordinal=True, begins=begins, heads=heads, folded=token.folded))
    return True


def _whither(token: Token) -> str:
    """«В Чайку»: a camp, not some tea."""
    return next(
        (one for one in all_lemmas(token.folded) if one[:-1] == token.folded[:-1] and one[-1] in "ая"), token.lemma
    )


def _is_month(word: str) -> bool:
    return word.startswith(MONTHS) and any(word.startswith(month) and len(word) <= len(month) + 2 for month in MONTHS)

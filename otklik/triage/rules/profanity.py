"""Finds obscene words, also hidden ones: stars, digits, emoji, other alphabets; letters apart, stretched or swapped.

Roots are read from the beginning of a word, so that «оскорблять», «страхуй», «хлебать», «команда» stay clean.
Words that are merely coarse (of roads, of work done badly) are not here: an angry message is not an indecent one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from otklik.shared.patterns import compile_late, compile_sign
from otklik.shared.text import as_cyrillic, fold_with_places
from otklik.triage.findings import PROFANITY, Finding
from otklik.triage.rules.dogs_and_boughs import without_dogs_and_boughs
from otklik.triage.rules.masks import EMOJI, in_our_letters
from otklik.triage.rules.obscene_words import (
    HALVES,
    KNOWN,
    KNOWN_FORMS,
    LATIN,
    MASKED_FORMS,
    ROOTS,
    SWAPPED,
    WITHIN,
)
from otklik.triage.rules.surnames import is_surname
from otklik.triage.rules.told_of_others import is_told

RULE: Final = "profanity"

_READ_OTHERWISE: Final[tuple[dict[int, int], ...]] = ({}, str.maketrans("b9", "бя"), str.maketrans("hu", "ху"))
"""Signs that stand for one letter or for another: each word is read in every one of these ways."""

_FIRST_HALVES = frozenset(halves.partition(" ")[0] for halves in HALVES)
_WITHOUT_FIRST_LETTER = frozenset(form[1:] for form in KNOWN_FORMS if len(form) > 4)
_FIRST_LETTERS = frozenset(form[0] for form in (*KNOWN_FORMS, *MASKED_FORMS))

_CHUNK = compile_late(rf"[а-яa-z0-9@$*#_.…’'`%&^~!/|?+={EMOJI}-]+")
_LETTER = compile_late(r"[а-яa-z]")
_LETTERS = compile_late(r"[а-яa-z0-9@$]+")
_CYRILLIC = compile_late(r"[а-я]+")
_MASK = compile_late(rf"[{EMOJI}]+|\*+|#+|[@$%&^]+|(?<=[а-я])[!/|?+=](?=[а-я])|_+|\.{{2,}}|…|(?<=[а-я])\.(?=[а-я])")
_POINT = compile_late(r"[.!/|?+=]")
"""Signs that stand for one letter, where they do not part words."""
_SHORT_WITH_POINT = compile_late(r"х[./|?]й")
_BOUGH_OR_COAT = compile_late(r"(?:сук|доху)[.…!]+")
_VILLAGE = compile_late(r"с\.[а-я]{2}")
"""«с.Ку»: no letter is hidden there."""
_STARS = compile_late(rf"[*#@$%^{EMOJI}]")
_SEEN: Final = 4
"""More letters than that of a longer verb must be seen."""
_STRETCHED = compile_late(r"(.)\1+")
_SPACED = compile_late(
    r"(?<![а-яa-z0-9])[а-яa-z0-9@]{1,2}(?:"
    rf"[ .,*_{EMOJI}-]"
    r"{1,3}[а-яa-z0-9@]{1,2}){2,}(?![а-яa-z0-9])"
)
_AT_ENDS = compile_late(rf"^[.!/|?+=’'`{EMOJI}-]+|[.!/|?+=…’'`{EMOJI}-]+$")
_DIGIT_INSIDE = compile_late(r"(?<=[а-я])[0-9](?=[а-я])")
_SPACED_PIECE = compile_late(r"[а-яa-z0-9@]+")
_MOST_PIECES: Final = 12
_ONE_LETTER_WORDS: Final = frozenset("авикосуя")
_SHORTEST_IN_PAIRS: Final = 5
"""Letters of a word written in pieces of two: «с УК, у них» is none."""
_SHORTEST_SPLIT: Final = 4
"""Letters of a word that a sign in its middle cannot hide: «х.уйня»; «б.ля» may be initials."""
_SENT_AWAY = compile_sign(
    r"\b(?:иди(?:те)?|пош[её]?л[аи]?|шли|шел|катись|катитесь|вали(?:те)?) (?:вы |ты |бы |все |вы все )*"
    r"(на ?х(?:[*#@…й]+|\.{2,}|\.(?!\s?[а-я])|$|(?=[ !?,]))|на (?:три|3) (?:[а-я]+ )?буквы|пнх\b)"
)
_CURT = compile_late(
    r"нах(?<![а-я]нах)(?<!\b[овкус] нах)(?<!\b(?:на|по|от|до|из|об|за) нах)х?(?![а-я]|-[а-я0-9]|\. (?:на|по|во?|у|за"
    r"|под|рядом|возле|около|между|напротив)\b)"
    r"|пох(?<![а-я]пох)(?![а-я.…*]*[а-я])"
    r"|йух(?<=\bна йух)\b|х(?<=\bкакого х)(?=[.…]|$)"
    r"|3(?<![0-9]3)[.,]14(?:зд(?!ан)[а-я]+|д[оа]р[а-я]*|зде?ц[а-я]*)"
)
_OF_CURT: Final = ("нах", "пох", ",14", ".14")
"""Of these there is one in every such word; looked for first, being quick."""
"""Cut short («о нах» may be «о них» with a slip), or written with the number π."""
_OPEN_BEGINNINGS: Final = (
    *("бл", "бля", "ху", "хуй", "пизд", "пиз", "еб", "еба", "ебан", "сук", "заеб", "муда", "пидо"),
    *("доху", "наху", "поху", "неху", "охуе", "долбоеб"),
)
# anchored and counted: a text of one endless «word» must not take seconds
_LINK = compile_late(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@[^\s@.]+\.\S+"
    r"|(?<![a-z0-9-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.(?:ru|com|org|net|рф|su)\S*"
)

_ENDS: Final = ".,!?…)"
_SIGN_OF_LINK = compile_late(r"http|www|@|\.(?:ru|com|org|net|рф|su)")
"""One of these is in every link; each begins with a letter of its own, so that it is found quickly."""


def find(text: str) -> Finding | None:
    """An obscene word, also when it is hidden by signs, digits, Latin letters or spaces."""
    folded = fold_with_places(text)
    read = in_our_letters(folded)
    if _SIGN_OF_LINK.search(read):
        read = _LINK.sub(lambda link: " " * len(link.group()), read)
    read = without_dogs_and_boughs(read)
    for start, end, certainty in _candidates(read):
        first, last = folded.span(start, end)
        if is_surname(text, first, last):
            continue
        return Finding(rule=RULE, ground=PROFANITY, start=first, end=last, certainty=certainty)
    return None


def _candidates(text: str) -> Iterator[tuple[int, int, float]]:
    if any(map(_obscene_within, _CHUNK.findall(text))):  # where they stand is of interest in few texts
        for chunk in _CHUNK.finditer(text):
            for start, end, certainty in _obscene_within(chunk.group()):
                yield chunk.start() + start, chunk.start() + end, certainty
    for spaced in _SPACED.finditer(text):
        yield from _spaced_words(spaced.group(), begin=spaced.start())
    yield from _halved_words(text)
    for sent in _SENT_AWAY.finditer(text):
        if not is_told(text, sent.start()):
            yield *sent.span(1), 0.85
    for curt in _CURT.finditer(text) if any(piece in text for piece in _OF_CURT) else ():
        yield *curt.span(), 0.85


def _halved_words(text: str) -> Iterator[tuple[int, int, float]]:
    """Words with a space in the middle: «уё бки»."""
    words = text.split(" ")
    if _FIRST_HALVES.isdisjoint(words):
        return
    for first, second in pairwise(words):
        if first in _FIRST_HALVES and (halves := f"{first} {second.rstrip(_ENDS)}") in HALVES:
            start = text.index(halves)
            yield start, start + len(halves), 0.85


@lru_cache(maxsize=20_000)
def _obscene_within(chunk: str) -> tuple[tuple[int, int, float], ...]:
    """The same within what is written without a space: most of it has been met before."""
    if _CYRILLIC.fullmatch(chunk):  # most are: no sign stands in place of a letter
        return ((0, len(chunk), 0.97),) if _is_obscene(chunk) else ()
    if not _LETTER.search(chunk):
        return ()
    is_masked = _is_masked(_AT_ENDS.sub("", chunk)) or (chunk.endswith(("…", "..")) and _is_masked(chunk))
    open_ones = (letters.span() for letters in _LETTERS.finditer(chunk) if _is_obscene(letters.group()))
    return (*(((0, len(chunk), 0.85),) if is_masked else ()), *((start, end, 0.97) for start, end in open_ones))


def _spaced_words(run: str, *, begin: int) -> Iterator[tuple[int, int, float]]:
    """Words written letter by letter, also with other short words before and after: «и б л я т ь»."""
    pieces = [(piece.start(), piece.end(), as_cyrillic(piece.group())) for piece in _SPACED_PIECE.finditer(run)]
    for first in range(len(pieces) - 2):
        if first and len(before := pieces[first - 1][2]) == 1 and before not in _ONE_LETTER_WORDS:
            return  # the rest of a longer word: «Р У Б Л Я»
        word, longest = "", 0
        for number, (_, end, letters) in enumerate(pieces[first : first + _MOST_PIECES]):
            word += letters
            if number > 1 and word in KNOWN and (len(word) >= _SHORTEST_IN_PAIRS or len(word) == number + 1):
                longest = end
        if longest:
            yield begin + pieces[first][0], begin + longest, 0.9


@lru_cache(maxsize=20_000)
def _is_obscene(word: str) -> bool:
    """A word without signs inside: as it stands, read as Cyrillic, and with stretched letters put together."""
    if not word.isalpha() and sum(letter.isdigit() for letter in word) > 2:
        return False
    if word.isascii():
        return LATIN.match(word) is not None
    readings = {word}
    if not _CYRILLIC.fullmatch(word) and sum(letter.isalpha() for letter in word) > 1:
        readings |= {as_cyrillic(word.translate(asked)) for asked in _READ_OTHERWISE}
    readings |= {_STRETCHED.sub(r"\1", reading) for reading in readings}
    return any(
        ROOTS.match(reading) or reading in SWAPPED or WITHIN.search(reading) for reading in readings
    ) or _hides_in_digits(word)


def _hides_in_digits(word: str) -> bool:
    """A digit that stands for any letter, or for none: «на3уй», «су4ки»."""
    if not _DIGIT_INSIDE.search(word):
        return False
    if as_cyrillic(_DIGIT_INSIDE.sub("", word)) in KNOWN:
        return True
    pattern = re.compile("[а-я]".join(as_cyrillic(part) for part in _DIGIT_INSIDE.split(word)))
    return any(pattern.fullmatch(form) for form in KNOWN_FORMS if len(form) > 4)


def _is_masked(word: str) -> bool:
    """A word with signs in place of letters: «б*ть», «п***ц», «бл*», «х@й»."""
    if as_cyrillic(word) in ("х**", "х***") or (word[:1] in "*#@" and word[1:] in _WITHOUT_FIRST_LETTER):
        return True
    first = as_cyrillic(word[:1])
    if first not in _FIRST_LETTERS or len(word) > 16 or not _MASK.search(word) or _VILLAGE.fullmatch(word):
        return False
    if sum(letter.isalpha() for letter in word) < 2:
        return False
    letters_only = _MASK.sub("", word)
    if len(letters_only) >= _SHORTEST_SPLIT and as_cyrillic(letters_only) in KNOWN:
        return True
    beginning = _MASK.split(word, maxsplit=1)[0]
    if beginning + word[len(beginning) :].strip("*#_.…@%&^~!") == beginning:
        return beginning in _OPEN_BEGINNINGS and not _BOUGH_OR_COAT.fullmatch(word)
    if _STARS.search(word) and sum(letter.isalpha() for letter in word) > _SEEN:
        known = (*KNOWN_FORMS, *MASKED_FORMS)
    else:
        known = KNOWN_FORMS
    pattern = re.compile("".join(_as_pattern(part) for part in re.split(f"({_MASK.pattern})", word) if part))
    shortest = 4 if _POINT.search(word) and not _SHORT_WITH_POINT.fullmatch(word) else 3
    return any(pattern.fullmatch(form) for form in known if len(form) >= shortest and form[0] == first)


def _as_pattern(part: str) -> str:
    if _POINT.fullmatch(part):
        return "[а-я]"
    if not _MASK.fullmatch(part):
        return re.escape(as_cyrillic(part))
    return f"[а-я]{{1,{max(3, len(part) + 2)}}}"

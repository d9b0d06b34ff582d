"""Finds obscene words, also hidden ones: stars, digits and Latin letters, spaced or stretched letters, ё.

Roots are read from the beginning of a word, so that «оскорблять», «страхуй», «хлебать», «команда» stay clean.
Words that are merely coarse (of roads, of work done badly) are not here: an angry message is not an indecent one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import as_cyrillic, fold_with_places
from otklik.triage.findings import PROFANITY, Finding
from otklik.triage.rules.dogs_and_boughs import without_dogs_and_boughs
from otklik.triage.rules.surnames import is_surname

RULE: Final = "profanity"

_ROOTS = compile_late(
    r"(?:на|по|до|ни|не|за|от|о|а|с|вы|пере|при|раз|рас|у|об|долбо|подо?|из)?ху(?:й|я|е|и|ю)"
    r"|[а-я]*п[иы]зд|[а-я]*пезд(?:ю|ец|еж|ел|ить|ят|обол)"
    r"|(?:с|рас|вы|о|от|на|за|ис|до|при|пере|у)?п[иы]зж|пзде?ц|(?:на|по|ни)?хйн[яюеи]|[нп][ао]хй$"
    r"|(?:за|вы|на|по|под|при|про|раз|раза|у|уй|об|до|от|осто|недо|пере|вз|из|не|зло)?"
    r"(?:(?<=[а-я])[ъь]?)?еб(?!ург|ард|есб|ил|итда|ошир|атир)(?:а|о|у|е|и|н|л|ы|т|с|ш|ц|щ|ок|к[иуао]|$)"
    r"|(?:об|раз|рас|с|от|под|из|вз|в)[ъь]еб"
    r"|(?:за|на|вы|у|про)?йоб(?:а|н|ш)|еб$|(?:за|на|вы|у|про)?иба(?:ть|л|ни|на|ли)(?!с)|д[оа]лб[оа]е[бп]|мудоеб"
    r"|дурое?б"
    r"|(?:вы|на|по|раз|рас|у|за|про|с)?бл[ьъ]?яд|бля(?:бля)*(?:т(?:ь|ск|ств)?)?$|блят[ьс]|блеат?ь$"
    r"|с+[уы]+ка(?:м|ми|х)?$|сук(?:и|у|ой|ою)$|сцук[аои]$|сучар"
    r"|муда(?:к|ч|ц)|муди(?:л|ш)|мудозвон"
    r"|г[ао]ндон|п[ие]д[оа]р(?!ск|яж)|пидр|педрил|педик$|педераст"
    r"|(?:под)?залуп(?:а|ы|у|ой|н)|манд(?:а|у|ой)$|мандавош|(?:на|за|по|вы|от)?дроч(?:и|у|ер|ат|к)"
    r"|членосос|хул[ие]$|шлюх|шлюш"
)  # fmt: skip

_READ_OTHERWISE: Final[tuple[dict[int, int], ...]] = ({}, str.maketrans("b9", "бя"), str.maketrans("hu", "ху"))
"""Signs that stand for one letter or for another: each word is read in every one of these ways."""

_LATIN = compile_late(
    r"bl+[yj]a+(?:t|d)?[`'’]?$|cyka+$|bla+(?:t|d)[`'’]?$|blyat|blyad|suka+$|pi[sz]d(?:a|e|u|o|y)"
    r"|(?:na|po|o)?[hx]u(?:y|i|j)(?:nya|lo|ov[oy]|n[jy]a)?$"
    r"|(?:za|vy|ot|pere)?[ey]eba(?:t|l|n)|(?:za|vy)?ebat|ebal|ebanut|eblan|pid[oa]r|mudak|gandon|fuck|xy(?:[jiuй]|ev)"
)

_FORMS: Final = (
    "бля блядь блять бляди блядей блядина блядский блядство хуй хуя хуе хую хуи хуем хуйня хуйню хуйней хуета хуево "
    "хуевый хуевая хуевые нахуй нахуя похуй похую дохуя нихуя захуя охуел охуели охуеть охуенно "
    "охуевший ахуел ахуели ахуеть "
    "пизда пизды пизде пизду пиздой пиздец пиздеца пиздить пиздят спиздили распиздяй пиздеж пиздеть "
    "ебать ебал ебало ебала ебут ебет ебаный ебаная ебаные ебаное ебанный ебаных ебучий ебучие еблан ебнутый ебанутый "
    "ебанутые заебал заебали заебись заебало заебись наебали наебать отъебись отъебитесь уебок уебки уебище уебан "
    "доебались наебщики нехуй подохуели хуесос хуесосы выебон выебываться проебали проебать разъебали долбоеб "
    "долбоебы "
    "пидары пидарам "
    "сука суки суке суку сукой мудак мудаки мудаков мудила гандон гондон гондоны пидор пидоры пидорас пидорасы "
    "шлюха шлюхи блядью ебись"
)
_KNOWN_FORMS = tuple(dict.fromkeys(_FORMS.split()))
_KNOWN = frozenset(_KNOWN_FORMS)
_WITHOUT_FIRST_LETTER = frozenset(form[1:] for form in _KNOWN_FORMS if len(form) > 4)
_FIRST_LETTERS = frozenset(form[0] for form in _KNOWN_FORMS)

_CHUNK = compile_late(r"[а-яa-z0-9@$*#_.…’'`%&^~!-]+")
_LETTER = compile_late(r"[а-яa-z]")
_LETTERS = compile_late(r"[а-яa-z0-9@$]+")
_CYRILLIC = compile_late(r"[а-я]+")
_MASK = compile_late(r"\*+|#+|[@$%&^]+|(?<=[а-я])!(?=[а-я])|_+|\.{2,}|…|(?<=[а-я])\.(?=[а-я])")
_STRETCHED = compile_late(r"(.)\1+")
_SPACED = compile_late(r"(?<![а-яa-z0-9])[а-яa-z0-9@]{1,2}(?:[ .,*_-]{1,3}[а-яa-z0-9@]{1,2}){2,}(?![а-яa-z0-9])")
_SPACED_PIECE = compile_late(r"[а-яa-z0-9@]+")
_MOST_PIECES: Final = 12
_SHORTEST_IN_PAIRS: Final = 5
"""Letters of a word written in pieces of two: «с УК, у них» is none."""
_SHORTEST_SPLIT: Final = 4
"""Letters of a word that a sign in its middle cannot hide: «х.уйня»; «б.ля» may be initials."""
_SENT_AWAY = compile_late(
    r"\b(?:иди(?:те)?|пош[её]?л[аи]?|шли|шел|катись|катитесь|вали(?:те)?) (?:вы |ты |бы |все |вы все )*"
    r"(на ?х(?:[*#@.…й]+|$|(?=[ !?,])))"
)
_OPEN_BEGINNINGS: Final = (
    *("бл", "бля", "ху", "хуй", "пизд", "пиз", "еб", "еба", "ебан", "сук", "заеб", "муда", "пидо"),
    *("доху", "наху", "поху", "неху", "охуе", "долбоеб"),
)
# anchored and counted: a text of one endless «word» must not take seconds
_LINK = compile_late(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@[^\s@.]+\.\S+"
    r"|(?<![a-z0-9-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.(?:ru|com|org|net|рф|su)\S*"
)

_SIGN_OF_LINK = compile_late(r"http|www|@|\.(?:ru|com|org|net|рф|su)")
"""One of these is in every link; each begins with a letter of its own, so that it is found quickly."""


def find(text: str) -> Finding | None:
    """An obscene word, also when it is hidden by signs, digits, Latin letters or spaces."""
    folded = fold_with_places(text)
    read = folded.text
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
    for chunk in _CHUNK.finditer(text):
        for start, end, certainty in _obscene_within(chunk.group()):
            yield chunk.start() + start, chunk.start() + end, certainty
    for spaced in _SPACED.finditer(text):
        yield from _spaced_words(spaced.group(), begin=spaced.start())
    for sent in _SENT_AWAY.finditer(text):
        yield *sent.span(1), 0.85


@lru_cache(maxsize=20_000)
def _obscene_within(chunk: str) -> tuple[tuple[int, int, float], ...]:
    """The same within what is written without a space: most of it has been met before."""
    if not _LETTER.search(chunk):
        return ()
    is_masked = _is_masked(chunk.strip(".!…’'`-")) or (chunk.endswith(("…", "..")) and _is_masked(chunk))
    open_ones = (letters.span() for letters in _LETTERS.finditer(chunk) if _is_obscene(letters.group()))
    return (*(((0, len(chunk), 0.85),) if is_masked else ()), *((start, end, 0.97) for start, end in open_ones))


def _spaced_words(run: str, *, begin: int) -> Iterator[tuple[int, int, float]]:
    """Words written letter by letter, also with other short words before and after: «и б л я т ь»."""
    pieces = [(piece.start(), piece.end(), as_cyrillic(piece.group())) for piece in _SPACED_PIECE.finditer(run)]
    for first in range(len(pieces) - 2):
        word, longest = "", 0
        for number, (_, end, letters) in enumerate(pieces[first : first + _MOST_PIECES]):
            word += letters
            if number > 1 and word in _KNOWN and (len(word) >= _SHORTEST_IN_PAIRS or len(word) == number + 1):
                longest = end
        if longest:
            yield begin + pieces[first][0], begin + longest, 0.9


@lru_cache(maxsize=20_000)
def _is_obscene(word: str) -> bool:
    """A word without signs inside: as it stands, read as Cyrillic, and with stretched letters put together."""
    if not word.isalpha() and sum(letter.isdigit() for letter in word) > 2:
        return False
    if word.isascii():
        return _LATIN.match(word) is not None
    readings = {word}
    if not _CYRILLIC.fullmatch(word) and sum(letter.isalpha() for letter in word) > 1:
        readings |= {as_cyrillic(word.translate(asked)) for asked in _READ_OTHERWISE}
    short = {_STRETCHED.sub(r"\1", reading) for reading in readings}
    return any(_ROOTS.match(reading) for reading in readings | short)


def _is_masked(word: str) -> bool:
    """A word with signs in place of letters: «б*ть», «п***ц», «бл*», «х@й»."""
    if as_cyrillic(word) in ("х**", "х***") or (word[:1] in "*#@" and word[1:] in _WITHOUT_FIRST_LETTER):
        return True
    first = as_cyrillic(word[:1])
    if first not in _FIRST_LETTERS or len(word) > 16 or not _MASK.search(word):
        return False
    if sum(letter.isalpha() for letter in word) < 2:
        return False
    letters_only = _MASK.sub("", word)
    if len(letters_only) >= _SHORTEST_SPLIT and as_cyrillic(letters_only) in _KNOWN:
        return True
    beginning = _MASK.split(word, maxsplit=1)[0]
    if beginning + word[len(beginning) :].strip("*#_.…@%&^~!") == beginning:
        return beginning in _OPEN_BEGINNINGS
    pattern = re.compile("".join(_as_pattern(part) for part in re.split(f"({_MASK.pattern})", word) if part))
    shortest = 4 if "." in word and word != "х.й" else 3
    return any(pattern.fullmatch(form) for form in _KNOWN_FORMS if len(form) >= shortest and form[0] == first)


def _as_pattern(part: str) -> str:
    if part in (".", "!"):
        return "[а-я]"
    if not _MASK.fullmatch(part):
        return re.escape(as_cyrillic(part))
    return f"[а-я]{{1,{max(3, len(part) + 2)}}}"

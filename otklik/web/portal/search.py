"""Finding a body by what people call it: any case, ё or е, endings, a slip of the finger, «дк» for the long name.

Plain decisions: texts are arguments. Each word of the question must fit some word of the card; numbers fit exactly, so
that «школа 21» is not school 2.
"""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
_FOLD = str.maketrans({"ё": "е", "й": "и"})
_SHORT_FORMS = {
    "дк": "культур", "дхш": "художественн", "дмш": "музыкальн", "цбс": "библиотечн", "угх": "хозяйств",
    "мэрия": "администраци", "садик": "сад", "детсад": "сад", "ро": "образовани", "музыкалка": "музыкальн",
    "художка": "художественн", "библиотека": "библиотечн",
}  # fmt: skip
ENOUGH = 0.5
"""Share of common pairs of letters from which two words count as the same."""


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(text.lower().translate(_FOLD))


def fit_of(question: str, texts: Sequence[str]) -> float:
    """How well a card fits the question: 0 where a word of the question is missing, else the mean of its words."""
    asked = words_of(question)
    if not asked:
        return 1.0
    words = [word for text in texts for word in words_of(text)]
    initials = {"".join(word[0] for word in words_of(text) if len(word) > 2) for text in texts}
    fits = [_best(word, words, initials) for word in asked]
    return 0.0 if min(fits) == 0 else sum(fits) / len(fits)


def _best(asked: str, words: Iterable[str], initials: set[str]) -> float:
    if len(asked) > 1 and asked in initials:
        return 1.0
    short = _SHORT_FORMS.get(asked, "").translate(_FOLD)
    return max((_fit(asked, word, short) for word in words), default=0.0)


def _fit(asked: str, word: str, short: str) -> float:
    if asked == word:
        return 1.0
    if asked[0].isdigit() or word[0].isdigit():
        return 0.0
    if short and word.startswith(short):
        return 0.95
    if len(asked) > 2 and word.startswith(asked):
        return 0.9
    likeness = _likeness(asked, word)
    return likeness if likeness >= ENOUGH else 0.0


def _likeness(one: str, other: str) -> float:
    """Dice's measure over pairs of letters, with the edges counted; short words have too few pairs to be alike."""
    if min(len(one), len(other)) < 4:
        return 0.0
    first, second = _pairs(one), _pairs(other)
    common = sum(1 for pair in first if pair in second)
    return 2 * common / (len(first) + len(second))


def _pairs(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[place : place + 2] for place in range(len(edged) - 1)]

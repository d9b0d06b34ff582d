"""What a rule leaves behind when it found something, and the grounds there are."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from otklik.shared.text import Folded
from otklik.shared.words import marked as _

PROFANITY: Final = "profanity"
INSULT: Final = "insult"
HATE: Final = "hate"
THREAT: Final = "threat"
DANGER: Final = "danger"
PERSONAL_DATA: Final = "personal_data"
LINKS: Final = "links"
ADVERTISING: Final = "advertising"
FLOOD: Final = "flood"

GROUNDS: Final = (PROFANITY, INSULT, HATE, THREAT, DANGER, PERSONAL_DATA, LINKS, ADVERTISING, FLOOD)
"""The closed list: what is not on it is never a reason to hide a message."""

GROUND_WORDS: Final = {
    PROFANITY: _("profanity"),
    INSULT: _("insult"),
    HATE: _("hatred"),
    THREAT: _("threat"),
    DANGER: _("danger to life"),
    PERSONAL_DATA: _("personal data"),
    LINKS: _("suspicious link"),
    ADVERTISING: _("advertising"),
    FLOOD: _("flood"),
}
"""As people are told of them."""

FOR_A_PERSON_AT_ONCE: Final = frozenset({THREAT, HATE, DANGER})
_PIECE: Final = 500
_AROUND: Final = 250
"""Letters on either side of a piece: more than any rule of personal data finds or looks at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: on what ground, where in the text (characters), how certainly (0…1)."""

    rule: str
    ground: str
    start: int
    end: int
    certainty: float


def first_match(
    pattern: re.Pattern[str], folded: Folded, *, rule: str, ground: str, certainty: float, group: int = 0
) -> Finding | None:
    """The first place of a folded text that a pattern fits, as a finding in the text as it came."""
    match = pattern.search(folded.text)
    if match is None:
        return None
    start, end = folded.span(*match.span(group))
    return Finding(rule=rule, ground=ground, start=start, end=end, certainty=certainty)


def find_every(find: Callable[[str], Finding | None], text: str, *, at_most: int) -> list[Finding]:
    """Everything that a rule finds: it names the first place; that is blanked and the rule asked again."""
    found: list[Finding] = []
    left = text
    while len(found) < at_most:
        one = find(left)
        if one is None or one.end <= one.start:
            break
        found.append(one)
        left = left[: one.start] + " " * (one.end - one.start) + left[one.end :]
    return found


def find_every_nearby(find: Callable[[str], Finding | None], text: str, *, at_most: int) -> list[Finding]:
    """The same, for a rule that looks no further than at the words around what it finds: a long text is read in
    pieces, so that the time grows with its length, not with its square."""
    found: list[Finding] = []
    left = text
    for start in range(0, len(text), _PIECE):
        first, end = max(0, start - _AROUND), start + _PIECE
        for within in find_every(find, left[first : end + _AROUND], at_most=at_most):
            one = replace(within, start=within.start + first, end=within.end + first)
            if one.start < end and one.end > start:  # what only the surroundings hold is the next piece's
                found.append(one)
                left = left[: one.start] + " " * (one.end - one.start) + left[one.end :]
    return found[:at_most]

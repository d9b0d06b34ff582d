"""What a rule leaves behind when it found something, and the grounds there are."""

import re
from dataclasses import dataclass
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

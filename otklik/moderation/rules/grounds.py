"""The grounds as people read them, and which of them is the worst. Plain: no database, no clock."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from otklik.shared.words import marked as _
from otklik.triage import findings
from otklik.triage.findings import FOR_A_PERSON_AT_ONCE, GROUNDS

UNCLEAR: Final = "unclear"
"""No ground: a rule broke on the text, so that a person has to read it."""

_FROM_THE_WORST: Final = (
    findings.DANGER,
    findings.THREAT,
    findings.HATE,
    findings.PERSONAL_DATA,
    findings.INSULT,
    findings.PROFANITY,
    findings.ADVERTISING,
    findings.LINKS,
    findings.FLOOD,
)
_LEAST: Final = len(_FROM_THE_WORST)

GROUND_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        findings.DANGER: _("Danger to people"),
        findings.THREAT: _("Threat"),
        findings.HATE: _("Hatred, extremism"),
        findings.PERSONAL_DATA: _("Personal data"),
        findings.INSULT: _("Insult"),
        findings.PROFANITY: _("Profanity"),
        findings.ADVERTISING: _("Advertising"),
        findings.LINKS: _("Outside links"),
        findings.FLOOD: _("Flood"),
        UNCLEAR: _("A rule failed: read it yourself"),
    }
)


def danger_of(ground: str) -> int:
    """The rank of a ground: 0 comes first in the queue. One that is not listed here comes with the personal data."""
    if ground in _FROM_THE_WORST:
        return _FROM_THE_WORST.index(ground)
    return _LEAST if ground == UNCLEAR else _FROM_THE_WORST.index(findings.PERSONAL_DATA)


def is_for_a_person_at_once(ground: str) -> bool:
    """Nothing of this is left to the machine: a person is called."""
    return ground in FOR_A_PERSON_AT_ONCE


def is_ground(ground: str) -> bool:
    """Whether it is on the closed list; criticism is not."""
    return ground in GROUNDS


def name_of(ground: str) -> str:
    """A ground in words, marked for translation; its code where nobody has named it."""
    return GROUND_NAMES.get(ground, ground)

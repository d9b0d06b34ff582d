"""Terms of answers as data: by regime, channel, kind and importance, how long each clock of a case may run.

Plain values: no Django, no database, no clock. A new term is one row of `PROFILES`; the first row that fits counts.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from otklik.shared.words import marked as _
from otklik.shared.working_time import DayOffRule

PROFILES_VERSION = "2026-1"
"""A case keeps the version that its deadlines were set by."""


class Regime(StrEnum):
    """By which rules a message is answered."""

    COMMENT = "comment"
    """In a network: not an official appeal, whatever it says."""
    PLATFORM = "platform"
    """Sent through the federal platform."""
    APPEAL = "appeal"
    """An official appeal under 59-ФЗ, with terms in calendar days."""


class Importance(StrEnum):
    """How much harm waiting does."""

    ORDINARY = "ordinary"
    HIGH = "high"
    EMERGENCY = "emergency"


class ClockKind(StrEnum):
    """What runs out."""

    ASSIGNMENT = "assignment"
    """Until somebody has the case."""
    PRIMARY = "primary"
    """Until the first published answer, final or interim."""
    FINAL = "final"
    """From an interim answer to the final one."""


class Unit(StrEnum):
    """In what a term is counted."""

    WORKING_MINUTES = "working_minutes"
    MINUTES = "minutes"
    """Round the clock."""
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    """The last one to its end."""


UNIT_NAMES = {
    Unit.WORKING_MINUTES: _("working hours"),
    Unit.MINUTES: _("hours round the clock"),
    Unit.WORKING_DAYS: _("working days"),
    Unit.CALENDAR_DAYS: _("calendar days"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """How long a clock may run."""

    amount: int | Decimal
    """Whole for days."""
    unit: Unit


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one sort of case. A clock without a term does not run."""

    name: str
    assignment: Term | None = None
    primary: Term | None = None
    final: Term | None = None
    grace: Term = Term(60, Unit.WORKING_MINUTES)
    """What is left at least when a paused case comes back: nobody is overdue at the moment of return."""
    pauses: bool = True
    """False where the law lets nothing pause the terms."""
    day_off_rule: DayOffRule = DayOffRule.KEEP
    """Where a term in calendar days ends that would end on a day off."""

    def term_of(self, clock: ClockKind) -> Term | None:
        """The term of one clock."""
        return {
            ClockKind.ASSIGNMENT: self.assignment,
            ClockKind.PRIMARY: self.primary,
            ClockKind.FINAL: self.final,
        }[clock]


_HOUR = 60
_ASSIGNMENT = Term(_HOUR, Unit.WORKING_MINUTES)
_FINAL = Term(7, Unit.WORKING_DAYS)

THANKS = Profile("thanks")
ORDINARY = Profile("ordinary", _ASSIGNMENT, Term(8 * _HOUR, Unit.WORKING_MINUTES), _FINAL)
HIGH = Profile("high", _ASSIGNMENT, Term(4 * _HOUR, Unit.WORKING_MINUTES), _FINAL)
EMERGENCY = Profile(
    "emergency", Term(_HOUR, Unit.MINUTES), Term(_HOUR, Unit.MINUTES), _FINAL, grace=Term(_HOUR // 2, Unit.MINUTES)
)
OFFICIAL_APPEAL = Profile(
    "official_appeal", Term(3, Unit.CALENDAR_DAYS), Term(30, Unit.CALENDAR_DAYS), Term(30, Unit.CALENDAR_DAYS),
    pauses=False,
)  # fmt: skip

ANY = "*"

PROFILES: tuple[tuple[str, str, str, str, Profile], ...] = (
    # regime         channel  kind      importance  profile
    (Regime.APPEAL, ANY, ANY, ANY, OFFICIAL_APPEAL),
    (ANY, ANY, "thanks", ANY, THANKS),
    (ANY, ANY, ANY, Importance.EMERGENCY, EMERGENCY),
    (ANY, ANY, ANY, Importance.HIGH, HIGH),
    (ANY, ANY, ANY, ANY, ORDINARY),
)


def profile_for(*, regime: str, channel: str, kind: str, importance: str) -> Profile:
    """The terms of a case: the first row of the table that fits. Unknown words get the ordinary terms."""
    asked = (regime, channel, kind, importance)
    return next(
        profile
        for *row, profile in PROFILES
        if all(wanted in (ANY, given) for wanted, given in zip(row, asked, strict=True))
    )

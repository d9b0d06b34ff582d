"""Terms of answers as data: how long each clock of a case may run.

Plain values: no Django, no database, no clock. Which case has which terms stands in `policies`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

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


HOUR = Term(60, Unit.WORKING_MINUTES)


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one sort of case. A clock without a term does not run."""

    name: str
    assignment: Term | None = None
    primary: Term | None = None
    final: Term | None = None
    grace: Term = HOUR
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

    def told(self) -> dict[str, Any]:
        """As it is kept: by clock an amount and its unit."""
        terms = {clock.value: term for clock in ClockKind if (term := self.term_of(clock))} | {"grace": self.grace}
        told: dict[str, Any] = {name: [int(term.amount), term.unit.value] for name, term in terms.items()}
        return told if self.pauses else told | {"pauses": False}

    @classmethod
    def read(cls, name: str, told: Mapping[str, Any]) -> Self:
        """What was kept."""
        terms = {clock: Term(told[clock][0], Unit(told[clock][1])) for clock in told if clock != "pauses"}
        return cls(
            name,
            assignment=terms.get("assignment"),
            primary=terms.get("primary"),
            final=terms.get("final"),
            grace=terms.get("grace", HOUR),
            pauses=told.get("pauses", True),
        )


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

BUILT_IN = {one.name: one for one in (OFFICIAL_APPEAL, THANKS, EMERGENCY, HIGH, ORDINARY)}
"""What came with the program, by its name; cases keep the name."""

"""What happened to the clocks of a case, as its row keeps it: when each began, dates that people set, pauses.

Plain: from this log alone, with the terms and the calendar, every deadline can be worked out again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from otklik.appeals.deadlines import Moments, Pause, SetDate
from otklik.appeals.profiles import ClockKind


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a clock began."""

    since: datetime
    with_grace: bool = False
    counted_as: ClockKind | None = None
    """By whose term it runs, where that is another's: a reopened case answers anew."""
    set_date: SetDate | None = None


@dataclass(slots=True)
class ClockLog:
    """The log of one case."""

    policy: dict[str, Any] = field(default_factory=dict)
    """By what its deadlines were set: the key of the policy; of an own one its name and terms, which never change."""
    begun: dict[ClockKind, Beginning] = field(default_factory=dict)
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)
    """Those that are over."""

    def moments(self, clock: ClockKind, *, stopped_at: datetime | None, paused_at: datetime | None) -> Moments | None:
        """What one clock is counted from; None where it never began."""
        began = self.begun.get(clock)
        if began is None:
            return None
        return Moments(
            started_at=began.since,
            stopped_at=stopped_at,
            pauses=tuple(self._pauses_since(began.since, paused_at)),
            set_date=began.set_date,
            with_grace=began.with_grace,
        )

    def counted_as(self, clock: ClockKind) -> ClockKind:
        """By whose term a clock runs."""
        began = self.begun.get(clock)
        return (began and began.counted_as) or clock

    def _pauses_since(self, since: datetime, paused_at: datetime | None) -> Iterator[Pause]:
        for from_at, until_at in self.pauses:
            if until_at > since:
                yield Pause(max(from_at, since), until_at)
        if paused_at is not None:
            yield Pause(max(paused_at, since))

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "policy": self.policy,
            "begun": {clock.value: _told(began) for clock, began in self.begun.items()},
            "pauses": [[from_at.isoformat(), until_at.isoformat()] for from_at, until_at in self.pauses],
        }

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """What was kept."""
        return cls(
            policy=told.get("policy", {}),
            begun={ClockKind(clock): _read(began) for clock, began in told.get("begun", {}).items()},
            pauses=[(_moment(from_at), _moment(until_at)) for from_at, until_at in told.get("pauses", [])],
        )


def _told(began: Beginning) -> dict[str, Any]:
    told: dict[str, Any] = {"since": began.since.isoformat()}
    if began.with_grace:
        told["with_grace"] = True
    if began.counted_as:
        told["counted_as"] = began.counted_as.value
    if began.set_date:
        told["set"] = [began.set_date.at.isoformat(), began.set_date.to.isoformat()]
    return told


def _read(told: dict[str, Any]) -> Beginning:
    set_date = SetDate(*(_moment(one) for one in told["set"])) if "set" in told else None
    return Beginning(
        since=_moment(told["since"]),
        with_grace=told.get("with_grace", False),
        counted_as=ClockKind(told["counted_as"]) if "counted_as" in told else None,
        set_date=set_date,
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)

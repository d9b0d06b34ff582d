"""The history of a case: its steps, and whom its alarm called and who took it, in the order of time."""

from dataclasses import dataclass
from datetime import datetime

from otklik.appeals.emergencies import EmergencyView
from otklik.appeals.selectors import StepView


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """Somebody was called for an emergency, or took it."""

    at: datetime
    name: str
    letter: str = ""
    """How far the letter of a call is; empty where none was sent."""
    has_taken: bool = False


def history_of(steps: tuple[StepView, ...], emergency: EmergencyView | None) -> list[StepView | AlarmLine]:
    """What happened, the newest first; an alarm stands after the step of the same moment that brought it about."""
    lines: list[StepView | AlarmLine] = [*steps]
    if emergency is not None:
        lines += [AlarmLine(call.at, call.name, call.letter) for call in emergency.calls]
        if emergency.taken_at is not None:
            lines.append(AlarmLine(emergency.taken_at, emergency.taken_by, has_taken=True))
    return sorted(lines, key=lambda line: line.at)[::-1]

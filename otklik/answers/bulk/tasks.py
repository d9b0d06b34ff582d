"""What can be done with many cases at once, and whether acts in a row can be done at all.

Plain decisions: no Django, no database, no clock. Approving and sending are not among them: whoever approves has read
that one text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from otklik.appeals.sharing import Way
from otklik.appeals.states import Act, Cause, Outcome, State
from otklik.appeals.workflow import find_transition
from otklik.organizations.rights import Right, Role, may, standing_in
from otklik.shared.words import marked as _

MOST_TASKS = 8
MOST_DAYS = 366


class Doing(StrEnum):
    """One kind of act."""

    ASSIGN = "assign"
    TAKE = "take"
    TOPIC = "topic"
    IMPORTANCE = "importance"
    TAG = "tag"
    UNTAG = "untag"
    DEFER = "defer"
    CLOSE = "close"
    NOTE = "note"
    READY = "ready"
    """A ready text becomes the draft, after what stands there."""
    ASK = "ask"


DOING_NAMES = {
    Doing.ASSIGN: _("Pass on"),
    Doing.TAKE: _("Take into work"),
    Doing.TOPIC: _("Set the topic"),
    Doing.IMPORTANCE: _("Set the importance"),
    Doing.TAG: _("Put a tag on"),
    Doing.UNTAG: _("Take a tag off"),
    Doing.DEFER: _("Defer"),
    Doing.CLOSE: _("Close"),
    Doing.NOTE: _("Add a note"),
    Doing.READY: _("Ready text as a draft"),
    Doing.ASK: _("Ask the author"),
}
_ACTS = {
    Doing.ASSIGN: Act.ASSIGN, Doing.TAKE: Act.TAKE, Doing.DEFER: Act.DEFER, Doing.CLOSE: Act.CLOSE,
    Doing.ASK: Act.ASK_AUTHOR,
}  # fmt: skip
"""The acts of the table that they are; the others leave the case where it is."""
_RIGHTS = {
    Doing.TOPIC: (Right.EDIT_CASE, Right.WRITE_ANSWER),
    Doing.IMPORTANCE: (Right.EDIT_CASE, Right.WRITE_ANSWER),
    Doing.TAG: (Right.EDIT_CASE, Right.WRITE_ANSWER),
    Doing.UNTAG: (Right.EDIT_CASE, Right.WRITE_ANSWER),
    Doing.NOTE: (Right.WRITE_NOTE,),
    Doing.READY: (Right.WRITE_ANSWER,),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One act with what it needs; what it does not need stays empty."""

    doing: Doing
    body_id: int | None = None
    """None: the body that has the case."""
    executor_id: int | None = None
    way: Way | None = None
    topic_id: int | None = None
    importance: str = ""
    text: str = ""
    due_on: date | None = None
    in_days: int | None = None
    """A date counted from the day of the act, as a macro says it."""
    cause: Cause | None = None
    outcome: Outcome | None = None
    ready_id: int | None = None
    tag_id: int | None = None

    def day(self, today: date) -> date | None:
        """Until when."""
        return today + timedelta(days=self.in_days) if self.in_days is not None else self.due_on

    def told(self) -> dict[str, str | int]:
        """As JSON keeps it: only what is filled."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return {
            name: value if isinstance(value, int) else value.isoformat() if isinstance(value, date) else str(value)
            for name, value in filled.items()
        }

    @classmethod
    def read(cls, told: Mapping[str, object]) -> "Task":
        """The act that was told. Raises ValueError, KeyError or TypeError for what is none."""
        words = {name: str(told[name]) for name in ("importance", "text") if name in told}
        numbers = {name: _whole(told[name]) for name in _NUMBERS if name in told}
        day = told.get("due_on")
        return cls(
            Doing(str(told["doing"])),
            way=Way(str(told["way"])) if "way" in told else None,
            due_on=date.fromisoformat(str(day)) if day else None,
            cause=Cause(str(told["cause"])) if "cause" in told else None,
            outcome=Outcome(str(told["outcome"])) if "outcome" in told else None,
            **words,  # type: ignore[arg-type]
            **numbers,  # type: ignore[arg-type]
        )


_NUMBERS = ("body_id", "executor_id", "topic_id", "in_days", "ready_id", "tag_id")


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def needs_of(task: Task) -> str:
    """The field that is empty and must not be; empty when all is there."""
    wanted = {
        Doing.TOPIC: ("topic_id",),
        Doing.IMPORTANCE: ("importance",),
        Doing.TAG: ("tag_id",),
        Doing.UNTAG: ("tag_id",),
        Doing.NOTE: ("text",),
        Doing.READY: ("ready_id",),
        Doing.ASK: ("text",),
        Doing.CLOSE: ("outcome",),
        Doing.DEFER: ("text", "due_on" if task.in_days is None else "in_days"),
    }.get(task.doing, ())
    return next((name for name in wanted if getattr(task, name) in (None, "")), "")


def find_impossible(tasks: Sequence[Task]) -> Doing | None:
    """The first act that no role can do in any state which those before it leave; None where all can be done."""
    far = {role: _how_far(tasks, role) for role in Role}
    furthest = max(far.values())
    return tasks[furthest].doing if furthest < len(tasks) else None


def _how_far(tasks: Iterable[Task], role: Role) -> int:
    """How many of the acts this role can do in a row, from whichever state suits it best."""
    states, done = set(State), 0
    for task in tasks:
        states = {to for state in states if (to := _leads(task.doing, state, role))}
        if not states:
            break
        done += 1
    return done


def _leads(doing: Doing, state: State, role: Role) -> State | None:
    if doing in _RIGHTS:
        return state if any(may((role,), right) for right in _RIGHTS[doing]) else None
    row = find_transition(state, _ACTS[doing])
    return (row.to or state) if row is not None and not standing_in((role,)).isdisjoint(row.who) else None

"""How long bodies have to answer: the policies, what they would change for open cases, who is warned when."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.appeals.policy_book import LONGEST_NAME, MOST_AMOUNT, PRIORITIES, PolicyEntry, end_policy, enter_policy
from otklik.appeals.profiles import ClockKind, Profile, Term, Unit
from otklik.appeals.recomputing import Moved, ask_for_recompute, preview_recompute
from otklik.appeals.selectors.policies import PolicyRow, list_policies
from otklik.appeals.warning_policy import WarningRules, enter_warning_rules, rules_in_force
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.shapes import Asked, Done, Id, Line, Made, Nothing, Ref

router = Router(tags=["Rules"])
Amount = Annotated[int, Field(strict=True, ge=1, le=max(MOST_AMOUNT.values()))]


class TermOf(Asked):
    """How long a clock may run."""

    amount: Amount
    unit: Unit


class PolicyOf(Schema):
    """One policy: what it fits (empty: anything), and how long each clock may run; null: it does not run."""

    id: int | None = Field(description="Null: it came with the program.")
    name: str
    regime: str
    channel: str
    kind: str
    importance: str
    priority: int | None
    topic_id: int | None
    topic: str
    body_id: int | None
    body: str
    assignment: TermOf | None
    primary: TermOf | None
    final: TermOf | None
    grace: TermOf
    pauses: bool
    made_at: datetime | None
    made_by: str


def _policy(row: PolicyRow) -> dict[str, object]:
    shown = {name: getattr(row, name) for name in PolicyOf.model_fields if hasattr(row, name)}
    return shown | _terms(row.profile)


def _terms(profile: Profile) -> dict[str, object]:
    terms = {clock.value: profile.term_of(clock) for clock in ClockKind} | {"grace": profile.grace}
    told = {name: {"amount": int(one.amount), "unit": one.unit} if one else None for name, one in terms.items()}
    return told | {"name": profile.name, "pauses": profile.pauses}


@router.get("/deadlines", response=list[PolicyOf])
def deadline_policies(request: HttpRequest) -> list[dict[str, object]]:
    """The policies in the order in which they are asked; the first that fits a case counts."""
    require_right(request, Right.EDIT_RULES)
    return [_policy(row) for row in list_policies()]


class PolicyIn(Asked):
    """A policy: what it fits (empty and null: anything), and how long each clock may run."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00]*$")]
    priority: Annotated[int, Field(strict=True, ge=PRIORITIES.start, lt=PRIORITIES.stop)] = 100
    regime: Line = ""
    channel: Line = ""
    kind: Line = ""
    importance: Line = ""
    topic_id: Ref | None = None
    body_id: Ref | None = None
    assignment: TermOf | None = None
    primary: TermOf
    final: TermOf | None = None
    grace: Amount = Field(60, description="Working minutes that are left at least after a pause.")
    instead_of: Ref | None = Field(None, description="The policy that it replaces.")

    def entry(self) -> PolicyEntry:
        """As the services take it."""
        clocks = {clock.value: getattr(self, clock.value) for clock in ClockKind}
        terms = {name: Term(one.amount, one.unit) for name, one in clocks.items() if one}
        values = self.model_dump(exclude={*clocks, "grace", "instead_of"})
        return PolicyEntry(**values, terms=terms | {"grace": Term(self.grace, Unit.WORKING_MINUTES)})


@router.post("/deadlines", response=Made)
def new_deadline_policy(request: HttpRequest, given: PolicyIn) -> dict[str, int]:
    """Enter a policy, or one in place of another. It holds for new cases; open ones keep their deadlines."""
    program = require_right(request, Right.EDIT_RULES)
    return {"id": enter_policy(given.entry(), by=program.viewer, now=program.now, instead_of=given.instead_of)}


@router.post("/deadlines/{int:policy_id}/end", response=Done)
def end_deadline_policy(request: HttpRequest, policy_id: Id, given: Nothing) -> Done:
    """Take a policy out of force. Open cases keep their deadlines until they are recomputed."""
    program = require_right(request, Right.EDIT_RULES)
    end_policy(policy_id, by=program.viewer, now=program.now)
    return Done()


class EffectOf(Schema):
    """What recomputing would change: counts, and the first cases that one sees."""

    looked_at: int
    changed: int
    earlier: int
    later: int
    overdue: int = Field(description="In time before, overdue after.")
    is_whole: bool = Field(description="False where only the open cases that are due first were looked at.")
    examples: list[Moved]


@router.get("/deadlines/recompute/preview", response=EffectOf)
def preview_recomputing(request: HttpRequest) -> dict[str, object]:
    """What recomputing would change for open cases now. Nothing is written."""
    program = require_right(request, Right.EDIT_RULES)
    effect = preview_recompute(program.viewer, now=program.now)
    return {name: getattr(effect, name) for name in EffectOf.model_fields}


class RecomputeIn(Asked):
    """Why: it stays in the audit log."""

    because: Line


@router.post("/deadlines/recompute", response=Done)
def recompute_deadlines(request: HttpRequest, given: RecomputeIn) -> Done:
    """Have the worker give all open cases the deadlines that follow from the policies and calendars of today."""
    program = require_right(request, Right.EDIT_RULES)
    ask_for_recompute(by=program.viewer, because=given.because, now=program.now)
    return Done()


@router.get("/deadlines/warnings", response=WarningRules)
def warning_rules(request: HttpRequest) -> WarningRules:
    """At how many percents of a term who is warned, and how many days before a date."""
    require_right(request, Right.EDIT_RULES)
    return rules_in_force()


Percents = Annotated[list[Annotated[int, Field(strict=True, ge=0, le=1000)]], Field(max_length=20)]


class WarningsIn(Asked):
    """At how many percents of a term who is warned, and how many days before a date."""

    executor: Percents
    coordinator: Percents
    head: Percents
    reminder_days: Annotated[int, Field(strict=True, ge=0, le=1000)]


@router.post("/deadlines/warnings", response=Done)
def enter_warnings(request: HttpRequest, given: WarningsIn) -> Done:
    """Warn so from now on."""
    program = require_right(request, Right.EDIT_RULES)
    percents = {name: tuple(getattr(given, name)) for name in ("executor", "coordinator", "head")}
    rules = WarningRules(**percents, reminder_days=given.reminder_days)
    enter_warning_rules(rules, by=program.viewer, now=program.now)
    return Done()

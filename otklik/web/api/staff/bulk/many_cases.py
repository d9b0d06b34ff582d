"""Acts on many cases: what each would become is shown first, then done as it was shown, reported, and taken back."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.answers.bulk.macros import list_macros_by_page
from otklik.answers.bulk.plans import Plan, plan_of, read_plan, sign_plan, whole
from otklik.answers.bulk.reporting import RunRow, RunView, list_runs, load_run
from otklik.answers.bulk.running import MOST_BY_CALL, demand_pressed_with, do_many, new_key, stop_run, undo_run
from otklik.answers.bulk.tasks import Task
from otklik.answers.bulk.trying import Foreseen, foresee
from otklik.appeals.errors import UnfitValue
from otklik.appeals.profiles import Importance
from otklik.appeals.states import CLOSING_OUTCOMES
from otklik.organizations.pressed import posts_told
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.api.staff.answers.kept_texts import ActIn, Macros
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.rule_shapes import Further, mark_in, told
from otklik.web.api.staff.shapes import Asked, Day, Done, Id, Made, Nothing, Ref, Version
from otklik.web.desk.forms import within_a_year

router = Router(tags=["Many at once"])
Signed = Annotated[str, StringConstraints(max_length=400_000, pattern=r"^[^\x00]*$")]
Key = Annotated[
    str,
    StringConstraints(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z_-]+$"),
    Field(description="Of the preview: the same again finds what the first has done."),
]


class TaskIn(ActIn):
    """One act, with what it needs; approving and sending are none: whoever approves has read that one text."""

    importance: Importance | None = None
    due_on: Day | None = None

    def task(self, who: Program) -> Task:
        """As the services take it. Raises UnfitValue."""
        today = timezone.localdate(who.now)
        values = self.model_dump(exclude={"due_on", "importance", "outcome", "text"})
        due_on = within_a_year(self.due_on, field="due_on", today=today)
        return whole(
            Task(
                **values,
                due_on=due_on,
                text=self.text.strip(),
                importance=self.importance.value if self.importance else "",
                outcome=self.outcome if self.outcome in CLOSING_OUTCOMES else None,
            )
        )


class ManyIn(Asked):
    """Which cases, and what shall be done with them: one act, or a macro."""

    numbers: Annotated[list[Ref], Field(min_length=1, max_length=MOST_BY_CALL)]
    task: TaskIn | None = None
    macro_id: Ref | None = None

    def plan(self, who: Program) -> Plan:
        """The acts. Raises UnfitValue, NotSeen."""
        if (self.task is None) is (self.macro_id is None):
            raise UnfitValue(_("Say one act, or a macro."), field="task", mend=_("One of both, not both."))
        if self.task is not None:
            return Plan((self.task.task(who),))
        return plan_of(self.macro_id or 0, by=who.viewer)[0]


class Preview(Schema):
    """What would become of each case that the owner of the key sees; `plan` and `key` go into the act."""

    cases: list[Foreseen]
    plan: str
    key: str


@router.get("/cases/many/macros", response=Macros)
def usable_macros(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The macros that the owner of the key can run, by name."""
    program = require_right(request, Right.SEE_CASES)
    rows, following = list_macros_by_page(program.viewer, after=mark_in(after, str, int))
    return {"macros": rows, "next": told(following)}


@router.post("/cases/many/preview", response=Preview)
def preview_many(request: HttpRequest, given: ManyIn) -> dict[str, object]:
    """What would become of each case, or why nothing would: the act itself, rolled back. Nothing is done."""
    program = require_right(request, Right.SEE_CASES)
    plan = given.plan(program)
    foreseen, key = foresee(given.numbers, plan.tasks, by=program.viewer, now=program.now), new_key()
    shown = {one.case.number: one.case.version for one in foreseen}
    return {"cases": foreseen, "plan": sign_plan(plan, by=program.viewer, key=key, shown=shown), "key": key}


class AsShown(Asked):
    """A case, in the version that the preview showed."""

    number: Ref
    version: Version


class DoIn(Asked):
    """What a preview showed within a day, and with which of its cases it shall be done."""

    plan: Signed
    key: Key
    cases: Annotated[list[AsShown], Field(min_length=1, max_length=MOST_BY_CALL)]


@router.post("/cases/many", response=Made)
def act_on_many(request: HttpRequest, given: DoIn) -> dict[str, int]:
    """Have it done, case by case, each as the preview showed it; the report tells how far it is."""
    program = require_right(request, Right.SEE_CASES)
    versions = {one.number: one.version for one in given.cases}
    plan = read_plan(given.plan, by=program.viewer, key=given.key, versions=versions)
    run_id = do_many(
        versions, plan.tasks, key=given.key, by=program.viewer, now=program.now, macro_id=plan.macro_id
    )  # fmt: skip
    return {"id": run_id}


@router.get("/cases/many", response=list[RunRow])
def runs_of_many(request: HttpRequest) -> list[RunRow]:
    """What the owner of the key lately did with many cases, the newest first: twenty at most; how far each is.

    A key that acts from one post sees only what was done from that post alone.
    """
    program = require_right(request, Right.SEE_CASES)
    return list_runs(by=program.viewer, posts=posts_told(program.viewer) if program.holder.is_narrowed else None)


@router.get("/cases/many/{int:run_id}", response=RunView)
def report_of_many(request: HttpRequest, run_id: Id) -> RunView:
    """What is done by one call, case by case; at its end once `stage` is «done». For thirty days."""
    program = _of_run(request, run_id)
    return load_run(run_id, by=program.viewer, now=program.now)


@router.post("/cases/many/{int:run_id}/stop", response=Done)
def stop_many(request: HttpRequest, run_id: Id, given: Nothing) -> Done:
    """Leave alone the cases whose turn has not come; what is done stays done, and can be taken back."""
    program = _of_run(request, run_id)
    stop_run(run_id, by=program.viewer)
    return Done()


@router.post("/cases/many/{int:run_id}/undo", response=Done)
def undo_many(request: HttpRequest, run_id: Id, given: Nothing) -> Done:
    """Have it taken back within a day, where the cases have not moved on; the report tells what stayed and why."""
    program = _of_run(request, run_id)
    undo_run(run_id, by=program.viewer, now=program.now)
    return Done()


def _of_run(request: HttpRequest, run_id: int) -> Program:
    """Who calls about a run. Raises NotSeen where the key acts from one post and the run was pressed with others."""
    program = require_right(request, Right.SEE_CASES)
    if program.holder.is_narrowed:
        demand_pressed_with(run_id, by=program.viewer)
    return program

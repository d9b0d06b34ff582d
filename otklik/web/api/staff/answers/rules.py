"""Rules of answers: whose word they need, and which of them become public."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.answers.approval import rules as approving
from otklik.answers.approval.route import MOST_STEPS
from otklik.answers.approval.rules import LAST_POSITION, LONGEST_TERM, RuleEntry, RuleView
from otklik.organizations.rights import Right
from otklik.publication.decisions.rules import RuleRow, Ways, enter_ways, list_rules_by_page
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.rule_shapes import Further, mark_in, told
from otklik.web.api.staff.shapes import Asked, Day, Done, Flag, Id, Line, Made, Nothing, Ref

router = Router(tags=["Rules"])


@router.get("/approval/rules", response=list[RuleView])
def approval_rules(request: HttpRequest) -> list[RuleView]:
    """The rules of approval in the order in which they are asked; the first that fits decides."""
    return approving.list_rules(require_right(request, Right.EDIT_APPROVAL).viewer)


class ApprovalStepIn(Asked):
    """One step of approval, and how long it may take."""

    role: Line
    minutes: Annotated[
        int, Field(strict=True, ge=0, le=LONGEST_TERM, description="Working minutes; 0: no term.")
    ]  # fmt: skip


class ApprovalRuleIn(Asked):
    """A rule of approval; null and empty: everything."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
    steps: Annotated[
        list[ApprovalStepIn], Field(max_length=MOST_STEPS, description="In their order; none: no word is needed.")
    ]  # fmt: skip
    body_id: Ref | None = None
    topic_id: Ref | None = None
    importance: Line = ""
    author_role: Line = ""
    may_be_urgent: Flag = False
    forbids_personal: Flag = False
    position: Annotated[int, Field(strict=True, ge=0, le=LAST_POSITION)] = 100

    def entry(self) -> RuleEntry:
        """As the services take it."""
        values = self.model_dump(exclude={"steps"})
        return RuleEntry(
            **values, steps=tuple(one.role for one in self.steps), terms=tuple(one.minutes for one in self.steps)
        )


@router.post("/approval/rules", response=Made)
def new_approval_rule(request: HttpRequest, given: ApprovalRuleIn) -> dict[str, int]:
    """Let a rule decide from now on. One under which nobody could approve is refused, and says where."""
    program = require_right(request, Right.EDIT_APPROVAL)
    return {"id": approving.enter_rule(given.entry(), by=program.viewer, now=program.now)}


@router.post("/approval/rules/{int:rule_id}/end", response=Done)
def end_approval_rule(request: HttpRequest, rule_id: Id, given: Nothing) -> Done:
    """A rule decides no more."""
    program = require_right(request, Right.EDIT_APPROVAL)
    approving.end_rule(rule_id, by=program.viewer, now=program.now)
    return Done()


class PublicationRules(Schema):
    """A page of bodies, with what becomes public of each."""

    bodies: list[RuleRow]
    next: str | None


@router.get("/publication/rules", response=PublicationRules)
def publication_rules(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """What becomes public of the bodies whose rules one keeps, and who said so."""
    program = require_right(request, Right.EDIT_RULES)
    since = mark_in(after, str, int)
    rows, following = list_rules_by_page(program.viewer, on=timezone.localdate(program.now), after=since)
    return {"bodies": rows, "next": told(following)}


class WaysIn(Asked):
    """By which ways in the answered cases of a body become public, from a day on."""

    body_id: Ref
    comments: Flag
    wall_posts: Flag
    private: Flag
    own_pages: Flag
    official_names: Flag
    since_on: Day | None = Field(None, description="Null: from today.")


@router.post("/publication/rules", response=Done)
def enter_publication_rule(request: HttpRequest, given: WaysIn) -> Done:
    """Say what becomes public of what is answered from a day on, by this body and those below it."""
    program = require_right(request, Right.EDIT_RULES)
    ways = Ways(**given.model_dump(exclude={"body_id", "since_on"}))
    day = given.since_on or timezone.localdate(program.now)
    enter_ways(given.body_id, ways, since_on=day, by=program.viewer, now=program.now)
    return Done()

"""What everybody may be told before a case is there: who would answer it, and until when."""

from dataclasses import dataclass
from datetime import datetime

from otklik.appeals.clocks import calendar_of, question_of
from otklik.appeals.deadlines import Moments, due_of
from otklik.appeals.models import Appeal
from otklik.appeals.placing import needs_sorting, propose_for
from otklik.appeals.policies import choose_policy
from otklik.appeals.profiles import ClockKind
from otklik.appeals.router import Router
from otklik.organizations.models import Body
from otklik.triage.models import Verdict


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Who would answer a case, and its terms."""

    body: Body
    needs_sorting: bool
    """This body would first find out who answers."""
    read_by: datetime | None
    answer_by: datetime | None


def foresee(appeal: Appeal, verdict: Verdict, text: str, *, router: Router, now: datetime) -> Foreseen:
    """What would come of a case that is not kept, by routes and terms as they are now."""
    question, proposal = propose_for(appeal, verdict, text, router=router)
    is_open = proposal.needs_person or needs_sorting(appeal, question, proposal.because)
    body = appeal.body if is_open else router.bodies.get(proposal.body_id, appeal.body)
    policy = choose_policy(question_of(appeal, body_id=body.id), router.policies, named_id=proposal.policy_id)
    calendar, moments = calendar_of(body), Moments(now)
    read_by, answer_by = (
        due_of(policy.profile, clock, moments=moments, calendar=calendar)
        for clock in (ClockKind.ASSIGNMENT, ClockKind.PRIMARY)
    )
    return Foreseen(body, is_open, read_by, answer_by)

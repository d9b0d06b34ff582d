"""What follows a published final answer: how the case ended is read from it, and the resident is asked."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.models.answer import CaseResult
from otklik.answers.results.substance import looks_formal, propose_outcome, read_substance
from otklik.answers.results.verdicts import ask_in_talk
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.models import Appeal
from otklik.appeals.moves import lock_case, place_of
from otklik.appeals.photos import shows_work
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.intake.act_talks import tell_of_answer
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

CHECKERS = frozenset({Role.COORDINATOR, Role.CURATOR})
"""Who says whether an answer is formal: nobody who may have written it."""


def note_result(appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    """Read the outcome from a final answer that stands in the network; ask the resident where a talk allows it.

    In the caller's transaction, the case locked. A later answer takes the place of an earlier one.
    """
    if answer.kind != AnswerKind.FINAL or appeal.state != State.ANSWERED:
        return
    substance = read_substance(answer.text)
    # a photo in the case proves the work, but makes no formal reply a better one: the resident reads only the text
    proven = replace(substance, has_evidence=substance.has_evidence or shows_work(appeal))
    outcome = propose_outcome(proven)
    CaseResult.objects.update_or_create(
        appeal=appeal,
        defaults={
            "outcome": outcome.value,
            "has_evidence": proven.has_evidence,
            "has_date": substance.has_date,
            "has_action": substance.has_action,
            "is_formal": looks_formal(substance, kind=appeal.kind),
            "read_at": now,
            "checked_at": None,
            "checked_by": None,
            "was_formal": None,
        },
    )
    appeal.outcome = outcome.value
    Appeal.objects.filter(id=appeal.id).update(outcome=outcome.value)
    ask_in_talk(appeal, outcome=outcome, now=now)
    if answer.state == AnswerState.EXTERNAL and appeal.channel == OWN_PAGE:
        tell_of_answer(appeal.thread_id, now=now)


def check_formal(number: int, *, was_formal: bool, because: str, by: Viewer, now: datetime) -> None:
    """Say of an answer that looks formal whether it is; a formal one goes back to work, with the reason.

    Raises NoSuchCase, NotYourAct, and what the table of the case raises.
    """
    with transaction.atomic():
        _check(number, was_formal=was_formal, because=because, by=by, now=now)


def _check(number: int, *, was_formal: bool, because: str, by: Viewer, now: datetime) -> None:
    appeal = lock_case(number, by=by, version=None)
    if CHECKERS.isdisjoint(by.roles_at(place_of(appeal))):
        raise NotYourAct(_("None of your roles allows this here."), mend=_("Ask the coordinator."))
    result = CaseResult.objects.filter(appeal=appeal, is_formal=True, checked_at=None).first()
    if result is None:
        raise NoSuchCase
    result.checked_at, result.checked_by_id, result.was_formal = now, by.staff_id, was_formal
    result.save(update_fields=["checked_at", "checked_by", "was_formal"])
    record("check_formal", subject=f"appeal:{number}", by=by, now=now, details={"formal": str(was_formal)})
    if was_formal:
        take_step(number, Act.REOPEN, by=by, reason=Reason(text=because), version=None, now=now)

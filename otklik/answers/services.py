"""What people do with answers: draft, submit, approve, send back, ask, answer by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from otklik.answers.approval.approvers import route_of
from otklik.answers.approval.approving import (
    begin_step,
    demand_seen,
    demand_somebody,
    drop_words,
    give_word,
    waiting_answer,
)
from otklik.answers.approval.route import USUAL_TERM, Route, StepRole
from otklik.answers.approval.turns import can_approve
from otklik.answers.drafting import check_draft, forget_draft, make_draft_of, make_of_draft, save_draft
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import check_moment, check_text, demand_way, overtake_waiting
from otklik.answers.results.recording import note_result
from otklik.answers.sending.calling_off import keep_as_draft
from otklik.answers.sending.handing_over import hand_over
from otklik.answers.sending.trouble import Stands, settle_unknown, try_again
from otklik.answers.texts.telling import demand_untold
from otklik.answers.versions import editors_of
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, lock_case, make_move, place_of, save_case
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.delivery import services as delivery
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

__all__ = [
    "AT_ONCE",
    "HowToSend",
    "Stands",
    "answer_at_once",
    "answer_by_hand",
    "approve_answer",
    "ask_author",
    "save_draft",
    "send_back",
    "settle_unknown",
    "submit_answer",
    "try_again",
]

_APPROVES = {AnswerKind.FINAL: Act.APPROVE_FINAL, AnswerKind.INTERIM: Act.APPROVE_INTERIM}


@dataclass(frozen=True, slots=True)
class HowToSend:
    """What else is said when an answer is sent without approval."""

    seen: int | None = None
    """As in `save_draft`."""
    not_before: datetime | None = None
    """It leaves then; until it has left it can be taken back."""
    is_sure: bool = False
    """Personal data of a stranger that stands in it shall be read by everybody."""
    urgent_because: str = ""
    """Why it cannot wait for approval, where the rule lets it be checked after."""


AT_ONCE = HowToSend()


def submit_answer(
    number: int,
    *,
    kind: str,
    text: str,
    promised_on: date | None,
    by: Viewer,
    version: int | None,
    now: datetime,
    how: HowToSend = AT_ONCE,
) -> None:
    """Put an answer before an approver. `how`: what it was written upon, and whether its writer is sure."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        if appeal.page_id:
            demand_way(appeal, now=now)
        check_draft(appeal, by=by, seen=how.seen, now=now)
        answer = _write(appeal, AnswerKind(kind), text=text, promised_on=promised_on, by=by, now=now)
        route = route_of(appeal, roles=by.roles_at(place_of(appeal)))
        demand_untold(appeal, answer.text, is_sure=how.is_sure, route=route)
        answer.steps = [step.value for step in route.steps or (StepRole.ANOTHER,)]
        answer.step_terms = list(route.terms) or [USUAL_TERM]
        begin_step(answer, 0, now=now)
        act = Act.SUBMIT_AGAIN if appeal.state == State.REWORK else Act.SUBMIT
        overtake_waiting(appeal)
        make_move(appeal, Move(act, by), now=now)
        answer.save()
        make_of_draft(appeal, answer, now=now)
        demand_somebody(appeal, answer, editors=editors_of(answer), now=now)


def answer_at_once(
    number: int,
    *,
    kind: str,
    text: str,
    promised_on: date | None,
    by: Viewer,
    version: int | None,
    now: datetime,
    how: HowToSend = AT_ONCE,
) -> None:
    """Write and send an answer where no second person is asked for, or where it is urgent and the rule lets it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        check_draft(appeal, by=by, seen=how.seen, now=now)
        answer = _write(appeal, AnswerKind(kind), text=text, promised_on=promised_on, by=by, now=now)
        route = route_of(appeal, roles=by.roles_at(place_of(appeal)))
        demand_untold(appeal, answer.text, is_sure=how.is_sure, route=route)
        answer.is_urgent = _is_urgent(route, how.urgent_because)
        answer.steps = [step.value for step in route.steps]
        overtake_waiting(appeal)
        if answer.is_urgent:
            record("send_urgently", subject=f"appeal:{number}", by=by, now=now, because=how.urgent_because.strip())
        else:
            answer.approved_by_id, answer.approved_at = by.staff_id, now
        move = _approval(answer, by, is_required=bool(route.steps) and not answer.is_urgent, wrote_it=True)
        _send(appeal, answer, move, now=now, not_before=how.not_before)
        make_of_draft(appeal, answer, now=now)


def _is_urgent(route: Route, because: str) -> bool:
    if is_blank(because) or not route.steps:
        return False
    if not route.may_be_urgent:
        raise AnswerRefused(
            _("By the rule of approval this answer cannot be sent first and checked after."),
            field="urgent_because",
            mend=_("Submit it for approval."),
        )
    return True


def approve_answer(
    number: int,
    *,
    text_hash: str,
    by: Viewer,
    version: int | None,
    now: datetime,
    not_before: datetime | None = None,
    is_sure: bool = False,
) -> bool:
    """Give one's word for the submitted answer as it was read; the last one sends it. Returns whether it did.

    `is_sure`: personal data of a stranger that stands in it shall be read by everybody.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        answer = waiting_answer(appeal)
        demand_seen(answer, text_hash)
        route = route_of(appeal, roles=by.roles_at(place_of(appeal)))
        demand_untold(appeal, answer.text, is_sure=is_sure, route=route)
        if answer.steps and not give_word(answer, by=by, now=now):
            record("approve_step", subject=f"appeal:{number}", by=by, now=now)
            save_case(appeal, now=now)
            return False
        answer.approved_by_id, answer.approved_at = by.staff_id, now
        wrote_it = by.staff_id in editors_of(answer)
        move = _approval(answer, by, is_required=bool(answer.steps), wrote_it=wrote_it)
        _send(appeal, answer, move, now=now, not_before=not_before)
        return True


def _approval(answer: Answer, by: Viewer, *, is_required: bool, wrote_it: bool) -> Move:
    """The step of the case; who had their turn by the rule counts as an approver."""
    return Move(
        _APPROVES[AnswerKind(answer.kind)],
        by,
        Reason(due_on=answer.promised_on),
        wrote_the_answer=wrote_it,
        approval_required=is_required,
        also=frozenset({Role.APPROVER}) if is_required and not wrote_it else frozenset(),
    )


def _send(appeal: Appeal, answer: Answer, move: Move, *, now: datetime, not_before: datetime | None) -> None:
    check_moment(not_before, now=now)
    answer.state, answer.step_due_at = AnswerState.SENDING, None
    make_move(appeal, move, now=now)
    hand_over(appeal, answer, now=now, not_before=not_before)
    save_case(appeal, now=now)


def send_back(number: int, *, because: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Send a submitted answer back to its writer, with the reason; the text is the draft of the case again."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        answer = waiting_answer(appeal)
        turn = frozenset({Role.APPROVER}) if answer.steps and can_approve(answer, by=by, now=now) else frozenset()
        appeal.delivery_trouble = ""
        make_move(appeal, Move(Act.SEND_BACK, by, Reason(text=because), also=turn), now=now)
        answer.state, answer.sent_back_because = AnswerState.SENT_BACK, because.strip()
        answer.step_due_at = None
        drop_words(answer, now=now)
        answer.save()
        make_draft_of(appeal, answer, now=now)


def answer_by_hand(number: int, *, text: str, url: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Note an answer that was given elsewhere, with the link to it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        if not url.strip().startswith(("https://", "http://")):
            raise AnswerRefused(
                _("This is no link."), field="url", mend=_("Copy the address of the answer from the network.")
            )
        overtake_waiting(appeal)
        make_move(appeal, Move(Act.ANSWERED_BY_HAND, by, Reason(link=url.strip())), now=now)
        answer = Answer.objects.create(
            appeal=appeal,
            kind=AnswerKind.FINAL,
            state=AnswerState.EXTERNAL,
            text=text.strip(),
            text_hash=delivery.hash_text(text.strip()),
            by_id=by.staff_id,
            written_at=now,
            sent_at=now,
            url=url.strip()[:300],
            awaits_publication=True,
        )
        note_result(appeal, answer, now=now)
        forget_draft(appeal)


def ask_author(
    number: int,
    *,
    question: str,
    by: Viewer,
    version: int | None,
    now: datetime,
    seen: int | None = None,
    is_sure: bool = False,
) -> None:
    """Ask the author what or where, in the same thread; the clocks wait for the answer. `is_sure` as in `HowToSend`."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_way(appeal, now=now)
        check_draft(appeal, by=by, seen=seen, now=now)
        answer = _write(appeal, AnswerKind.QUESTION, text=question, promised_on=None, by=by, now=now)
        demand_untold(appeal, answer.text, is_sure=is_sure, route=route_of(appeal, roles=by.roles_at(place_of(appeal))))
        overtaken = overtake_waiting(appeal)
        make_move(appeal, Move(Act.ASK_AUTHOR, by, Reason(text=question)), now=now)
        answer.state = AnswerState.SENDING
        hand_over(appeal, answer, now=now)
        save_case(appeal, now=now)
        make_of_draft(appeal, answer, now=now)
        keep_as_draft(appeal, overtaken, now=now)


def _write(
    appeal: Appeal, kind: AnswerKind, *, text: str, promised_on: date | None, by: Viewer, now: datetime
) -> Answer:
    clean = check_text(appeal, kind=kind, text=text, promised_on=promised_on, now=now)
    return Answer(
        appeal=appeal,
        kind=kind,
        state=AnswerState.SUBMITTED,
        text=clean,
        text_hash=delivery.hash_text(clean),
        promised_on=promised_on if kind is AnswerKind.INTERIM else None,
        by_id=by.staff_id,
        written_at=now,
    )

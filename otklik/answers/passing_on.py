"""One answer for several residents: what was answered in the main case goes to the talks of the joined ones too.

A person presses once for it: an answer may call the first resident by name. Each talk gets a row of the outbox of its
own, with the same text.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from otklik.answers.approvers import route_of
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import STANDS, Answer, AnswerKind, AnswerState, AnswerVersion, Approval
from otklik.answers.sending import check_text, demand_way, put_under_way
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, save_case
from otklik.audit.services import record
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_ASKED = 30
"""For so many joined cases the page says why the answer cannot go there."""
_DEEPEST = 5
"""A case with joined ones may itself be joined; deeper than this nobody goes."""


@dataclass(frozen=True, slots=True)
class PassingOn:
    """The answer of a main case, and the joined cases whose residents have not got it."""

    text: str
    numbers: tuple[int, ...]
    kept_from: tuple[tuple[int, OtklikError], ...] = ()
    """Those to whom it cannot go, and why."""


def find_passing_on(appeal_id: int, *, now: datetime) -> PassingOn | None:
    """What can be passed on from this case; None when it is not answered, or everybody has the answer."""
    answer = _last_answer(appeal_id)
    waiting = _without_answer(appeal_id) if answer is not None else []
    if answer is None or not waiting:
        return None
    kept_from = [(one.number, why) for one in waiting[:_ASKED] if (why := _find_obstacle(one, answer, now=now))]
    return PassingOn(answer.text, tuple(one.number for one in waiting), tuple(kept_from))


def _find_obstacle(joined: Appeal, answer: Answer, *, now: datetime) -> OtklikError | None:
    try:
        _demand_fit(joined, answer, now=now)
    except OtklikError as why:
        return why
    return None


def pass_on_answer(number: int, *, by: Viewer, version: int | None, now: datetime) -> int:
    """Send the main case's answer to the residents of the joined cases. Returns to how many.

    A talk that cannot be answered from here is passed over. Raises AnswerRefused when none can.
    """
    with transaction.atomic():
        main = lock_case(number, by=by, version=version)
        demand_right(by, main, Right.EDIT_CASE, Right.APPROVE_ANSWER)
        answer = _last_answer(main.id)
        if answer is None:
            raise AnswerRefused(_("This case has no answer yet."), mend=_("Answer it first."))
        waiting = _without_answer(main.id)
        sent = [appeal.number for appeal in waiting if _send(appeal, answer, by=by, now=now)]
        if not sent:
            raise AnswerRefused(
                _("None of the joined talks can be answered from here."),
                mend=_("Answer where the residents wrote, and mark it in the case."),
            )
        record("pass_on_answer", subject=f"appeal:{number}", by=by, now=now, details={"to": ", ".join(map(str, sent))})
        save_case(main, now=now)
    return len(sent)


def _last_answer(appeal_id: int) -> Answer | None:
    """The newest answer that stands in the network; a question is none."""
    answers = Answer.objects.filter(appeal_id=appeal_id, state__in=STANDS).exclude(kind=AnswerKind.QUESTION)
    return answers.order_by("-id").first()


def _without_answer(appeal_id: int) -> list[Appeal]:
    """Cases from a network, joined to this one, directly or over others, that got no answer since."""
    found: dict[int, Appeal] = {}
    mains = {appeal_id}
    for _depth in range(_DEEPEST):
        joined = Appeal.objects.filter(duplicate_of__in=mains).exclude(id__in=found).select_related("body", "page")
        new = {one.id: one for one in joined.order_by("id")}
        found |= new
        mains = set(new)
    answered = Answer.objects.filter(appeal__in=found).exclude(kind=AnswerKind.QUESTION)
    answered = answered.exclude(state=AnswerState.SENT_BACK)
    got = set(answered.values_list("appeal_id", flat=True))
    return [one for one in found.values() if one.page_id and one.id not in got and not one.is_sending]


def _send(appeal: Appeal, answer: Answer, *, by: Viewer, now: datetime) -> bool:
    """Queue the same text for one talk; False where nothing can go out."""
    joined = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).get(id=appeal.id)
    try:
        with transaction.atomic():
            steps = _demand_fit(joined, answer, now=now)
            copy = _copy(joined, answer, steps, by=by, now=now)
            put_under_way(copy, now=now)
            save_case(joined, now=now)
    except OtklikError:
        return False
    return True


def _demand_fit(joined: Appeal, answer: Answer, *, now: datetime) -> list[str]:
    """The text may go to this talk: its network takes it, and it has the words that are needed there.

    Returns the steps that the copy has to show. Raises what `check_text` and `demand_way` raise, and AnswerRefused: a
    text noted as given by hand has nobody's word, and would be a way round the approval.
    """
    kind = AnswerKind(answer.kind)
    check_text(joined, kind=kind, text=answer.text, promised_on=answer.promised_on, now=now)
    demand_way(joined, now=now)
    needed = len(route_of(joined, roles=frozenset()).steps)
    if not needed:
        return []
    given = answer.approvals.filter(dropped_at=None, text_hash=answer.text_hash).count()
    if given < max(needed, len(answer.steps)):
        raise AnswerRefused(
            _("This body approves answers, and nobody has approved this text."),
            mend=_("Write the answer in that case."),
        )
    return list(answer.steps)


def _copy(joined: Appeal, answer: Answer, steps: list[str], *, by: Viewer, now: datetime) -> Answer:
    """The same answer in another case; where words were needed, with its editors and the words that it has."""
    copy = Answer.objects.create(
        appeal=joined,
        kind=answer.kind,
        state=AnswerState.SUBMITTED,
        text=answer.text,
        text_hash=answer.text_hash,
        promised_on=answer.promised_on,
        by_id=answer.by_id,
        written_at=now,
        steps=steps,
    )
    if steps:
        for version in answer.versions.order_by("id"):
            AnswerVersion.objects.create(
                appeal=joined,
                answer=copy,
                text=version.text,
                text_hash=version.text_hash,
                by_id=version.by_id,
                at=version.at,
            )
        for word in answer.approvals.filter(dropped_at=None).order_by("step"):
            Approval.objects.create(answer=copy, step=word.step, text_hash=word.text_hash, by_id=word.by_id, at=word.at)
    copy.state = AnswerState.SENDING
    copy.approved_by_id, copy.approved_at = (answer.approved_by_id if steps else by.staff_id), now
    return copy

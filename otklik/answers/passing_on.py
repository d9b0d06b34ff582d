"""One answer for several residents: what was answered in the main case goes to the talks of the joined ones too.

A person presses once for it: an answer may call the first resident by name. Each talk gets a row of the outbox of its
own, with the same text.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.sending import put_under_way
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, save_case
from otklik.audit.services import record
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_GOOD = (AnswerState.SENT, AnswerState.EXTERNAL)
_DEEPEST = 5
"""A case with joined ones may itself be joined; deeper than this nobody goes."""


@dataclass(frozen=True, slots=True)
class PassingOn:
    """The answer of a main case, and the joined cases whose residents have not got it."""

    text: str
    numbers: tuple[int, ...]


def find_passing_on(appeal_id: int) -> PassingOn | None:
    """What can be passed on from this case; None when it is not answered, or everybody has the answer."""
    answer = _last_answer(appeal_id)
    waiting = _without_answer(appeal_id) if answer is not None else []
    if answer is None or not waiting:
        return None
    return PassingOn(text=answer.text, numbers=tuple(appeal.number for appeal in waiting))


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
    answers = Answer.objects.filter(appeal_id=appeal_id, state__in=_GOOD).exclude(kind=AnswerKind.QUESTION)
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
    copy = Answer(
        appeal=joined,
        kind=answer.kind,
        state=AnswerState.SENDING,
        text=answer.text,
        text_hash=answer.text_hash,
        promised_on=answer.promised_on,
        by_id=answer.by_id,
        written_at=now,
        approved_by_id=by.staff_id,
        approved_at=now,
    )
    try:
        with transaction.atomic():
            put_under_way(copy, now=now)
            save_case(joined, now=now)
    except OtklikError:
        return False
    return True

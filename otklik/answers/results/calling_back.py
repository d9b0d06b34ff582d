"""An answer that was given by phone: what was said is written down, the case is answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from otklik.answers.drafting import forget_draft
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import overtake_waiting
from otklik.answers.results.recording import note_result
from otklik.appeals.models import CallBack
from otklik.appeals.moves import Move, lock_case, make_move
from otklik.appeals.states import Act
from otklik.appeals.workflow import Reason
from otklik.delivery.services import hash_text
from otklik.organizations.selectors import Viewer
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _


def answer_by_phone(number: int, *, text: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Note that the resident was called back, and what was said.

    Raises AnswerRefused where there is no number or nothing was said, and what the table of the case raises.
    """
    words = text.strip().replace("\x00", "")
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        call = CallBack.objects.filter(appeal=appeal).first()
        if call is None:
            raise AnswerRefused(_("There is no number to call back."), mend=_("Answer by another way."))
        if is_blank(words):
            raise AnswerRefused(_("The text is empty."), mend=_("Write what you told the resident."))
        overtake_waiting(appeal)
        make_move(appeal, Move(Act.ANSWERED_BY_HAND, by, Reason(link=gettext("by phone"))), now=now)
        answer = Answer.objects.create(
            appeal=appeal,
            kind=AnswerKind.FINAL,
            state=AnswerState.EXTERNAL,
            text=words,
            text_hash=hash_text(words),
            by_id=by.staff_id,
            written_at=now,
            sent_at=now,
            awaits_publication=True,
        )
        note_result(appeal, answer, now=now)
        forget_draft(appeal)
        call.called_at, call.called_by_id = now, by.staff_id
        call.save(update_fields=["called_at", "called_by"])

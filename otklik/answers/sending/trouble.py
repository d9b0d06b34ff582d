"""An answer whose sending failed, or of which nobody can tell: a person looks, and it is sent again or let be."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from otklik.answers.errors import AnswerRefused, NothingWaits
from otklik.answers.models import Answer, AnswerState
from otklik.answers.outbox import act_of
from otklik.answers.sending.calling_off import can_be_sent_again, end_trouble
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, save_case
from otklik.audit.services import record
from otklik.delivery import services as delivery
from otklik.delivery.taking_back import settle_not_there
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


class Stands(StrEnum):
    """What a person saw in the network about a sending that nobody could tell the end of."""

    YES = "yes"
    NO = "no"


def try_again(number: int, *, by: Viewer, now: datetime) -> None:
    """Send an answer again whose sending failed."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        _send_again(appeal, by=by, now=now)


def settle_unknown(number: int, *, stands_there: Stands, url: str, by: Viewer, now: datetime) -> None:
    """A person looked into the network: the answer stands there, or it does not and is sent again.

    Where nobody waits for it any more, nothing is sent, and the trouble is over.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        answer = _troubled_answer(appeal)
        if stands_there is Stands.YES:
            delivery.settle_by_hand(act_of(answer), url=url, by=by, now=now)
            record("answer_stands_there", subject=f"appeal:{number}", by=by, now=now)
        elif can_be_sent_again(appeal, answer):
            _send_again(appeal, by=by, now=now)
        else:
            settle_not_there(act_of(answer), by=by, now=now)
            record("answer_stands_not_there", subject=f"appeal:{number}", by=by, now=now)
            end_trouble(appeal, answer, now=now)
            save_case(appeal, now=now)


def _send_again(appeal: Appeal, *, by: Viewer, now: datetime) -> None:
    answer = _troubled_answer(appeal)
    if not can_be_sent_again(appeal, answer):
        raise AnswerRefused(
            _("The case does not wait for this answer any more."), mend=_("Look at what happened to it since.")
        )
    delivery.try_again(act_of(answer), by=by, now=now)
    record("send_answer_again", subject=f"appeal:{appeal.number}", by=by, now=now)
    answer.state = AnswerState.SENDING
    answer.save(update_fields=["state"])
    appeal.is_sending, appeal.delivery_trouble = True, ""
    save_case(appeal, now=now)


def _troubled_answer(appeal: Appeal) -> Answer:
    troubled = (AnswerState.FAILED, AnswerState.UNKNOWN)
    answer = Answer.objects.filter(appeal=appeal, state__in=troubled).order_by("-id").first()
    if answer is None or not appeal.delivery_trouble:
        raise NothingWaits
    return answer

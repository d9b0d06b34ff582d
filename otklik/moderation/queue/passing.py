"""A moderator lets a whole case pass: what waits in it is checked and lawful."""

from datetime import datetime

from django.db import transaction

from otklik.appeals.services import take_step
from otklik.appeals.states import Act
from otklik.appeals.workflow import Reason
from otklik.intake.models import ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.models import Review, ReviewState
from otklik.moderation.services import let_be_as_decided
from otklik.organizations.selectors import Viewer


def pass_case(number: int, *, by: Viewer, reason: Reason, version: int | None, now: datetime) -> None:
    """Let a held case go on, from its own page. Raises what `take_step` raises."""
    with transaction.atomic():
        # the messages first, then the case: everybody locks in this order
        waiting = Review.objects.filter(message__case_link__appeal__number=number, state=ReviewState.WAITING)
        messages = [lock_message(one) for one in waiting.order_by("message_id").values_list("message_id", flat=True)]
        take_step(number, Act.PASS_MODERATION, by=by, reason=reason, version=version, now=now)
        for message in messages:
            if isinstance(message, ResidentMessage) and not message.is_hidden:
                let_be_as_decided(message, by=by, now=now)

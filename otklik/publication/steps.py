"""What the worker does for the public: publish answered cases, withdraw what residents deleted."""

from datetime import datetime

from django.db import transaction

from otklik.answers.models import Answer
from otklik.publication.models import Decision
from otklik.publication.services import decide_publication, withdraw_case
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _


def publish_waiting_answers(*, at_most: int = 50) -> int:
    """Decide what the public may see of newly answered cases. Returns how many were decided."""
    with transaction.atomic():
        waiting = Answer.objects.filter(awaits_publication=True).select_related("appeal__body", "appeal__topic")
        answers = list(waiting.order_by("id").select_for_update(of=("self",), skip_locked=True)[:at_most])
        for answer in answers:
            decide_publication(answer, now=read_clock())
    return len(answers)


def withdraw_deleted_cases(*, now: datetime, at_most: int = 50) -> int:
    """Take published cases back whose resident has deleted what they wrote. Returns how many."""
    with transaction.atomic():
        gone = Decision.objects.filter(
            is_published=True, appeal__messages__message__is_deleted=True, appeal__messages__message__is_by_page=False
        ).distinct()
        decisions = list(
            Decision.objects.filter(id__in=gone.values("id")).select_for_update(skip_locked=True)[:at_most]
        )
        for decision in decisions:
            withdraw_case(decision, because=_("The resident deleted it."), now=now)
    return len(decisions)

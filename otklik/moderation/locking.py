"""The one order in which everybody locks: the message, its case, the decision, then its objection, ban or evidence."""

from collections.abc import Collection

from otklik.intake.services import lock_message
from otklik.moderation.models import Decision


def lock_message_of(message_id: int | None) -> None:
    """Lock the message of a decision, where it is still kept, before anything that hangs on the decision."""
    if message_id is not None:
        lock_message(message_id)


def lock_decided(decision_id: int) -> Decision | None:
    """A decision, locked after its message. None where there is none."""
    for message_id in Decision.objects.filter(id=decision_id).values_list("message_id", flat=True):
        lock_message_of(message_id)
    return Decision.objects.select_for_update(of=("self",)).filter(id=decision_id).first()


def lock_decisions(decision_ids: Collection[int]) -> None:
    """Decisions before their evidence, the older first; whoever changes their messages has locked these already."""
    list(Decision.objects.filter(id__in=decision_ids).order_by("id").select_for_update(of=("self",)).values_list("id"))

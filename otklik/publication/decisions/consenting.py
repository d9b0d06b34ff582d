"""The holder of a private link agrees to the publishing of the case, or takes that back: at once, without a clerk."""

from datetime import datetime

from django.db import transaction

from otklik.appeals.models import Appeal
from otklik.intake.acts import OWN_PAGE, find_act_number, lock_act, say_publish_consent
from otklik.publication.decisions.services import SHOWN_WITH, look_again


def say_publishing(number: int, token: str, version: str, *, now: datetime) -> bool:
    """Agree to these words, or to none any more (empty): what is public changes in the same moment.

    False where the link leads nowhere.
    """
    with transaction.atomic():
        # under the lock: whoever erases the act takes its links away
        if not lock_act(number) or find_act_number(number, token) is None:
            return False
        say_publish_consent(number, version, now=now)
        talk = Appeal.objects.filter(page=None, channel=OWN_PAGE, thread_id=str(number)).order_by("id")
        for case in talk.select_related("body", *SHOWN_WITH).select_for_update(of=("self",)):
            look_again(case, now=now)
    return True

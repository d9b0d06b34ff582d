"""Why the machine thinks so of a case: the words that weighed most. Asked for by a person; it takes a moment."""

from django.db.models import Subquery

from otklik.appeals.models import AppealMessage
from otklik.appeals.selectors.views import CaseView
from otklik.triage.learning.versions import model_in_use
from otklik.triage.models import Verdict
from otklik.triage.reasons import weigh_words


def list_weighty_words(case: CaseView) -> tuple[str, ...]:
    """The words of the opening message that spoke most for the group that the machine thinks of first; none if none."""
    opened_by = AppealMessage.objects.filter(appeal_id=case.id).order_by("id").values("message_id")[:1]
    verdict = (
        Verdict.objects.filter(is_current=True, message_id__in=Subquery(opened_by)).select_related("message").first()
    )
    if verdict is None:
        return ()
    best = verdict.alternatives[0][0] if verdict.alternatives else verdict.group_code
    found = weigh_words(verdict.message.text, best, model=model_in_use())
    return tuple(one.word for one in found)

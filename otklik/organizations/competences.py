"""What bodies answer for, topic by topic: everybody may read it in the directory."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from otklik.organizations.errors import UnfitEntry
from otklik.organizations.history import tell_turn
from otklik.organizations.models import Body, BodyTurnKind, Competence
from otklik.organizations.reach import demand_body
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _
from otklik.topics.selectors import names_of

COMPETENCES = "competences"
"""What they are called among the entries of a card."""


@transaction.atomic
def set_competences(body: Body, topic_ids: Collection[int], *, by: Viewer | None, now: datetime) -> None:
    """Let a body be competent for these topics and no others. Raises UnfitEntry, NotPossible."""
    demand_body(by, body)
    if write_competences(body, topic_ids):
        tell_turn(body, BodyTurnKind.EDITED, by=by, now=now, fields=[COMPETENCES])


def write_competences(body: Body, topic_ids: Collection[int]) -> bool:
    """The same without asking who does it and without telling; returns whether anything changed. Raises UnfitEntry."""
    wanted = set(topic_ids)
    if wanted - names_of(wanted).keys():
        raise UnfitEntry(_("There is no such topic."), field=COMPETENCES, mend=_("Choose one from the list."))
    held = set(Competence.objects.filter(body=body).values_list("topic_id", flat=True))
    Competence.objects.filter(body=body, topic_id__in=held - wanted).delete()
    Competence.objects.bulk_create(
        [Competence(body=body, topic_id=topic) for topic in sorted(wanted - held)], ignore_conflicts=True
    )
    return wanted != held

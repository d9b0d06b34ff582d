"""Who answers for a body in the open: whose names stay in published answers, where its rule says so."""

from zoneinfo import ZoneInfo

from django.db.models import Q

from otklik.answers.models import Answer
from otklik.organizations.gaps import ANSWERING_ROLES
from otklik.organizations.models import Staff
from otklik.publication.rules import ways_of


def officials_of(answer: Answer) -> list[str]:
    """The names of whoever wrote and approved an answer, of those who may answer for its body that day, of its head."""
    body = answer.appeal.body
    on = (answer.sent_at or answer.written_at).astimezone(ZoneInfo(body.zone)).date()
    if not ways_of(body.id, on).official_names:
        return []
    in_post = Q(appointments__body=body, appointments__role__in=[role.value for role in ANSWERING_ROLES])
    in_post &= Q(appointments__since_on=None) | Q(appointments__since_on__lte=on)
    in_post &= Q(appointments__until_on=None) | Q(appointments__until_on__gte=on)
    hands = [one for one in (answer.by_id, answer.approved_by_id) if one is not None]
    found = Staff.objects.filter(Q(id__in=hands) | (in_post & Q(is_active=True)))
    names = {*found.values_list("name", flat=True), body.head_name}
    return sorted(names - {""})

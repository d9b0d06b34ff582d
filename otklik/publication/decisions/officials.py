"""Who answers for a body in the open: whose names stay in published answers, where its rule says so."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q

from otklik.answers.models import Answer
from otklik.organizations.gaps import ANSWERING_ROLES
from otklik.organizations.models import Staff
from otklik.personal_data.names.officials import named_in
from otklik.publication.decisions.rules import ways_of


def officials_of(answer: Answer) -> list[str]:
    """The names of whoever wrote and approved an answer, of those who may answer for its body that day, of its head.

    Whose name stayed in the answer when it was first decided on, stays, also who left since; a later head is none.
    """
    body = answer.appeal.body
    return _names(answer) if ways_of(body.id, _given_on(answer)).official_names else []


def keep_officials(answer: Answer) -> None:
    """Write down, when an answer is first decided on, which officials it names; the caller holds its case."""
    if answer.officials is None:
        answer.officials = named_in(answer.text, _names(answer))
        answer.save(update_fields=["officials"])


def _names(answer: Answer) -> list[str]:
    body, on = answer.appeal.body, _given_on(answer)
    in_post = Q(appointments__body=body, appointments__role__in=[role.value for role in ANSWERING_ROLES])
    in_post &= Q(appointments__since_on=None) | Q(appointments__since_on__lte=on)
    in_post &= Q(appointments__until_on=None) | Q(appointments__until_on__gte=on)
    hands = [one for one in (answer.by_id, answer.approved_by_id) if one is not None]
    found = Staff.objects.filter(Q(id__in=hands) | (in_post & Q(is_active=True)))
    decided = [body.head_name] if answer.officials is None else answer.officials
    names = {*found.values_list("name", flat=True), *decided}
    return sorted(names - {""})


def _given_on(answer: Answer) -> date:
    return (answer.sent_at or answer.written_at).astimezone(ZoneInfo(answer.appeal.body.zone)).date()

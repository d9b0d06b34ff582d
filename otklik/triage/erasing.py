"""Erasing what the machine thought of a person's messages and learnt from them."""

from collections.abc import Sequence

from django.db.models import Q

from otklik.residents.erasing import Person
from otklik.triage.learning.keeping import forget_examples
from otklik.triage.models import Fingerprint, Verdict


def erase_in_triage(
    message_ids: Sequence[int], person: Person, *, around: Sequence[int], case_numbers: Sequence[int]
) -> None:
    """Take out verdicts with their findings, what was compared, and examples: places and words stand in them.

    `around`: messages of others that named the person. `case_numbers`: the person's cases, for what staff typed in.
    """
    for verdict in Verdict.objects.filter(message_id__in=around).exclude(importance_because=""):
        verdict.importance_because = person.taken_out_of(verdict.importance_because)
        verdict.save(update_fields=["importance_because"])
    Verdict.objects.filter(message_id__in=message_ids).delete()
    Fingerprint.objects.filter(Q(message_id__in=message_ids) | Q(typed_case__in=case_numbers)).delete()
    forget_examples(message_ids)

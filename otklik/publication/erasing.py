"""Erasing a person from what is published: the copies of their cases are taken back."""

from collections.abc import Sequence

from otklik.publication.models import Decision, PublishedCase
from otklik.shared.words import marked as _

ERASED = _("The author asked to be erased.")


def erase_published(case_ids: Sequence[int]) -> None:
    """Take the published copies of these cases back for good."""
    decisions = Decision.objects.filter(appeal_id__in=case_ids)
    PublishedCase.objects.filter(number__in=decisions.exclude(public_number="").values("public_number")).delete()
    decisions.update(is_published=False, public_number="", because=ERASED)

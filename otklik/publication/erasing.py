"""Erasing a person from what is published: the copies of their cases are taken back."""

from collections.abc import Sequence

from otklik.publication.models import Decision, PublishedCase, PublishedPhoto
from otklik.shared.words import marked as _

ERASED = _("The author asked to be erased.")


def erase_published(case_ids: Sequence[int]) -> None:
    """Take the published copies of these cases back for good."""
    decisions = Decision.objects.filter(appeal_id__in=case_ids)
    numbers = list(decisions.exclude(public_number="").values_list("public_number", flat=True))
    PublishedCase.objects.filter(number__in=numbers).delete()
    PublishedPhoto.objects.filter(case_number__in=numbers).delete()
    decisions.update(
        is_published=False,
        waits=False,
        public_number="",
        because=ERASED,
        edited_text="",
        edited_answer="",
        looked_of="",
        withdrawn_because="",
        consent_because="",
    )

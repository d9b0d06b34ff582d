"""What the worker does for the public: publish answered cases, follow what changes."""

from django.db import transaction
from django.db.models import OuterRef, Subquery

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal
from otklik.organizations.models import Body
from otklik.publication.decisions.services import SHOWN_WITH, decide_publication, look_again
from otklik.publication.models import PublishedCase
from otklik.publication.tag_book import mark_cases_of_changed_tags
from otklik.shared.clock import now as read_clock


def publish_waiting_answers(*, at_most: int = 50) -> int:
    """Decide what the public may see of newly answered cases. Returns how many were decided."""
    waiting = Answer.objects.filter(awaits_publication=True).order_by("id")
    ids = list(waiting.values_list("id", flat=True)[:at_most])
    if not ids:
        return 0
    with transaction.atomic():
        # the case, too: whoever takes the consent back or is erased does so before, or finds the decision
        chosen = waiting.filter(id__in=ids).select_related("appeal__body", *(f"appeal__{one}" for one in SHOWN_WITH))
        answers = list(chosen.select_for_update(of=("self", "appeal"), skip_locked=True))
        for answer in answers:
            decide_publication(answer, now=read_clock())
    return len(answers)


def look_at_changed_cases(*, at_most: int = 50) -> int:
    """Bring published copies up to date with what changed in their cases, or in their tags.

    Returns how many were looked at.
    """
    mark_cases_of_changed_tags()
    stale = Appeal.objects.filter(publication_is_stale=True).order_by("id")
    ids = list(stale.values_list("id", flat=True)[:at_most])
    if not ids:
        return 0
    with transaction.atomic():
        chosen = stale.filter(id__in=ids).select_related("body", *SHOWN_WITH)
        appeals = list(chosen.select_for_update(of=("self",), skip_locked=True))
        for appeal in appeals:
            look_again(appeal, now=read_clock())
        Appeal.objects.filter(id__in=[appeal.id for appeal in appeals]).update(publication_is_stale=False)
    return len(appeals)


def follow_merged_bodies(*, at_most: int = 1000) -> int:
    """List with the heir what a merged body had answered; who answered stays as it was. Returns how many rows went."""
    merged = Body.objects.filter(merged_into__isnull=False)
    if not merged.exists():
        return 0
    heir = Subquery(merged.filter(slug=OuterRef("body_slug")).values("merged_into__slug"))
    rows = PublishedCase.objects.filter(body_slug__in=merged.values("slug")).order_by("id")
    ids = list(rows.values_list("id", flat=True)[:at_most])
    return PublishedCase.objects.filter(id__in=ids).update(body_slug=heir)

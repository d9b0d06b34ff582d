"""Saving the card of a body as a person entered it: what approval needs is asked before the card is written."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from otklik.answers.approval.rules import demand_approval_possible
from otklik.organizations.bodies import BodyCard, enter_body
from otklik.organizations.body_view import version_of_body
from otklik.organizations.closure import lock_tree
from otklik.organizations.errors import ChangedMeanwhile, UnfitEntry
from otklik.organizations.models import Body
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def enter_new_body(
    card: BodyCard, *, competences: Collection[int], by: Viewer, because: str = "", now: datetime
) -> Body:  # fmt: skip
    """Enter a body that is not there yet. Raises UnfitEntry, NotPossible."""
    with transaction.atomic():
        lock_tree()
        if Body.objects.filter(slug=card.slug).exists():
            raise UnfitEntry(_("Another body has this name in addresses."), field="slug", mend=_("Choose another one."))
        return enter_body(card, competences=competences, by=by, because=because, now=now)


def save_body(
    card: BodyCard, *, stood: BodyCard, competences: Collection[int] | None, by: Viewer, because: str, now: datetime,
    seen: str = "",
) -> Body:  # fmt: skip
    """Bring the card of a body up to date. `stood`: as it was read; `seen`: its version then; empty: whatever it is.

    Raises UnfitEntry, NotPossible; AnswerRefused where every answer would need a word that nobody can give;
    ChangedMeanwhile.
    """
    with transaction.atomic():
        lock_tree()
        if seen and version_of_body(Body.objects.get(slug=card.slug)) != seen:
            raise ChangedMeanwhile
        if card.requires_approval and not stood.requires_approval:
            demand_approval_possible(card.slug, on=timezone.localdate(now))
        return enter_body(card, competences=competences, by=by, because=because, now=now)

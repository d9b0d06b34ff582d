"""Updates scope columns in all rooms after a body moved or was merged, in batches: a step of the worker."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Model, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from otklik.organizations.belongings import Belonging, list_belongings
from otklik.organizations.models import Body

SETTLED_AFTER = timedelta(minutes=1)
"""Whoever read the old stamp before the change has written by then, so a last look finds their rows too."""


def follow_changed_bodies(*, now: datetime, at_most: int = 1000) -> int:
    """Let rows follow their bodies: those of a merged one pass to its heir, then all get the stamps of their body.

    Returns how many rows did; a hundred thousand of them are many short transactions, and nobody waits for them.
    """
    waiting = Body.objects.filter(rows_wait_since__isnull=False)
    if not waiting.exists():
        return 0
    count = sum(
        _pass_on(model, belonging, at_most=at_most) + _stamp(model, belonging, at_most=at_most)
        for model, belonging in list_belongings()
    )
    if not count and not any(_rows_wait(model, belonging) for model, belonging in list_belongings()):
        waiting.filter(rows_wait_since__lte=now - SETTLED_AFTER).update(rows_wait_since=None)
    return count


@transaction.atomic
def _pass_on(model: type[Model], belonging: Belonging, *, at_most: int) -> int:
    """Rows of merged bodies go over to the heir."""
    heir = Body.objects.filter(id=OuterRef(f"{belonging.body}_id"))
    to_heir: dict[str, Combinable] = {belonging.body: Subquery(heir.values("merged_into_id"))}
    if belonging.is_stamped:
        to_heir["municipality"] = _town(belonging, Subquery(heir.values("merged_into__municipality_id")))
        to_heir["founder"] = Subquery(heir.values("merged_into__founder_id"))
    return model._default_manager.filter(id__in=_claim(_to_pass(model, belonging), at_most)).update(**to_heir)


@transaction.atomic
def _stamp(model: type[Model], belonging: Belonging, *, at_most: int) -> int:
    """Rows get the municipality and the founder of the body that they name."""
    if not belonging.is_stamped:
        return 0
    own = Body.objects.filter(id=OuterRef(f"{belonging.body}_id"))
    return model._default_manager.filter(id__in=_claim(_to_stamp(model, belonging), at_most)).update(
        municipality=_town(belonging, Subquery(own.values("municipality_id"))),
        founder=Subquery(own.values("founder_id")),
    )


def _town(belonging: Belonging, of_body: Combinable) -> Combinable:
    """The municipality that a row is due: the body's, else in some tables the one that the row has."""
    if belonging.keeps_town is None:
        return of_body
    return Coalesce(of_body, Case(When(belonging.keeps_town, then=F("municipality_id"))))


def _claim(rows: QuerySet[Model], at_most: int) -> list[int]:
    """Lock some rows; those in other hands come next time."""
    return list(
        rows.select_for_update(of=("self",), skip_locked=True).order_by("id").values_list("id", flat=True)[:at_most]
    )


def _rows_wait(model: type[Model], belonging: Belonging) -> bool:
    """Also rows that somebody holds just now."""
    return _to_pass(model, belonging).exists() or _to_stamp(model, belonging).exists()


def _to_pass(model: type[Model], belonging: Belonging) -> QuerySet[Model]:
    if belonging.passes is None:
        return model._default_manager.none()
    return _of_waiting(model, belonging).filter(belonging.passes, **{f"{belonging.body}__merged_into__isnull": False})


def _to_stamp(model: type[Model], belonging: Belonging) -> QuerySet[Model]:
    if not belonging.is_stamped:
        return model._default_manager.none()
    rows: QuerySet[Model] = (
        _of_waiting(model, belonging)
        .alias(
            has_municipality=Coalesce("municipality_id", 0),
            has_founder=Coalesce("founder_id", 0),
            due_municipality=Coalesce(_town(belonging, F(f"{belonging.body}__municipality_id")), 0),
            due_founder=Coalesce(f"{belonging.body}__founder_id", 0),
        )
        .exclude(Q(has_municipality=F("due_municipality")) & Q(has_founder=F("due_founder")))
    )
    return rows


def _of_waiting(model: type[Model], belonging: Belonging) -> QuerySet[Model]:
    return model._default_manager.filter(**{f"{belonging.body}__rows_wait_since__isnull": False})

"""When who is warned of a deadline, as data: the version in force, and entering another."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import WarningPolicy
from otklik.audit.services import record
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

PERCENTS = range(10, 501)
"""Percents of a term that make sense; 100 is the deadline itself."""
MOST_STEPS = 5
DAYS = range(1, 31)


@dataclass(frozen=True, slots=True)
class WarningRules:
    """At how many percents of a clock's term who is warned, and how many days before a date."""

    executor: tuple[int, ...] = (50, 80, 100)
    coordinator: tuple[int, ...] = (100,)
    head: tuple[int, ...] = (150,)
    reminder_days: int = 3


def rules_in_force() -> WarningRules:
    """The newest version; what came with the program where nobody entered one."""
    row = WarningPolicy.objects.order_by("-id").first()
    if row is None:
        return WarningRules()
    return WarningRules(tuple(row.executor), tuple(row.coordinator), tuple(row.head), row.reminder_days)


def enter_warning_rules(rules: WarningRules, *, by: Viewer, now: datetime) -> None:
    """A new version, in force at once. Raises UnfitValue, HoldsForAll."""
    demand_rules_of_all(by)
    for field in ("executor", "coordinator", "head"):
        _check(field, getattr(rules, field))
    if rules.reminder_days not in DAYS:
        raise UnfitValue(_("There is no such number of days."), field="reminder_days", mend=_("Enter 1 to 30."))
    with transaction.atomic():
        row = WarningPolicy.objects.create(
            executor=sorted(set(rules.executor)), coordinator=sorted(set(rules.coordinator)),
            head=sorted(set(rules.head)), reminder_days=rules.reminder_days, entered_by_id=by.staff_id, entered_at=now,
        )  # fmt: skip
        record("enter_warning_rules", subject=f"warnings:{row.id}", by=by, now=now)


def _check(field: str, percents: tuple[int, ...]) -> None:
    if len(set(percents)) > MOST_STEPS:
        raise UnfitValue(_("More than five warnings."), field=field, mend=_("Who is warned too often stops reading."))
    if any(percent not in PERCENTS for percent in percents):
        raise UnfitValue(
            _("There is no such share of a term."),
            field=field,
            mend=_("Enter percents from 10 to 500; 100 is the deadline."),
        )

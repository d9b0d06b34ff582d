"""Related cases: linked with each other, but not merged."""

from datetime import datetime

from django.db import transaction

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, RelatedCases
from otklik.appeals.moves import demand_right, lock_case, place_of, tell_changed
from otklik.audit.services import record
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def relate_cases(number: int, *, other: str, by: Viewer, now: datetime) -> None:
    """Say that a case has to do with another. Raises what `lock_case` raises, NotYourAct or UnfitValue."""
    with transaction.atomic():
        ours, theirs = _pair(number, other, by=by)
        first, second = sorted((ours, theirs), key=lambda one: one.id)
        RelatedCases.objects.get_or_create(first=first, second=second, defaults={"by_id": by.staff_id, "at": now})
        record("relate", subject=f"appeal:{number}", by=by, now=now, details={"other": theirs.number})
        tell_changed(ours, theirs)


def unrelate_cases(number: int, *, other: str, by: Viewer, now: datetime) -> None:
    """They have nothing to do with one another after all. Raises as `relate_cases`."""
    with transaction.atomic():
        ours, theirs = _pair(number, other, by=by)
        first, second = sorted((ours, theirs), key=lambda one: one.id)
        RelatedCases.objects.filter(first=first, second=second).delete()
        record("unrelate", subject=f"appeal:{number}", by=by, now=now, details={"other": theirs.number})
        tell_changed(ours, theirs)


def _pair(number: int, other: str, *, by: Viewer) -> tuple[Appeal, Appeal]:
    ours = lock_case(number, by=by, version=None)
    demand_right(by, ours, Right.EDIT_CASE, Right.WRITE_ANSWER)
    digits = other.strip().lstrip("№#").strip()
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 18
    theirs = Appeal.objects.filter(number=int(digits)).first() if is_number else None
    if theirs is None or theirs.id == ours.id or not by.may_at(place_of(theirs), Right.SEE_CASES):
        raise UnfitValue(_("There is no other case with this number."), field="number", mend=_("Check the number."))
    return ours, theirs

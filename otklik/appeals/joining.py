"""Merging duplicates: a person merges cases in one click, or says that they are two."""

from datetime import datetime

from django.db import transaction

from otklik.appeals.different import note_different, note_same
from otklik.appeals.errors import UnfitValue
from otklik.appeals.joined import lock_both
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, tell_changed
from otklik.appeals.services import take_step
from otklik.appeals.states import OPEN_STATES, Act, State
from otklik.appeals.subject import is_touched
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def join_alike(number: int, *, other: int, by: Viewer, version: int | None, now: datetime) -> int:
    """Join two cases; returns the number of the one that goes on. Raises what `take_step` raises.

    The one on which a person already works goes on, else the older one. What is over is not joined to anything: the
    open one is joined to it.
    """
    with transaction.atomic():
        ours, theirs = _lock_both(number, other, by=by, version=version)
        main, joined = _main_first(ours, theirs)
        note_same(joined, main, by=by, now=now)
        take_step(joined.number, Act.JOIN, by=by, reason=Reason(number=str(main.number)), version=None, now=now)
        tell_changed(main)
    return main.number


def tell_apart(number: int, *, other: int, by: Viewer, now: datetime) -> None:
    """Two cases that seemed to be one are two: they are not proposed again."""
    with transaction.atomic():
        ours, theirs = _lock_both(number, other, by=by, version=None)
        demand_right(by, ours, Right.EDIT_CASE)
        note_different(ours, theirs, by=by, now=now)
        record("tell_apart", subject=f"appeal:{number}", by=by, now=now, details={"other": str(other)})
        tell_changed(ours, theirs)


def _lock_both(number: int, other: int, *, by: Viewer, version: int | None) -> tuple[Appeal, Appeal]:
    """Both cases, locked in one order, so that two people never wait for each other."""
    if number == other:
        raise UnfitValue(_("There is no other case with this number."), field="number", mend=_("Check the number."))
    lock_both(number, other)
    return lock_case(number, by=by, version=version), lock_case(other, by=by, version=None)


def _main_first(ours: Appeal, theirs: Appeal) -> tuple[Appeal, Appeal]:
    main, joined = sorted((ours, theirs), key=_weight)
    if State(joined.state) not in OPEN_STATES:
        raise UnfitValue(
            _("Both cases are over: there is nothing to join."),
            field="number",
            mend=_("Reopen the one that goes on, then join it."),
        )
    return main, joined


def _weight(appeal: Appeal) -> tuple[bool, bool, int]:
    """Before all what is over, then what a person works on, then what is older."""
    return (State(appeal.state) in OPEN_STATES, not is_touched(appeal), appeal.id)

"""What the worker does with an import of the register: check it, apply it, take it back.

How such work is begun, told of and given up is in `running.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from otklik.audit.services import record
from otklik.integrations.errors import NoTop
from otklik.integrations.models import ImportState, KeptValue, RefusedRow, RegisterChange, RegisterImport
from otklik.integrations.models.register import Kind
from otklik.integrations.register.applying import apply_changes
from otklik.integrations.register.candidates import list_new_towns
from otklik.integrations.register.columns import Column
from otklik.integrations.register.headings import find_headings
from otklik.integrations.register.judging import judge_rows
from otklik.integrations.register.known import Allowed, Known
from otklik.integrations.register.planning import Plan, plan_changes
from otklik.integrations.register.reading_apart import read_apart
from otklik.integrations.register.rows import RegisterRow, RowFault, fault_as_json, read_row
from otklik.integrations.register.standing import list_territories, load_known
from otklik.integrations.running import brought_by, content_of, finish, is_ours, rows_below, run_work, split_top
from otklik.integrations.selectors import EVERYTHING, allowed_to
from otklik.integrations.undoing import undo_changes
from otklik.organizations.models import Territory
from otklik.organizations.services import enter_territory

_LOCK = "otklik register"
_AT_ONCE = 1000


def run_import(import_id: int, *, clock: Callable[[], datetime]) -> None:
    """Do what the state of the import asks for; nothing where another worker did it already."""
    work = {ImportState.CHECKING: _check, ImportState.APPLYING: _apply, ImportState.UNDOING: _undo}
    run_work(RegisterImport, import_id, work, clock=clock)


def _check(one: RegisterImport, clock: Callable[[], datetime]) -> None:
    rows = list(_read(one, clock))
    now = clock()
    with transaction.atomic():
        if not is_ours(one, lock=_LOCK):
            return
        with transaction.atomic():
            plan = _plan(one, rows, now=now)
            transaction.set_rollback(True)  # checking enters no municipality
        _keep_report(one, plan)
        finish(one, ImportState.CHECKED, now=now)


def _plan(
    one: RegisterImport, rows: list[tuple[RegisterRow, tuple[RowFault, ...]]], *, now: datetime, is_locked: bool = False
) -> Plan:
    allowed, known = _allowed(one, now), load_known(is_locked=is_locked)
    if not known.top_id:
        raise NoTop
    if allowed.bodies.everything:
        towns = list_new_towns((row for row, faults in rows if not faults), known)
        one.new_towns = len(towns)
        known = _with_towns(towns, known)
    return plan_changes(judge_rows(rows, known=known, allowed=allowed), known=known, allowed=allowed, on=localdate(now))


def _with_towns(towns: Mapping[str, str], known: Known) -> Known:
    """The register with these municipalities entered."""
    region = Territory.objects.filter(id=known.region_id).first()
    made = {enter_territory("municipality", name, parent=region, oktmo=code).id for code, name in towns.items()}
    fresh = tuple(one for one in list_territories() if one.id in made)
    return replace(known, territories=(*known.territories, *fresh)) if made else known


def _apply(one: RegisterImport, clock: Callable[[], datetime]) -> None:
    """Check it once more against the register as it is now, and write, all in one transaction."""
    rows = list(_read(one, clock))
    now = clock()
    with transaction.atomic():
        if not is_ours(one, lock=_LOCK):
            return
        plan = _plan(one, rows, now=now, is_locked=True)
        _keep_report(one, plan)
        _keep_changes(one, plan)
        one.content = b""
        finish(one, ImportState.APPLIED, now=now)
        counts = {"rows": one.rows_good, "refused": one.rows_refused, "changes": len(plan.changes)}
        record("register_applied", subject=f"register_import:{one.id}", by=None, now=now, details=counts)


def _undo(one: RegisterImport, clock: Callable[[], datetime]) -> None:
    with transaction.atomic():
        if not is_ours(one, lock=_LOCK):
            return
        undone = undo_changes(one)
        now = clock()
        finish(one, ImportState.UNDONE, now=now)
        record("register_undone", subject=f"register_import:{one.id}", by=None, now=now, details={"changes": undone})


def _read(one: RegisterImport, clock: Callable[[], datetime]) -> Iterator[tuple[RegisterRow, tuple[RowFault, ...]]]:
    """The rows of the table below its heads, telling now and then how far it is. Raises TableRefused."""
    lines = read_apart(content_of(one))
    top = split_top(lines)
    place, headings = find_headings([line.texts for line in top])
    one.titles, one.unknown_titles = list(headings.titles), list(headings.unknown)
    for line in rows_below(one, top[place + 1 :], lines, clock=clock):
        yield read_row(line, headings)


def _allowed(one: RegisterImport, now: datetime) -> Allowed:
    """What whoever brought the table may change today."""
    who = brought_by(one, now=now)
    return allowed_to(who) if who else EVERYTHING


def _keep_report(one: RegisterImport, plan: Plan) -> None:
    """What was refused and what was left, in place of an earlier report; and the counts."""
    RefusedRow.objects.filter(register_import=one).delete()
    KeptValue.objects.filter(register_import=one).delete()
    RefusedRow.objects.bulk_create(
        [
            RefusedRow(
                register_import=one,
                row=candidate.row.number,
                texts=list(candidate.row.texts),
                faults=[fault_as_json(fault) for fault in sorted(candidate.faults, key=_place_of)],
            )
            for candidate in plan.refused
        ],
        batch_size=_AT_ONCE,
    )
    KeptValue.objects.bulk_create(
        [
            KeptValue(register_import=one, row=kept.row, column=kept.column, said=kept.said, stands=kept.stands,
                      why=kept.why)
            for kept in plan.kept
        ],
        batch_size=_AT_ONCE,
    )  # fmt: skip
    one.rows_good, one.rows_refused = plan.good_count, len(plan.refused)
    counted = [(change.kind, change.object_id is None) for change in plan.changes]
    one.new_bodies, one.changed_bodies = counted.count((Kind.BODY, True)), counted.count((Kind.BODY, False))
    one.new_pages, one.changed_pages = counted.count((Kind.PAGE, True)), counted.count((Kind.PAGE, False))
    one.exemptions = sum(kind is Kind.EXEMPTION for kind, _ in counted)


def _place_of(fault: RowFault) -> int:
    return list(Column).index(Column(fault.column))


def _keep_changes(one: RegisterImport, plan: Plan) -> None:
    """Write the plan into the register and note each value before and after it."""
    RegisterChange.objects.bulk_create(
        [
            RegisterChange(
                register_import=one,
                row=change.row,
                kind=change.kind,
                object_id=number,
                is_new=change.object_id is None,
                before={name: change.before.get(name.removesuffix("_id"), change.before.get(name)) for name in after}
                if change.object_id
                else {},
                after=after,
            )
            for change, number, after in apply_changes(plan.changes)
        ],
        batch_size=_AT_ONCE,
    )

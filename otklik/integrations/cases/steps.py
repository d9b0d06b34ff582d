"""What the worker does with an export of cases: check it, apply it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from otklik.appeals.models import Appeal
from otklik.audit.services import record
from otklik.integrations.cases.columns import CaseColumn, count_case_heads, find_case_heads
from otklik.integrations.cases.moving import CaseWork, appeal_ids_of, work_out
from otklik.integrations.cases.planning import CasePlan, plan_cases
from otklik.integrations.cases.rows import CaseRow, read_case_row
from otklik.integrations.cases.standing import load_surroundings
from otklik.integrations.cases.statuses import status_called
from otklik.integrations.cases.writing import write_cases
from otklik.integrations.errors import TableRefused
from otklik.integrations.models import CaseImport, ImportState, RefusedCase
from otklik.integrations.register.cells import UNCOUNTED
from otklik.integrations.register.reading_apart import read_apart
from otklik.integrations.register.rows import RowFault, fault_as_json
from otklik.integrations.running import brought_by, content_of, finish, is_ours, rows_below, run_work, split_top
from otklik.organizations.rights import Right, Scope
from otklik.shared.words import marked as _

_LOCK = "otklik cases"
_AT_ONCE = 1000
_STATUSES_SHOWN = 40


def run_case_import(import_id: int, *, clock: Callable[[], datetime]) -> None:
    """Do what the state of the import asks for; nothing where another worker did it already."""
    run_work(CaseImport, import_id, {ImportState.CHECKING: _check, ImportState.APPLYING: _apply}, clock=clock)


def _check(one: CaseImport, clock: Callable[[], datetime]) -> None:
    rows = list(_read(one, clock))
    now = clock()
    with transaction.atomic():
        if not is_ours(one, lock=_LOCK):
            return
        plan = _plan(one, rows, now=now)
        _keep_report(one, plan, work_out(one, plan, _cases(plan), now=now))
        one.words_of = one.mapping.changed_at
        finish(one, ImportState.CHECKED, now=now)


def _apply(one: CaseImport, clock: Callable[[], datetime]) -> None:
    """Check it once more against the cases as they are now, and write, all in one transaction."""
    if one.words_of != one.mapping.changed_at:
        raise TableRefused(
            _("The words of this system were said anew since the check."), mend=_("Bring the table again.")
        )
    rows = list(_read(one, clock))
    now = clock()
    with transaction.atomic():
        if not is_ours(one, lock=_LOCK):
            return
        plan = _plan(one, rows, now=now)
        work = work_out(one, plan, _cases(plan), now=now)
        write_cases(work)
        _keep_report(one, plan, work)
        one.content = b""
        finish(one, ImportState.APPLIED, now=now)
        counts = {"new": one.new_cases, "changed": one.changed_cases, "refused": one.rows_refused}
        record("cases_applied", subject=f"case_import:{one.pk}", by=None, now=now, details=counts)


def _read(one: CaseImport, clock: Callable[[], datetime]) -> Iterator[tuple[CaseRow, tuple[RowFault, ...]]]:
    lines = read_apart(content_of(one), heads_in=count_case_heads)
    top = split_top(lines)
    # where heads are not found, a person says of these which is which
    one.titles = max((list(line.texts) for line in top), key=len, default=[])
    place, heads = find_case_heads([line.texts for line in top], one.mapping.columns)
    one.titles, one.unknown_titles, one.found_statuses = list(heads.titles), list(heads.unknown), {}
    at = heads.places[CaseColumn.STATUS]
    for line in rows_below(one, top[place + 1 :], lines, clock=clock):
        said = line.texts[at] if at < len(line.texts) else ""
        if said and said != UNCOUNTED and said not in one.found_statuses and len(one.found_statuses) < _STATUSES_SHOWN:
            one.found_statuses[said] = status_called(said, one.mapping.statuses) or ""
        yield read_case_row(line, heads, one.mapping.statuses)


def _plan(one: CaseImport, rows: list[tuple[CaseRow, tuple[RowFault, ...]]], *, now: datetime) -> CasePlan:
    return plan_cases(rows, load_surroundings(one, [row for row, _ in rows], scope=_scope(one, now=now), now=now))


def _scope(one: CaseImport, *, now: datetime) -> Scope:
    """Where whoever brought the table may enter cases today."""
    who = brought_by(one, now=now)
    return who.scope(Right.TYPE_IN_CASE) if who else Scope(everything=True)


def _cases(plan: CasePlan) -> dict[int, Appeal]:
    cases = Appeal.objects.filter(id__in=appeal_ids_of(plan)).select_related("body").defer("search").order_by("id")
    return {case.id: case for case in cases.select_for_update(of=("self",))}


def _keep_report(one: CaseImport, plan: CasePlan, work: CaseWork) -> None:
    RefusedCase.objects.filter(case_import=one).delete()
    RefusedCase.objects.bulk_create(
        [
            RefusedCase(case_import=one, row=row.number, texts=list(row.texts), faults=list(map(fault_as_json, faults)))
            for row, faults in plan.refused
        ],
        batch_size=_AT_ONCE,
    )
    one.rows_good, one.rows_refused = len(plan.taken), len(plan.refused)
    one.new_cases, one.linked_cases, one.changed_cases = len(work.opened), len(work.linked), len(work.moved)
    one.same_cases, one.kept_cases, one.without_date = work.same, work.kept, work.without_date
    one.to_fallback = sum(planned.is_fallback for planned in plan.taken)

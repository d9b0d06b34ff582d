"""Runs: what a person asks for with many cases by one press. Asking is a row; the worker does it (`working.py`)."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext

from otklik.answers.bulk.tasks import Task
from otklik.answers.bulk.trying import Chosen, list_chosen
from otklik.answers.models import BulkItem, BulkRun, ItemState, RunStage
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal
from otklik.organizations.errors import NotSeen
from otklik.organizations.pressed import posts_told
from otklik.organizations.selectors import Viewer
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

MOST_AT_ONCE = 1_000
"""So many cases by one press: what a person can look through before saying yes. The worker needs a minute or two."""
MOST_BY_CALL = 100
"""So many where a program asks what would become of them: the call itself waits for the trial, some seconds."""
SHOWN_FOR = timedelta(days=1)
"""So long what was shown can be done."""
UNDO_WITHIN = timedelta(hours=24)
KEPT_FOR = timedelta(days=30)
"""So long reports of runs are kept."""
_STOPPED = _("It was stopped before this case had its turn.")
_UNDONE = _("It was undone meanwhile.")


def new_key() -> str:
    """Names one press: the same again finds what the first has done."""
    return secrets.token_hex(16)


def subject_of(run_id: int) -> str:
    """How a notice names a run."""
    return f"run:{run_id}"


def look_at_many(
    numbers: Sequence[int], tasks: tuple[Task, ...], *, by: Viewer, now: datetime, macro_id: int | None = None
) -> int | None:
    """Have it found out what would become of these cases. Returns the run's id; None where the person sees none."""
    cases = list_chosen(numbers[:MOST_AT_ONCE], by=by)
    if not cases:
        return None
    with transaction.atomic():
        run = BulkRun(key=new_key(), at=now, stage=RunStage.LOOKING, macro_id=macro_id)
        _plan(run, tasks)
        _ask(run, by=by)
        _enter(run, cases, {case.number: case.version for case in cases})
    return run.pk


def do_shown(run_id: int, numbers: Collection[int], *, by: Viewer, now: datetime) -> None:
    """Have it done with these of the cases that were shown, each as it was shown; the others are left out.

    The same press twice is one. Raises NotSeen; UnfitValue where none of them can be done, or a day has passed.
    """
    with transaction.atomic():
        run = find_run(run_id, by=by, is_locked=True)
        if run.stage in (RunStage.DOING, RunStage.DONE, RunStage.UNDOING):
            return
        wanted = run.items.filter(state=ItemState.CAN, appeal__number__in=list(numbers))
        if run.stage != RunStage.SHOWN or run.at <= now - SHOWN_FOR or not wanted.exists():
            raise UnfitValue(_("There is nothing to be done with these."), field="", mend=_("Look at it again first."))
        run.items.exclude(id__in=wanted.values("id")).delete()
        run.items.update(state=ItemState.WAITING, seen={})
        run.stage, run.at = RunStage.DOING, now
        _ask(run, by=by)


def do_many(
    versions: Mapping[int, int],
    tasks: tuple[Task, ...],
    *,
    key: str,
    by: Viewer,
    now: datetime,
    macro_id: int | None = None,
) -> int:
    """Have it done with every case that is as it was shown. `versions`: number → version. Returns the run's id.

    The same key again finds the run that there is. Raises NoSuchCase for a key of somebody else.
    """
    with transaction.atomic():
        asked = {"by_id": by.staff_id, "at": now, "stage": RunStage.DOING, "macro_id": macro_id}
        run, is_new = BulkRun.objects.get_or_create(key=key, defaults=asked)
        if run.by_id != by.staff_id:
            raise NoSuchCase
        if is_new:
            _plan(run, tasks)
            _ask(run, by=by)
            _enter(run, list_chosen(list(versions), by=by), versions)
    return run.pk


def stop_run(run_id: int, *, by: Viewer) -> bool:
    """Leave alone the cases whose turn has not come. Returns whether anything was done before. Raises NotSeen.

    A preview that was not waited for is forgotten.
    """
    with transaction.atomic():
        run = find_run(run_id, by=by, is_locked=True)
        if run.stage in (RunStage.LOOKING, RunStage.SHOWN):
            run.delete()
            return False
        if run.stage == RunStage.DOING:
            _leave_the_rest(run, _STOPPED)
            run.stage, run.tasks = RunStage.DONE, []
            run.save(update_fields=["stage", "tasks"])
    return True


def undo_run(run_id: int, *, by: Viewer, now: datetime) -> None:
    """Have a run taken back, also one that is not at its end. Raises NotSeen, UnfitValue."""
    with transaction.atomic():
        run = find_run(run_id, by=by, is_locked=True)
        done = run.items.filter(state=ItemState.DONE)
        if run.stage == RunStage.UNDOING:
            return
        if run.at <= now - UNDO_WITHIN or not (run.stage == RunStage.DOING or done.exists()):
            raise UnfitValue(_("This was undone already, or is more than a day old."), field="")
        _leave_the_rest(run, _UNDONE)
        done.update(state=ItemState.TO_UNDO, why="")
        run.undone_at, run.stage, run.tasks = run.undone_at or now, RunStage.UNDOING, []
        _ask(run, by=by)


def find_run(run_id: int, *, by: Viewer, is_locked: bool = False) -> BulkRun:
    """A run of this person. Raises NotSeen."""
    runs = BulkRun.objects.select_related("macro")
    runs = runs.select_for_update(of=("self",)) if is_locked else runs
    run = runs.filter(id=run_id, by_id=by.staff_id).first()
    if run is None:
        raise NotSeen(_("There is no such report for you."))
    return run


def demand_pressed_with(run_id: int, *, by: Viewer) -> None:
    """Raises NotSeen for a run that was not pressed with the posts of this viewer, for keys narrowed to one of them."""
    if not BulkRun.objects.filter(id=run_id, by_id=by.staff_id, posts=posts_told(by)).exists():
        raise NotSeen(_("There is no such report for you."))


def forget_runs(*, now: datetime) -> None:
    """Reports that were kept long enough go, and previews to which nobody said yes."""
    BulkRun.objects.filter(at__lt=now - KEPT_FOR).delete()
    BulkRun.objects.filter(stage__in=(RunStage.LOOKING, RunStage.SHOWN), at__lt=now - SHOWN_FOR).delete()


def _plan(run: BulkRun, tasks: tuple[Task, ...]) -> None:
    run.tasks, run.doings = [one.told() for one in tasks], [one.doing.value for one in tasks]


def _ask(run: BulkRun, *, by: Viewer) -> None:
    """Leave the run to the worker, which acts with the posts of whoever presses now."""
    run.by_id, run.acts_as, run.posts = by.staff_id, by.name, posts_told(by)
    run.save()
    with connection.cursor() as cursor:
        wake_workers(cursor, "answers")


def _enter(run: BulkRun, cases: Sequence[Chosen], versions: Mapping[int, int]) -> None:
    ids = dict(Appeal.objects.filter(number__in=[case.number for case in cases]).values_list("number", "id"))
    BulkItem.objects.bulk_create([
        BulkItem(run=run, appeal_id=ids[case.number], state=ItemState.WAITING, version=versions[case.number])
        for case in cases if case.number in ids
    ])  # fmt: skip


def _leave_the_rest(run: BulkRun, why: str) -> None:
    run.items.filter(state=ItemState.WAITING).update(state=ItemState.REFUSED, why=gettext(why))

"""What the worker does with runs: each case in a short transaction of its own, in the order of their numbers.

Whoever is killed leaves at most one case undone, and no case done twice: that a case is done and that its row says so
is one transaction. The next worker goes on with the rows that still wait (decision 43).
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation

from otklik.answers.bulk.performing import perform
from otklik.answers.bulk.running import subject_of
from otklik.answers.bulk.seen import tell_seen
from otklik.answers.bulk.tasks import Task
from otklik.answers.bulk.trying import told_why, try_case
from otklik.answers.drafting import put_draft
from otklik.answers.models import AT_WORK, AnswerKind, BulkItem, BulkRun, Draft, ItemState, RunStage
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note
from otklik.appeals.tags import put_tags_back
from otklik.appeals.undoing import has_moved_on, put_back
from otklik.audit.services import record
from otklik.delivery.services import hash_text
from otklik.ground.advisory_lock import try_advisory_lock
from otklik.notices.models import NoticeKind
from otklik.notices.services import Told, tell
from otklik.organizations.locks import InUse, is_away, waiting
from otklik.organizations.pressed import acting
from otklik.organizations.selectors import Viewer
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.failpoints import failpoint
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

AT_ONCE = 20
"""So many cases of a run, then it is the turn of the next run: nobody with three cases waits for a thousand."""

TOLD_AFTER = timedelta(minutes=1)
"""So long nobody looks at a bar."""

_AWAITED = {
    RunStage.LOOKING: ItemState.WAITING, RunStage.DOING: ItemState.WAITING, RunStage.UNDOING: ItemState.TO_UNDO,
}  # fmt: skip

_THEN = {RunStage.LOOKING: RunStage.SHOWN, RunStage.DOING: RunStage.DONE, RunStage.UNDOING: RunStage.DONE}


def go_on_with_runs(*, clock: Callable[[], datetime] = read_clock) -> int:
    """Some cases of every run that somebody waits for, the oldest run first. Returns how many runs had work."""
    ids = list(BulkRun.objects.filter(stage__in=AT_WORK).order_by("id").values_list("id", flat=True))
    return sum(_go_on(run_id, clock=clock) for run_id in ids)


def _go_on(run_id: int, *, clock: Callable[[], datetime]) -> bool:
    """Whether there was anything to do. One worker at a time is at a run."""
    with try_advisory_lock("otklik bulk", run_id) as is_locked:
        run = BulkRun.objects.select_related("by").filter(id=run_id, stage__in=AT_WORK).first() if is_locked else None
        if run is None:
            return False
        waiting = run.items.filter(state=_AWAITED[RunStage(run.stage)]).order_by("appeal__number")
        ids = list(waiting.values_list("id", flat=True)[:AT_ONCE])
        with translation.override(run.by.language):
            for item_id in ids:
                if not _do_next(run, item_id, now=clock()):
                    return True  # it was stopped or undone meanwhile
        if len(ids) < AT_ONCE:
            _end(run, now=clock())
    return True


def _do_next(run: BulkRun, item_id: int, *, now: datetime) -> bool:
    """One case, in a transaction of its own. Returns whether the run is still to be gone on with."""
    try:
        with transaction.atomic():
            item = _claim(run, item_id)
            if item is None:
                return False
            by = acting(item.run.by, name=item.run.acts_as, posts=item.run.posts, now=now)
            _DOES[RunStage(run.stage)](item, by=by, now=now)
            item.save()
            failpoint("bulk.before_commit")
    except OtklikError as why:
        return _refuse(run, item_id, why)
    except (OperationalError, InterfaceError) as failure:
        if is_away(failure):
            raise  # the case waits
        return _refuse(run, item_id, InUse())
    except Exception:
        log.exception("run %s: a case could not be done", run.pk)
        return _refuse(run, item_id, OtklikError(_("Something broke on our side; nothing was changed.")))
    failpoint("bulk.committed")
    return True


def _claim(run: BulkRun, item_id: int) -> BulkItem | None:
    """The row of the case if it still waits for this, with its run and person as they are now.

    The run before the case: so has whoever stops it let it go.
    """
    runs = BulkRun.objects.select_related("by").select_for_update(of=("self",))
    still = runs.filter(id=run.pk, stage=run.stage).first()
    if still is None:
        return None
    waits = still.items.filter(id=item_id, state=_AWAITED[RunStage(run.stage)])
    return waits.select_related("appeal").select_for_update(of=("self",)).first()


def _look(item: BulkItem, *, by: Viewer, now: datetime) -> None:
    before, after = try_case(item.appeal.number, _tasks_of(item), by=by, now=now)
    item.state, item.version, item.seen = ItemState.CAN, before.version, tell_seen(before, after)


def _do(item: BulkItem, *, by: Viewer, now: datetime) -> None:
    number = item.appeal.number
    done = perform(number, _tasks_of(item), by=by, version=item.version, now=now)
    item.state, item.before, item.version, item.done_at = ItemState.DONE, done.before, done.version, now
    told: dict[str, str | int] = {"run": item.run_id, "acts": ", ".join(item.run.doings)}
    record("bulk", subject=f"appeal:{number}", by=by, now=now, details=told)


def _undo(item: BulkItem, *, by: Viewer, now: datetime) -> None:
    undo_case(item, done_at=item.done_at or item.run.at, by=by, now=now)
    item.state, item.why = ItemState.UNDONE, ""


_DOES: Mapping[RunStage, Callable[..., None]] = {RunStage.LOOKING: _look, RunStage.DOING: _do, RunStage.UNDOING: _undo}


def _refuse(run: BulkRun, item_id: int, why: OtklikError) -> bool:
    """Say at the case why not. One that somebody else holds stays done: pressed again, undoing goes on with it."""
    with transaction.atomic():
        item = _claim(run, item_id)
        if item is None:
            return False
        held = ItemState.DONE if isinstance(why, InUse) else ItemState.KEPT
        item.state = held if run.stage == RunStage.UNDOING else ItemState.REFUSED
        item.why = told_why(why)
        item.save()
    return True


def _end(run: BulkRun, *, now: datetime) -> None:
    """What was asked for is at its end; whatever words went with the acts stand in the cases alone."""
    mine, then = BulkRun.objects.filter(id=run.pk, stage=run.stage), _THEN[RunStage(run.stage)]
    with transaction.atomic():
        is_ended = mine.update(stage=then, tasks=run.tasks if then is RunStage.SHOWN else [])
        if is_ended and then is RunStage.DONE:
            _tell_end(run, now=now)


def _tell_end(run: BulkRun, *, now: datetime) -> None:
    """Whoever pressed may have left its page; what was soon over, or a program pressed, is told to nobody."""
    since = run.undone_at or run.at
    if now - since >= TOLD_AFTER and run.acts_as == run.by.name:
        told = Told(NoticeKind.REMINDER, subject_of(run.pk), f"{run.stage} {since.isoformat()}", clock="run")
        tell([run.by_id], told, now=now)


def _tasks_of(item: BulkItem) -> tuple[Task, ...]:
    return tuple(Task.read(one) for one in item.run.tasks)


def undo_case(item: BulkItem, *, done_at: datetime, by: Viewer, now: datetime) -> None:
    """The case as it was before; in the caller's transaction. Raises InUse, UnfitValue, and what `put_back` raises."""
    if item.before.get("is_told"):
        raise UnfitValue(_("The question to the author is sent: it cannot be taken back."), field="")
    with waiting():
        put_back(item.appeal.number, item.before, version=item.version, done_at=done_at, by=by, now=now)
        Note.objects.filter(id__in=item.before.get("notes", ()), by_id=by.staff_id, appeal=item.appeal).delete()
        if "tags" in item.before:
            put_tags_back(item.appeal, item.before["tags"], by=by, now=now)
        if "draft" in item.before:
            _cut_draft(item.appeal, item.before["draft"], by=by, now=now)


def _cut_draft(appeal: Appeal, kept: dict[str, object], *, by: Viewer, now: datetime) -> None:
    """The draft without the text that was put into it, where nobody wrote on. Raises NotAllowedNow."""
    draft = Draft.objects.select_for_update().filter(appeal=appeal).first()
    if draft is None or hash_text(draft.text) != kept["hash"] or not isinstance(kept["length"], int):
        raise has_moved_on(appeal)
    if not kept["length"]:
        # its versions stay: whoever had a hand in an emptied text is no approver of what is written anew
        Draft.objects.filter(id=draft.id).delete()
        return
    text = draft.text[: kept["length"]]
    put_draft(appeal, draft, kind=AnswerKind(draft.kind), text=text, by_id=by.staff_id, now=now)
    Draft.objects.filter(id=draft.id).update(held_by=None, held_until=None)

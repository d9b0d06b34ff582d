"""A run of acts, told case by case and taken back: what can be undone is, where the case has not moved on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from otklik.answers.bulk.tasks import Doing
from otklik.answers.drafting import put_draft
from otklik.answers.models import AnswerKind, BulkItem, BulkRun, Draft, ItemState
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note
from otklik.appeals.moves import place_of
from otklik.appeals.tags import put_tags_back
from otklik.appeals.undoing import has_moved_on, put_back
from otklik.delivery.services import hash_text
from otklik.organizations.errors import NotSeen
from otklik.organizations.locks import InUse, waiting
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.personal import masked

UNDO_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One case of a run."""

    number: int
    title: str
    state: ItemState
    why: str
    is_seen: bool
    """The person still sees the case; it may have left their desk by the act."""


@dataclass(frozen=True, slots=True)
class RunView:
    """What was done by one press."""

    id: int
    at: datetime
    doings: tuple[Doing, ...]
    macro: str
    undone_at: datetime | None
    items: tuple[ItemRow, ...]
    can_undo: bool

    def count(self, state: ItemState) -> int:
        """How many cases ended so."""
        return sum(item.state is state for item in self.items)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Every end that occurred, with how many cases had it."""
        return tuple((state.value, self.count(state)) for state in ItemState if self.count(state))


def load_run(run_id: int, *, by: Viewer, now: datetime) -> RunView:
    """The report; a run is seen by whoever did it. Raises NotSeen."""
    run = _find(run_id, by=by)
    rows = run.items.select_related("appeal").order_by("id")
    items = tuple(_row(one, by=by) for one in rows)
    return RunView(
        id=run.id,
        at=run.at,
        doings=tuple(Doing(one) for one in run.doings),
        macro=run.macro.name if run.macro else "",
        undone_at=run.undone_at,
        items=items,
        can_undo=run.at > now - UNDO_WITHIN and any(one.state is ItemState.DONE for one in items),
    )


def _row(item: BulkItem, *, by: Viewer) -> ItemRow:
    is_seen = by.may_at(place_of(item.appeal), Right.SEE_CASES)
    title = masked(item.appeal.title) if is_seen else ""
    return ItemRow(item.appeal.number, title, ItemState(item.state), item.why, is_seen)


def undo_run(run_id: int, *, by: Viewer, now: datetime) -> None:
    """Take a run back, case by case; whatever stays as it is says why. Raises NotSeen, UnfitValue."""
    with transaction.atomic():
        run = _find(run_id, by=by, is_locked=True)
        # one that broke off is gone on with
        if run.at <= now - UNDO_WITHIN or not run.items.filter(state=ItemState.DONE).exists():
            raise UnfitValue(_("This was undone already, or is more than a day old."), field="")
        run.undone_at = run.undone_at or now
        run.save(update_fields=["undone_at"])
    done = run.items.filter(state=ItemState.DONE)
    # in the order in which cases are locked when they are done
    for item_id in list(done.order_by("appeal__number").values_list("id", flat=True)):
        with transaction.atomic():
            item = done.select_related("appeal").select_for_update(of=("self",)).filter(id=item_id).first()
            if item is not None:
                _settle(run, item, by=by, now=now)


def _settle(run: BulkRun, item: BulkItem, *, by: Viewer, now: datetime) -> None:
    try:
        with transaction.atomic(), waiting():
            _undo_one(run, item, by=by, now=now)
    except InUse as held:
        item.why = held.say(gettext)[:500]  # it stays done: pressed again, undoing goes on with it
    except OtklikError as why:
        item.state, item.why = ItemState.KEPT, why.say(gettext)[:500]
    else:
        item.state, item.why = ItemState.UNDONE, ""
    item.save(update_fields=["state", "why"])


def _undo_one(run: BulkRun, item: BulkItem, *, by: Viewer, now: datetime) -> None:
    if item.before.get("is_told"):
        raise UnfitValue(_("The question to the author is sent: it cannot be taken back."), field="")
    put_back(item.appeal.number, item.before, version=item.version, done_at=run.at, by=by, now=now)
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


def _find(run_id: int, *, by: Viewer, is_locked: bool = False) -> BulkRun:
    runs = BulkRun.objects.select_related("macro")
    runs = runs.select_for_update(of=("self",)) if is_locked else runs
    run = runs.filter(id=run_id, by_id=by.staff_id).first()
    if run is None:
        raise NotSeen(_("There is no such report for you."))
    return run

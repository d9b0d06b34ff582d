"""How far a run is, and what became of each of its cases; it is seen by whoever pressed for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Value, When

from otklik.answers.bulk.running import UNDO_WITHIN, find_run
from otklik.answers.bulk.tasks import Doing
from otklik.answers.models import AT_WORK, BulkItem, BulkRun, ItemState, RunStage
from otklik.appeals.moves import place_of
from otklik.organizations.pressed import Told
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked

MOST_RUNS = 20
_AWAITED = (ItemState.WAITING, ItemState.TO_UNDO)
_TROUBLE_FIRST = Case(When(why="", then=Value(1)), default=Value(0))


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
class RunHead:
    """A run without its cases."""

    id: int
    at: datetime
    stage: RunStage
    doings: tuple[Doing, ...]
    macro: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunRow(RunHead):
    """A run, and how far it is."""

    ends: Mapping[ItemState, int]

    @property
    def is_at_work(self) -> bool:
        """The worker has something to do."""
        return self.stage in AT_WORK

    @property
    def is_shown(self) -> bool:
        """It waits for the person to look and to say yes."""
        return self.stage is RunStage.SHOWN

    @property
    def total(self) -> int:
        """Of how many cases."""
        return sum(self.ends.values())

    @property
    def behind(self) -> int:
        """How many had their turn."""
        return self.total - sum(self.ends.get(state, 0) for state in _AWAITED)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Every end that occurred, with how many cases had it."""
        return tuple((state.value, self.ends[state]) for state in ItemState if self.ends.get(state))


@dataclass(frozen=True, slots=True)
class RunView(RunHead):
    """What was done by one press, case by case."""

    items: tuple[ItemRow, ...]
    can_undo: bool


def load_progress(run_id: int, *, by: Viewer) -> RunRow:
    """How far a run is: cheap enough to be asked for every second. Raises NotSeen."""
    run = find_run(run_id, by=by)
    return _row(run, dict(run.items.values_list("state").annotate(Count("id")).order_by()))


def load_run(run_id: int, *, by: Viewer, now: datetime) -> RunView:
    """The report: first what was left alone, and why. Raises NotSeen."""
    run = find_run(run_id, by=by)
    items = tuple(_item(one, by=by) for one in run.items.select_related("appeal").order_by(_TROUBLE_FIRST, "id"))
    can_undo = run.at > now - UNDO_WITHIN and any(one.state is ItemState.DONE for one in items)
    return RunView(*_head(run), items, can_undo)


def list_runs(*, by: Viewer, posts: Told | None = None) -> list[RunRow]:
    """What this person lately did with many, the newest first; not what was only looked at.

    `posts`: only what was pressed with exactly these; None: with whichever.
    """
    mine = BulkRun.objects.filter(by_id=by.staff_id, stage__in=(RunStage.DOING, RunStage.DONE, RunStage.UNDOING))
    mine = mine if posts is None else mine.filter(posts=posts)
    runs = list(mine.select_related("macro").order_by("-at", "-id")[:MOST_RUNS])
    ends: dict[int, dict[str, int]] = {run.pk: {} for run in runs}
    counted = BulkItem.objects.filter(run__in=runs).values_list("run_id", "state").annotate(Count("id")).order_by()
    for run_id, state, count in counted:
        ends[run_id][state] = count
    return [_row(run, ends[run.pk]) for run in runs]


def _row(run: BulkRun, ends: Mapping[str, int]) -> RunRow:
    return RunRow(*_head(run), {ItemState(state): count for state, count in ends.items()})


def _head(run: BulkRun) -> tuple[int, datetime, RunStage, tuple[Doing, ...], str, datetime | None]:
    """What `RunHead` holds, in its order."""
    doings = tuple(Doing(one) for one in run.doings)
    return run.pk, run.at, RunStage(run.stage), doings, run.macro.name if run.macro else "", run.undone_at


def _item(item: BulkItem, *, by: Viewer) -> ItemRow:
    is_seen = by.may_at(place_of(item.appeal), Right.SEE_CASES)
    title = masked(item.appeal.title) if is_seen else ""
    return ItemRow(item.appeal.number, title, ItemState(item.state), item.why, is_seen)

"""Many cases: what would happen, doing it, and taking it back. Each case in its own transaction, under its own lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from otklik.answers.bulk.performing import perform
from otklik.answers.bulk.tasks import Task
from otklik.answers.models import BulkItem, BulkRun, ItemState
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.appeals.tag_names import each_name_once
from otklik.audit.services import record
from otklik.organizations.locks import InUse
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.personal import masked

__all__ = ["KEPT_FOR", "MOST_AT_ONCE", "Foreseen", "InUse", "do_many", "foresee", "list_chosen"]

MOST_AT_ONCE = 100
"""So many cases by one press: some seconds of work."""
KEPT_FOR = timedelta(days=30)
"""So long reports of runs are kept."""


_SHOWN = Appeal.objects.select_related("body", "executor", "topic").prefetch_related("tags__tag")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case that was chosen, as the preview shows it."""

    number: int
    title: str
    state: State
    version: int
    body: str
    executor: str
    topic: str
    importance: str
    tags: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one case; `refused` says in words why nothing would."""

    case: Chosen
    after: Chosen | None
    refused: str = ""


class _Undone(Exception):
    """Ends a trial: nothing of it is kept."""


def list_chosen(numbers: Sequence[int], *, by: Viewer) -> list[Chosen]:
    """The chosen cases that this person sees, in the order in which they were chosen; at most `MOST_AT_ONCE`."""
    rows = _SHOWN.filter(number__in=numbers[:MOST_AT_ONCE]).defer("search", "decided_by")
    seen = {one.number: one for one in rows if by.may_at(place_of(one), Right.SEE_CASES)}
    return [_chosen(seen[number]) for number in dict.fromkeys(numbers) if number in seen]


def foresee(numbers: Sequence[int], tasks: tuple[Task, ...], *, by: Viewer, now: datetime) -> list[Foreseen]:
    """What would happen: every act is done and rolled back, so that nothing is said which would not be so."""
    return [_try(case, tasks, by=by, now=now) for case in list_chosen(numbers, by=by)]


def do_many(
    versions: Mapping[int, int],
    tasks: tuple[Task, ...],
    *,
    key: str,
    by: Viewer,
    now: datetime,
    macro_id: int | None = None,
) -> int:
    """Do it with every case that is as the preview showed it. `versions`: number → version. Returns the run's id."""
    asked = {"by_id": by.staff_id, "at": now, "doings": [one.doing.value for one in tasks], "macro_id": macro_id}
    run, is_new = BulkRun.objects.get_or_create(key=key, defaults=asked)
    if run.by_id != by.staff_id:
        raise NoSuchCase
    if not is_new:
        return run.id
    BulkRun.objects.filter(by_id=by.staff_id, at__lt=now - KEPT_FOR).delete()
    # in the order of their numbers, as everybody locks many cases: so two programs wait for each other, not crosswise
    for case in list_chosen(sorted(versions), by=by):
        _do_one(run, case.number, tasks, version=versions[case.number], by=by, now=now)
    return run.id


def _do_one(run: BulkRun, number: int, tasks: tuple[Task, ...], *, version: int, by: Viewer, now: datetime) -> None:
    try:
        with transaction.atomic():
            # the run before the case: who undoes it meanwhile has let it go before taking a case
            if BulkRun.objects.select_for_update(of=("self",)).filter(id=run.id, undone_at=None).first() is None:
                raise UnfitValue(_("It was undone meanwhile."), field="")
            done = perform(number, tasks, by=by, version=version, now=now)
            BulkItem.objects.create(
                run=run, appeal_id=done.appeal_id, state=ItemState.DONE, before=done.before, version=done.version
            )
            told: dict[str, str | int] = {"run": run.id, "acts": ", ".join(run.doings)}
            record("bulk", subject=f"appeal:{number}", by=by, now=now, details=told)
    except OtklikError as why:
        case = Appeal.objects.filter(number=number).values_list("id", flat=True).first()
        if case is not None:
            words = why.say(gettext)[:500]
            BulkItem.objects.create(run=run, appeal_id=case, state=ItemState.REFUSED, why=words)


def _try(case: Chosen, tasks: tuple[Task, ...], *, by: Viewer, now: datetime) -> Foreseen:
    after: Chosen | None = None
    try:
        with transaction.atomic():
            done = perform(case.number, tasks, by=by, version=None, now=now, wait="300ms")
            row = _SHOWN.get(id=done.appeal_id)
            after = _chosen(row)
            raise _Undone
    except _Undone:
        return Foreseen(case, after)
    except OtklikError as why:
        return Foreseen(case, None, refused=why.say(gettext))


def _chosen(row: Appeal) -> Chosen:
    return Chosen(
        number=row.number,
        title=masked(row.title),
        state=State(row.state),
        version=row.version,
        body=row.body.short_name,
        executor=row.executor.name if row.executor else "",
        topic=row.topic.name if row.topic else "",
        importance=row.importance,
        tags=each_name_once(sorted(one.tag.name for one in row.tags.all())),
        due_at=row.due_at,
    )

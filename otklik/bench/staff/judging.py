"""What came of the trial: the database against what the pages told the people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import Count, F

from otklik.answers.models import Answer, AnswerState, BulkItem, ItemState
from otklik.appeals.models import Appeal, Note, Transition
from otklik.audit.models import AuditRecord
from otklik.delivery.models import OutboxAct

_TOLD_AS = {
    "take": ("take",), "assign": ("assign",), "defer": ("defer",), "correct": ("correct",), "send_back": ("send_back",),
    "submit": ("submit", "submit_again"), "approve": ("approve_final", "approve_step"),
}  # fmt: skip
"""What was pressed → under which names the audit log tells of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All of these are to be 0."""

    lost_updates: int
    """Acts that were told as done and did not happen, or that two people did from one version of a case."""
    double_answers: int
    own_approvals: int
    broken_histories: int


def judge(done: Mapping[str, int], seized: Sequence[tuple[int, int]]) -> Verdict:
    """Hold what was told against what is there."""
    return Verdict(
        lost_updates=_count_twice(seized) + _count_missing(done),
        double_answers=_count_double_answers(),
        own_approvals=_count_own_approvals(),
        broken_histories=_count_broken(),
    )


def _count_twice(seized: Iterable[tuple[int, int]]) -> int:
    """A version of a case may be left by one act only: whoever came second overwrote the first."""
    return sum(times - 1 for times in Counter(seized).values())


def _count_missing(done: Mapping[str, int]) -> int:
    """Acts told as done against lines of the audit log; those done in bulk have lines of their own besides."""
    in_bulk = Counter[str]()
    notes_in_bulk = 0
    for doings, state in BulkItem.objects.values_list("run__doings", "state"):
        if state in (ItemState.DONE, ItemState.UNDONE, ItemState.KEPT):
            in_bulk.update(doings)
            notes_in_bulk += state != ItemState.UNDONE and "note" in doings
    missing = abs(Note.objects.count() - done.get("note", 0) - notes_in_bulk)
    for pressed, names in _TOLD_AS.items():
        told = AuditRecord.objects.filter(act__in=names, subject__startswith="appeal:").count()
        missing += abs(told - done.get(pressed, 0) - in_bulk[pressed])
    return missing


def _count_double_answers() -> int:
    """Cases with two answers on their way, or two rows for the network."""
    under_way = Answer.objects.filter(state__in=(AnswerState.SENDING, AnswerState.SENT))
    of_cases = under_way.values("appeal_id").annotate(times=Count("id")).filter(times__gt=1).count()
    acts = OutboxAct.objects.count()
    return of_cases + abs(acts - under_way.count())


def _count_own_approvals() -> int:
    by_writer = Answer.objects.filter(approved_by=F("by")).exclude(steps=[]).count()
    by_editor = Answer.objects.filter(approvals__dropped_at=None, approvals__by=F("versions__by")).distinct().count()
    return by_writer + by_editor


def _count_broken() -> int:
    """Each step of a case begins where the one before it ended, and the last one ends where the case stands."""
    states = dict(Appeal.objects.values_list("id", "state"))
    steps = Transition.objects.order_by("appeal_id", "id").values_list("appeal_id", "from_state", "to_state")
    broken = 0
    for appeal_id, of_case in groupby(steps, key=lambda step: step[0]):
        path = [(before, after) for _, before, after in of_case]
        joins = all(one[1] == other[0] for one, other in pairwise(path))
        broken += not joins or path[-1][1] != states[appeal_id]
    return broken

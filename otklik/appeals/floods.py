"""Floods: messages of one sender above the rate limit wait for a moderator, folded in the inbox under the first one.

Only what is held is folded, and only with the same body: whoever sees the first sees the others, in the same queue.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.intake.acts import numbers_of_flood


def fold_floods(opened: Collection[tuple[Appeal, str]]) -> None:
    """Fold new cases, each with the flood that it belongs to."""
    held = [(appeal, flood) for appeal, flood in opened if appeal.state == State.IN_MODERATION]
    for flood, body_id in dict.fromkeys((flood, appeal.body_id) for appeal, flood in held):
        cases = Appeal.objects.filter(number__in=numbers_of_flood(flood), body=body_id, state=State.IN_MODERATION)
        first = cases.filter(folded_in=None).order_by("id").values_list("id", flat=True).first()
        mine = [one.id for one, of in held if (of, one.body_id) == (flood, body_id) and one.id != first]
        Appeal.objects.filter(id__in=mine).update(folded_in=first)


def unfold(appeal: Appeal) -> None:
    """The case waits no more: the next of its flood takes its place in the inbox."""
    below = Appeal.objects.filter(folded_in=appeal)
    following = below.order_by("id").values_list("id", flat=True).first()
    if following is not None:
        Appeal.objects.filter(id=following).update(folded_in=None)
        below.update(folded_in=following)


def count_folded(case_ids: Collection[int]) -> Mapping[int, int]:
    """How many cases stand under each of these."""
    return Counter(Appeal.objects.filter(folded_in__in=case_ids).values_list("folded_in_id", flat=True))

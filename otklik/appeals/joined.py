"""Chains of merged cases: a case that took others in may be merged itself. The answer of the last counts for all."""

from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from otklik.appeals.models import Appeal

# `offset 0` keeps each step at the index: where hundreds are joined to one, the planner would read the whole table
_BELOW: Final = """
with recursive below(id) as (
  select id from appeals_appeal where duplicate_of_id = %s
  union
  select deeper.id from below cross join lateral (
    select id from appeals_appeal where duplicate_of_id = below.id offset 0) as deeper)
select id from below
"""
_ABOVE: Final = """
with recursive above(id, main_id) as (
  select id, duplicate_of_id from appeals_appeal where id = %s
  union
  select main.id, main.duplicate_of_id from above cross join lateral (
    select id, duplicate_of_id from appeals_appeal where id = above.main_id offset 0) as main)
select id from above
"""


def cases_below(case_id: int) -> QuerySet[Appeal]:
    """Those that were joined to this case, and those that had been joined to them."""
    below = RawSQL(_BELOW, [case_id])  # noqa: S611 (the words are ours; the id is a parameter)
    return Appeal.objects.filter(id__in=below)


def lock_both(number: int, other: int | None) -> None:
    """Two cases that are to be joined, in the order of `lock_with_main`: so that nobody waits in a circle."""
    both = Appeal.objects.filter(Q(number=number) | Q(number=other)).order_by("id")
    list(both.select_for_update().values_list("id"))


def find_main(case: Appeal) -> Appeal:
    """The case whose answer speaks for this one, with its body: itself, or the last that it is joined to."""
    if case.duplicate_of_id is None:
        return case
    main = Appeal.objects.select_related("body").filter(id__in=_chain_of(case.id), duplicate_of=None).first()
    return main or case


def lock_with_main(case_id: int) -> tuple[Appeal, Appeal]:
    """A case and the one whose answer speaks for it: itself, or what it is joined to; in the order of joining."""
    cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).order_by("id")
    locked = {one.id: one for one in cases.filter(id__in=_chain_of(case_id))}
    appeal = main = locked[case_id]
    passed = {case_id}
    while (above := main.duplicate_of_id) is not None and above not in passed:
        passed.add(above)
        # one that was joined while its lock was waited for led nowhere when the chain was read
        main = locked.get(above) or cases.get(id=above)
    return appeal, main


def _chain_of(case_id: int) -> RawSQL:
    return RawSQL(_ABOVE, [case_id])  # noqa: S611 (the words are ours; the id is a parameter)

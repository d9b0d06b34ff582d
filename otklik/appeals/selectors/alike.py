"""Proposed duplicates of a case, within what a person may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Count, IntegerField, QuerySet, Subquery

from otklik.appeals.models import Appeal
from otklik.appeals.states import OPEN_STATES, State
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.triage.models import Fingerprint

MOST_SHOWN = 6

_OF_THESE = "any(%(ids)s)"
_OF_THE_ROW = '"appeals_appeal"."id"'
"""The case in whose row of a list a subquery stands."""

_PAIRS = """
with mine as (
  select print.id, link.appeal_id, print.said_at
  from appeals_appealmessage as link join triage_fingerprint as print on print.message_id = link.message_id
  where link.appeal_id = {which}
  union all
  select print.id, typed.id, print.said_at
  from appeals_appeal as typed join triage_fingerprint as print on print.typed_case = typed.number
  where typed.id = {which}),
seen as (
  select mine.appeal_id, mine.said_at, pair.second_id as other_id, pair.alike, pair.certainty, pair.grounds
  from mine join triage_seenbefore as pair on pair.first_id = mine.id
  union all
  select mine.appeal_id, mine.said_at, pair.first_id, pair.alike, pair.certainty, pair.grounds
  from mine join triage_seenbefore as pair on pair.second_id = mine.id),
cases as (
  select seen.*, other.said_at as other_said_at, coalesce(link.appeal_id, typed.id) as other_case_id
  from seen join triage_fingerprint as other on other.id = seen.other_id
  left join appeals_appealmessage as link on link.message_id = other.message_id
  left join appeals_appeal as typed on typed.number = other.typed_case
  left join intake_residentmessage as message on message.id = other.message_id
  where message.is_deleted is not true)
select distinct on (appeal_id, other_case_id)
  appeal_id, other_case_id, alike, certainty, grounds, extract(epoch from said_at - other_said_at) / 3600
from cases
where other_case_id <> appeal_id and not exists (
  select from appeals_differentcases as told
  where told.first_id = least(appeal_id, other_case_id) and told.second_id = greatest(appeal_id, other_case_id))
order by appeal_id, other_case_id, certainty desc
"""


class Pair(NamedTuple):
    """A case, another, and what the machine says of the two."""

    appeal_id: int
    other_id: int
    alike: str
    certainty: float
    grounds: tuple[str, ...]
    hours_since: float
    """Hours from the other to this; negative when the other came later."""


class SeenNumber(Subquery):
    """In a list of cases: the number of the most certain other case; the query says which ones a person may see."""

    template = (
        f"(select other.number from ({_PAIRS.format(which=_OF_THE_ROW)}) as pair"  # noqa: S608 (all parts are constants)
        " join (%(subquery)s) as other on other.id = pair.other_case_id order by pair.certainty desc, other.id limit 1)"
    )
    output_field = BigIntegerField()


class CopyCount(Subquery):
    """In a list of cases: how many say the same words, itself included; the query says which a person may see."""

    template = f"""(
  select count(distinct other.id)
  from appeals_appealmessage as mine join triage_fingerprint as print on print.message_id = mine.message_id
  join triage_fingerprint as copy on copy.copy_key = print.copy_key
  join appeals_appealmessage as link on link.message_id = copy.message_id
  join (%(subquery)s) as other on other.id = link.appeal_id
  where mine.appeal_id = {_OF_THE_ROW})"""  # noqa: S608 (all parts are constants)
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class AlikeCase:
    """Another case that seems to tell of the same."""

    id: int
    number: int
    title: str
    state: State
    author_name: str
    network: str
    body: str
    opened_at: datetime
    alike: str
    """problem, author or copy"""
    certainty: float
    grounds: tuple[str, ...]
    hours_since: float

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class SeenHint:
    """What the row of a list says: the number of the most certain other case, and how many copies there are."""

    number: int | None
    copies: int


def list_alike(viewer: Viewer, number: int) -> tuple[AlikeCase, ...]:
    """What seems to tell of the same as this case, the most certain first; of joined cases only the main one."""
    appeal = Appeal.objects.filter(number=number).only("id", "duplicate_of").first()
    if appeal is None:
        return ()
    pairs = find_pairs([appeal.id])
    others = _seen_cases(viewer, (pair.other_id for pair in pairs))
    found = [
        _alike_case(others[pair.other_id], pair)
        for pair in pairs
        if pair.other_id in others and not _are_joined(appeal, others[pair.other_id])
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -one.certainty))[:MOST_SHOWN])


def with_hints(appeals: QuerySet[Appeal], viewer: Viewer) -> QuerySet[Appeal]:
    """Each case of a list with `seen_number` and `seen_copies`, for `hint_of`; no query of its own."""
    seen = Appeal.objects.filter(within(viewer.scope(Right.SEE_CASES))).order_by()
    return appeals.annotate(
        seen_number=SeenNumber(seen.filter(duplicate_of=None).values("id", "number")),
        seen_copies=CopyCount(seen.values("id")),
    )


def hint_of(appeal: Appeal) -> SeenHint | None:
    """What the row of a list says of a case that `with_hints` brought; None where there is nothing to say."""
    number: int | None = getattr(appeal, "seen_number", None)
    copies: int = getattr(appeal, "seen_copies", 0)
    if number is None and copies < 2:
        return None
    return SeenHint(number=number, copies=copies if copies > 1 else 0)


def count_copies(viewer: Viewer, appeal_ids: Iterable[int]) -> dict[int, int]:
    """How many cases that this person sees say the same words as each of these, itself included."""
    mine = Fingerprint.objects.filter(message__case_link__appeal__in=set(appeal_ids), copy_key__isnull=False)
    keys = dict(mine.values_list("message__case_link__appeal", "copy_key"))
    counted = (
        Appeal.objects.filter(within(viewer.scope(Right.SEE_CASES)))
        .filter(messages__message__fingerprint__copy_key__in=set(keys.values()))
        .order_by()
        .values_list("messages__message__fingerprint__copy_key")
        .annotate(Count("id", distinct=True))
    )
    by_key = dict(counted)
    return {id_: by_key[key] for id_, key in keys.items() if by_key.get(key, 0) > 1}


def find_pairs(appeal_ids: Sequence[int]) -> list[Pair]:
    """What the machine says of these cases and others, whoever may see them."""
    if not appeal_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(which=_OF_THESE), {"ids": list(appeal_ids)})
        return [
            Pair(mine, other, alike, certainty, tuple(grounds), float(hours))
            for mine, other, alike, certainty, grounds, hours in cursor.fetchall()
        ]


def _seen_cases(viewer: Viewer, ids: Iterable[int]) -> dict[int, Appeal]:
    """Those of these cases that the person may see."""
    seen = Appeal.objects.filter(within(viewer.scope(Right.SEE_CASES)), id__in=set(ids))
    return {one.id: one for one in seen.select_related("page", "body").defer("search", "decided_by", "typed_text")}


def _are_joined(appeal: Appeal, other: Appeal) -> bool:
    mains = {one.duplicate_of_id or one.id for one in (appeal, other)}
    return len(mains) == 1 or other.duplicate_of_id is not None


def _alike_case(other: Appeal, pair: Pair) -> AlikeCase:
    return AlikeCase(
        id=other.id,
        number=other.number,
        title=masked(other.title),
        state=State(other.state),
        author_name=other.author_name,
        network=other.page.network if other.page else "",
        body=other.body.short_name,
        opened_at=other.opened_at,
        alike=pair.alike,
        certainty=pair.certainty,
        grounds=pair.grounds,
        hours_since=pair.hours_since,
    )

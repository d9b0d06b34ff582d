"""The inbox: which cases wait for whom. One query a page, one for all the counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from otklik.appeals.floods import count_folded
from otklik.appeals.models import Appeal, AppealMessage, CaseTag
from otklik.appeals.searching import search_query
from otklik.appeals.selectors.alike import SeenHint, hint_of, with_hints
from otklik.appeals.states import CLOSED_STATES, State
from otklik.appeals.tag_names import each_name_once, of_one_name, tag_names
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.counting import PRESENT, CountPlan, count_planned, plan_counts
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.triage.models import Verdict


class Queue(StrEnum):
    """What one looks for in the inbox."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"
    MY_BODY = "my_body"
    OVERDUE = "overdue"
    APPROVAL = "approval"
    MODERATION = "moderation"
    WAITING = "waiting"
    WROTE_AGAIN = "wrote_again"
    TROUBLE = "trouble"
    CLOSED = "closed"


BY_AGE = frozenset({Queue.WROTE_AGAIN, Queue.TROUBLE, Queue.CLOSED})
"""Queues that may hold closed cases: no deadline sorts them, so the newest stand first."""


def queue_with(state: State | None) -> Queue:
    """Where all cases of a state are, if nobody says which queue."""
    return Queue.CLOSED if state in CLOSED_STATES else Queue.OPEN


_OF_ANY_STATE = frozenset({Queue.OPEN, Queue.MINE, Queue.MY_BODY})
"""Queues that say nothing of a state but that a case is open."""


class Order(StrEnum):
    """In which order cases stand."""

    URGENT = "urgent"
    """By deadline, the nearest first."""
    NEWEST = "newest"
    OLDEST = "oldest"


_ORDERS = {Order.URGENT: ("due_at", "id"), Order.NEWEST: ("-id",), Order.OLDEST: ("id",)}


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row a page goes on."""

    id: int
    due_at: datetime | None = None

    def __str__(self) -> str:
        stamp = f"{self.due_at.timestamp():.6f}" if self.due_at else ""
        return f"{stamp}_{self.id}"

    @classmethod
    def find_in(cls, text: str) -> "Cursor | None":
        """The cursor that a page's address carries; None where there is none or it is nonsense."""
        stamp, _, number = text.partition("_")
        try:
            return cls(id=int(number), due_at=datetime.fromtimestamp(float(stamp), UTC) if stamp else None)
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """What is asked of the inbox; it stands in the page's address."""

    queue: Queue = Queue.OPEN
    body_id: int | None = None
    topic_id: int | None = None
    tag_id: int | None = None
    network: str = ""
    page_id: int | None = None
    state: State | None = None
    text: str = ""
    order: Order = Order.URGENT
    after: Cursor | None = None
    folds: bool = False
    """Whether a flood is one row: only where nothing else is asked for, so that nothing found is hidden."""
    folded_in: int | None = None
    """Only what is folded under this case, and it."""

    @property
    def folds_now(self) -> bool:
        """Whether floods are folded in what is asked for."""
        asked = (self.body_id, self.topic_id, self.tag_id, self.network, self.page_id, self.state, self.text)
        return self.folds and self.folded_in is None and not any(asked)

    @property
    def order_now(self) -> Order:
        """The order that holds: where no deadline runs, the newest stand first."""
        has_closed = self.queue in BY_AGE or self.looks_everywhere
        return Order.NEWEST if self.order is Order.URGENT and has_closed else self.order

    @property
    def looks_everywhere(self) -> bool:
        """Whether words are looked for: then a case is found whatever its state, unless the queue asks for one."""
        return bool(self.text.strip()) and self.queue in _OF_ANY_STATE


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One case as a row of the list."""

    id: int
    number: int
    author_name: str
    title: str
    state: State
    importance: str
    channel: str
    network: str
    page: str
    topic: str
    topic_certainty: float | None
    """How sure the machine is, while the topic is still its proposal."""
    body: str
    executor: str
    address: str
    opened_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    deferred_until: datetime | None
    reopened_count: int
    wrote_again_at: datetime | None
    delivery_trouble: str
    is_sending: bool
    """An answer leaves."""
    seen: SeenHint | None = None
    """What of it was seen before."""
    tags: tuple[str, ...] = ()
    """By name."""
    duplicate_of: int | None = None
    """The number of the case that it was joined to."""
    folded: int = 0
    """How many more of one sender's flood stand under it."""


_SHOWN = (
    "number", "author_name", "title", "state", "importance", "channel", "address", "is_by_machine", "opened_at",
    "due_at", "paused_at", "deferred_until", "reopened_count", "wrote_again_at", "delivery_trouble",
    "is_sending", "page__network", "page__name", "topic__name", "body__short_name", "executor__name",
    "duplicate_of__number",
)  # fmt: skip
"""The columns that a row needs: of the six tables it would take a hundred."""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of the list; `next` is None at the end."""

    rows: tuple[InboxRow, ...]
    next: Cursor | None


def list_inbox(
    viewer: Viewer, query: InboxQuery, *, now: datetime, at_most: int = 40, in_full: bool = False
) -> InboxPage:
    """Cases of a queue within the person's scope: the most urgent first, or the newest where no deadline runs.

    Personal data is covered in what a row says; `in_full`: for whoever has to go there.
    """
    appeals = inbox_appeals(viewer, query, now=now).defer(None).only(*_SHOWN)
    cover = str if in_full else masked
    rows = tuple(_row(appeal, cover=cover) for appeal in appeals[: at_most + 1])
    held = [row.id for row in rows if row.channel == OWN_PAGE and row.state is State.IN_MODERATION]
    if held and query.folds_now:
        counts = count_folded(held)
        rows = tuple(replace(row, folded=counts.get(row.id, 0)) for row in rows)
    if len(rows) <= at_most:
        return InboxPage(rows=rows, next=None)
    last = rows[at_most - 1]
    due_at = last.due_at if query.order_now is Order.URGENT else None
    return InboxPage(rows=rows[:at_most], next=Cursor(id=last.id, due_at=due_at))


def count_queues(viewer: Viewer, *, now: datetime) -> dict[Queue, int]:
    """How many cases each queue holds for this person, up to 100, in one query."""
    return dict(zip(Queue, count_planned(plan_queues(viewer), now=now), strict=True))


@lru_cache(maxsize=256)
def plan_queues(viewer: Viewer) -> CountPlan:
    """How the cases of each queue within the person's scope are counted, in the order of `Queue`."""
    scope = viewer.scope(Right.SEE_CASES)
    return plan_counts([_of_queue(queue, viewer=viewer, scope=scope, now=PRESENT) for queue in Queue])


def inbox_appeals(viewer: Viewer, query: InboxQuery, *, now: datetime) -> QuerySet[Appeal]:
    """The query behind the list, in its order."""
    found = matching(viewer, query, now=now).filter(_after(query))
    return (
        with_hints(found.filter(folded_in=None) if query.folds_now else found, viewer)
        .select_related("page", "topic", "body", "executor", "duplicate_of")
        .annotate(topic_certainty=Subquery(_certainty()), tag_names=ArraySubquery(tag_names()))
        .defer("search", "decided_by", "duplicate_of__search")
        .order_by(*_ORDERS[query.order_now])
    )


def list_numbers(viewer: Viewer, query: InboxQuery, *, now: datetime, at_most: int) -> list[int]:
    """The numbers of the first cases that match, in the order of the list."""
    found = matching(viewer, query, now=now).order_by(*_ORDERS[query.order_now])
    return list(found.values_list("number", flat=True)[:at_most])


def matching(viewer: Viewer, query: InboxQuery, *, now: datetime) -> QuerySet[Appeal]:
    """The cases that an inbox query finds within the person's scope, in no order: to be counted, or listed further."""
    scope, everywhere = viewer.scope(Right.SEE_CASES), query.looks_everywhere
    appeals = _of_queue(query.queue, viewer=viewer, scope=scope, now=now, closed_too=everywhere)
    return appeals.filter(_narrowed(query))


def _of_queue(
    queue: Queue, *, viewer: Viewer, scope: Scope, now: datetime, closed_too: bool = False
) -> QuerySet[Appeal]:
    wanted = _wanted(queue, viewer=viewer, now=now, closed_too=closed_too)
    return Appeal.objects.filter(within(scope)).filter(wanted)


def _wanted(queue: Queue, *, viewer: Viewer, now: datetime, closed_too: bool) -> Q:
    closed = sorted(state.value for state in CLOSED_STATES)
    is_open = Q() if closed_too else ~Q(state__in=closed)
    own = sorted({post.body_id for post in viewer.posts})
    conditions = {
        Queue.OPEN: is_open,
        Queue.NEW: is_open & Q(state__in=[State.NEW, State.MISROUTED]),
        Queue.MINE: is_open & Q(executor_id__in=viewer.staff_ids),
        Queue.MY_BODY: is_open & Q(body_id__in=own),
        Queue.OVERDUE: is_open & Q(due_at__lt=now),
        Queue.APPROVAL: is_open & Q(state=State.AWAITING_APPROVAL),
        Queue.MODERATION: is_open & Q(state=State.IN_MODERATION),
        Queue.WAITING: is_open & Q(state__in=[State.CLARIFYING, State.EXTERNAL, State.DEFERRED]),
        Queue.WROTE_AGAIN: Q(wrote_again_at__isnull=False),
        Queue.TROUBLE: ~Q(delivery_trouble=""),
        Queue.CLOSED: Q(state__in=closed),
    }
    return conditions[queue]


def _narrowed(query: InboxQuery) -> Q:
    wanted = Q()
    if query.body_id is not None:
        wanted &= Q(body_id=query.body_id)
    if query.topic_id is not None:
        wanted &= Q(topic_id=query.topic_id) | Q(topic__parent_id=query.topic_id)
    if query.tag_id is not None:
        wanted &= Q(Exists(CaseTag.objects.filter(appeal=OuterRef("pk"), tag_id__in=of_one_name([query.tag_id]))))
    if query.network:
        wanted &= Q(page__network=query.network)
    if query.page_id is not None:
        wanted &= Q(page_id=query.page_id)
    if query.state is not None:
        wanted &= Q(state=query.state)
    if query.folded_in is not None:
        wanted &= Q(id=query.folded_in) | Q(folded_in=query.folded_in)
    return wanted & _said(query.text)


def _said(text: str) -> Q:
    text = text.strip().removeprefix("№").strip()
    query = search_query(text)
    if query is None:
        return Q()
    said = Q(search=query)
    if text.isdecimal() and len(text) <= 18:
        said |= Q(number=int(text))
    return said


def _after(query: InboxQuery) -> Q:
    cursor = query.after
    if cursor is None:
        return Q()
    if query.order_now is not Order.URGENT:
        return Q(id__lt=cursor.id) if query.order_now is Order.NEWEST else Q(id__gt=cursor.id)
    if cursor.due_at is None:
        return Q(due_at__isnull=True, id__gt=cursor.id)
    return Q(due_at__gt=cursor.due_at) | Q(due_at=cursor.due_at, id__gt=cursor.id) | Q(due_at__isnull=True)


def _certainty() -> QuerySet[Verdict, float]:
    """How sure the machine was of the topic of the message that opened the case."""
    first = AppealMessage.objects.filter(appeal_id=OuterRef(OuterRef("id"))).order_by("id").values("message_id")[:1]
    verdicts = Verdict.objects.filter(is_current=True, message_id=Subquery(first))
    return verdicts.values_list("group_certainty", flat=True)[:1]


def _row(appeal: Appeal, *, cover: Callable[[str], str]) -> InboxRow:
    certainty: float | None = getattr(appeal, "topic_certainty", None)
    return InboxRow(
        id=appeal.id,
        number=appeal.number,
        author_name=appeal.author_name,
        title=cover(appeal.title),
        state=State(appeal.state),
        importance=appeal.importance,
        channel=appeal.channel,
        network=appeal.page.network if appeal.page else "",
        page=appeal.page.name if appeal.page else "",
        topic=appeal.topic.name if appeal.topic else "",
        topic_certainty=certainty if appeal.is_by_machine else None,
        body=appeal.body.short_name,
        executor=appeal.executor.name if appeal.executor else "",
        address=cover(appeal.address),
        opened_at=appeal.opened_at,
        due_at=appeal.due_at,
        paused_at=appeal.paused_at,
        deferred_until=appeal.deferred_until,
        reopened_count=appeal.reopened_count,
        wrote_again_at=appeal.wrote_again_at,
        delivery_trouble=appeal.delivery_trouble,
        is_sending=appeal.is_sending,
        seen=hint_of(appeal),
        tags=each_name_once(getattr(appeal, "tag_names")),  # noqa: B009 (annotated)
        duplicate_of=appeal.joined_to,
    )

"""The inbox: queues, the list, and the open case beside it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from otklik.appeals.selectors import Cursor, InboxQuery, InboxRow, Queue, list_inbox, queues_of
from otklik.appeals.states import OPEN_STATES, State
from otklik.audit.services import record_access
from otklik.moderation.selectors import FrameCounts, frame_of
from otklik.organizations.counting import count_capped
from otklik.organizations.rights import Right
from otklik.organizations.selectors import BodyChoice, find_bodies
from otklik.pages.public_selectors import list_networks, network_in
from otklik.topics.selectors import list_groups
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.case_page import case_context
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.clocks import Drain, draining, short_moment
from otklik.web.desk.marks import QUEUES, STATES, Mark

_BODIES_OFFERED = 100
_FILTERS = ("body", "topic", "network", "state", "page", "q")


@dataclass(frozen=True, slots=True)
class QueueLink:
    """One queue in the first pane."""

    mark: Mark
    count: str
    address: str
    is_current: bool
    is_bad: bool


@dataclass(frozen=True, slots=True)
class ListItem:
    """A row of the list as it is drawn."""

    row: InboxRow
    due: Drain | None
    when: str
    group: str
    is_late: bool
    is_current: bool
    is_unread: bool
    pane: str
    """The inbox with this case open."""


@desk_page()
def inbox(request: DeskRequest) -> HttpResponse:
    """Which cases wait, for whom, and until when."""
    if not request.viewer.may_anywhere(Right.SEE_CASES):
        return redirect("desk:connections" if request.viewer.may_anywhere(Right.SEE_PAGES) else "desk:not_yours")
    query = query_of(request.GET)
    page = list_inbox(request.viewer, query, now=request.now)
    number = _number_in(request.GET.get("open", ""))
    items = [_item(row, request, number=number) for row in page.rows]
    context: dict[str, object] = {
        "items": items,
        "more": _address(request.GET, after=str(page.next)) if page.next else "",
        "group_before": request.GET.get("group", "") if query.after else "",
        "last_group": items[-1].group if items else "",
        "query": query,
        "list_address": _address(request.GET),
        "can_type_in": request.viewer.may_anywhere(Right.TYPE_IN_CASE),
    }
    if wants_fragment(request) and query.after:
        return render(request, "desk/inbox.html#rows", context)
    context |= _frame(request, query)
    if number is not None:
        context |= case_context(request, number)
        record_access(request.viewer, subject=f"appeal:{number}", now=request.now)
    name = "desk/inbox.html#list" if request.headers.get("HX-Target") == "list" else "desk/inbox.html"
    return render(request, name, context)


def query_of(values: QueryDict) -> InboxQuery:
    """What the page's address asks for; nonsense in it is left out."""
    queue, state = values.get("queue", ""), values.get("state", "")
    return InboxQuery(
        queue=Queue(queue) if queue in list(Queue) else Queue.OPEN,
        body_id=_number_in(values.get("body", "")),
        topic_id=_number_in(values.get("topic", "")),
        network=network_in(values.get("network", "")),
        page_id=_number_in(values.get("page", "")),
        state=State(state) if state in list(State) else None,
        text=values.get("q", "")[:200].replace("\x00", ""),
        after=Cursor.find_in(values.get("after", "")),
    )


def _frame(request: DeskRequest, query: InboxQuery) -> dict[str, object]:
    counts = _count_queues(request)
    return {
        "queues": [_queue_link(queue, counts[queue], query) for queue in QUEUES],
        "count": _capped(counts[query.queue]),
        "new_count": _capped(counts[Queue.NEW]) if counts[Queue.NEW] else "",
        "queue_name": QUEUES[query.queue].word,
        "chips": _chips(request, query),
        "is_filtered": any(request.GET.get(name) for name in _FILTERS),
        "clear_all": f"?{urlencode({'queue': query.queue.value})}",
        "kept": [(name, request.GET[name]) for name in ("queue", *_FILTERS[:-1]) if request.GET.get(name)],
        "now": request.now,
    }


def _count_queues(request: DeskRequest) -> dict[Queue, int]:
    """How many cases each queue holds, up to 100; what the frame counts on every page comes by the same query."""
    queues, frame = queues_of(request.viewer, now=request.now), frame_of(request.viewer)
    found = count_capped(request.viewer, [*queues.values(), *frame.values()])
    request.frame_counts = FrameCounts(**dict(zip(frame, found[len(queues) :], strict=True)))
    return dict(zip(queues, found[: len(queues)], strict=True))


def _queue_link(queue: Queue, count: int, query: InboxQuery) -> QueueLink:
    return QueueLink(
        mark=QUEUES[queue],
        count=_capped(count),
        address=f"?{urlencode({'queue': queue.value})}",
        is_current=queue is query.queue,
        is_bad=count > 0 and queue in (Queue.OVERDUE, Queue.TROUBLE),
    )


def _chips(request: DeskRequest, query: InboxQuery) -> list[Chip]:
    bodies = [(str(body.id), body.short_name) for body in _bodies_offered(request)]
    topics = [(str(topic.id), topic.name) for topic in list_groups()]
    networks = [(look.name, look.short_name) for look in list_networks()]
    states = [(state.value, _(STATES[state].word)) for state in OPEN_STATES]
    chips = [
        _chip(request.GET, "network", _("Network"), networks),
        _chip(request.GET, "topic", _("Topic"), topics),
        _chip(request.GET, "state", _("State"), states),
    ]
    return [*chips, _chip(request.GET, "body", _("Body"), bodies)] if len(bodies) > 1 else chips


def _bodies_offered(request: DeskRequest) -> list[BodyChoice]:
    """The bodies to filter by: so many as a list can hold, and the one that is chosen."""
    scope, chosen = request.viewer.scope(Right.SEE_CASES), _number_in(request.GET.get("body", ""))
    found = find_bodies(scope, at_most=_BODIES_OFFERED)
    if chosen is not None and all(body.id != chosen for body in found):
        found += find_bodies(scope, body_id=chosen)
    return found


def _chip(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]]) -> Chip:
    return chip(
        name,
        choices,
        chosen=values.get(field, ""),
        address_with=lambda value: _address(values, **{field: value}),
    )


def _item(row: InboxRow, request: DeskRequest, *, number: int | None) -> ListItem:
    is_open = row.state in OPEN_STATES
    due = draining(row.due_at, since=row.opened_at, now=request.now, paused=row.paused_at is not None)
    return ListItem(
        row=row,
        due=due if is_open else None,
        when=short_moment(row.opened_at, now=request.now),
        group=_group(row, request),
        is_late=is_open and row.due_at is not None and row.due_at <= request.now,
        is_current=row.number == number,
        is_unread=row.state is State.NEW or row.wrote_again_at is not None,
        pane=_address(request.GET, open=str(row.number)),
    )


def _group(row: InboxRow, request: DeskRequest) -> str:
    """Under which heading a row stands: how soon something has to happen."""
    if row.state not in OPEN_STATES:
        return _("No deadline runs")
    if row.paused_at is not None or row.due_at is None:
        return _("Waiting for others")
    if row.due_at <= request.now:
        return _("Overdue")
    hours = (row.due_at - request.now).total_seconds() / 3600
    return _("Within a day") if hours <= 24 else _("Later")


def _address(values: QueryDict, **changed: str) -> str:
    """The page's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in ("queue", *_FILTERS) if values.get(name)}
    kept |= changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def _capped(count: int) -> str:
    return "99+" if count > 99 else str(count)


def _number_in(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 18 else None

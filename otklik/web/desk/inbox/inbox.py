"""The inbox: queues, the list, and the open case beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from otklik.appeals.saved_views import ViewRow, list_views
from otklik.appeals.selectors import InboxQuery, InboxRow, Queue, list_inbox, plan_queues
from otklik.appeals.states import OPEN_STATES, State
from otklik.appeals.tags import TagView, find_known, list_known
from otklik.audit.services import record_access
from otklik.integrations.cases.export import export_cases
from otklik.moderation.selectors import FrameCounts, plan_frame
from otklik.organizations.counting import count_planned, plan_counts
from otklik.organizations.rights import Right
from otklik.organizations.selectors import BodyChoice, find_bodies
from otklik.pages.public_selectors import list_networks
from otklik.topics.selectors import list_groups
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.case.case_page import case_context
from otklik.web.desk.chips import Chip
from otklik.web.desk.clocks import Drain, draining, short_moment
from otklik.web.desk.forms import number_in
from otklik.web.desk.inbox_frame import (
    FILTERS,
    MOST_TAGS_OFFERED,
    ORDERS,
    ViewLink,
    address_of,
    asked_in,
    capped,
    cases_of_views,
    chip_of,
    columns_of,
    query_of,
    view_address,
    view_links,
)
from otklik.web.desk.marks import IMPORTANCE, QUEUES, STATES, Mark
from otklik.web.desk.pages.register import format_in
from otklik.web.table_files import table_file

_BODIES_OFFERED = 100


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
    importance: Mark | None
    due_at: str
    since: str

    @property
    def has_signs(self) -> bool:
        """Whether anything is to be said beside the author's name; of most cases nothing is."""
        row = self.row
        again = row.reopened_count or row.wrote_again_at or row.delivery_trouble or row.is_sending
        return bool(self.is_unread or self.importance or row.channel == "private" or again or row.seen)


@desk_page()
def inbox(request: DeskRequest) -> HttpResponse:
    """Which cases wait, for whom, and until when."""
    if not request.viewer.may_anywhere(Right.SEE_CASES):
        return redirect("desk:connections" if request.viewer.may_anywhere(Right.SEE_PAGES) else "desk:not_yours")
    query = query_of(request.GET)
    is_page_after = wants_fragment(request) and query.after is not None
    views = [] if is_page_after else list_views(request.viewer)
    opens_with = next((view for view in views if view.is_default), None)
    if opens_with is not None and not request.GET and not wants_fragment(request):
        response = redirect("desk:inbox")
        response["Location"] += view_address(opens_with)
        return response
    page = list_inbox(request.viewer, query, now=request.now)
    number = number_in(request.GET.get("open", ""))
    address = address_of(request.GET, open="")
    address += "open=" if address == "?" else "&open="
    items = [_item(row, request, number=number, address=address) for row in page.rows]
    context: dict[str, object] = {
        "items": items,
        "more": address_of(request.GET, after=str(page.next)) if page.next else "",
        "group_before": request.GET.get("group", "") if query.after else "",
        "last_group": items[-1].group if items else "",
        "query": query,
        "list_address": address_of(request.GET),
        "columns": columns_of(request.GET),
        "can_act": request.viewer.may_anywhere(Right.WRITE_NOTE),
        "can_type_in": request.viewer.may_anywhere(Right.TYPE_IN_CASE),
    }
    if is_page_after:
        return render(request, "desk/inbox.html#rows", context)
    context |= _frame(request, query, views)
    if number is not None:
        context |= case_context(request, number)
        record_access(request.viewer, subject=f"appeal:{number}", now=request.now)
    name = "desk/inbox.html#list" if request.headers.get("HX-Target") == "list" else "desk/inbox.html"
    return render(request, name, context)


def _frame(request: DeskRequest, query: InboxQuery, saved: Sequence[ViewRow]) -> dict[str, object]:
    counts, views = _count(request, saved)
    current = next((one for one in views if one.is_current), None)
    return {
        "views": views,
        "queues": [
            _queue_link(queue, counts[queue], query, is_current=current is None and not query.looks_everywhere)
            for queue in QUEUES
        ],
        "count": current.count if current else "" if query.text.strip() else capped(counts[query.queue]),
        "new_count": capped(counts[Queue.NEW]) if counts[Queue.NEW] else "",
        "queue_name": current.row.name if current else _name_of(query),
        "asked": urlencode(asked_in(request.GET)),
        "orders": [(_(word), address_of(request.GET, order=o.value), o is query.order) for o, word in ORDERS.items()],
        "chips": _chips(request, query),
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
        "clear_all": f"?{urlencode({'queue': query.queue.value})}",
        "kept": [(name, request.GET[name]) for name in (*FILTERS[:-1], "order", "cols") if request.GET.get(name)],
        "now": request.now,
    }


def _name_of(query: InboxQuery) -> str:
    """What the list holds: a search looks beyond the queue that one was in."""
    return _("Found, whatever the state") if query.looks_everywhere else _(QUEUES[query.queue].word)


def _count(request: DeskRequest, views: Sequence[ViewRow]) -> tuple[dict[Queue, int], list[ViewLink]]:
    """How many cases each queue and view holds, up to 100; what the frame counts comes by the same query."""
    frame, of_frame = plan_frame(request.viewer)
    of_views = plan_counts(cases_of_views(request.viewer, views, now=request.now))
    found = iter(count_planned(plan_queues(request.viewer) + of_frame + of_views, now=request.now))
    counts = {queue: next(found) for queue in Queue}
    request.frame_counts = FrameCounts(**{field: next(found) for field in frame})
    return counts, view_links(views, [*found], current=request.GET.get("view", ""))


def _queue_link(queue: Queue, count: int, query: InboxQuery, *, is_current: bool) -> QueueLink:
    return QueueLink(
        mark=QUEUES[queue],
        count=capped(count),
        address=f"?{urlencode({'queue': queue.value})}",
        is_current=is_current and queue is query.queue,
        is_bad=count > 0 and queue in (Queue.OVERDUE, Queue.TROUBLE),
    )


def _chips(request: DeskRequest, query: InboxQuery) -> list[Chip]:
    bodies = [(str(body.id), body.short_name) for body in _bodies_offered(request)]
    topics = [(str(topic.id), topic.name) for topic in list_groups()]
    networks = [(look.name, look.short_name) for look in list_networks()]
    states = [(state.value, _(STATES[state].word)) for state in OPEN_STATES]
    chips = [
        chip_of(request.GET, "network", _("Network"), networks),
        chip_of(request.GET, "topic", _("Topic"), topics),
        chip_of(request.GET, "state", _("State"), states),
    ]
    chips.append(_tag_chip(request))
    return [*chips, chip_of(request.GET, "body", _("Body"), bodies)] if len(bodies) > 1 else chips


def _tag_chip(request: DeskRequest) -> Chip:
    """The tags are asked for when the chip is opened; without scripts a link in their place does so."""
    tags: list[TagView] = []
    chosen, is_asked = number_in(request.GET.get("tag", "")), request.GET.get("with") == "tags"
    if chosen is not None:
        found = find_known(request.viewer, chosen)
        tags = [found] if found else []
    elif is_asked:
        tags, _more = list_known(request.viewer, at_most=MOST_TAGS_OFFERED)
    made = chip_of(request.GET, "tag", _("Tag"), [(str(one.id), one.name) for one in tags])
    return made if tags else replace(made, asked_for=urlencode(asked_in(request.GET)))


def _bodies_offered(request: DeskRequest) -> list[BodyChoice]:
    """The bodies to filter by: so many as a list can hold, and the one that is chosen."""
    scope, chosen = request.viewer.scope(Right.SEE_CASES), number_in(request.GET.get("body", ""))
    found = find_bodies(scope, at_most=_BODIES_OFFERED)
    if chosen is not None and all(body.id != chosen for body in found):
        found += find_bodies(scope, body_id=chosen)
    return found


def _item(row: InboxRow, request: DeskRequest, *, number: int | None, address: str) -> ListItem:
    is_open = row.state in OPEN_STATES
    due = draining(row.due_at, since=row.opened_at, now=request.now, paused=row.paused_at is not None, is_short=True)
    return ListItem(
        row=row,
        due=due if is_open else None,
        when=short_moment(row.opened_at, now=request.now),
        group=_group(row, request),
        is_late=is_open and row.due_at is not None and row.due_at <= request.now,
        is_current=row.number == number,
        is_unread=row.state is State.NEW or row.wrote_again_at is not None,
        pane=f"{address}{row.number}",
        importance=IMPORTANCE.get(row.importance),
        due_at=row.due_at.isoformat() if is_open and row.due_at else "",
        since=row.opened_at.isoformat(),
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


@desk_page(right=Right.SEE_CASES)
def export(request: DeskRequest) -> HttpResponseBase:
    """All that match the address, as far as this person sees them."""
    as_format = format_in(request)
    pieces = export_cases(
        request.viewer,
        query_of(request.GET),
        as_format=as_format,
        filters=[name for name in FILTERS if request.GET.get(name)],
        now=request.now,
    )
    return table_file(pieces, name=f"cases-{localdate(request.now):%Y-%m-%d}", as_format=as_format)

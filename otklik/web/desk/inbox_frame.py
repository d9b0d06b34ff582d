"""What stands around the list of the inbox: its address, its columns, and the saved views with their counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus, urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict

from otklik.appeals.saved_views import ViewRow
from otklik.appeals.selectors import Cursor, InboxQuery, Order, Queue, matching, queue_with
from otklik.appeals.states import State
from otklik.organizations.selectors import Viewer
from otklik.pages.public_selectors import network_in
from otklik.shared.words import marked as _
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.forms import number_in

type Values = QueryDict | Mapping[str, str]
"""An address, or what a view keeps of one."""
FILTERS = ("body", "topic", "tag", "network", "state", "page", "q")
ASKED = ("queue", *FILTERS, "order", "cols")
"""What of the address says which cases are shown, and how."""
COLUMNS = {
    "number": _("Number"),
    "topic": _("Topic"),
    "body": _("Body"),
    "executor": _("Executor"),
    "tags": _("Tags"),
    "address": _("Address"),
    "page": _("Page"),
    "opened": _("Noticed"),
}
"""What a row of the list can tell besides author, text, state and deadline."""
MOST_TAGS_OFFERED = 100
"""So many tags the chip above the list holds."""
USUAL_COLUMNS = ("topic", "body", "tags", "opened")
ORDERS = {
    Order.URGENT: _("The most urgent first"),
    Order.NEWEST: _("The newest first"),
    Order.OLDEST: _("The oldest first"),
}


@dataclass(frozen=True, slots=True)
class ViewLink:
    """One saved view in the first pane."""

    row: ViewRow
    count: str
    address: str
    is_current: bool


def query_of(values: QueryDict) -> InboxQuery:
    """What the page's address asks for; nonsense in it is left out."""
    queue, state, order = values.get("queue", ""), values.get("state", ""), values.get("order", "")
    wanted = State(state) if state in list(State) else None
    return InboxQuery(
        queue=Queue(queue) if queue in list(Queue) else queue_with(wanted),
        body_id=number_in(values.get("body", "")),
        topic_id=number_in(values.get("topic", "")),
        tag_id=number_in(values.get("tag", "")),
        network=network_in(values.get("network", "")),
        page_id=number_in(values.get("page", "")),
        state=wanted,
        text=values.get("q", "")[:200].replace("\x00", ""),
        order=Order(order) if order in list(Order) else Order.URGENT,
        after=Cursor.find_in(values.get("after", "")),
        folds=True,
        folded_in=number_in(values.get("folded", "")),
    )


def columns_of(values: Values) -> tuple[str, ...]:
    """The columns that the address asks for, in our order; the usual ones where it asks for none."""
    asked = values.get("cols", "").split(",")
    return tuple(name for name in COLUMNS if name in asked) or USUAL_COLUMNS


def address_of(values: Values, **changed: str) -> str:
    """The page's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in (*ASKED, "view") if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def asked_in(values: Values) -> dict[str, str]:
    """What of an address a view keeps; nonsense is left out where it is read."""
    return {name: str(values[name])[:200].replace("\x00", "") for name in ASKED if values.get(name)}


def chip_of(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]]) -> Chip:
    """A filter of the inbox above the list."""
    without = address_of(asked_in(values), **{field: ""})  # without the view: with another filter it is another
    rest = without if without == "?" else f"{without}&"
    return chip(
        name,
        choices,
        chosen=values.get(field, ""),
        address_with=lambda value: f"{rest}{field}={quote_plus(value)}" if value else without,
    )


def view_address(view: ViewRow) -> str:
    """The inbox as the view shows it."""
    return address_of({**asked_in(view.asked), "view": str(view.id)})


def cases_of_views(viewer: Viewer, views: Sequence[ViewRow], *, now: datetime) -> list[QuerySet[Model]]:
    """The cases of each view, to be counted."""
    return [matching(viewer, query_of(QueryDict(urlencode(asked_in(one.asked)))), now=now) for one in views]


def view_links(views: Sequence[ViewRow], counts: Sequence[int], *, current: str) -> list[ViewLink]:
    """The views as they stand in the first pane."""
    return [
        ViewLink(row=view, count=capped(count), address=view_address(view), is_current=current == str(view.id))
        for view, count in zip(views, counts, strict=True)
    ]


def capped(count: int) -> str:
    """A count that stops at a hundred."""
    return "99+" if count > 99 else str(count)

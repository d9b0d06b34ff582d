"""Reading the queue: what waits for a decision over all networks, the most dangerous first, within one's scope."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet

from otklik.appeals.route_table import troubles_of
from otklik.moderation.deciding_objections import open_objections
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, DecisionState, Review, ReviewState
from otklik.moderation.told import list_unreached
from otklik.notices.selectors import unread_of
from otklik.organizations.counting import PRESENT, CountPlan, count_planned, plan_counts
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.alarm_listing import waiting_alarms_of
from otklik.personal_data.masking import masked_excerpt

SHOWN_CHARACTERS = 280
_OF_MESSAGES = (DecisionAct.HIDE, DecisionAct.DELETE, DecisionAct.RESTORE, DecisionAct.LAWFUL)
_STANDS_NO_MORE = (DecisionState.UNDONE, DecisionState.FAILED)


class View(StrEnum):
    """Which part of the queue one looks at."""

    WAITING = "waiting"
    DECIDED = "decided"
    MACHINE = "machine"
    """What the machine hid by itself: a person looks it through now and then."""


@dataclass(frozen=True, slots=True)
class ReviewCursor:
    """After which row a page of the queue goes on."""

    danger: int
    since_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.danger}_{self.since_at.timestamp():.6f}_{self.id}"

    @classmethod
    def find_in(cls, text: str) -> "ReviewCursor | None":
        """The place that a page's address carries; None where there is none or it is nonsense."""
        parts = text.split("_")
        if len(parts) != 3 or not (parts[0].isdecimal() and parts[2].isdecimal() and len(parts[2]) < 19):
            return None
        try:
            return cls(int(parts[0][:3]), datetime.fromtimestamp(float(parts[1]), UTC), int(parts[2]))
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What is asked of the queue; it stands in the page's address."""

    view: View = View.WAITING
    network: str = ""
    ground: str = ""
    after: ReviewCursor | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One message of the queue."""

    message_id: int
    network: str
    page: str
    author: str
    text: str
    ground: str
    certainty: float
    is_urgent: bool
    since_at: datetime
    looked_at_by: str
    """Another person who is looking at it; empty: nobody."""
    is_waiting: bool
    is_unreached: bool
    """The author was to be told of what was decided, and no notice arrived."""
    decided: str = ""
    """What was decided about it last, and stands; empty while it waits."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A page of the queue; `next` is None at the end."""

    rows: tuple[ReviewRow, ...]
    next: ReviewCursor | None = None


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """What the frame of the desk counts on every page, by one query; each up to 99 and more."""

    alarms: int = 0
    moderation: int = 0
    urgent: int = 0
    bans: int = 0
    routing: int = 0
    """Rules that cannot be followed, cases that go to and fro."""
    objections: int = 0
    notices: int = 0
    """To the person, not seen yet."""


def list_reviews(viewer: Viewer, query: ReviewQuery, *, now: datetime, at_most: int = 40) -> ReviewPage:
    """A page of the queue: the most dangerous first, then the longest waiting; what is decided the newest first."""
    is_waiting = query.view is View.WAITING
    reviews = _of(viewer, query)
    if query.after is not None:
        reviews = reviews.filter(_after(query.after) if is_waiting else Q(id__lt=query.after.id))
    order = ("danger", "since_at", "id") if is_waiting else ("-id",)
    found = list(reviews.select_related("message__author", "page", "claimed_by").order_by(*order)[: at_most + 1])
    unreached = list_unreached([review.message_id for review in found[:at_most]])
    decided = {} if is_waiting else _last_acts(found[:at_most])
    rows = tuple(_row(review, viewer, unreached=unreached, decided=decided, now=now) for review in found[:at_most])
    if len(found) <= at_most:
        return ReviewPage(rows)
    last = found[at_most - 1]
    return ReviewPage(rows, next=ReviewCursor(last.danger, last.since_at, last.id))


def count_grounds(viewer: Viewer, query: ReviewQuery) -> Mapping[str, int]:
    """How many wait on each ground."""
    waiting = _of(viewer, ReviewQuery(network=query.network))
    return dict(waiting.order_by().values_list("ground").annotate(Count("id")))


def count_frame(viewer: Viewer) -> FrameCounts:
    """The alarms and the messages that wait for this person, by one query."""
    fields, plan = plan_frame(viewer)
    return FrameCounts(**dict(zip(fields, count_planned(plan, now=PRESENT), strict=True)))


@lru_cache(maxsize=256)
def plan_frame(viewer: Viewer) -> tuple[tuple[str, ...], CountPlan]:
    """What waits for this person, by the fields of `FrameCounts`, and how it is counted: at any moment the same."""
    asked = _frame_of(viewer)
    return tuple(asked), plan_counts([*asked.values()])


def _frame_of(viewer: Viewer) -> dict[str, QuerySet[Any]]:
    asked: dict[str, QuerySet[Any]] = {"notices": unread_of(viewer.staff_id)}
    if viewer.may_anywhere(Right.SEE_PAGES):
        asked["alarms"] = waiting_alarms_of(viewer)
    if viewer.may_anywhere(Right.MODERATE):
        asked["moderation"] = _of(viewer, ReviewQuery())
        asked["urgent"] = asked["moderation"].filter(is_urgent=True)
        asked["bans"] = Ban.objects.filter(
            within(viewer.scope(Right.MODERATE)), state__in=[BanState.PROPOSED, BanState.TO_LIFT]
        )
    if viewer.may_anywhere(Right.EDIT_ROUTES):
        asked["routing"] = troubles_of(viewer)
    if viewer.may_anywhere(Right.DECIDE_OBJECTION):
        asked["objections"] = open_objections(viewer)
    return asked


def find_next(viewer: Viewer, *, now: datetime, network: str = "", ground: str = "") -> int | None:
    """The message to look at next, of this network and on this ground where they are said: the most dangerous at which
    nobody else is looking."""
    free = Q(claimed_by=None) | Q(claimed_by_id=viewer.staff_id) | Q(claimed_until__lte=now)
    waiting = _of(viewer, ReviewQuery(network=network, ground=ground)).filter(free).order_by("danger", "since_at", "id")
    return waiting.values_list("message_id", flat=True).first()


def _of(viewer: Viewer, query: ReviewQuery) -> QuerySet[Review]:
    reviews = Review.objects.filter(within(viewer.scope(Right.MODERATE)))
    if query.view is View.WAITING:
        reviews = reviews.filter(state=ReviewState.WAITING)
    elif query.view is View.DECIDED:
        reviews = reviews.filter(state=ReviewState.DECIDED)
    else:
        by_machine = Q(message__decisions__decided_by=None, message__decisions__act="hide")
        reviews = reviews.filter(by_machine, state=ReviewState.DECIDED).distinct()
    if query.network:
        reviews = reviews.filter(page__network=query.network)
    return reviews.filter(ground=query.ground) if query.ground else reviews


def _after(place: ReviewCursor) -> Q:
    later = Q(since_at__gt=place.since_at) | Q(since_at=place.since_at, id__gt=place.id)
    return Q(danger__gt=place.danger) | Q(danger=place.danger) & later


def _last_acts(reviews: Collection[Review]) -> dict[int, str]:
    """By message what was decided about it last, by whomever, and stands; bans are about its author."""
    messages = {review.message_id for review in reviews}
    decisions = Decision.objects.filter(message__in=messages, act__in=_OF_MESSAGES).exclude(state__in=_STANDS_NO_MORE)
    return dict(decisions.order_by("id").values_list("message_id", "act"))


def _row(
    review: Review, viewer: Viewer, *, unreached: Container[int], decided: Mapping[int, str], now: datetime
) -> ReviewRow:
    message = review.message
    is_held = review.claimed_until is not None and review.claimed_until > now
    other = review.claimed_by if is_held and review.claimed_by_id != viewer.staff_id else None
    return ReviewRow(
        message_id=review.message_id,
        network=review.page.network,
        page=review.page.name,
        author=message.author.name if message.author else "",
        text=masked_excerpt(message.text, at_most=SHOWN_CHARACTERS),
        ground=review.ground,
        certainty=review.certainty,
        is_urgent=review.is_urgent,
        since_at=review.since_at,
        looked_at_by=other.name if other else "",
        is_waiting=review.state == ReviewState.WAITING,
        is_unreached=review.message_id in unreached,
        decided=decided.get(review.message_id, ""),
    )

"""The form of a rule of the table of routes: what was typed, and what can be chosen."""

from datetime import time

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_time

from otklik.appeals.errors import UnfitValue
from otklik.appeals.policy_book import list_named_policies
from otklik.appeals.route_table import list_route_choices
from otklik.appeals.routes import USUAL_PRIORITY, RouteEntry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import list_executors
from otklik.shared.words import marked as _
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest
from otklik.web.desk.acts.assign import read_topic
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.forms import find_id
from otklik.web.desk.route_words import WEEK, ways

_NUMBERS = ("page_id", "territory_id", "executor_id", "policy_id")
_TEXTS = ("kind", "importance", "street", "words", "way")


def entry_in(request: DeskRequest) -> RouteEntry:
    """What was filled in. Raises UnfitValue or UnfitEntry."""
    values = request.POST
    texts = {name: values.get(name, "").replace("\x00", "").strip()[:1000] for name in _TEXTS}
    return RouteEntry(
        read_body(request.viewer, Right.EDIT_ROUTES, values.get("body_id", "")),
        topic_id=read_topic(values.get("topic", "")),
        days="".join(values.getlist("days")),
        time_from=_time(values, "time_from"),
        time_to=_time(values, "time_to"),
        most_open=_number(values, "most_open"),
        priority=USUAL_PRIORITY if (priority := _number(values, "priority")) is None else priority,
        page_id=find_id(values.get("page_id", ""), field="page_id"),
        territory_id=find_id(values.get("territory_id", ""), field="territory_id"),
        executor_id=find_id(values.get("executor_id", ""), field="executor_id"),
        policy_id=find_id(values.get("policy_id", ""), field="policy_id"),
        kind=texts["kind"],
        importance=texts["importance"],
        street=texts["street"],
        words=texts["words"],
        way=texts["way"],
    )


def form_context(request: DeskRequest, typed: QueryDict) -> dict[str, object]:
    """What the form shows: what was typed, or what the rule says now."""
    bodies = body_field(request.viewer, Right.EDIT_ROUTES, typed=typed.get("body_id", ""))
    today = timezone.localdate(request.now)
    return {
        "typed": typed,
        "days": typed.getlist("days"),
        "bodies": bodies,
        "choices": list_route_choices(request.viewer),
        "topics": list_topics(),
        "week": WEEK,
        "policies": list_named_policies(request.viewer),
        "ways": ways(),
        "executors": list_executors(bodies.chosen_id, on=today) if bodies.chosen_id else [],
    }


def typed_of(entry: RouteEntry, *, topic: str) -> QueryDict:
    """A rule as its form holds it."""
    typed = QueryDict(mutable=True)
    for name in (*_NUMBERS, *_TEXTS, "body_id", "most_open", "priority"):
        value = getattr(entry, name)
        typed[name] = "" if value is None else str(value)
    typed["topic"] = topic
    typed["time_from"] = f"{entry.time_from:%H:%M}" if entry.time_from else ""
    typed["time_to"] = f"{entry.time_to:%H:%M}" if entry.time_to else ""
    typed.setlist("days", list(entry.days))
    return typed


def _time(values: QueryDict, field: str) -> time | None:
    text = values.get(field, "").strip()
    if not text:
        return None
    try:
        found = parse_time(text)
    except ValueError:
        found = None
    if found is None:
        raise UnfitValue(_("There is no such time."), field=field, mend=_("Write it as 18:00."))
    return found.replace(second=0, microsecond=0, tzinfo=None)


def _number(values: QueryDict, field: str) -> int | None:
    text = values.get(field, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise UnfitValue(_("This is no number."), field=field, mend=_("Write it in digits."))
    return int(text)

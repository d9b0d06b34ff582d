"""The form of the filters of published cases: what one may choose, what is chosen, what else there is of the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from otklik.publication.published.filtering import CaseFilter
from otklik.publication.subscriptions.choosing import list_choices, list_streets, topic_name
from otklik.shared import clock
from otklik.web.portal.asking import query_of

_STATE_WORDS: Final = {
    "answered": gettext_noop("Answered"),
    "working": gettext_noop("In work"),
    "deferred": gettext_noop("Put off"),
}
_STRETCHES: Final = (
    (7, gettext_noop("the last week")), (30, gettext_noop("the last month")), (365, gettext_noop("the last year")),
)  # fmt: skip
_WAYS: Final = (
    ("subscribe/", "bell", gettext_noop("Get answers by e-mail")),
    ("answers/feed.atom", "rss", gettext_noop("Feed of this list")),
    ("answers/promised.ics", "calendar-event", gettext_noop("Promised dates as a calendar")),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One part of what is asked for, in words; `without`: the address that leaves it out."""

    words: str
    without: str


def asking_context(asked: CaseFilter, *, path: str) -> dict[str, Any]:
    """The form of the filters, what of it is on, and what else there is of the same."""
    there, today = list_choices(), timezone.localdate(clock.now())
    return {
        "asked": asked,
        "path": path,
        "groups": _with(there.groups, asked.topic, topic_name),
        "bodies": _with(there.bodies, asked.body, str),
        "towns": _with(tuple((town, town) for town in there.towns), asked.town, str),
        "streets": list_streets(asked.town) if asked.town and len(there.towns) > 1 else there.streets,
        "states": [(state, _(words)) for state, words in _STATE_WORDS.items()],
        "stretches": _stretches(asked.since, today=today),
        "narrowed_by": _chosen(asked, dict(there.bodies), path=path),
        "is_asked": asked != CaseFilter(),
        "has_more_asked": bool(asked.body or asked.street or asked.until or (asked.town and len(there.towns) > 1)),
        "ways": [(icon, _(words), f"/{way}{query_of(asked)}") for way, icon, words in _WAYS],
        "query": query_of(asked),
    }


def _with(choices: tuple[tuple[str, str], ...], chosen: str, name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """The choices, and what is chosen also where it is none of them: a topic within a group, an old link."""
    known = {value for value, _name in choices}
    extra = [(chosen, name_of(chosen) or chosen)] if chosen and chosen not in known else []
    return [*choices, *extra]


def _stretches(since: date | None, *, today: date) -> list[tuple[str, str]]:
    told = [((today - timedelta(days=days)).isoformat(), _(words)) for days, words in _STRETCHES]
    if since and since.isoformat() not in dict(told):
        told.append((since.isoformat(), _("since {day}").format(day=date_format(since, "j E Y"))))
    return told


def _chosen(asked: CaseFilter, bodies: Mapping[str, str], *, path: str) -> list[Chosen]:
    """Only what the form does not show at once."""
    until = _("until {day}").format(day=date_format(asked.until, "j E Y")) if asked.until else ""
    told = (
        (_("Tag: {name}").format(name=asked.tag) if asked.tag else "", replace(asked, tag="")),
        (asked.street, replace(asked, street="")),
        (bodies.get(asked.body, asked.body), replace(asked, body="")),
        (until, replace(asked, until=None)),
    )
    return [Chosen(words, path + query_of(left)) for words, left in told if words]

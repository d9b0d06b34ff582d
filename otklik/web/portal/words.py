"""The words and marks of the public side: states as residents read them, networks by their names."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from otklik.pages.public_selectors import look_of


@dataclass(frozen=True, slots=True)
class PublicMark:
    """A state: a word, an icon, a colour."""

    word: str
    icon: str
    tone: str = ""


_STATES = {
    "new": PublicMark(_("Accepted"), "inbox"),
    "in_moderation": PublicMark(_("Accepted"), "inbox"),
    "misrouted": PublicMark(_("Finding out who answers"), "arrow-right"),
    "assigned": PublicMark(_("Passed on"), "arrow-right"),
    "in_work": PublicMark(_("In work"), "tool", "is-work"),
    "awaiting_approval": PublicMark(_("In work"), "tool", "is-work"),
    "rework": PublicMark(_("In work"), "tool", "is-work"),
    "clarifying": PublicMark(_("Waiting for details from the author"), "message-question", "is-wait"),
    "deferred": PublicMark(_("Put off"), "calendar-pause", "is-wait"),
    "external": PublicMark(_("Passed to another system"), "external-link", "is-wait"),
    "interim_answered": PublicMark(_("First answer given, work goes on"), "tool", "is-work"),
    "answered": PublicMark(_("Answered"), "check", "is-good"),
    "closed": PublicMark(_("Closed"), "archive", "is-good"),
    "joined": PublicMark(_("Joined to another message"), "git-merge"),
    "declined": PublicMark(_("Not taken up"), "x"),
}
_OTHER = PublicMark(_("Accepted"), "inbox")


def state_mark(state: str) -> PublicMark:
    """How a state is shown, in the language of the page."""
    mark = _STATES.get(state, _OTHER)
    return PublicMark(gettext(mark.word), mark.icon, mark.tone)


_WAITS_FOR = {
    "season": _("Put off until %(day)s: such works wait for their season."),
    "budget": _("Put off until %(day)s: it waits for money in the budget."),
    "other": _("Put off until %(day)s."),
    "tender": _("Put off until %(day)s: it waits for a tender."),
}


def deferral_words(waits_for: str, until: date | None) -> str:
    """Until when a case is put off and what it waits for; empty where it is not."""
    if until is None:
        return ""
    return gettext(_WAITS_FOR.get(waits_for, _WAITS_FOR["other"])) % {"day": date_format(until, "j E Y")}


def readable(url: str) -> str:
    """An address as people read it, without the scheme."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def minutes_told(minutes: int) -> str:
    """A length of time as people say it: «2 h 40 min», «50 min»."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("{minutes} min").format(minutes=rest)
    if not rest:
        return gettext("{hours} h").format(hours=hours)
    return gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def network_name(network: str) -> str:
    """The name of a network, in the language of the page."""
    return gettext(look_of(network).title) if network else ""

"""Notices in words, in the language that is switched on: what stands in the desk and in letters."""

from datetime import datetime, timedelta

from django.utils.translation import gettext, gettext_noop, ngettext

from otklik.notices.models import NoticeKind

CLOCKS = {
    "assignment": gettext_noop("Assign"),
    "primary": gettext_noop("Answer the resident"),
    "final": gettext_noop("Final answer"),
    "approval": gettext_noop("Approve the answer"),
    "deferred": gettext_noop("The date of the deferral"),
    "promised": gettext_noop("The promised date"),
    "hook": gettext_noop("A program is told no more: its address does not answer"),
    "came": gettext_noop("A new case"),
    "returned": gettext_noop("Returned as not theirs: pass it on"),
    "sent_back": gettext_noop("Your answer was sent back"),
    "clarified": gettext_noop("The author answered the question"),
    "again": gettext_noop("A case is in work again"),
    "run": gettext_noop("Your acts on many cases are done"),
}
"""What runs out, which date comes near, or how a case came."""
LONGEST_IN_HOURS = 48
"""From here on a length of time is told in days."""
_TASK = gettext_noop("A task for you")


def span(length: timedelta) -> str:
    """A length of time as people say it: 38 min, 2 h 25 min, 3 days."""
    minutes = max(int(length.total_seconds() // 60), 0)
    hours, rest = divmod(minutes, 60)
    if hours >= LONGEST_IN_HOURS:
        days = hours // 24
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": minutes}
    if not rest or hours >= 24:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def working_span(length: timedelta) -> str:
    """A length of working time: however long, in hours, for 24 of them are no working day."""
    hours = length // timedelta(hours=1)
    told = span(length) if hours < LONGEST_IN_HOURS else gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(time)s of working time") % {"time": told}


def time_left(due_at: datetime | None, *, now: datetime) -> str:
    """«2 h left», «overdue by 38 min»; empty without a deadline."""
    if due_at is None:
        return ""
    if due_at <= now:
        return gettext("overdue by %(time)s") % {"time": span(now - due_at)}
    return gettext("%(time)s left") % {"time": span(due_at - now)}


def headline(kind: str, *, clock: str, due_at: datetime | None, now: datetime) -> str:
    """What is told, without number and topic."""
    if kind == NoticeKind.EMERGENCY:
        return gettext("Emergency: take it now")
    if kind == NoticeKind.DIGEST:
        return gettext("Your cases for today")
    said = _TASK if kind == NoticeKind.TASK and clock in ("", "came") else CLOCKS.get(clock, "")
    name = gettext(said) if said else ""
    return ": ".join(part for part in (name, time_left(due_at, now=now)) if part)

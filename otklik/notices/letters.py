"""The letter of a notice: number, topic, time left, a link. Nothing that a resident said, nobody's name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from otklik.notices.models import Notice, NoticeKind
from otklik.notices.words import headline, time_left


def write_letter(notice: Notice, *, now: datetime) -> tuple[str, str]:
    """Subject and text, in the language of the person."""
    with translation.override(notice.staff.language):
        if notice.kind == NoticeKind.DIGEST:
            return _digest(notice, now=now)
        return _of_case(notice, now=now)


def _of_case(notice: Notice, *, now: datetime) -> tuple[str, str]:
    words = headline(notice.kind, clock=notice.clock, due_at=notice.due_at, now=now)
    about = " · ".join(part for part in (f"№ {notice.number}", notice.topic) if part)
    lines = [words, about]
    if notice.due_at is not None:
        lines.append(gettext("Until: %(until)s") % {"until": _moment(notice.due_at)})
    lines += ["", _link_of(notice)]
    if notice.kind == NoticeKind.EMERGENCY:
        lines += ["", gettext("Press «I have it» there: otherwise the next person is called in 15 minutes.")]
    return f"№ {notice.number}: {words}", _with_foot(lines)


def _digest(notice: Notice, *, now: datetime) -> tuple[str, str]:
    count = len(notice.lines)
    told = ngettext("%(count)s case is overdue or due today", "%(count)s cases are overdue or due today", count)
    lines = [told % {"count": count} + ":", ""]
    for number, topic, due in notice.lines:
        left = time_left(datetime.fromisoformat(due), now=now)
        lines += [" · ".join(part for part in (f"№ {number}", topic, left) if part), case_link(number)]
    return told % {"count": count}, _with_foot(lines)


def _link_of(notice: Notice) -> str:
    """Where the person does what they are told of: a task is told done among «My tasks»."""
    if notice.kind == NoticeKind.TASK:
        return f"{settings.OTKLIK_SITE_URL}/desk/tasks/#task-{notice.number}"
    return case_link(notice.number) + ("#answer" if notice.kind == NoticeKind.WARNING else "")


def case_link(number: int | None) -> str:
    """Where a case stands in the desk."""
    return f"{settings.OTKLIK_SITE_URL}/desk/appeals/{number}/"


def _with_foot(lines: list[str]) -> str:
    foot = gettext("How you are told is set here: %(link)s")
    link = f"{settings.OTKLIK_SITE_URL}/desk/account/notices/"
    return "\n".join([*lines, "", foot % {"link": link}, ""])


def _moment(at: datetime, zone: ZoneInfo | None = None) -> str:
    return date_format(timezone.localtime(at, zone), "d.m.Y, H:i")

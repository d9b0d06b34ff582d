"""The letter of a notice: number, topic, time left, a link. Nothing that a resident said, nobody's name."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from otklik.notices.models import Notice, NoticeKind, NoticeMessage, NoticeSending
from otklik.notices.services import told_by
from otklik.notices.words import headline, time_left
from otklik.organizations.receivers import in_own_hours

MOST_LINES_IN_MESSAGE = 15
"""Of a digest: with their links they stay within what a messenger takes."""


def write_letter(sending: NoticeSending, *, now: datetime) -> tuple[str, str]:
    """Subject and text, in the language of the person and by the clocks of their body."""
    notice, *others = told_by(sending)
    with translation.override(notice.staff.language):
        if others:
            head = _together_head(notice, 1 + len(others))
            return head, _with_foot([f"{head}:", "", *_together_lines([notice, *others], now=now)])
        if notice.kind == NoticeKind.DIGEST:
            return _digest(notice, now=now)
        return _of_case(notice, now=now)


def write_message(message: NoticeMessage, *, now: datetime) -> str:
    """The same for a messenger, in few lines."""
    notice, *others = told_by(message)
    with translation.override(notice.staff.language):
        if others:
            shown = [notice, *others][:MOST_LINES_IN_MESSAGE]
            lines = [f"{_together_head(notice, 1 + len(others))}:", "", *_together_lines(shown, now=now)]
            lines += _and_more(1 + len(others))
        elif notice.kind == NoticeKind.DIGEST:
            lines = _digest_lines(notice, notice.lines[:MOST_LINES_IN_MESSAGE], now=now) + _and_more(len(notice.lines))
        else:
            lines = _case_lines(notice, now=now)
    return "\n".join(lines)


def _and_more(count: int) -> list[str]:
    rest = count - MOST_LINES_IN_MESSAGE
    return [ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}] if rest > 0 else []


def _together_head(notice: Notice, count: int) -> str:
    if notice.kind == NoticeKind.TASK:
        return ngettext("%(count)s task for you", "%(count)s tasks for you", count) % {"count": count}
    return ngettext("%(count)s case to answer", "%(count)s cases to answer", count) % {"count": count}


def _together_lines(notices: Sequence[Notice], *, now: datetime) -> list[str]:
    lines = []
    for one in notices:
        how = headline(one.kind, clock=one.clock, due_at=one.due_at, now=now)
        lines += [" · ".join(part for part in (f"№ {one.number}", one.topic, how) if part), _link_of(one)]
    return lines


def _of_case(notice: Notice, *, now: datetime) -> tuple[str, str]:
    words = headline(notice.kind, clock=notice.clock, due_at=notice.due_at, now=now)
    head = f"№ {notice.number}: {words}" if notice.number else words
    return head, _with_foot(_case_lines(notice, now=now))


def _case_lines(notice: Notice, *, now: datetime) -> list[str]:
    words = headline(notice.kind, clock=notice.clock, due_at=notice.due_at, now=now)
    about = " · ".join(part for part in (f"№ {notice.number}" if notice.number else "", notice.topic) if part)
    lines = [words, about] if about else [words]
    if notice.due_at is not None:
        lines.append(gettext("Until: %(until)s") % {"until": _moment(notice, notice.due_at, now=now)})
    lines += ["", _link_of(notice)]
    if notice.kind == NoticeKind.EMERGENCY:
        lines += ["", gettext("Press «I have it» there: otherwise the next person is called in 15 minutes.")]
    return lines


def _digest(notice: Notice, *, now: datetime) -> tuple[str, str]:
    return _digest_head(notice), _with_foot(_digest_lines(notice, notice.lines, now=now))


def _digest_head(notice: Notice) -> str:
    count = len(notice.lines)
    told = ngettext("%(count)s case is overdue or due today", "%(count)s cases are overdue or due today", count)
    return told % {"count": count}


def _digest_lines(notice: Notice, shown: Sequence[tuple[int, str, str]], *, now: datetime) -> list[str]:
    lines = [_digest_head(notice) + ":", ""]
    for number, topic, due in shown:
        left = time_left(datetime.fromisoformat(due), now=now)
        lines += [" · ".join(part for part in (f"№ {number}", topic, left) if part), case_link(number)]
    return lines


def _link_of(notice: Notice) -> str:
    """Where the person does what they are told of: a task is told done among «My tasks».

    Without a case it is about acts on many of them, or about a program that is told no more.
    """
    if notice.clock == "run":
        return f"{settings.OTKLIK_SITE_URL}/desk/many/runs/"
    if notice.number is None:
        return f"{settings.OTKLIK_SITE_URL}/desk/account/hooks/"
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


def _moment(notice: Notice, at: datetime, *, now: datetime) -> str:
    """By the clocks of the receiver's body; by the installation's where they have no post."""
    posts = in_own_hours([notice.staff_id], on=timezone.localdate(now))
    return date_format(timezone.localtime(at, ZoneInfo(posts[0].body.zone) if posts else None), "d.m.Y, H:i")

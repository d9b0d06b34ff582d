"""Promised days as a calendar (RFC 5545) for every filter: a day-long event for each case that is put off."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.publication.published.bounded import TooMuchToRead, in_time
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.selectors import PublicCase, list_promised
from otklik.publication.subscriptions.words import words_of_filter
from otklik.shared import clock
from otklik.web.portal.asking import asked_by
from otklik.web.portal.feeds import answer_unless_known, give_up
from otklik.web.portal.shown import CaseShown
from otklik.web.portal.told import site_url

KIND: Final = "text/calendar; charset=utf-8"
_LONGEST_LINE: Final = 75
"""Bytes, without the line's end."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_DROPPED: Final = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), 0x7F])
"""Controls that no text may hold; the end of a line is escaped."""


@require_safe
def promised(request: HttpRequest) -> HttpResponseBase:
    """The calendar, to subscribe to or to save."""
    asked = asked_by(request)
    try:
        with in_time(is_needed=asked != CaseFilter()):
            cases = list_promised(asked, on=timezone.localdate(clock.now()))
    except TooMuchToRead as refused:
        return give_up(refused)
    name = "; ".join([_("Promised to residents"), *words_of_filter(asked)])
    answer = answer_unless_known(request, cases, lambda: HttpResponse(written(cases.rows, name=name), KIND))
    answer["Content-Disposition"] = 'inline; filename="promised.ics"'
    return answer


def written(cases: Sequence[PublicCase], *, name: str) -> bytes:
    """The file."""
    return write_calendar([_event(case, case.waits_until) for case in cases if case.waits_until], name=name)


def write_calendar(events: Iterable[Sequence[str]], *, name: str) -> bytes:
    """A calendar of these events, each in its lines."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Otklik//Promised days//RU",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{calendar_text(name)}",
        f"X-WR-CALNAME:{calendar_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    return b"".join(_folded([*lines, *chain.from_iterable(events), "END:VCALENDAR"]))


def _event(case: PublicCase, day: date) -> list[str]:
    """The same case is the same event for ever: another day moves it."""
    shown, link = CaseShown.of(case), site_url("case", case.number)
    changed = f"{(case.changed_at or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    where = ", ".join(part for part in (case.town, case.street) if part)
    lines = [
        "BEGIN:VEVENT",
        f"UID:case-{case.number}@{urlsplit(settings.OTKLIK_SITE_URL).hostname}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{calendar_text(_('Promised: %(what)s') % {'what': shown.title})}",
        f"DESCRIPTION:{calendar_text(chr(10).join([case.body_name, shown.deferral, link]))}",
        f"URL:{link}",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]
    if where:
        lines.insert(-1, f"LOCATION:{calendar_text(where)}")
    if case.topic:
        lines.insert(-1, f"CATEGORIES:{calendar_text(case.topic)}")
    return lines


def calendar_text(words: str) -> str:
    r"""As a value of type TEXT: `\` `;` `,` and ends of lines escaped."""
    return words.replace("\r\n", "\n").translate(_DROPPED).translate(_ESCAPED)


def _folded(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines of at most 75 bytes, longer ones go on after a space; no character is cut in two."""
    for line in lines:
        room, part = _LONGEST_LINE, b""
        for character in line:
            encoded = character.encode()
            if len(part) + len(encoded) > room:
                yield part + b"\r\n "
                part, room = b"", _LONGEST_LINE - 1
            part += encoded
        yield part + b"\r\n"

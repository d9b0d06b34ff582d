"""What programs ask Open311 for, read from the address; what makes no sense is told by its name."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from otklik.integrations.keys import KeyHolder, KeyScope, find_key, take_turn
from otklik.integrations.open311.published import Asked
from otklik.web.api.public.open311.answering import NotAnswered

LONGEST_SPAN: Final = timedelta(days=90)
A_PAGE: Final = 200
MOST: Final = 1000
"""Requests of one portion: unless more are asked for, and at most."""
LAST_PAGE: Final = 10_000
FURTHEST: Final = 20_000
"""Requests that one pages through: whoever wants more asks for a shorter time, or takes the open data."""
MOST_VALUES: Final = 100
_ZONE_AFTER_SPACE: Final = re.compile(r" (\d{2}:?\d{2})$")


def read_asked(values: QueryDict, *, now: datetime) -> Asked:
    """The filter of `GET requests`. Raises NotAnswered."""
    since, until = (_moment(values, name) for name in ("start_date", "end_date"))
    changed_since, changed_until = (_moment(values, name) for name in ("updated_after", "updated_before"))
    if since or until or not (changed_since or changed_until):
        since, until = _span(since, until, now=now)
    page = _number(values, "page", most=LAST_PAGE, usual=1)
    page_size = _number(values, "page_size", most=MOST, usual=A_PAGE)
    if page * page_size > FURTHEST:
        raise NotAnswered(400, _("One pages through 20,000 requests at most: ask for a shorter time."))
    return Asked(
        numbers=_values(values, "service_request_id"),
        services=_values(values, "service_code"),
        is_closed=_is_closed(values),
        since=since,
        until=until,
        changed_since=changed_since,
        changed_until=changed_until,
        page=page,
        page_size=page_size,
    )


def holder_of(request: HttpRequest, *, now: datetime) -> KeyHolder | None:
    """Whose key came with the request; None where none came. Raises NotAnswered for one that opens nothing here."""
    token = request.POST.get("api_key") or request.GET.get("api_key", "")
    if not token:
        return None
    holder = find_key(token, now=now)
    if holder is None or not holder.allows(KeyScope.OPEN311):
        raise NotAnswered(403, _("api_key is none of ours, is over, or is not meant for Open311."))
    wait = take_turn(holder.key_id, now=now)
    if wait:
        told = _("Too many calls with this key. Wait %(seconds)s seconds.") % {"seconds": wait}
        raise NotAnswered(429, told, wait_seconds=wait)
    return holder


def read_point(values: QueryDict) -> tuple[float, float] | None:
    """`lat` and `long`, both or neither. Raises NotAnswered."""
    given = [values.get(name, "").strip() for name in ("lat", "long")]
    if not any(given):
        return None
    try:
        latitude, longitude = (float(one) for one in given)
    except ValueError:
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotAnswered(400, _("lat and long are degrees of WGS 84, both: 56.44 and 60.19."))
    return latitude, longitude


def _span(since: datetime | None, until: datetime | None, *, now: datetime) -> tuple[datetime, datetime]:
    try:
        end = until or (since + LONGEST_SPAN if since else now)
        start = since or end - LONGEST_SPAN
    except OverflowError:
        raise NotAnswered(400, _("This is too far away.")) from None
    if start > end:
        raise NotAnswered(400, _("start_date is later than end_date."))
    if end - start > LONGEST_SPAN:
        raise NotAnswered(400, _("start_date and end_date may lie 90 days apart at most."))
    return start, end


def _moment(values: QueryDict, name: str) -> datetime | None:
    text = values.get(name, "").strip()
    if not text:
        return None
    try:
        # an unescaped «+» of a zone arrives as a space
        moment = datetime.fromisoformat(_ZONE_AFTER_SPACE.sub(r"+\1", text))
        aware = moment if moment.tzinfo else timezone.make_aware(moment)
        in_utc = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        told = _("%(name)s is a moment such as 2026-11-28T00:00:00Z.") % {"name": name}
        raise NotAnswered(400, told) from None
    try:
        timezone.localdate(aware)
    except OverflowError:  # it has no day of ours at the ends of the calendar
        raise NotAnswered(400, _("This is too far away.")) from None
    return in_utc


def _values(values: QueryDict, name: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one.strip() for text in values.getlist(name) for one in text.split(",") if one.strip()))
    if len(found) > MOST_VALUES:
        told = _("%(name)s takes %(most)s values at most.") % {"name": name, "most": MOST_VALUES}
        raise NotAnswered(400, told)
    return found


def _is_closed(values: QueryDict) -> bool | None:
    asked = {one.casefold() for one in _values(values, "status")}
    if asked - {"open", "closed"}:
        raise NotAnswered(400, _("status is open or closed."))
    return None if len(asked) != 1 else "closed" in asked


def _number(values: QueryDict, name: str, *, most: int, usual: int) -> int:
    text = values.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= most):
        raise NotAnswered(400, _("%(name)s is a number from 1 to %(most)s.") % {"name": name, "most": most})
    return int(text)

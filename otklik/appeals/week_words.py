"""Reading a week of hours that a person wrote: `mon-fri 09:00-13:00,14:00-18:00; sat 10:00-14:00`. Plain."""

import re
from collections.abc import Iterator
from itertools import pairwise

from otklik.shared.calendar import Day, Hours, Week

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINE = re.compile(r"\A(?P<days>[a-z,\s-]{1,80}?)\s{1,9}(?P<hours>[0-9].*)")
_STRETCH = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


def week_of(text: str) -> Week:
    """The hours of each day from Monday to Sunday; days that are not named are closed. Raises ValueError."""
    week: dict[str, Day] = {}
    for line in filter(None, (part.strip() for part in text.lower().split(";"))):
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"«{line}» is no line of a week; write it as mon-fri 09:00-13:00,14:00-18:00")
        hours = _hours_of(found["hours"])
        for day in _days_of(found["days"]):
            if day in week:
                raise ValueError(f"«{day}» stands there twice")
            week[day] = hours
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (week.get(day, ()) for day in DAYS)
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _days_of(text: str) -> Iterator[str]:
    for part in text.split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        named = (first, last) if dash else (first,)
        for word in named:
            if word not in DAYS:
                raise ValueError(f"«{word}» is no day; there are {', '.join(DAYS)}")
        begin, end = DAYS.index(named[0]), DAYS.index(named[-1])
        if end < begin:
            raise ValueError(f"«{part.strip()}» runs backwards; write its days apart")
        yield from DAYS[begin : end + 1]


def _hours_of(text: str) -> Day:
    stretches = sorted((_stretch_of(part.strip()) for part in text.split(",")), key=lambda one: one.from_minute)
    for earlier, later in pairwise(stretches):
        if later.from_minute < earlier.to_minute:
            raise ValueError(f"«{text}» names some hours twice")
    return tuple(stretches)


def _stretch_of(text: str) -> Hours:
    found = _STRETCH.fullmatch(text)
    if not found:
        raise ValueError(f"«{text}» is no stretch of a day; write it as 09:00-13:00")
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in found.groups())
    if max(from_minute, to_minute) > 59:
        raise ValueError(f"«{text}» has minutes that no hour has")
    try:
        return Hours(from_hour * 60 + from_minute, to_hour * 60 + to_minute)
    except ValueError:
        raise ValueError(f"«{text}» does not end later on the same day; split what goes over midnight") from None

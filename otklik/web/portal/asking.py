"""What an address asks of published cases, read and written: lists, the map, feeds and subscriptions share it.

`?topic=roads&body=school-21&tag=…&town=…&street=…&state=answered&since=2026-11-01&until=2026-11-30&q=яма`
"""

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from otklik.publication.published.filtering import STATES, CaseFilter

LONGEST: Final = 200
"""Characters of one value: no code, name or question is longer."""
_COLUMNS: Final = {"topic": "topic", "body": "body", "tag": "tag", "town": "town", "street": "street", "q": "words"}
"""Name in addresses → column of the filter, for what is a text."""
_EARLIEST: Final = date(1900, 1, 1)


def asked_by(request: HttpRequest) -> CaseFilter:
    """What a request asks for. Nonsense (a day that is none, a state that is none) asks nothing, it is no error."""
    return filter_of(request.GET)


def filter_of(values: Mapping[str, str]) -> CaseFilter:
    """The same of values by their names in addresses."""
    state = _plain(values.get("state", ""))
    since, until = _day(values.get("since", "")), _day(values.get("until", ""))
    if since and until and since > until:
        since, until = until, since
    return CaseFilter(
        **{column: _plain(values.get(name, "")) for name, column in _COLUMNS.items()},
        state=state if state in STATES else "",
        since=since,
        until=until,
    )


def values_of(asked: CaseFilter) -> dict[str, str]:
    """What a filter asks for by its names in addresses, always in one order; what is empty is left out."""
    told = {name: str(getattr(asked, column)) for name, column in _COLUMNS.items()}
    told |= {"state": asked.state}
    told |= {name: day.isoformat() if day else "" for name, day in (("since", asked.since), ("until", asked.until))}
    return {name: value for name, value in told.items() if value}


def query_of(asked: CaseFilter, **more: str) -> str:
    """A filter as the end of an address, `?topic=roads&…`; empty where it asks nothing. `more`: further values."""
    values = values_of(asked) | {name: value for name, value in more.items() if value}
    return f"?{urlencode(values)}" if values else ""


def before_of(request: HttpRequest) -> int | None:
    """Where the page before ended, as the next one is asked for; nonsense asks for the first."""
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:LONGEST].strip()


def _day(text: str) -> date | None:
    """A day as browsers send it, 2026-11-28; None for anything else."""
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return day if day >= _EARLIEST else None

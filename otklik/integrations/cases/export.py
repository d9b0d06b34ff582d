"""The cases of a view as a table to be taken away: row by row, so that a hundred thousand fit into a small memory.

It tells what the list and the card show to whoever sees the case; personal data that stands in a text is covered, and
phone numbers and threads of residents stay here.
"""

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from otklik.appeals.models import Appeal
from otklik.appeals.selectors import InboxQuery, matching
from otklik.appeals.states import OUTCOME_NAMES, STATE_NAMES
from otklik.appeals.tag_names import each_name_once, tag_names
from otklik.audit.services import record
from otklik.integrations.register.cells import guarded, storable
from otklik.integrations.register.export import Cell, Format
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked_once
from otklik.shared.words import marked as _

MOST_ROWS = 100_000
_CHUNK = 500
_BYTES = 64 * 1024
HEADS = (
    _("Number"), _("State"), _("Text"), _("Author"), _("Address"), _("Topic"), _("Importance"), _("Body"),
    _("Executor"), _("Network"), _("Page"), _("Noticed"), _("Deadline"), _("Answered"), _("Deferred until"),
    _("Closed on"), _("Outcome"), _("Tags"),
)  # fmt: skip
_JOINED = _("Joined to No. %(number)s")
_NAMES: tuple[Mapping[str, str], ...] = (
    {"ordinary": _("Ordinary"), "high": _("High"), "emergency": _("Emergency")},
    {outcome.value: name for outcome, name in OUTCOME_NAMES.items()},
    {state.value: name for state, name in STATE_NAMES.items()},
    {_JOINED: _JOINED},
)


def export_cases(
    viewer: Viewer, query: InboxQuery, *, as_format: Format, filters: Sequence[str], now: datetime
) -> Iterator[bytes]:
    """The table, piece by piece; that it was taken is written down with the names of its filters, not their words."""
    details: dict[str, str | int] = {
        "queue": query.queue.value,
        "filters": ", ".join(filters),
        "format": as_format.value,
    }
    record("export_cases", subject="cases", by=viewer, now=now, details=details)
    cases = _cases(viewer, query, now=now)
    heads = [gettext(head) for head in HEADS]
    say, zone = _words(), ZoneInfo(timezone.get_current_timezone_name())
    rows = (_row(one, zone, say) for one in cases.iterator(chunk_size=_CHUNK))
    return _as_xlsx(heads, rows) if as_format is Format.XLSX else _as_csv(heads, rows)


def _words() -> dict[str, str]:
    """The words of states, outcomes and kinds of importance, taken now: the rows are written after the page is left."""
    return {key: gettext(word) for names in _NAMES for key, word in names.items()}


def _cases(viewer: Viewer, query: InboxQuery, *, now: datetime) -> QuerySet[Appeal]:
    return (
        matching(viewer, query, now=now)
        .select_related("page", "topic", "body", "executor", "duplicate_of")
        .only(
            "number", "state", "title", "author_name", "address", "importance", "opened_at", "due_at",
            "primary_answered_at", "deferred_until", "closed_at", "outcome", "topic__name", "body__short_name",
            "executor__name", "page__name", "page__network", "duplicate_of__number",
        )
        .annotate(tag_names=ArraySubquery(tag_names()))
        .order_by("id")[:MOST_ROWS]
    )  # fmt: skip


def _row(case: Appeal, zone: ZoneInfo, say: Mapping[str, str]) -> list[Cell]:
    times = (case.opened_at, case.due_at, case.primary_answered_at, case.deferred_until, case.closed_at)
    opened, due, answered, deferred, closed = (
        at.astimezone(zone).strftime("%d.%m.%Y %H:%M") if at else "" for at in times
    )
    texts = (
        _joined_or(case, case.state, say),
        masked_once(case.title),
        case.author_name,
        masked_once(case.address),
        case.topic.name if case.topic else "",
        say.get(case.importance, case.importance),
        case.body.short_name,
        case.executor.name if case.executor else "",
        case.page.network if case.page else "",
        case.page.name if case.page else "",
        opened,
        due,
        answered,
        deferred,
        closed,
        _joined_or(case, case.outcome, say),
        ", ".join(each_name_once(getattr(case, "tag_names"))),  # noqa: B009 (annotated)
    )
    return [case.number, *(guarded(storable(text)) for text in texts)]


def _joined_or(case: Appeal, code: str, say: Mapping[str, str]) -> str:
    """To which case it was joined; else the word of a code."""
    return say[_JOINED] % {"number": case.joined_to} if case.joined_to is not None else say.get(code, code)


def _as_csv(heads: Sequence[str], rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    """UTF-8 with its mark and semicolons: what a Russian table program opens by a double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(heads)
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow(row)
        if file.tell() > _BYTES:
            yield _taken(file)
    yield _taken(file)


def _taken(file: io.StringIO) -> bytes:
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode()


def _as_xlsx(heads: Sequence[str], rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    from openpyxl import Workbook  # takes a third of a second to load, in every process that serves pages

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Cases"))
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["C"].width = 60
    sheet.append(list(heads))
    for row in rows:
        sheet.append(row)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_BYTES):
            yield piece

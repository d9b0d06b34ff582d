"""Reading imports of the register: what a person brought, how far it is, what was refused."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from otklik.integrations.models import BUSY, ImportState, KeptValue, RefusedRow, RegisterChange, RegisterImport
from otklik.integrations.models.tables import BroughtTable
from otklik.integrations.register.columns import WHY_REFUSED, Column, title_of
from otklik.integrations.register.export import Format, write_table
from otklik.integrations.register.known import Allowed
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_ROWS_NAMED = 5

SILENT_AFTER = timedelta(minutes=5)
"""A worker that did not tell of itself for so long is gone."""

EVERYTHING = Allowed(bodies=Scope(everything=True), pages=Scope(everything=True))


@dataclass(frozen=True, slots=True)
class TableRow:
    """What all imports show of themselves."""

    id: int
    file_name: str
    by_name: str
    at: datetime
    finished_at: datetime | None
    state: str
    is_busy: bool
    is_waiting: bool
    """No worker has taken it up yet."""
    is_abandoned: bool
    """The worker that had it is gone; it is taken up again by itself."""
    trouble: OtklikError | None
    unknown_titles: tuple[str, ...]
    rows_read: int
    rows_good: int
    rows_refused: int

    @property
    def rows_count(self) -> int:
        """All rows of the table; 0 before they were counted."""
        return self.rows_good + self.rows_refused


@dataclass(frozen=True, slots=True)
class ImportRow(TableRow):
    """An import of the register as a line of the list and the head of its card."""

    new_towns: int
    new_bodies: int
    changed_bodies: int
    new_pages: int
    changed_pages: int
    exemptions: int

    @property
    def changes_anything(self) -> bool:
        """There is something to apply."""
        return any((self.new_bodies, self.changed_bodies, self.new_pages, self.changed_pages, self.exemptions))


@dataclass(frozen=True, slots=True)
class FaultInWords:
    """One thing that is wrong with a row."""

    column: str
    """The head of the column."""
    value: str
    why: OtklikError


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The same fault of the same words, in however many rows."""

    fault: FaultInWords
    rows: tuple[int, ...]
    """The first of them."""
    count: int

    def __str__(self) -> str:
        """As a command tells it."""
        named = ", ".join(map(str, self.rows))
        more = "…" if self.count > len(self.rows) else ""
        rows = f"row {named}" if self.count == 1 else f"{self.count} rows ({named}{more})"
        return f"{rows}, «{self.fault.column}» ({self.fault.value}): {self.fault.why}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken."""

    row: int
    texts: tuple[str, ...]
    faults: tuple[FaultInWords, ...]


@dataclass(frozen=True, slots=True)
class KeptInWords:
    """What the table says and the register left as it stood."""

    row: int
    column: str
    said: str
    stands: str
    why: str


@dataclass(frozen=True, slots=True)
class NotUndone:
    """What could not be taken back, and why."""

    row: int
    kind: str
    why: str


def access_import(viewer: Viewer, import_id: int) -> RegisterImport:
    """The import, if this person brought it or keeps the whole register. Raises NotSeen."""
    found = RegisterImport.objects.filter(id=import_id).defer("content").first()
    if found is None or not (found.by_id == viewer.staff_id or viewer.scope(Right.EDIT_BODIES).everything):
        raise NotSeen(_("There is no such import."))
    return found


def list_imports(viewer: Viewer, *, now: datetime, at_most: int = 20) -> list[ImportRow]:
    """The newest imports that this person may look at."""
    imports = RegisterImport.objects.defer("content").order_by("-id")
    if not viewer.scope(Right.EDIT_BODIES).everything:
        imports = imports.filter(by_id=viewer.staff_id)
    return [row_of(one, now=now) for one in imports[:at_most]]


def allowed_to(viewer: Viewer) -> Allowed:
    """What this person may change in the register."""
    return Allowed(bodies=viewer.scope(Right.EDIT_BODIES), pages=viewer.scope(Right.EDIT_PAGES))


def row_of(one: RegisterImport, *, now: datetime) -> ImportRow:
    """An import as it is shown."""
    return ImportRow(
        **facts_of(one, now=now),
        new_towns=one.new_towns,
        new_bodies=one.new_bodies,
        changed_bodies=one.changed_bodies,
        new_pages=one.new_pages,
        changed_pages=one.changed_pages,
        exemptions=one.exemptions,
    )


class TableFacts(TypedDict):
    """The fields of `TableRow`."""

    id: int
    file_name: str
    by_name: str
    at: datetime
    finished_at: datetime | None
    state: str
    is_busy: bool
    is_waiting: bool
    is_abandoned: bool
    trouble: OtklikError | None
    unknown_titles: tuple[str, ...]
    rows_read: int
    rows_good: int
    rows_refused: int


def facts_of(one: BroughtTable, *, now: datetime) -> TableFacts:
    """What all imports show of themselves."""
    is_busy = one.state in BUSY
    return {
        "id": one.pk,
        "file_name": one.file_name,
        "by_name": one.by_name,
        "at": one.at,
        "finished_at": one.finished_at,
        "state": one.state,
        "is_busy": is_busy,
        "is_waiting": is_busy and one.beat_at is None,
        "is_abandoned": is_busy and one.beat_at is not None and one.beat_at < now - SILENT_AFTER,
        "trouble": _error_of(one.trouble) if one.trouble else None,
        "unknown_titles": tuple(one.unknown_titles),
        "rows_read": one.rows_read,
        "rows_good": one.rows_good,
        "rows_refused": one.rows_refused,
    }


def list_refusals(import_id: int, *, after: int = 0, at_most: int | None = None) -> list[Refusal]:
    """Rows that were not taken, from the top of the table, or those below a row."""
    rows = RefusedRow.objects.filter(register_import_id=import_id, row__gt=after).order_by("row")[:at_most]
    return [Refusal(one.row, tuple(one.texts), tuple(faults_of(one.faults, _title_of))) for one in rows]


def list_fault_groups(import_id: int) -> list[FaultGroup]:
    """What is wrong with the refused rows: what most of them share first, then from the top of the table."""
    rows = RefusedRow.objects.filter(register_import_id=import_id).order_by("row")
    return group_faults(rows.values_list("row", "faults").iterator(), _title_of)


def group_faults(
    rows: Iterable[tuple[int, list[dict[str, object]]]], head_of: Callable[[str], str]
) -> list[FaultGroup]:
    """Faults of rows, from the top of the table, with those that are alike in one."""
    found: dict[str, tuple[dict[str, object], list[int]]] = {}
    for row, faults in rows:
        for fault in faults:
            found.setdefault(json.dumps(fault, sort_keys=True), (fault, []))[1].append(row)
    alike = sorted(found.values(), key=lambda one: -len(one[1]))
    return [
        FaultGroup(words, tuple(numbers[:_ROWS_NAMED]), len(numbers))
        for fault, numbers in alike
        for words in faults_of([fault], head_of)
    ]


def list_kept(import_id: int, *, at_most: int = 200) -> list[KeptInWords]:
    """What was left as it stood, from the top of the table."""
    rows = KeptValue.objects.filter(register_import_id=import_id).order_by("row", "id")[:at_most]
    return [KeptInWords(one.row, title_of(Column(one.column)), one.said, one.stands, one.why) for one in rows]


def list_not_undone(import_id: int, *, at_most: int = 200) -> list[NotUndone]:
    """What could not be taken back."""
    changes = RegisterChange.objects.filter(register_import_id=import_id).exclude(not_undone="").order_by("row", "id")
    return [NotUndone(one.row, one.kind, one.not_undone) for one in changes[:at_most]]


def can_be_undone(one: RegisterImport) -> bool:
    """Whether the import was applied and changed something."""
    return one.state == ImportState.APPLIED and RegisterChange.objects.filter(register_import=one).exists()


def _title_of(column: str) -> str:
    return title_of(Column(column))


def faults_of(faults: list[dict[str, object]], head_of: Callable[[str], str]) -> Iterator[FaultInWords]:
    """Faults as they are shown; `head_of` tells what a column is called."""
    for fault in faults:
        yield FaultInWords(
            column=head_of(str(fault["column"])),
            value=str(fault["value"]),
            why=_error_of({"wrong": fault["reason"], "mend": fault["mend"], "values": fault["values"]}),
        )


def _error_of(told: Mapping[str, object]) -> OtklikError:
    values = told.get("values")
    pairs = values.items() if isinstance(values, dict) else ()
    return OtklikError(
        str(told["wrong"]),
        mend=str(told["mend"]),
        values={name: tuple(one) if isinstance(one, list) else str(one) for name, one in pairs},
    )


def write_refused(import_id: int, *, as_format: Format, say: Callable[[str], str]) -> bytes:
    """All refused rows of an import of the register; `say` translates."""
    titles = RegisterImport.objects.values_list("titles", flat=True).get(id=import_id)
    return write_refusals(titles, list_refusals(import_id), as_format=as_format, say=say)


def write_refusals(
    titles: list[str], refusals: Iterable[Refusal], *, as_format: Format, say: Callable[[str], str]
) -> bytes:
    """Refused rows of any table under its own heads; `say` translates."""
    rows = []
    for refusal in refusals:
        filled = [*refusal.texts, *[""] * (len(titles) - len(refusal.texts))]
        rows.append([*filled[: len(titles)], "; ".join(_say(fault, say) for fault in refusal.faults)])
    if titles and titles[-1] == WHY_REFUSED:  # mended once already: the new word stands in place of the old
        titles, rows = titles[:-1], [[*row[:-2], row[-1]] for row in rows]
    return write_table([*titles, WHY_REFUSED], rows, as_format)


def _say(fault: FaultInWords, say: Callable[[str], str]) -> str:
    return f"{fault.column}: {fault.why.say(say)}"

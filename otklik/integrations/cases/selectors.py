"""Reading imports of cases, and what of ours is to be told back."""

from dataclasses import dataclass
from datetime import date, datetime

from otklik.answers.models import STANDS, Answer, AnswerKind
from otklik.integrations.cases.columns import CASE_FORMS, CaseColumn, case_title_of
from otklik.integrations.cases.statuses import OVER_THERE, STATUS_NAMES, SourceStatus
from otklik.integrations.models import CaseImport, CaseMapping, ExternalCase, RefusedCase
from otklik.integrations.register.headings import head_key
from otklik.integrations.selectors import FaultGroup, Refusal, TableRow, facts_of, faults_of, group_faults
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class CaseImportRow(TableRow):
    """An import of cases as a line of the list and the head of its card."""

    system: str
    fallback_id: int | None
    new_cases: int
    linked_cases: int
    changed_cases: int
    same_cases: int
    kept_cases: int
    without_date: int
    to_fallback: int

    @property
    def changes_anything(self) -> bool:
        """There is something to apply; also that nothing is new there is remembered."""
        return self.rows_good > 0


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One of our columns, and which head of the table it has."""

    name: str
    title: str
    holds: str
    is_required: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A status of the table, and what it means here; empty where nobody knows."""

    word: str
    chosen: str


@dataclass(frozen=True, slots=True)
class ToldThere:
    """What another system knows of a case, and what is to be told back."""

    id: int
    system: str
    number: str
    status: str
    """Marked for translation."""
    last_at: datetime
    deferred_until: date | None
    entered_on: date | None
    entered_by: str
    answer: str
    """Our answer, to be copied; empty where there is none, or the other system has one of its own."""


def access_case_import(viewer: Viewer, import_id: int) -> CaseImport:
    """The import, if this person brought it or enters cases everywhere. Raises NotSeen."""
    found = CaseImport.objects.filter(id=import_id).select_related("mapping").defer("content").first()
    if found is None or not (found.by_id == viewer.staff_id or viewer.scope(Right.TYPE_IN_CASE).everything):
        raise NotSeen(_("There is no such import."))
    return found


def list_case_imports(viewer: Viewer, *, now: datetime, at_most: int = 20) -> list[CaseImportRow]:
    """The newest imports that this person may look at."""
    imports = CaseImport.objects.select_related("mapping").defer("content").order_by("-id")
    if not viewer.scope(Right.TYPE_IN_CASE).everything:
        imports = imports.filter(by_id=viewer.staff_id)
    return [case_row_of(one, now=now) for one in imports[:at_most]]


def list_systems(*, at_most: int = 100) -> list[str]:
    """Names of the systems whose tables were read before, by name; of very many those told of last."""
    return sorted(CaseMapping.objects.order_by("-changed_at", "-id").values_list("name", flat=True)[:at_most])


def case_row_of(one: CaseImport, *, now: datetime) -> CaseImportRow:
    """An import as it is shown."""
    return CaseImportRow(
        **facts_of(one, now=now),
        system=one.mapping.name,
        fallback_id=one.fallback_id,
        new_cases=one.new_cases,
        linked_cases=one.linked_cases,
        changed_cases=one.changed_cases,
        same_cases=one.same_cases,
        kept_cases=one.kept_cases,
        without_date=one.without_date,
        to_fallback=one.to_fallback,
    )


def list_refused_cases(import_id: int, *, after: int = 0, at_most: int | None = None) -> list[Refusal]:
    """Rows that were not taken, from the top of the table, or those below a row."""
    rows = RefusedCase.objects.filter(case_import_id=import_id, row__gt=after).order_by("row")[:at_most]
    return [Refusal(one.row, tuple(one.texts), tuple(faults_of(one.faults, _head_of))) for one in rows]


def list_case_fault_groups(import_id: int) -> list[FaultGroup]:
    """What is wrong with the refused rows: what most of them share first, then from the top of the table."""
    rows = RefusedCase.objects.filter(case_import_id=import_id).order_by("row")
    return group_faults(rows.values_list("row", "faults").iterator(), _head_of)


def list_columns(one: CaseImport) -> list[ColumnChoice]:
    """Our columns with the heads that they have in this table."""
    keys = {head_key(title): title for title in reversed(one.titles)}
    choices = []
    for column, form in CASE_FORMS.items():
        names = [one.mapping.columns[column]] if column in one.mapping.columns else [form.title, *form.also]
        chosen = next((keys[key] for key in map(head_key, names) if key and key in keys), "")
        choices.append(ColumnChoice(column.value, form.title, form.holds, form.is_required, chosen))
    return choices


def list_statuses(one: CaseImport) -> list[StatusChoice]:
    """The statuses of the table; those that nobody knows first."""
    choices = [StatusChoice(word, status) for word, status in one.found_statuses.items()]
    return sorted(choices, key=lambda choice: (bool(choice.chosen), choice.word))


def list_told_there(case_id: int) -> tuple[ToldThere, ...]:
    """What other systems know of a case that this person was already shown to have access to."""
    found = ExternalCase.objects.filter(appeal_id=case_id).select_related("mapping", "entered_by").order_by("id")
    rows = list(found)
    if not rows:
        return ()
    given = Answer.objects.filter(appeal_id=case_id, state__in=STANDS).exclude(kind=AnswerKind.QUESTION)
    text = given.order_by("-id").values_list("text", flat=True).first() or ""
    return tuple(
        ToldThere(
            id=one.id,
            system=one.mapping.name,
            number=one.number,
            status=STATUS_NAMES[SourceStatus(one.status)],
            last_at=one.last_at,
            deferred_until=one.deferred_until,
            entered_on=one.entered_on,
            entered_by=one.entered_by.name if one.entered_by else "",
            answer="" if SourceStatus(one.status) in OVER_THERE else text,
        )
        for one in rows
    )


def list_to_tell_back(viewer: Viewer, *, at_most: int = 50) -> list[tuple[int, str, str, str]]:
    """Number and title of cases whose answer is not entered in the other system yet: with the system and its number."""
    waiting = ExternalCase.objects.filter(entered_on=None, appeal__primary_answered_at__isnull=False)
    waiting = waiting.exclude(status__in=[status.value for status in OVER_THERE])
    scope = viewer.scope(Right.SEE_CASES)
    columns = {"body": "appeal__body", "municipality": "appeal__municipality", "founder": "appeal__founder"}
    waiting = waiting.filter(within(scope, **columns))
    fields = ("appeal__number", "appeal__title", "mapping__name", "number")
    rows = waiting.order_by("id").values_list(*fields)[:at_most]
    return [(number, masked(title), system, its_number) for number, title, system, its_number in rows]


def _head_of(column: str) -> str:
    return case_title_of(CaseColumn(column))

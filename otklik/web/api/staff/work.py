"""Around the cases: notices, saved views, how we answer, tables that are brought."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, UploadedFile
from pydantic import Field, StringConstraints

from otklik.analytics.overview import By, CaseBehind, Figure, Stretch, Times, cases_behind, count_times, list_times
from otklik.analytics.stages import StageTime, list_stages
from otklik.appeals.saved_views import ViewRow, choose_default, list_views, remove_view, save_view
from otklik.integrations.cases.selectors import access_case_import, case_row_of, list_case_imports
from otklik.integrations.cases.services import ask_to_apply_cases, bring_cases
from otklik.integrations.errors import NotAReadableTable, TableTooLarge
from otklik.integrations.register.sheets import MOST_BYTES
from otklik.integrations.selectors import TableRow, access_import, list_imports, row_of
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.notices.selectors import SHOWN, NoticeRow, list_notices
from otklik.notices.services import mark_read
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import as_owner, require_right
from otklik.web.api.staff.rule_shapes import called
from otklik.web.api.staff.shapes import Asked, Done, Flag, Id, Line, Made, Nothing, Ref
from otklik.web.desk.inbox_frame import asked_in

router = Router(tags=["Around the cases"])
Days = Annotated[int, Field(ge=1, le=366)]


class Notices(Schema):
    """A page of notices."""

    notices: list[NoticeRow]
    next: int | None


@router.get("/notices", response=Notices)
def notices(request: HttpRequest, before: Id | None = None) -> dict[str, object]:
    """What the owner of the key was told, the newest first; `next` goes into `before`."""
    program = as_owner(request)
    rows = list_notices(program.viewer.staff_id, now=program.now, before=before)
    return {"notices": rows[:SHOWN], "next": rows[SHOWN - 1].id if len(rows) > SHOWN else None}


@router.post("/notices/read", response=Done)
def read_notices(request: HttpRequest, given: Nothing) -> Done:
    """All of them were seen."""
    program = as_owner(request)
    mark_read(program.viewer.staff_id, now=program.now)
    return Done()


@router.get("/views", response=list[ViewRow])
def views(request: HttpRequest) -> list[ViewRow]:
    """Saved views of the inbox: the own ones, and those shared with one's bodies."""
    return list_views(require_right(request, Right.SEE_CASES).viewer)


class ViewIn(Asked):
    """A view: the filters of the inbox as they stand in its address."""

    name: Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]
    asked: dict[Literal["queue", "body", "topic", "network", "state", "page", "q", "order", "cols"], Line] = {}
    body_id: Ref | None = Field(None, description="With whom it is shared; null: one's own.")
    is_default: Flag = False


@router.post("/views", response=Made)
def keep_view(request: HttpRequest, given: ViewIn) -> dict[str, int]:
    """Keep what the inbox shows under a name."""
    program = require_right(request, Right.SEE_CASES)
    filters = asked_in({str(name): value for name, value in given.asked.items()})
    kept = save_view(
        given.name, filters, body_id=given.body_id, is_default=given.is_default, by=program.viewer, now=program.now
    )  # fmt: skip
    return {"id": kept}


@router.post("/views/{int:view_id}/default", response=Done)
def default_view(request: HttpRequest, view_id: Id, given: Nothing) -> Done:
    """The inbox opens with this view, or with all open cases again."""
    choose_default(view_id, by=require_right(request, Right.SEE_CASES).viewer)
    return Done()


@router.post("/views/{int:view_id}/remove", response=Done)
def drop_view(request: HttpRequest, view_id: Id, given: Nothing) -> Done:
    """A view of one's own is gone."""
    program = require_right(request, Right.SEE_CASES)
    remove_view(view_id, by=program.viewer, now=program.now)
    return Done()


class Overview(Schema):
    """How we answer: of all that is seen, of the same stretch before, told apart, and where time is lost."""

    times: Times
    before: Times
    rows: list[Times]
    stages: list[StageTime]


class OverviewAsked(Schema):
    """Which days, and by what the figures are told apart."""

    days: Days = 30
    by: Literal["body", "topic", "importance", "network"] = "body"


@router.get("/overview", response=Overview)
def overview(request: HttpRequest, asked: Query[OverviewAsked]) -> dict[str, object]:
    """Times, shares and lost time of a stretch of days."""
    program = require_right(request, Right.SEE_REPORTS)
    viewer, now, stretch = program.viewer, program.now, Stretch.last(asked.days, now=program.now)
    return {
        "times": count_times(viewer, stretch, now=now),
        "before": count_times(viewer, stretch.before, now=now),
        "rows": list_times(viewer, stretch, By(asked.by), now=now),
        "stages": list_stages(viewer, stretch, now=now),
    }


class BehindAsked(Schema):
    """Which figure, and of which row of the overview."""

    figure: Figure = Figure.ALL
    days: Days = 30
    by: By = By.NOTHING
    key: Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")] = ""


@router.get("/overview/cases", response=list[CaseBehind])
def behind(request: HttpRequest, asked: Query[BehindAsked]) -> list[CaseBehind]:
    """The cases behind one figure, the slowest first."""
    program = require_right(request, Right.SEE_REPORTS)
    stretch = Stretch.last(asked.days, now=program.now)
    return cases_behind(program.viewer, stretch, asked.figure, by=asked.by, key=asked.key, now=program.now)


class Table(Schema):
    """A table that was brought, and how far it is."""

    id: int
    file_name: str
    by_name: str
    at: datetime
    finished_at: datetime | None
    state: str
    is_busy: bool
    rows_read: int
    rows_good: int
    rows_refused: int
    trouble: str


def _table(row: TableRow) -> dict[str, object]:
    shown = {name: getattr(row, name) for name in Table.model_fields if name != "trouble"}
    return shown | {"trouble": row.trouble.say(_) if row.trouble else ""}


def _content(file: UploadedFile) -> tuple[bytes, str]:
    if not file.size:
        raise NotAReadableTable
    if file.size > MOST_BYTES:
        raise TableTooLarge
    return file.read(), str(file.name).replace("\x00", "")[:200]


@router.get("/imports/register", response=list[Table])
def register_imports(request: HttpRequest) -> list[dict[str, object]]:
    """Tables of bodies and pages that were brought."""
    program = require_right(request, Right.EDIT_PAGES)
    return [_table(row) for row in list_imports(program.viewer, now=program.now)]


@router.post("/imports/register", response=Made)
def bring_register_table(request: HttpRequest, file: UploadedFile) -> dict[str, int]:
    """Bring a table of bodies and pages (CSV or XLSX): the worker checks it, nothing is written yet."""
    program = require_right(request, Right.EDIT_PAGES)
    content, name = _content(file)
    return {"id": bring_register(content, file_name=name, by=program.viewer, now=program.now).id}


@router.get("/imports/register/{int:import_id}", response=Table)
def register_table(request: HttpRequest, import_id: Id) -> dict[str, object]:
    """How far an import is."""
    program = require_right(request, Right.EDIT_PAGES)
    return _table(row_of(access_import(program.viewer, import_id), now=program.now))


@router.post("/imports/register/{int:import_id}/{act}", response=Done)
def move_register_table(request: HttpRequest, import_id: Id, act: Literal["apply", "undo"], given: Nothing) -> Done:
    """Let the worker write the checked table into the register, or take back what it changed."""
    program = require_right(request, Right.EDIT_PAGES)
    access_import(program.viewer, import_id)
    (ask_to_apply if act == "apply" else ask_to_undo)(import_id, by=program.viewer, now=program.now)
    return Done()


@router.get("/imports/cases", response=list[Table])
def case_imports(request: HttpRequest) -> list[dict[str, object]]:
    """Tables of cases of other systems that were brought."""
    program = require_right(request, Right.TYPE_IN_CASE)
    return [_table(row) for row in list_case_imports(program.viewer, now=program.now)]


class CasesIn(Schema):
    """Of which system the table is, and who gets the cases whose executor nobody knows."""

    system: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
    fallback_id: Id | None = None


@router.post("/imports/cases", response=Made)
def bring_case_table(request: HttpRequest, file: UploadedFile, asked: Query[CasesIn]) -> dict[str, int]:
    """Bring an export of cases (CSV or XLSX): the worker checks it, nothing is written yet."""
    program = require_right(request, Right.TYPE_IN_CASE)
    content, name = _content(file)
    by, fallback_id = program.viewer, asked.fallback_id
    with called(body_id="fallback_id"):
        brought = bring_cases(
            content, file_name=name, system=asked.system, fallback_id=fallback_id, by=by, now=program.now
        )
    return {"id": brought.pk}


@router.get("/imports/cases/{int:import_id}", response=Table)
def case_table(request: HttpRequest, import_id: Id) -> dict[str, object]:
    """How far an import is."""
    program = require_right(request, Right.TYPE_IN_CASE)
    return _table(case_row_of(access_case_import(program.viewer, import_id), now=program.now))


@router.post("/imports/cases/{int:import_id}/apply", response=Done)
def apply_case_table(request: HttpRequest, import_id: Id, given: Nothing) -> Done:
    """Let the worker open and move what was checked."""
    program = require_right(request, Right.TYPE_IN_CASE)
    access_case_import(program.viewer, import_id)
    ask_to_apply_cases(import_id, by=program.viewer, now=program.now)
    return Done()

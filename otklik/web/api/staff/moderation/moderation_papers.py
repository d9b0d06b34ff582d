"""What stays of moderation: the evidence of a decision, the report of a month, the sample that a curator looks at."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from otklik.moderation.evidence.dossier import Dossier, access_dossier, hand_out, hold, release
from otklik.moderation.objections.objecting import WayToObject, hand_out_way
from otklik.moderation.report import (
    FiltersRow,
    Month,
    OutsideRow,
    ReportRow,
    report_filters,
    report_month,
    report_outside,
)
from otklik.moderation.sampling import Sampled, SortedOut, check_sampled, draw_sample, rates_by_body
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.shapes import TABLE, Asked, Done, Flag, Id, Nothing, TableAsked, Words, say
from otklik.web.desk.moderation import evidence_paper
from otklik.web.desk.moderation.evidence_json import as_json
from otklik.web.desk.moderation.moderation_report import draw_table
from otklik.web.table_files import table_file

router = Router(tags=["Moderation"])
_FILE: dict[str, Any] = {
    "responses": {200: {"description": "The file", "content": {"application/pdf": {}, "application/json": {}}}}
}


@router.get("/decisions/{int:decision_id}/evidence", response=Dossier)
def dossier(request: HttpRequest, decision_id: Id) -> Dossier:
    """What is kept of a decision, with the seals. Looking is logged, as at the desk."""
    program = require_right(request, Right.SEE_EVIDENCE)
    return access_dossier(program.viewer, decision_id, now=program.now)


@router.post("/decisions/{int:decision_id}/evidence/files/{form}", openapi_extra=_FILE)
def take_dossier(request: HttpRequest, decision_id: Id, form: Literal["pdf", "json"], given: Nothing) -> HttpResponse:
    """Take it out: as PDF to read and print, as JSON with all that the seals are checked by. Each taking is a fact."""
    program = require_right(request, Right.SEE_EVIDENCE)
    taken = hand_out(program.viewer, decision_id, form=form, now=program.now)
    is_paper = form == "pdf"
    content = evidence_paper.draw(taken) if is_paper else as_json(taken)
    answer = HttpResponse(content, content_type="application/pdf" if is_paper else "application/json")
    answer["Content-Disposition"] = f'attachment; filename="decision-{decision_id}.{form}"'
    return answer


class HoldIn(Asked):
    """Why it is kept: a claim, a question of an authority."""

    because: Words


@router.post("/decisions/{int:decision_id}/evidence/hold", response=Done)
def hold_dossier(request: HttpRequest, decision_id: Id, given: HoldIn) -> Done:
    """Keep it beyond its term, until it is released."""
    program = require_right(request, Right.SEE_EVIDENCE)
    hold(program.viewer, decision_id, because=given.because, now=program.now)
    return Done()


@router.post("/decisions/{int:decision_id}/evidence/release", response=Done)
def release_dossier(request: HttpRequest, decision_id: Id, given: Nothing) -> Done:
    """Let the term count again."""
    program = require_right(request, Right.SEE_EVIDENCE)
    release(program.viewer, decision_id, now=program.now)
    return Done()


class WayOut(Schema):
    """How the author of what was decided about objects without an account: by the link, or by number and code."""

    number: str
    code: str
    url: str


@router.post("/decisions/{int:decision_id}/evidence/way", response=WayOut)
def give_way(request: HttpRequest, decision_id: Id, given: Nothing) -> WayToObject:
    """Make them for an author whom no notice reached; those from before end. Told once; that it was is a fact."""
    program = require_right(request, Right.MODERATE)
    return hand_out_way(program.viewer, decision_id, now=program.now)


MonthIn = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$")]
"""`2026-11`; empty: this month."""


def _month(text: str, program: Program) -> Month:
    month = Month.of(text, today=localdate(program.now))
    if text and month.code != text:
        raise UnfitEntry(_("There is no such month yet."), field="month")
    return month


class MonthOfModeration(Schema):
    """What was decided, by body, act and ground; what was done in the networks; what these filter by themselves."""

    month: str
    decided: list[ReportRow]
    outside: list[OutsideRow]
    filters: list[FiltersRow]
    bodies: list[SortedOut]


@router.get("/moderation/report", response=MonthOfModeration)
def moderation_month(request: HttpRequest, month: MonthIn = "") -> dict[str, object]:
    """A month of moderation of the bodies that the owner of the key sees."""
    program = require_right(request, Right.SEE_REPORTS)
    viewer, asked = program.viewer, _month(month, program)
    decided = [replace(row, ground=say(row.ground)) for row in report_month(viewer, asked)]
    return {
        "month": asked.code,
        "decided": decided,
        "outside": report_outside(viewer, asked),
        "filters": report_filters(viewer, today=localdate(program.now)),
        "bodies": rates_by_body(viewer, asked),
    }


class MonthAsked(TableAsked):
    """Which month."""

    month: MonthIn = ""


@router.get("/moderation/report/table", openapi_extra=TABLE)
def moderation_month_table(request: HttpRequest, asked: Query[MonthAsked]) -> HttpResponseBase:
    """What was decided in a month, as a table."""
    program = require_right(request, Right.SEE_REPORTS)
    month = _month(asked.month, program)
    content = draw_table(program.viewer, month, asked.format)
    return table_file(content, name=f"moderation-{month.code}", as_format=asked.format)


@router.get("/moderation/sample", response=list[Sampled])
def sample(request: HttpRequest, month: MonthIn = "") -> list[Sampled]:
    """A sample of what was sorted out in a month: the same cases at every look, unseen ones first."""
    program = require_right(request, Right.EDIT_RULES)
    return draw_sample(program.viewer, _month(month, program))


class SampleCheckIn(Asked):
    """Whether it was sorted out rightly."""

    is_right: Flag


@router.post("/moderation/sample/{int:number}", response=Done)
def check_one_sampled(request: HttpRequest, number: Id, given: SampleCheckIn) -> Done:
    """A curator looked at a case of the sample."""
    program = require_right(request, Right.EDIT_RULES)
    check_sampled(program.viewer, number, is_right=given.is_right, now=program.now)
    return Done()

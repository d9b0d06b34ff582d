"""The answer to the resident: drafted, submitted, approved, sent; what was done; and the resident's word on it."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from otklik.answers.approval.approving import check_urgent, edit_answer
from otklik.answers.drafting import save_draft, take_over
from otklik.answers.sending.merged_cases import pass_on_answer
from otklik.answers.sending.taking_back import take_back
from otklik.answers.services import (
    HowToSend,
    Stands,
    answer_at_once,
    answer_by_hand,
    approve_answer,
    ask_author,
    send_back,
    settle_unknown,
    submit_answer,
    try_again,
)
from otklik.answers.texts.ready_texts import Typed, insert_ready
from otklik.organizations.rights import Right
from otklik.web.api.staff import shapes
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.cases.case_acts import act_on
from otklik.web.api.staff.shapes import Asked, Day, Flag, Id, Line, Moment, Nothing, Ref, Versioned, Words
from otklik.web.desk.forms import within_a_year

router = Router(tags=["Answers"])
Kind = Literal["final", "interim"]
Saves = Annotated[
    int | None,
    Field(strict=True, ge=0, le=10**9, description="`draft.saves` as it was read. 409: another has written since."),
]


class DraftIn(Asked):
    """What is typed and not sent."""

    text: Words
    kind: Kind = "final"
    saves: Saves = None


class Saved(Schema):
    """How often the draft was saved."""

    saves: int


@router.post("/cases/{int:number}/answer/draft", response=Saved)
def draft(request: HttpRequest, number: Id, given: DraftIn) -> dict[str, int]:
    """Keep a draft: the executor and the desk see it."""
    program = require_right(request, Right.SEE_CASES)
    saves = save_draft(
        number, kind=given.kind, text=given.text, by=program.viewer, now=program.now, seen=given.saves
    )  # fmt: skip
    return {"saves": saves}


class AnswerIn(Versioned):
    """An answer."""

    text: Words
    kind: Kind = "final"
    promised_on: Day | None = None
    saves: Saves = None
    is_sure: Flag = False


@router.post("/cases/{int:number}/answer/submit", response=shapes.CaseStands)
def submit(request: HttpRequest, number: Id, given: AnswerIn) -> dict[str, object]:
    """Put the answer before an approver."""
    return act_on(
        request,
        number,
        lambda who: submit_answer(
            number, kind=given.kind, text=given.text, promised_on=_promised(given, who), by=who.viewer,
            version=given.version, now=who.now, how=HowToSend(seen=given.saves, is_sure=given.is_sure),
        ),
    )  # fmt: skip


class SendIn(AnswerIn):
    """An answer that goes out."""

    not_before: Moment | None = None
    urgent_because: Line = ""


@router.post("/cases/{int:number}/answer/send", response=shapes.CaseStands)
def send(request: HttpRequest, number: Id, given: SendIn) -> dict[str, object]:
    """Send the answer, where the body asks for no second person; or urgently, to be checked after."""

    def do(who: Program) -> None:
        how = HowToSend(
            seen=given.saves, not_before=_leaving_at(given.not_before, who), urgent_because=given.urgent_because,
            is_sure=given.is_sure,
        )  # fmt: skip
        answer_at_once(
            number, kind=given.kind, text=given.text, promised_on=_promised(given, who), by=who.viewer,
            version=given.version, now=who.now, how=how,
        )  # fmt: skip

    return act_on(request, number, do)


class QuestionIn(Versioned):
    """What the author is asked."""

    text: Words
    saves: Saves = None
    is_sure: Flag = False


@router.post("/cases/{int:number}/answer/ask", response=shapes.CaseStands)
def ask(request: HttpRequest, number: Id, given: QuestionIn) -> dict[str, object]:
    """Ask the author what or where; the clocks wait."""
    return act_on(
        request,
        number,
        lambda who: ask_author(
            number, question=given.text, by=who.viewer, version=given.version, now=who.now, seen=given.saves,
            is_sure=given.is_sure,
        ),
    )  # fmt: skip


class ApproveIn(Versioned):
    """What was read: the hash of its text."""

    text_hash: Line
    not_before: Moment | None = None
    is_sure: Flag = False


@router.post("/cases/{int:number}/answer/approve", response=shapes.CaseStands)
def approve(request: HttpRequest, number: Id, given: ApproveIn) -> dict[str, object]:
    """Approve the submitted answer as it was read; delivery sends it."""
    return act_on(
        request,
        number,
        lambda who: approve_answer(
            number, text_hash=given.text_hash, by=who.viewer, version=given.version, now=who.now,
            not_before=_leaving_at(given.not_before, who), is_sure=given.is_sure,
        ),
    )  # fmt: skip


class BecauseIn(Versioned):
    """Why."""

    because: Words


@router.post("/cases/{int:number}/answer/send-back", response=shapes.CaseStands)
def back(request: HttpRequest, number: Id, given: BecauseIn) -> dict[str, object]:
    """Send the submitted answer back to its writer, with the reason."""
    because, version = given.because, given.version
    return act_on(
        request, number, lambda who: send_back(number, because=because, by=who.viewer, version=version, now=who.now)
    )


class EditIn(Versioned):
    """Other words for an answer that waits."""

    text: Words
    text_hash: Line
    promised_on: Day | None = None


@router.post("/cases/{int:number}/answer/edit", response=shapes.CaseStands)
def edit(request: HttpRequest, number: Id, given: EditIn) -> dict[str, object]:
    """Change the submitted answer; who does so is an editor, and another person approves."""
    return act_on(
        request,
        number,
        lambda who: edit_answer(
            number, text=given.text, promised_on=_day(given.promised_on, who), text_hash=given.text_hash,
            by=who.viewer, version=given.version, now=who.now,
        ),
    )  # fmt: skip


class ByHandIn(Versioned):
    """An answer that was given elsewhere."""

    text: Words
    url: Line


@router.post("/cases/{int:number}/answer/by-hand", response=shapes.CaseStands)
def by_hand(request: HttpRequest, number: Id, given: ByHandIn) -> dict[str, object]:
    """Note an answer that was given elsewhere, with the link to it."""
    return act_on(request, number, lambda who: answer_by_hand(number, **given.model_dump(), by=who.viewer, now=who.now))


class CheckIn(Asked):
    """What is to be said of an urgent answer."""

    answer_id: Ref
    text: Words = ""


@router.post("/cases/{int:number}/answer/check", response=shapes.CaseStands)
def check(request: HttpRequest, number: Id, given: CheckIn) -> dict[str, object]:
    """Say what is to be said of an answer that was sent before anybody approved it."""
    answer_id, says = given.answer_id, given.text
    return act_on(request, number, lambda who: check_urgent(number, answer_id, says=says, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/answer/undo", response=shapes.CaseStands)
def undo(request: HttpRequest, number: Id, given: Nothing) -> dict[str, object]:
    """Take an answer back that has not left yet."""
    return act_on(request, number, lambda who: take_back(number, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/answer/again", response=shapes.CaseStands)
def again(request: HttpRequest, number: Id, given: Nothing) -> dict[str, object]:
    """Send an answer again whose sending failed."""
    return act_on(request, number, lambda who: try_again(number, by=who.viewer, now=who.now))


class SettleIn(Asked):
    """What a person found in the network."""

    stands: Stands
    url: Line = ""


@router.post("/cases/{int:number}/answer/settle", response=shapes.CaseStands)
def settle(request: HttpRequest, number: Id, given: SettleIn) -> dict[str, object]:
    """A person looked into the network: the answer stands there, or it does not and is sent again."""
    return act_on(
        request,
        number,
        lambda who: settle_unknown(number, stands_there=given.stands, url=given.url, by=who.viewer, now=who.now),
    )


@router.post("/cases/{int:number}/answer/take-over", response=shapes.CaseStands)
def take_draft(request: HttpRequest, number: Id, given: Nothing) -> dict[str, object]:
    """Write on where another person stopped."""
    return act_on(request, number, lambda who: take_over(number, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/answer/pass-on", response=shapes.CaseStands)
def pass_on(request: HttpRequest, number: Id, given: Versioned) -> dict[str, object]:
    """Send the answer of this case to the residents of the joined ones."""
    version = given.version
    return act_on(request, number, lambda who: pass_on_answer(number, by=who.viewer, version=version, now=who.now))


class InsertIn(DraftIn):
    """A ready text, what is typed already, and what its questions are answered with."""

    text_id: Ref
    answers: dict[Line, Line] = {}


@router.post("/cases/{int:number}/answer/insert", response=shapes.CaseStands)
def insert(request: HttpRequest, number: Id, given: InsertIn) -> dict[str, object]:
    """Put a ready text into the draft; what is typed already stays before it."""
    typed = Typed(given.kind, given.text, given.saves)
    return act_on(
        request,
        number,
        lambda who: insert_ready(
            number, given.text_id, typed=typed, answers=given.answers, by=who.viewer, now=who.now, file_ids=()
        ),
    )


def _leaving_at(told: datetime | None, who: Program) -> datetime | None:
    """At the moment asked for, or after the seconds in which one may think better of it."""
    seconds = settings.OTKLIK_UNDO_SECONDS
    return told or (who.now + timedelta(seconds=seconds) if seconds else None)


def _promised(given: AnswerIn, who: Program) -> date | None:
    return _day(given.promised_on, who)


def _day(day: date | None, who: Program) -> date | None:
    return within_a_year(day, field="promised_on", today=timezone.localdate(who.now))

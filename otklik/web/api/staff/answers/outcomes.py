"""Around the answer: what was done, the call back, the resident's word; what waits for a word or a look."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from otklik.answers.approval.queue import QueuedAnswer, load_approval_queue
from otklik.answers.facts import Told, ask_facts, tell_facts
from otklik.answers.results.calling_back import answer_by_phone
from otklik.answers.results.recording import check_formal
from otklik.answers.results.selectors import FormalAnswer, list_formal_by_page
from otklik.answers.results.verdicts import explain, hand_out_link
from otklik.answers.texts.ready_texts import list_usable_by_page
from otklik.appeals.later_words import note_read
from otklik.organizations.rights import Right
from otklik.web.api.staff import shapes
from otklik.web.api.staff.answers.kept_texts import ReadyTexts
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.cases.case_acts import act_on
from otklik.web.api.staff.rule_shapes import Further, mark_in, told
from otklik.web.api.staff.shapes import Asked, Done, Flag, Id, Line, Link, Nothing, Versioned, Words

router = Router(tags=["Answers"])


class TextIn(Asked):
    """Words."""

    text: Words


class ExplainIn(Versioned):
    """What is explained, to the resident whose words were read."""

    text: Words


class CalledIn(Versioned):
    """What was said."""

    text: Words


@router.post("/cases/{int:number}/called", response=shapes.CaseStands)
def called(request: HttpRequest, number: Id, given: CalledIn) -> dict[str, object]:
    """The resident was called back: what was said is the answer."""
    return act_on(
        request, number, lambda who: answer_by_phone(number, **given.model_dump(), by=who.viewer, now=who.now)
    )  # fmt: skip


@router.post("/cases/{int:number}/facts/ask", response=shapes.CaseStands)
def ask_executor(request: HttpRequest, number: Id, given: TextIn) -> dict[str, object]:
    """Ask the executor what was done."""
    return act_on(request, number, lambda who: ask_facts(number, question=given.text, by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/facts", response=shapes.CaseStands)
def tell(request: HttpRequest, number: Id, given: TextIn) -> dict[str, object]:
    """Say what was done."""
    return act_on(request, number, lambda who: tell_facts(number, Told(given.text), by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/verdict/link", response=Link)
def verdict_link(request: HttpRequest, number: Id, given: Nothing) -> dict[str, object]:
    """Make the link by which the resident says whether it is solved; it is told once."""
    program = require_right(request, Right.SEE_CASES)
    return {"number": number, "url": hand_out_link(number, by=program.viewer, now=program.now)}


@router.post("/cases/{int:number}/verdict/explain", response=shapes.CaseStands)
def explain_one(request: HttpRequest, number: Id, given: ExplainIn) -> dict[str, object]:
    """Explain to a resident who is not satisfied, instead of reopening."""
    return act_on(request, number, lambda who: explain(number, **given.model_dump(), by=who.viewer, now=who.now))


@router.post("/cases/{int:number}/later-words/read", response=shapes.CaseStands)
def read_words(request: HttpRequest, number: Id, given: Versioned) -> dict[str, object]:
    """Say that what the resident wrote or changed after the answer asks for nothing."""
    return act_on(request, number, lambda who: note_read(number, by=who.viewer, version=given.version, now=who.now))


@router.get("/answers/texts", response=ReadyTexts)
def texts(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """Ready texts that can be used today, by folder and name."""
    program = require_right(request, Right.WRITE_ANSWER)
    mark, today = mark_in(after, str, str, int), timezone.localdate(program.now)
    rows, following = list_usable_by_page(program.viewer, on=today, after=mark)
    return {"texts": rows, "next": told(following)}


class Queues(Schema):
    """What waits for a word, and what for a look after."""

    waiting: list[QueuedAnswer]
    to_check: list[QueuedAnswer]


@router.get("/answers/approval", response=Queues)
def approval(request: HttpRequest) -> object:
    """Answers that wait for approval, and those sent urgently that wait for a look."""
    program = require_right(request, Right.SEE_CASES)
    return load_approval_queue(program.viewer, now=program.now)


class FormalAnswers(Schema):
    """A page of answers that look formal."""

    answers: list[FormalAnswer]
    next: str | None


@router.get("/answers/formal", response=FormalAnswers)
def formal(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """Answers with neither evidence nor a date nor anything done, the newest first."""
    program = require_right(request, Right.SEE_REPORTS)
    rows, following = list_formal_by_page(program.viewer, after=mark_in(after, datetime, int))
    return {"answers": rows, "next": told(following)}


class FormalIn(Asked):
    """Whether it is a formality, and why."""

    was_formal: Flag
    because: Line = ""


@router.post("/answers/formal/{int:number}", response=Done)
def check_one(request: HttpRequest, number: Id, given: FormalIn) -> Done:
    """Say of one whether it is a formality; if it is, the case goes back to work."""
    program = require_right(request, Right.SEE_REPORTS)
    check_formal(number, **given.model_dump(), by=program.viewer, now=program.now)
    return Done()

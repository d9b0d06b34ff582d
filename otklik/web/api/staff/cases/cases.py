"""Cases: the list with the filters of the inbox, one case with everything about it, a new one."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from otklik.answers.facts import FactsView, list_facts
from otklik.answers.selectors import AnswersOfCase, AnswerView, DraftView, load_answers
from otklik.appeals.calls import KnownCase, find_open_cases
from otklik.appeals.photos import access_photo
from otklik.appeals.profiles import Importance
from otklik.appeals.selectors import (
    NO_PARTS,
    AlikeCase,
    CaseView,
    Cursor,
    ExecutorLoad,
    InboxQuery,
    InboxRow,
    NoteView,
    Order,
    PartView,
    Queue,
    StepView,
    ThreadMessage,
    access_case,
    count_queues,
    list_alike,
    list_executor_loads,
    list_inbox,
    load_parts,
    queue_with,
)
from otklik.appeals.selectors.views import CaseTimes, PageOfCase, Proposal
from otklik.appeals.services import TypedIn, type_in_case
from otklik.appeals.states import Act, Outcome, State
from otklik.appeals.tags import TagView
from otklik.audit.services import record_access
from otklik.integrations.keys import KeyScope
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.shapes import MOST, After, Asked, Id, Line, Ref, Search, Words, network_of, place_in
from otklik.web.desk.case.offers import offers_for
from otklik.web.pictures import picture
from otklik.web.templatetags.desk import why_not_sent

router = Router(tags=["Cases"])
MOST_ROWS = 100


class CaseFilters(Schema):
    """Which cases; the filters are those of the inbox."""

    queue: Queue | None = Field(None, description="Left out: `open`, or `closed` with a state that is closed.")
    body_id: Id | None = None
    topic_id: Id | None = None
    tag_id: Id | None = None
    network: Line = ""
    page_id: Id | None = None
    state: State | None = None
    q: Search = Field("", description="Words, in any form; or a number.")

    def query(self) -> InboxQuery:
        """As the inbox takes it. Raises UnfitEntry."""
        return InboxQuery(
            queue=self.queue or queue_with(self.state), state=self.state, body_id=self.body_id, topic_id=self.topic_id,
            tag_id=self.tag_id, network=network_of(self.network), page_id=self.page_id, text=self.q,
        )  # fmt: skip


class CasesAsked(CaseFilters):
    """Which cases, in which order, from where on."""

    order: Order = Order.URGENT
    after: After = ""
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 40


class CaseList(Schema):
    """A page of cases; `next` goes into `after` for the following one, null at the end."""

    cases: list[InboxRow]
    next: str | None


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """One reply to the resident."""

    id: int
    kind: str
    state: str
    text: str
    text_hash: str
    """Goes back with an approval: what was read is what is approved."""
    promised_on: date | None
    by: str
    written_at: datetime
    approved_by: str
    approved_at: datetime | None
    sent_back_because: str
    sent_at: datetime | None
    url: str
    trouble: str
    """Why it has not left, and what can be done."""


class Case(Schema):
    """A case as its page at the desk shows it."""

    number: int
    version: int
    kind: str
    legal_regime: str
    channel: str
    state: State
    title: str
    typed_text: str
    source_url: str
    author_name: str
    address: str
    importance: str
    topic_id: int | None
    topic: str
    tags: list[TagView]
    body_id: int
    body: str
    requires_approval: bool
    executor_id: int | None
    executor: str
    page: PageOfCase | None
    is_by_machine: bool
    times: CaseTimes
    outcome: Outcome | None
    duplicate_of: int | None
    duplicates: list[int]
    reopened_count: int
    delivery_trouble: str
    is_sending: bool
    roles: list[Role]
    thread: list[ThreadMessage]
    notes: list[NoteView]
    history: list[StepView]
    proposal: Proposal | None


class WholeCase(Schema):
    """A case, and what stands beside it."""

    case: Case
    answers: list[AnswerOf]
    draft: DraftView | None
    facts: list[FactsView]
    parts: list[PartView]
    whole_number: int | None
    related: list[int]
    acts: list[Act]
    """What the owner of the key can do with it now."""


@router.get("/queues", response=dict[str, int])
def queues(request: HttpRequest) -> dict[str, int]:
    """How many cases each queue of the inbox holds, up to 100."""
    program = require_right(request, Right.SEE_CASES)
    return {queue.value: count for queue, count in count_queues(program.viewer, now=program.now).items()}


@router.get("/cases", response=CaseList)
def cases(request: HttpRequest, asked: Query[CasesAsked]) -> dict[str, object]:
    """Cases of a queue, the most urgent or newest first; personal data covered: whole at `GET /cases/<number>`."""
    program = require_right(request, Right.SEE_CASES)
    query = replace(asked.query(), order=asked.order, after=place_in(_cursor, asked.after))
    page = list_inbox(program.viewer, query, now=program.now, at_most=asked.limit)
    return {"cases": page.rows, "next": str(page.next) if page.next else None}


def _cursor(text: str) -> Cursor | None:
    found = Cursor.find_in(text)
    return found if found and 0 <= found.id <= MOST else None


class TypedCase(Asked):
    """A message that came by phone, on a visit, by a link or through another program.

    Topic, address and importance that are left out are found in its words; what is given stands.
    """

    body_id: Ref
    text: Words
    channel: Literal["phone", "visit", "link"] = "phone"
    author_name: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = ""
    url: Line = ""
    topic_id: Ref | None = None
    address: Line = ""
    importance: Importance | Literal[""] = ""
    phone: Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00]*$")] = ""


class Opened(Schema):
    """The number of the new case."""

    number: int


@router.post("/cases", response={HTTPStatus.CREATED: Opened})
def type_in(request: HttpRequest, entry: TypedCase) -> Status[dict[str, int]]:
    """Enter a message: a case is opened, its clocks start. A key for `intake` may do this, and nothing else."""
    program = require_right(request, Right.TYPE_IN_CASE, scope=KeyScope.INTAKE)
    number = type_in_case(TypedIn(**entry.model_dump()), by=program.viewer, now=program.now)
    return Status(HTTPStatus.CREATED, {"number": number})


@router.get("/cases/known", response=list[KnownCase])
def known(request: HttpRequest, q: Search) -> tuple[KnownCase, ...]:
    """Open cases that a caller may mean, by name, phone or street."""
    program = require_right(request, Right.TYPE_IN_CASE)
    return find_open_cases(program.viewer, q)


@router.get("/cases/{int:number}", response=WholeCase)
def case(request: HttpRequest, number: Id) -> dict[str, object]:
    """Everything about one case. Looking is logged, as at the desk."""
    program = require_right(request, Right.SEE_CASES)
    viewer, now = program.viewer, program.now
    seen = access_case(viewer, number)
    answers = load_answers(seen, viewer=viewer, now=now)
    parts = load_parts(seen.id) if seen.keeps("casepart", "relatedcases") else NO_PARTS
    record_access(viewer, subject=f"appeal:{number}", now=now)
    return {
        "case": seen,
        "answers": [_answer(one) for one in answers.answers],
        "draft": answers.draft,
        "facts": list_facts(seen.id) if seen.keeps("facts") else [],
        "parts": parts.parts,
        "whole_number": parts.whole_number,
        "related": parts.related,
        "acts": _acts(seen, answers, viewer=viewer, now=now),
    }


def _acts(case: CaseView, answers: AnswersOfCase, *, viewer: Viewer, now: datetime) -> list[Act]:
    offers = offers_for(case, answers, viewer=viewer, now=now)
    written = {
        Act.SUBMIT: offers.can_submit,
        Act.SEND_FINAL: offers.can_send,
        Act.ASK_AUTHOR: offers.can_ask,
        Act.APPROVE_FINAL: offers.can_approve,
    }
    return [*(offer.act for offer in offers.all), *(act for act, can in written.items() if can)]


def _answer(one: AnswerView) -> AnswerOf:
    way = one.delivery
    troubles = (why_not_sent(way.reason), why_not_sent(way.next_step)) if way else ()
    return AnswerOf(
        id=one.id,
        kind=one.kind,
        state=one.state,
        text=one.text,
        text_hash=one.text_hash,
        promised_on=one.promised_on,
        by=one.by,
        written_at=one.written_at,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
        sent_back_because=one.sent_back_because,
        sent_at=one.sent_at,
        url=one.url,
        trouble=" ".join(filter(None, troubles)),
    )


@router.get("/cases/{int:number}/alike", response=list[AlikeCase])
def alike(request: HttpRequest, number: Id) -> tuple[AlikeCase, ...]:
    """Other cases that seem to tell of the same."""
    program = require_right(request, Right.SEE_CASES)
    access_case(program.viewer, number)
    return list_alike(program.viewer, number)


@router.get("/executors", response=list[ExecutorLoad])
def executors(request: HttpRequest, body_id: Id) -> list[ExecutorLoad]:
    """The people of a body whom a case can be given, with how many open ones each has."""
    program = require_right(request, Right.SEE_CASES)
    return list_executor_loads(body_id, on=timezone.localdate(program.now))


_PICTURE = {"responses": {200: {"description": "The photo", "content": {"image/jpeg": {}}}}}


@router.get("/cases/{int:number}/photos/{int:photo_id}", openapi_extra=_PICTURE)
def photo(request: HttpRequest, number: Id, photo_id: Id, is_small: bool = False) -> HttpResponse:  # noqa: FBT001, FBT002
    """A photo of a case, as large as it is kept or small."""
    program = require_right(request, Right.SEE_CASES)
    content = access_photo(program.viewer, number, photo_id, is_small=is_small)
    return picture(content, name=f"{number}-{photo_id}")

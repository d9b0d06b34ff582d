"""Drawing a case: the whole page, or the pane beside the inbox; also after an act that was refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as entry
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from otklik.answers.errors import DraftChanged, HeldByAnother
from otklik.answers.facts import list_facts
from otklik.answers.photo_links import led_to
from otklik.answers.results.selectors import load_verdict_box
from otklik.answers.selectors import AnswersOfCase, load_answers
from otklik.answers.texts.telling import hash_told, mark_told
from otklik.appeals.calls import find_call_back
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.extending import ExtensionRow, list_extensions
from otklik.appeals.later_words import rights_to_read
from otklik.appeals.selectors import (
    NO_PARTS,
    CaseView,
    access_case,
    find_version,
    list_weighty_words,
    load_parts,
    placed_of,
)
from otklik.appeals.states import OPEN_STATES, PART_CHANNEL, Act
from otklik.audit.services import record_access
from otklik.delivery.selectors import photos_beside
from otklik.integrations.cases.selectors import list_told_there
from otklik.notices.services import mark_read
from otklik.organizations.rights import Right
from otklik.publication.decisions.looking import find_public_state
from otklik.shared.errors import OtklikError
from otklik.topics.seasons import next_season
from otklik.topics.selectors import codes_of
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.case.alike_box import passing_on_of
from otklik.web.desk.case.asking import asking_for, with_question, words_asked_for
from otklik.web.desk.case.case_lists import later, lists_of
from otklik.web.desk.case.changed import ChangeLine, what_changed
from otklik.web.desk.case.composing_views import Change, TextRoom, changes, edits_of, measure, readies_for
from otklik.web.desk.case.extension_words import day_of, moved_and_urgent, words_of_extension
from otklik.web.desk.case.hints import hints_for
from otklik.web.desk.case.offers import Offers, offers_for
from otklik.web.desk.case.path import path_of
from otklik.web.desk.case.place_map import map_of
from otklik.web.desk.case.timeline import timeline, words_of_thread
from otklik.web.desk.case.why_due import clocks_of_case, drain_of, why_due
from otklik.web.tiles import ground_context, lets_tiles_in

PART_LINK = "part_link"
"""In the session: number of a case, and the link to a part of it that has not been shown yet."""

STALE = (StaleCase, DraftChanged, HeldByAnother)
"""Refused because somebody else was there first."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was refused, in words, and what was typed into it."""

    at: str
    """Which form it was."""
    words: str
    typed: Mapping[str, str] = entry(default_factory=dict)
    field: str = ""
    is_stale: bool = False
    changed: tuple[ChangeLine, ...] = ()
    """What others did since the page was drawn."""
    theirs: tuple[Change, ...] = ()
    """What stands in the shared draft now, against what was typed here."""


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """What stands in the answer box."""

    kind: str
    text: str
    promised_on: str
    saved_at: datetime | None
    saves: int
    """How often the draft was saved when the page was drawn."""
    saved_by: str
    held_by: str
    """Who else is writing at this moment."""
    room: TextRoom | None
    """What the case's network takes; None for a case without a page."""


def perform(
    request: DeskRequest, number: int, *, at: str, act: Callable[[], object], done: str = "", anchor: str = ""
) -> HttpResponse:
    """Do one act and show the case again; when it is refused, with the reason and everything that was typed."""
    try:
        act()
    except NoSuchCase:
        raise
    except OtklikError as refused:
        return _refused(request, number, at=at, refused=refused)
    if find_version(request.viewer, number) is None:
        messages.success(request, _("No. %(number)s has left your desk.") % {"number": number})
        return _go_to("desk:inbox", request)
    if wants_fragment(request):
        response = draw_case(request, number)
        response["HX-Trigger"] = "desk-changed"
        return response
    if done:
        messages.success(request, done)
    return redirect(reverse("desk:case", args=[number]) + anchor)


def draw_case(request: DeskRequest, number: int, *, trouble: Trouble | None = None, status: int = 200) -> HttpResponse:
    """The case as a page, or as the pane of the inbox where a fragment is asked for."""
    context = case_context(request, number, trouble=trouble)
    if request.headers.get("HX-Target") == "open":
        return render(request, "desk/pane.html", context, status=status)
    if context["place_map"] is None:  # where no map is drawn the policy stays shut
        return render(request, "desk/case.html", context, status=status)
    page = lets_tiles_in(lambda asked: render(asked, "desk/case.html", context | ground_context(), status=status))
    return page(request)


def case_context(request: DeskRequest, number: int, *, trouble: Trouble | None = None) -> dict[str, object]:
    """Everything that the page and the pane of a case show."""
    case = access_case(request.viewer, number)
    answers = load_answers(case, viewer=request.viewer, now=request.now)
    offers = offers_for(case, answers, viewer=request.viewer, now=request.now)
    asking, today = asking_for(case, offers), timezone.localdate(request.now)
    among = load_parts(case.id) if case.keeps("casepart", "relatedcases") else NO_PARTS
    can_edit = case.may(Right.EDIT_CASE) or case.may(Right.WRITE_ANSWER)
    moves = list_extensions(case.id) if case.keeps("extension") else []
    asked_for = words_asked_for(request.GET, asking=asking, among=among, moves=moves)
    box = _with_date(_answer_box(case, answers, trouble, question=asked_for), asked_for, moves)
    told = mark_told(case.id, box.text)
    return {
        "case": case,
        "answers": answers,
        **moved_and_urgent(case, moves, asked=request.GET.get("with", "")),
        "facts": list_facts(case.id) if case.keeps("facts") else [],
        "led_to": led_to(case.id, answers.under_way.text) if answers.under_way else [],
        "photos_beside": photos_beside(case.row.page, case.channel),
        "edits": edits_of(answers.document),
        "readies": later(lambda: readies_for(case, now=request.now) if offers.can_write else []),
        "offers": offers,
        "box": box,
        "asking": asking,
        "hints": hints_for(box.text, tells=bool(told)),
        "told": told,
        "told_hash": hash_told(box.text),
        "told_for_approval": mark_told(case.id, answers.under_way.text)
        if trouble and trouble.at == "approve" and answers.under_way
        else (),
        "shown_as": words_of_thread(case.page.network if case.page else "", case.channel),
        "path": path_of(case, answers, now=request.now),
        "moments": timeline(case, answers.answers, viewer=request.viewer, now=request.now),
        "thread_url": _thread_url(case),
        "clocks": clocks_of_case(case, now=request.now),
        "why_due": later(lambda: why_due(case, now=request.now)),
        "due": drain_of(case.times.due_at, case, now=request.now),
        **_troubled(trouble, offers, case, now=request.now),
        "season_from": later(lambda: _season_of(case, today=today) if offers.find(Act.DEFER) else None),
        "new_link": _take_link(request, number),
        "among": among,
        "can_split": can_edit and case.state in OPEN_STATES and case.channel != PART_CHANNEL,
        "can_relate": can_edit,
        **_placed(case),
        "passing_on": passing_on_of(case, viewer=request.viewer, now=request.now),
        "told_there": list_told_there(case.id) if case.keeps("externalcase") else (),
        "call_back": find_call_back(case.id) if case.keeps("callback") else None,
        "can_answer_by_hand": offers.find(Act.ANSWERED_BY_HAND) is not None,
        "publication": find_public_state(case.id) if case.keeps("decision") else None,
        **lists_of(request, case, typed=_body_typed(case, trouble), refused_at=trouble.at if trouble else ""),
        "can_edit": can_edit,
        "can_read_words": any(case.may(right) for right in rights_to_read(case.state)),
        "why": list_weighty_words(case) if request.GET.get("why") else None,
        "can_note": case.may(Right.WRITE_NOTE),
        "now": request.now,
    }


def _placed(case: CaseView) -> dict[str, object]:
    """Why the case is where it is in the desk, and where it lies in the town."""
    return {"placed": placed_of(case.decided_by, case.history), "place_map": map_of(case)}


def _troubled(trouble: Trouble | None, offers: Offers, case: CaseView, *, now: datetime) -> dict[str, object]:
    """The resident's word; why a form was refused, and what was typed into it, where it is there no more."""
    verdict = later(lambda: load_verdict_box(case, now=now))
    typed, at = (trouble.typed.get("text", ""), trouble.at) if trouble else ("", "")
    stands = typed and (bool(verdict and verdict.can_explain) if at == "verdict" else offers.has_form(at))
    return {"verdict": verdict, "trouble": trouble, "left_words": "" if stands else typed}


def _refused(request: DeskRequest, number: int, *, at: str, refused: OtklikError) -> HttpResponse:
    is_stale = isinstance(refused, STALE)
    theirs, drawn_at = getattr(refused, "theirs", ""), request.POST.get("drawn_at", "")
    trouble = Trouble(
        at=at,
        words=refused.say(gettext),
        field=getattr(refused, "field", ""),
        is_stale=is_stale,
        changed=what_changed(access_case(request.viewer, number), refused, drawn_at=drawn_at) if is_stale else (),
        theirs=changes(request.POST.get("text", ""), theirs) if theirs else (),
        typed={name: value for name, value in request.POST.dict().items() if name != "csrfmiddlewaretoken"},
    )
    return draw_case(request, number, trouble=trouble, status=409 if is_stale else 422)


def _take_link(request: DeskRequest, number: int) -> str:
    """The link to a part of this case that was made a moment ago: it is shown once."""
    kept_for, link = request.session.get(PART_LINK, (0, ""))
    if kept_for != number or wants_fragment(request):  # a part of the page does not show it
        return ""
    del request.session[PART_LINK]
    return str(link)


def _season_of(case: CaseView, *, today: date) -> date | None:
    """When works of this topic begin again; None where they can be done now."""
    best = next(iter(case.proposal.topics), None) if case.proposal and case.is_by_machine else None
    topic_ids = {case.topic_id or 0} | ({best.topic_id} if best else set())
    starts = [next_season(code, on=today) for code in codes_of(topic_ids).values()]
    return next((start for start in starts if start), None)


def _go_to(name: str, request: DeskRequest) -> HttpResponse:
    if not wants_fragment(request):
        return redirect(name)
    response = HttpResponse()
    response["HX-Redirect"] = redirect(name).url
    return response


def _with_date(box: AnswerBox, asked_for: str, moves: Sequence[ExtensionRow]) -> AnswerBox:
    """The words of a moved deadline are an answer for now, with its date."""
    is_of_move = asked_for and asked_for == words_of_extension(moves)
    return replace(box, kind="interim", promised_on=day_of(moves)) if is_of_move else box


def _answer_box(case: CaseView, answers: AnswersOfCase, trouble: Trouble | None, *, question: str) -> AnswerBox:
    """What was just typed wins over the saved draft: nothing typed is lost. A question that is ready comes after it."""
    draft = answers.draft
    typed = trouble.typed if trouble and trouble.at == "answer" else {}
    text = typed.get("text") or (draft.text if draft else "")
    if question:
        text = with_question(text, question)
    return AnswerBox(
        kind=typed.get("kind") or (draft.kind.value if draft else "final"),
        text=text,
        promised_on=typed.get("promised_on", ""),
        saved_at=draft.saved_at if draft else None,
        saves=draft.saves if draft else 0,
        saved_by=draft.by if draft else "",
        held_by=draft.held_by if draft else "",
        room=measure(text, network=case.page.network, limit=answers.text_limit)
        if case.page and answers.text_limit
        else None,
    )


def _thread_url(case: CaseView) -> str:
    """Where a person reads the talk in the network itself; empty where the network has no address for it."""
    asked = [message.url for message in reversed(case.thread) if message.url and not message.is_by_page]
    post = case.container.url if case.container else ""
    return next(iter(asked), post)


def _body_typed(case: CaseView, trouble: Trouble | None) -> str:
    """What stands in the form that passes the case on: what was typed, else the body that has it and said nothing."""
    typed = trouble.typed.get("body_id", "") if trouble and trouble.at == "assign" else ""
    return typed or ("" if case.is_returned else str(case.body_id))


@desk_page(right=Right.SEE_CASES)
def case(request: DeskRequest, number: int) -> HttpResponse:
    """The thread as the resident sees it, what the machine proposes, the clocks, the answer. Looking is logged."""
    response = draw_case(request, number)
    mark_read(request.viewer.staff_id, number=number, now=request.now)
    record_access(request.viewer, subject=f"appeal:{number}", now=request.now)
    return response

"""Settings of answers: whose word they need, and ready texts."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from otklik.answers.approval.route import AUTHORS, MOST_STEPS, USUAL_TERM
from otklik.answers.approval.rules import CHOSEN_STEPS, LAST_POSITION, RuleEntry, end_rule, enter_rule, list_rules
from otklik.answers.texts.ready_entries import KEEPING_TEXTS, MOST_FILES, ReadyEntry, text_scope
from otklik.answers.texts.ready_texts import end_text, enter_text, list_texts
from otklik.appeals.errors import UnfitValue
from otklik.appeals.states import OPEN_STATES, STATE_NAMES
from otklik.media.services import keep_files
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import body_field, read_body, read_text_body, text_body_field
from otklik.web.desk.forms import find_day, find_id
from otklik.web.desk.marks import IMPORTANCE_NAMES
from otklik.web.desk.people_forms import ROLES
from otklik.web.desk.settings.answer_words import KINDS, STEPS
from otklik.web.uploads import read_files

_MOST_DIGITS = 4


@desk_page(right=Right.EDIT_APPROVAL)
def rules(request: DeskRequest) -> HttpResponse:
    """The rules of approval in the order in which they are asked; a new one is entered here."""
    refused: OtklikError | None = None
    if request.method == "POST":
        try:
            enter_rule(_rule(request.POST, request.viewer), by=request.viewer, now=request.now)
        except OtklikError as why:
            refused = why
        else:
            messages.success(request, _("The rule decides from now on."))
            return redirect("desk:approval_rules")
    context = {
        "at": "rules",
        "rules": list_rules(request.viewer),
        "sees_all": request.viewer.scope(Right.EDIT_APPROVAL).everything,
        "bodies": body_field(request.viewer, Right.EDIT_APPROVAL, typed=request.POST.get("body_id", "")),
        "topics": list_topics(),
        "steps": [(step.value, _(STEPS[step])) for step in CHOSEN_STEPS],
        "places": _places(request.POST),
        "usual_hours": USUAL_TERM // 60,
        "importances": [(name, _(word)) for name, word in IMPORTANCE_NAMES.items()],
        "importance_names": IMPORTANCE_NAMES,
        "authors": [(role.value, _(ROLES[role])) for role in AUTHORS],
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
    }
    return render(request, "desk/approval_rules.html", context, status=422 if refused else 200)


@require_POST
@desk_page(right=Right.EDIT_APPROVAL)
def end(request: DeskRequest, rule_id: int) -> HttpResponse:
    """A rule decides no more."""
    end_rule(rule_id, by=request.viewer, now=request.now)
    return redirect("desk:approval_rules")


@desk_page()
def texts(request: DeskRequest) -> HttpResponse:
    """Ready texts by folder; a new one is entered here."""
    if not _keeps_texts(request):
        return render(request, "desk/not_yours.html", status=403)
    refused: OtklikError | None = None
    if request.method == "POST":
        try:
            files = keep_files(read_files(request, at_most=MOST_FILES), now=request.now)
            enter_text(replace(_text(request.POST, request.viewer), files=files), by=request.viewer, now=request.now)
        except OtklikError as why:
            refused = why
        else:
            messages.success(request, _("The text is offered from now on."))
            return redirect("desk:ready_texts")
    context = {
        "at": "texts",
        "texts": list_texts(request.viewer),
        "sees_all": text_scope(request.viewer).everything,
        "bodies": text_body_field(request.viewer, typed=request.POST.get("body_id", "")),
        "topics": list_topics(),
        "kinds": [(kind, _(word)) for kind, word in KINDS.items()],
        "states": [(state.value, _(STATE_NAMES[state])) for state in OPEN_STATES],
        "most_files": MOST_FILES,
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
    }
    return render(request, "desk/ready_texts.html", context, status=422 if refused else 200)


@require_POST
@desk_page()
def end_ready(request: DeskRequest, text_id: int) -> HttpResponse:
    """A text is offered no more."""
    if not _keeps_texts(request):
        return render(request, "desk/not_yours.html", status=404)
    end_text(text_id, by=request.viewer, now=request.now)
    return redirect("desk:ready_texts")


def _keeps_texts(request: DeskRequest) -> bool:
    return any(request.viewer.may_anywhere(right) for right in KEEPING_TEXTS)


def _rule(values: QueryDict, viewer: Viewer) -> RuleEntry:
    position = find_id(values.get("position", ""), field="position")
    timed = [(step, _minutes_of(hours)) for step, hours in _places(values) if step]
    return RuleEntry(
        name=values.get("name", "").replace("\x00", "")[:200],
        steps=tuple(step for step, _minutes in timed),
        terms=tuple(minutes for _step, minutes in timed),
        body_id=read_body(viewer, Right.EDIT_APPROVAL, values.get("body_id", "").replace("\x00", "")),
        topic_id=find_id(values.get("topic_id", ""), field="topic_id"),
        importance=values.get("importance", ""),
        author_role=values.get("author_role", ""),
        may_be_urgent=bool(values.get("may_be_urgent")),
        forbids_personal=bool(values.get("forbids_personal")),
        position=100 if position is None else min(position, LAST_POSITION),
    )


def _places(values: QueryDict) -> list[tuple[str, str]]:
    """The steps of the form, each with the hours beside it; as many as there may be."""
    steps, hours = values.getlist("steps")[:MOST_STEPS], values.getlist("hours")[:MOST_STEPS]
    empty = [""] * MOST_STEPS
    return list(zip([*steps, *empty][:MOST_STEPS], [*hours, *empty][:MOST_STEPS], strict=True))


def _minutes_of(hours: str) -> int:
    """Working minutes of a step; the usual term where nothing is entered. Raises UnfitValue."""
    text = hours.strip()
    if not text:
        return USUAL_TERM
    if not (text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise UnfitValue(
            gettext_noop("A step may take a whole number of working hours."),
            field="hours",
            mend=gettext_noop("Enter a whole number of hours; 0: no term."),
        )
    return int(text) * 60


def _text(values: QueryDict, viewer: Viewer) -> ReadyEntry:
    words = {name: values.get(name, "").replace("\x00", "") for name in ("name", "text", "folder", "kind", "state")}
    return ReadyEntry(
        name=words["name"],
        text=words["text"],
        folder=words["folder"],
        kind=words["kind"],
        state=words["state"],
        topic_id=find_id(values.get("topic_id", ""), field="topic_id"),
        body_id=read_text_body(viewer, values.get("body_id", "").replace("\x00", "")),
        since_on=find_day(values.get("since_on", "")),
        until_on=find_day(values.get("until_on", "")),
    )

"""Acts on many cases: choose them, choose the act, look at what will happen, do it, take it back.

Looking, doing and undoing are the worker's; the page of a run follows how far it is.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.answers.bulk.macros import list_macros, macro_scope
from otklik.answers.bulk.plans import Plan, plan_of
from otklik.answers.bulk.reporting import RunRow, list_runs, load_progress, load_run
from otklik.answers.bulk.running import MOST_AT_ONCE, do_shown, look_at_many, stop_run, subject_of, undo_run
from otklik.answers.bulk.seen import list_seen
from otklik.answers.bulk.tasks import DOING_NAMES, Doing
from otklik.answers.bulk.trying import Foreseen, list_chosen
from otklik.answers.texts.ready_texts import list_usable
from otklik.appeals.errors import UnfitValue
from otklik.appeals.selectors import list_executor_loads, list_numbers
from otklik.appeals.tags import MOST_OFFERED, list_known
from otklik.notices.services import mark_read_about
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.body_choice import any_body_field
from otklik.web.desk.inbox.bulk_form import ICONS, ORDER, read_task
from otklik.web.desk.inbox_frame import query_of
from otklik.web.desk.marks import IMPORTANCE_NAMES

_MOST_FILTER = 1000
STOP_POLLING = 286
"""What makes htmx put in the answer and ask no more."""


@require_POST
@desk_page(right=Right.SEE_CASES)
def choose(request: DeskRequest) -> HttpResponse:
    """What shall be done with the marked cases, or with the first of all that match the filter."""
    numbers, back = _numbers_in(request), _back(request)
    if request.POST.get("all"):
        query = query_of(QueryDict(back))
        numbers = list_numbers(request.viewer, query, now=request.now, at_most=MOST_AT_ONCE)
    return _form(request, numbers, back=back)


@require_POST
@desk_page(right=Right.SEE_CASES)
def preview(request: DeskRequest) -> HttpResponse:
    """Have it found out what would become of each case, or why nothing would."""
    numbers, back = _numbers_in(request), _back(request)
    try:
        plan = _asked(request)
    except OtklikError as why:
        return _form(request, numbers, back=back, wrong=why.say(_))
    run_id = look_at_many(numbers, plan.tasks, by=request.viewer, now=request.now, macro_id=plan.macro_id)
    return _start_again(request) if run_id is None else _to_run(run_id, back=back)


@require_POST
@desk_page(right=Right.SEE_CASES)
def do(request: DeskRequest, run_id: int) -> HttpResponse:
    """Have it done with those that are still ticked, each as the preview showed it."""
    try:
        do_shown(run_id, _numbers_in(request), by=request.viewer, now=request.now)
    except UnfitValue as why:
        messages.warning(request, why.say(_))
    return _to_run(run_id, back=_back(request))


@desk_page(right=Right.SEE_CASES)
def run_page(request: DeskRequest, run_id: int) -> HttpResponse:
    """How far a run is; what it would do; what it did, case by case, and the button that takes it back."""
    try:
        run = load_progress(run_id, by=request.viewer)
    except NotSeen:
        if not wants_fragment(request):
            raise
        # a page that follows it asks every second: it was cancelled elsewhere, or forgotten
        return render(request, "desk/parts/bulk_gone.html", status=STOP_POLLING)
    context: dict[str, object] = {
        "run": run,
        "name": _name(run),
        "doings": [_(DOING_NAMES[doing]) for doing in run.doings] if run.macro else [],
        "back": request.GET.get("back", "")[:_MOST_FILTER],
        "is_live": wants_fragment(request),
        "now": request.now,
    }
    if run.is_shown:
        rows = [_Row(one) for one in list_seen(run_id, by=request.viewer)]
        context |= {
            "rows": rows,
            "can": sum(row.after is not None for row in rows),
            "importance_names": IMPORTANCE_NAMES,
        }
    elif not run.is_at_work:
        context["report"] = load_run(run_id, by=request.viewer, now=request.now)
        mark_read_about(subject_of(run_id), staff_id=request.viewer.staff_id, now=request.now)
    template = "desk/bulk_run.html"
    return render(request, f"{template}#run" if wants_fragment(request) else template, context)


@desk_page(right=Right.SEE_CASES)
def runs(request: DeskRequest) -> HttpResponse:
    """What this person lately did with many cases: whoever left the page of a run finds it again."""
    rows = [(run, _name(run)) for run in list_runs(by=request.viewer)]
    return render(request, "desk/bulk_runs.html", {"rows": rows, "now": request.now})


@require_POST
@desk_page(right=Right.SEE_CASES)
def stop(request: DeskRequest, run_id: int) -> HttpResponse:
    """Leave alone the cases whose turn has not come."""
    back = _back(request)
    if stop_run(run_id, by=request.viewer):
        return _to_run(run_id, back=back)
    return redirect(reverse("desk:inbox") + (f"?{back}" if back else ""))


@require_POST
@desk_page(right=Right.SEE_CASES)
def take_back(request: DeskRequest, run_id: int) -> HttpResponse:
    """Have a run taken back, where the cases have not moved on."""
    try:
        undo_run(run_id, by=request.viewer, now=request.now)
    except UnfitValue as why:
        messages.warning(request, why.say(_))
    return _to_run(run_id, back=_back(request))


class _Row:
    """A case of the preview: what of it changes, from what to what."""

    def __init__(self, foreseen: Foreseen) -> None:
        self.case, self.after, self.refused = foreseen.case, foreseen.after, foreseen.refused
        before, after = foreseen.case, foreseen.after or foreseen.case
        told = (
            (_("Body"), before.body, after.body),
            (_("Executor"), before.executor, after.executor),
            (_("Topic"), before.topic, after.topic),
            (_("Tags"), ", ".join(before.tags), ", ".join(after.tags)),
            (_("Importance"), _(IMPORTANCE_NAMES[before.importance]), _(IMPORTANCE_NAMES[after.importance])),
        )
        self.changes = [one for one in told if one[1] != one[2]]
        self.due_at = after.due_at if after.due_at != before.due_at else None


def _form(request: DeskRequest, numbers: list[int], *, back: str, wrong: str = "") -> HttpResponse:
    chosen = list_chosen(numbers, by=request.viewer)
    if not chosen:
        return _start_again(request)
    context = {
        "cases": chosen,
        "back": back,
        "is_all": bool(request.POST.get("all")),
        "most": MOST_AT_ONCE,
        "macros": list_macros(request.viewer),
        "keeps_macros": not macro_scope(request.viewer).is_empty,
        "acts": [(doing, _(DOING_NAMES[doing]), ICONS[doing]) for doing in ORDER],
        "wrong": wrong,
        "typed": request.POST,
        "opened": request.POST.get("doing", ""),
        **fields_of(request),
    }
    return render(request, "desk/bulk_choose.html", context, status=422 if wrong else 200)


def fields_of(request: DeskRequest) -> dict[str, object]:
    """What the fields of the acts offer to choose from."""
    bodies = any_body_field(typed=request.POST.get("assign_body_id", "").replace("\x00", ""))
    people = list_executor_loads(bodies.chosen_id, on=timezone.localdate(request.now)) if bodies.chosen_id else []
    return {
        "bodies": bodies,
        "executors": people,
        "topics": list_topics(),
        "tags": list_known(request.viewer, at_most=MOST_OFFERED)[0],
        "texts": list_usable(request.viewer, on=timezone.localdate(request.now)),
    }


def _asked(request: DeskRequest) -> Plan:
    """What shall be done. Raises OtklikError."""
    macro = request.POST.get("macro", "")
    if macro.isdecimal() and len(macro) <= 18:
        return plan_of(int(macro), by=request.viewer)[0]
    doing = request.POST.get("doing", "")
    if doing not in list(Doing):
        raise UnfitValue(marked("No act is chosen."), field="doing", mend=marked("Choose what to do."))
    return Plan((read_task(request.POST, Doing(doing), today=timezone.localdate(request.now)),))


def _name(run: RunRow) -> str:
    return run.macro or ", ".join(_(DOING_NAMES[doing]) for doing in run.doings)


def _back(request: DeskRequest) -> str:
    return request.POST.get("back", "")[:_MOST_FILTER]


def _to_run(run_id: int, *, back: str) -> HttpResponse:
    return redirect(reverse("desk:bulk_run", args=[run_id]) + ("?" + urlencode({"back": back}) if back else ""))


def _start_again(request: DeskRequest) -> HttpResponse:
    messages.warning(request, _("Mark some cases first: the box before each, or the key x."))
    return redirect("desk:inbox")


def _numbers_in(request: DeskRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("case") if one.isdecimal() and len(one) < 19][:MOST_AT_ONCE]

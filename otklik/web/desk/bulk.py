"""Acts on many cases: choose them, choose the act, look at what will happen, do it, take it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.answers.bulk.running import MOST_AT_ONCE, Foreseen, do_many, foresee, list_chosen
from otklik.answers.bulk.tasks import DOING_NAMES, Doing
from otklik.answers.bulk.undoing import load_run, undo_run
from otklik.answers.macros import list_macros, macro_scope
from otklik.answers.plans import NotShown, Plan, new_key, plan_of, read_plan, sign_plan
from otklik.answers.ready_texts import list_usable
from otklik.appeals.errors import UnfitValue
from otklik.appeals.selectors import list_executor_loads, list_numbers
from otklik.appeals.tags import MOST_OFFERED, list_known
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import any_body_field
from otklik.web.desk.bulk_form import ICONS, ORDER, read_task
from otklik.web.desk.inbox_frame import query_of
from otklik.web.desk.marks import IMPORTANCE_NAMES

_MOST_FILTER = 1000


@require_POST
@desk_page(right=Right.SEE_CASES)
def choose(request: DeskRequest) -> HttpResponse:
    """What shall be done with the marked cases, or with the first of all that match the filter."""
    numbers, back = _numbers_in(request), request.POST.get("back", "")[:_MOST_FILTER]
    if request.POST.get("all"):
        query = query_of(QueryDict(back))
        numbers = list_numbers(request.viewer, query, now=request.now, at_most=MOST_AT_ONCE)
    return _form(request, numbers, back=back)


@require_POST
@desk_page(right=Right.SEE_CASES)
def preview(request: DeskRequest) -> HttpResponse:
    """What would become of each case, or why nothing would."""
    numbers, back = _numbers_in(request), request.POST.get("back", "")[:_MOST_FILTER]
    try:
        plan, name = _asked(request)
    except OtklikError as why:
        return _form(request, numbers, back=back, wrong=why.say(_))
    foreseen, key = foresee(numbers, plan.tasks, by=request.viewer, now=request.now), new_key()
    shown = {one.case.number: one.case.version for one in foreseen}
    context = {
        "rows": [_Row(one) for one in foreseen],
        "can": sum(one.after is not None for one in foreseen),
        "name": name,
        "doings": [_(DOING_NAMES[doing]) for doing in plan.doings] if plan.macro_id else [],
        "tasks": sign_plan(plan, by=request.viewer, key=key, shown=shown),
        "key": key,
        "back": back,
        "numbers": [*shown],
        "importance_names": IMPORTANCE_NAMES,
        "now": request.now,
    }
    return render(request, "desk/bulk_preview.html", context)


@require_POST
@desk_page(right=Right.SEE_CASES)
def do(request: DeskRequest) -> HttpResponse:
    """Do it with those that are still ticked, each as the preview showed it; the report tells one by one."""
    versions = _versions_in(request)
    key = request.POST.get("key", "").replace("\x00", "")[:32]
    if not versions or not key:
        return _start_again(request)
    try:
        plan = read_plan(request.POST.get("tasks", ""), by=request.viewer, key=key, versions=versions)
    except NotShown as why:
        messages.warning(request, why.say(_))
        return redirect("desk:inbox")
    run_id = do_many(versions, plan.tasks, key=key, by=request.viewer, now=request.now, macro_id=plan.macro_id)
    back = request.POST.get("back", "")[:_MOST_FILTER]
    return redirect(reverse("desk:bulk_report", args=[run_id]) + ("?" + urlencode({"back": back}) if back else ""))


@desk_page(right=Right.SEE_CASES)
def report(request: DeskRequest, run_id: int) -> HttpResponse:
    """What was done by one press, case by case, and the button that takes it back."""
    run = load_run(run_id, by=request.viewer, now=request.now)
    names = [_(DOING_NAMES[doing]) for doing in run.doings]
    context = {
        "run": run,
        "name": run.macro or ", ".join(names),
        "back": request.GET.get("back", "")[:_MOST_FILTER],
        "now": request.now,
    }
    return render(request, "desk/bulk_report.html", context)


@require_POST
@desk_page(right=Right.SEE_CASES)
def take_back(request: DeskRequest, run_id: int) -> HttpResponse:
    """Take a run back, where the cases have not moved on."""
    try:
        undo_run(run_id, by=request.viewer, now=request.now)
    except UnfitValue as why:
        messages.warning(request, why.say(_))
    back = request.POST.get("back", "")[:_MOST_FILTER]
    return redirect(reverse("desk:bulk_report", args=[run_id]) + ("?" + urlencode({"back": back}) if back else ""))


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


def _asked(request: DeskRequest) -> tuple[Plan, str]:
    """What shall be done, and how it is called. Raises OtklikError."""
    macro = request.POST.get("macro", "")
    if macro.isdecimal() and len(macro) <= 18:
        return plan_of(int(macro), by=request.viewer)
    doing = request.POST.get("doing", "")
    if doing not in list(Doing):
        raise UnfitValue(marked("No act is chosen."), field="doing", mend=marked("Choose what to do."))
    task = read_task(request.POST, Doing(doing), today=timezone.localdate(request.now))
    return Plan((task,)), _(DOING_NAMES[task.doing])


def _start_again(request: DeskRequest) -> HttpResponse:
    messages.warning(request, _("Mark some cases first: the box before each, or the key x."))
    return redirect("desk:inbox")


def _numbers_in(request: DeskRequest) -> list[int]:
    """Numbers of cases; those of the preview carry a version after a colon."""
    told = (one.partition(":")[0] for one in request.POST.getlist("case"))
    return [int(one) for one in told if one.isdecimal() and len(one) < 19][:MOST_AT_ONCE]


def _versions_in(request: DeskRequest) -> dict[int, int]:
    pairs = (one.split(":") for one in request.POST.getlist("case")[:MOST_AT_ONCE])
    good = (pair for pair in pairs if len(pair) == 2 and all(one.isdecimal() and len(one) < 19 for one in pair))
    return {int(number): int(version) for number, version in good}

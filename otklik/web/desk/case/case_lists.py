"""What the page of a case asks for when it is looked at or opened: similar cases, lists to choose from.

Without scripts the page itself holds them: a link in their place asks for it (`?with=alike`, `?with=lists`).
"""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from otklik.appeals.selectors import CaseView, access_case, list_executor_loads
from otklik.appeals.tags import list_known, list_offered
from otklik.organizations.rights import Right
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import any_body_field
from otklik.web.desk.case.alike_box import alike_box
from otklik.web.desk.forms import number_in
from otklik.web.desk.inbox_frame import MOST_TAGS_OFFERED, chip_of

_FIELDS = {"assign": "desk/forms/assign_fields.html", "part": "desk/forms/part_field.html"}


def later[T](make: Callable[[], T]) -> T:
    """A value of a template that is made when it is first looked at, and never where it is not shown."""
    return cast("T", SimpleLazyObject(make))


def lists_of(request: DeskRequest, case: CaseView, *, typed: str, refused_at: str) -> dict[str, object]:
    """Similar cases and lists of bodies, people, topics; `has_…` says whether they stand in the page at once."""
    asked = request.GET.get("with", "")
    bodies = later(lambda: any_body_field(typed=typed, without=case.returned_by))
    return {
        "has_alike": asked == "alike" or refused_at == "alike",
        "has_lists": asked == "lists" or refused_at in {"assign", "part", "correct", "tags"},
        "gives_back": asked == "returners",
        "seen": later(lambda: alike_box(case, viewer=request.viewer)),
        "bodies": bodies,
        "executors": later(
            lambda: (
                list_executor_loads(body_id, on=timezone.localdate(request.now))
                if (body_id := bodies.chosen_id or (None if case.is_returned else case.body_id))
                else []
            )
        ),
        "topics": later(list_topics),
        "offered_tags": later(lambda: list_offered(case.number, by=request.viewer)),
    }


@require_GET
@desk_page(right=Right.SEE_CASES)
def alike(request: DeskRequest, number: int) -> HttpResponse:
    """The box of similar cases, asked for once the page stands; or what was answered in them, for a new answer."""
    case = access_case(request.viewer, number)
    seen = alike_box(case, viewer=request.viewer)
    box = "answered_before" if request.GET.get("for") == "answer" else "alike"
    return render(
        request, f"desk/parts/{box}.html", {"case": case, "seen": seen, "has_alike": True, "now": request.now}
    )


@require_GET
@desk_page(right=Right.SEE_CASES)
def choices(request: DeskRequest) -> HttpResponse:
    """Fields with all that can be chosen, asked for when their form is opened; the topics by default."""
    if request.GET.get("for") == "tags":
        tags = list_offered(number_in(request.GET.get("number", "")) or 0, by=request.viewer)
        return render(request, "desk/forms/tag_names.html", {"tags": tags})
    if request.GET.get("for") == "tag_chip":
        known, _more = list_known(request.viewer, at_most=MOST_TAGS_OFFERED)
        chip = chip_of(request.GET, "tag", gettext("Tag"), [(str(one.id), one.name) for one in known])
        return render(request, "desk/parts/tag_choices.html", {"chip": chip})
    template = _FIELDS.get(request.GET.get("for", ""))
    if template is None:
        return render(request, "desk/forms/topics.html", {"topics": list_topics()})
    without = {number_in(one) or 0 for one in request.GET.getlist("without")}
    bodies = any_body_field(typed=request.GET.get("body_id", "").replace("\x00", ""), without=without)
    people = list_executor_loads(bodies.chosen_id, on=timezone.localdate(request.now)) if bodies.chosen_id else []
    chosen = number_in(request.GET.get("executor_id", ""))
    context = {"bodies": bodies, "executors": people, "chosen": chosen, "has_lists": True}
    return render(request, template, context)

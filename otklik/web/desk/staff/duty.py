"""The rota of duty: who takes emergencies when, for which hours nobody is named; and taking an emergency."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otklik.appeals.emergencies import take_emergency
from otklik.notices.duty import LOOK_AHEAD, drop_shift, enter_shift, find_duty_gaps, list_shifts
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.receivers import people_of, zone_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import BodyChoice, find_bodies, ids_within
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.notice_forms import ShiftForm


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.SEE_STAFF)
def duty(request: DeskRequest) -> HttpResponse:
    """The rota of the bodies that I see; who keeps their staff enters shifts."""
    try:
        chosen = _chosen(request)
    except UnfitEntry as why:
        return _draw(request, None, None, wrong=why.say(_), status=422)
    if request.method == "GET":
        return _draw(request, chosen, _form(request, chosen))
    if chosen is None:
        return HttpResponseNotFound()
    form = ShiftForm(request.POST, people=_people(request, chosen), zone=zone_of(chosen.id))
    if form.is_valid():
        try:
            enter_shift(form.entry(chosen.id), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, chosen, form, status=422)
    messages.success(request, _("Entered."))
    return redirect(f"{reverse('desk:duty')}?body={chosen.id}")


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def drop(request: DeskRequest, shift_id: int) -> HttpResponse:
    """Take a shift out of the rota."""
    drop_shift(shift_id, by=request.viewer, now=request.now)
    messages.success(request, _("Taken out of the rota."))
    return redirect("desk:duty")


@require_POST
@desk_page(right=Right.SEE_CASES)
def take(request: DeskRequest, number: int) -> HttpResponse:
    """I have this emergency: nobody else is called."""
    return perform(
        request,
        number,
        at="emergency",
        act=lambda: take_emergency(number, by=request.viewer, now=request.now),
        done=_("You have it. Nobody else is called."),
    )


def _chosen(request: DeskRequest) -> BodyChoice | None:
    """The body whose rota is entered: the one asked for, by id or name, among those of the person; else the first.

    Raises UnfitEntry where a name leaves open which.
    """
    scope, asked = request.viewer.scope(Right.EDIT_STAFF), request.POST.get("body", "") or request.GET.get("body", "")
    named = asked or request.GET.get("body_id", "")
    if not named.strip():
        return next(iter(find_bodies(scope, at_most=1)), None)
    body_id = read_body(request.viewer, Right.EDIT_STAFF, named)
    return next(iter(find_bodies(scope, body_id=body_id or 0)), None)


def _form(request: DeskRequest, chosen: BodyChoice | None) -> ShiftForm | None:
    return ShiftForm(people=_people(request, chosen), zone=zone_of(chosen.id)) if chosen else None


def _people(request: DeskRequest, chosen: BodyChoice) -> list[tuple[int, str]]:
    return people_of(chosen.id, on=timezone.localdate(request.now))


def _draw(
    request: DeskRequest, chosen: BodyChoice | None, form: ShiftForm | None, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    is_asked = "body" in request.GET or "body_id" in request.GET
    shifts = list_shifts(request.viewer, now=request.now, body_id=chosen.id if chosen and is_asked else None)
    keeps = ids_within(request.viewer.scope(Right.EDIT_STAFF), {shift.body_id for shift in shifts})
    typed = str(chosen.id) if chosen else request.GET.get("body_id", "")
    context = {
        "shifts": [(shift, shift.body_id in keeps) for shift in shifts],
        "gaps": find_duty_gaps(request.viewer, now=request.now),
        "days": LOOK_AHEAD.days,
        "body": chosen,
        "bodies": body_field(request.viewer, Right.EDIT_STAFF, typed=typed) if chosen or wrong else None,
        "wrong": wrong,
        "form": form,
        "now": request.now,
    }
    return render(request, "desk/duty.html", context, status=status)

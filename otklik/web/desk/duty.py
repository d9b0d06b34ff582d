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
from otklik.organizations.selectors import BodyChoice, find_bodies
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case_page import perform
from otklik.web.desk.notice_forms import BodyForm, ShiftForm

_BODIES = 500


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.SEE_STAFF)
def duty(request: DeskRequest) -> HttpResponse:
    """The rota of the bodies that I see; who keeps their staff enters shifts."""
    bodies = find_bodies(request.viewer.scope(Right.EDIT_STAFF), at_most=_BODIES)
    chosen = _chosen(request, bodies)
    if request.method == "GET":
        return _draw(request, bodies, chosen, _form(request, chosen))
    if chosen is None:
        return HttpResponseNotFound()
    form = ShiftForm(request.POST, people=_people(request, chosen), zone=zone_of(chosen.id))
    if form.is_valid():
        try:
            enter_shift(form.entry(chosen.id), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, bodies, chosen, form, status=422)
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


def _chosen(request: DeskRequest, bodies: list[BodyChoice]) -> BodyChoice | None:
    """The body whose rota is entered: the one asked for, among those of the person; the first one else."""
    asked = request.POST.get("body", "") or request.GET.get("body", "")
    if asked:
        return next((body for body in bodies if str(body.id) == asked), None)
    return bodies[0] if bodies else None


def _form(request: DeskRequest, chosen: BodyChoice | None) -> ShiftForm | None:
    return ShiftForm(people=_people(request, chosen), zone=zone_of(chosen.id)) if chosen else None


def _people(request: DeskRequest, chosen: BodyChoice) -> list[tuple[int, str]]:
    return people_of(chosen.id, on=timezone.localdate(request.now))


def _draw(
    request: DeskRequest,
    bodies: list[BodyChoice],
    chosen: BodyChoice | None,
    form: ShiftForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    asked = chosen.id if chosen and request.GET.get("body") else None
    shifts = list_shifts(request.viewer, now=request.now, body_id=asked)
    keeps = {body.id for body in bodies}
    context = {
        "shifts": [(shift, shift.body_id in keeps) for shift in shifts],
        "gaps": find_duty_gaps(request.viewer, now=request.now),
        "days": LOOK_AHEAD.days,
        "chosen": chosen,
        "whose": BodyForm(bodies=bodies, chosen=chosen.id if chosen else None) if len(bodies) > 1 else None,
        "form": form,
        "now": request.now,
    }
    return render(request, "desk/duty.html", context, status=status)

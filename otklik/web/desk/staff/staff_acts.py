"""Acts on people: invite, give and end roles, absences, leaving and coming back, signing out."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otklik.organizations import people
from otklik.organizations.errors import MayNotGive, UnfitEntry
from otklik.organizations.invitations import NewPerson, invite_again, withdraw_invitation
from otklik.organizations.invitations import invite as invite_person
from otklik.organizations.rights import Right
from otklik.organizations.selectors import list_deputies
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.people_forms import AbsenceForm, InviteForm, enter_absence
from otklik.web.desk.staff.staff import draw_card, invite_form, role_form


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_STAFF)
def invite(request: DeskRequest) -> HttpResponse:
    """Enter a person with a first role; the worker writes to them."""
    if request.method == "GET":
        return _draw_invite(request, invite_form(request))
    form = invite_form(request, request.POST)
    if not form.is_valid():
        return _draw_invite(request, form, status=422)
    clean = form.cleaned_data
    person = NewPerson(email=clean["email"], name=clean["name"], post=clean["post"], role=form.wanted())
    try:
        staff_id = invite_person(person, by=request.viewer, now=request.now)
    except UnfitEntry as why:
        form.refuse(why.field, why.say(_))
        return _draw_invite(request, form, status=422)
    messages.success(request, _("Invited. The letter leaves in a moment."))
    return redirect("desk:staff_card", staff_id)


def _draw_invite(request: DeskRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/people/invite.html", {"form": form}, status=status)


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def give_role(request: DeskRequest, staff_id: int) -> HttpResponse:
    """Give a person one more role."""
    people.access_staff(request.viewer, staff_id)
    form = role_form(request, request.POST)
    if form.is_valid():
        try:
            people.give_role(staff_id, form.wanted(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return draw_card(request, staff_id, role=form)
    return redirect("desk:staff_card", staff_id)


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def end_role(request: DeskRequest, staff_id: int, appointment_id: int) -> HttpResponse:
    """End a role now."""
    return _done(
        request,
        staff_id,
        lambda: people.end_role(appointment_id, staff_id=staff_id, by=request.viewer, now=request.now),
    )


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def absent(request: DeskRequest, staff_id: int) -> HttpResponse:
    """Enter days on which a person is away."""
    try:
        people.access_staff_to_keep(request.viewer, staff_id)
    except MayNotGive as why:
        messages.error(request, why.say(_))
        return redirect("desk:staff_card", staff_id)
    form = AbsenceForm(request.POST, deputies=list_deputies(staff_id))
    if enter_absence(request, staff_id, form):
        return redirect("desk:staff_card", staff_id)
    return draw_card(request, staff_id, absence=form)


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def present(request: DeskRequest, staff_id: int, absence_id: int) -> HttpResponse:
    """Take an absence away."""
    return _done(
        request,
        staff_id,
        lambda: people.take_away_absence(absence_id, staff_id=staff_id, by=request.viewer, now=request.now),
    )


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def leave(request: DeskRequest, staff_id: int) -> HttpResponse:
    """The person does not work here any more."""
    because = request.POST.get("because", "").strip()[:500]
    return _done(
        request, staff_id, lambda: people.deactivate(staff_id, by=request.viewer, because=because, now=request.now)
    )


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def come_back(request: DeskRequest, staff_id: int) -> HttpResponse:
    """The person works here again."""
    return _done(request, staff_id, lambda: people.reactivate(staff_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def write_again(request: DeskRequest, staff_id: int) -> HttpResponse:
    """Send a new link to set a password; the links before it stop working."""
    return _done(
        request,
        staff_id,
        lambda: invite_again(staff_id, by=request.viewer, now=request.now),
        said=_("The letter leaves in a moment."),
    )


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def withdraw(request: DeskRequest, staff_id: int) -> HttpResponse:
    """The invitation does not count any more."""
    return _done(request, staff_id, lambda: withdraw_invitation(staff_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def end_session(request: DeskRequest, staff_id: int, session_id: int) -> HttpResponse:
    """Sign another person out of one place."""
    return _done(request, staff_id, lambda: people.sign_out(staff_id, session_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def end_sessions(request: DeskRequest, staff_id: int) -> HttpResponse:
    """Sign another person out everywhere."""
    return _done(request, staff_id, lambda: people.sign_out(staff_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_STAFF)
def forget_factors(request: DeskRequest, staff_id: int) -> HttpResponse:
    """The phone is lost and the paper too: the person adds a new second factor."""
    return _done(request, staff_id, lambda: people.forget_factors_of(staff_id, by=request.viewer, now=request.now))


def _done(request: DeskRequest, staff_id: int, act: Callable[[], None], *, said: str = "") -> HttpResponse:
    """Do it and go back to the card; what could not be done is said there. Raises NotSeen."""
    try:
        act()
    except UnfitEntry as why:
        messages.error(request, why.say(_))
    else:
        if said:
            messages.success(request, said)
    return redirect("desk:staff_card", staff_id)

"""What belongs to the person at the desk: posts, absences, where they are signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from otklik.integrations.key_keeping import list_own_working_keys, revoke_key
from otklik.organizations import people, sessions
from otklik.organizations.errors import TooManyAttempts, UnfitEntry
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import list_deputies
from otklik.organizations.sign_in import change_password
from otklik.organizations.staff_card import list_absences, list_posts
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.account.second_factor import device_of
from otklik.web.desk.people_forms import AbsenceForm, PasswordForm, enter_absence
from otklik.web.door import PROVED, let_in


@require_GET
@desk_page()
def account(request: DeskRequest) -> HttpResponse:
    """Everything about myself."""
    return _draw(request)


def _draw(
    request: DeskRequest, *, absence: AbsenceForm | None = None, password: PasswordForm | None = None
) -> HttpResponse:
    staff_id, on = request.viewer.staff_id, timezone.localdate(request.now)
    context = {
        "posts": list_posts(request.viewer),
        "absences": list_absences(staff_id, on=on),
        "absence_form": absence or AbsenceForm(deputies=list_deputies(staff_id)),
        "password_form": password or PasswordForm(keys=list_own_working_keys(request.viewer, on=on)),
        "sessions": sessions.list_sessions(staff_id, now=request.now, this=request.session.session_key or ""),
        "has_factor": has_factor(staff_id),
        "now": request.now,
    }
    return render(request, "desk/people/account.html", context, status=422 if absence or password else 200)


@require_POST
@desk_page()
def absent(request: DeskRequest) -> HttpResponse:
    """I am away on these days."""
    form = AbsenceForm(request.POST, deputies=list_deputies(request.viewer.staff_id))
    if enter_absence(request, request.viewer.staff_id, form):
        return redirect("desk:account")
    return _draw(request, absence=form)


@require_POST
@sensitive_post_parameters("old", "password", "again")
@desk_page()
def password(request: DeskRequest) -> HttpResponse:
    """Another password; everywhere else I am signed out, and of each key of a program I say what becomes of it."""
    now = request.now
    form = PasswordForm(request.POST, keys=list_own_working_keys(request.viewer, on=timezone.localdate(now)))
    is_proved = bool(request.session.get(PROVED))
    if form.is_valid():
        clean = form.cleaned_data
        try:
            staff = change_password(
                request.viewer.staff_id, old=clean["old"], new=clean["password"], now=now, device=device_of(request)
            )
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
        except TooManyAttempts as why:
            form.refuse("old", why.say(_))
        else:
            for key_id in form.revoked_keys():
                revoke_key(key_id, by=request.viewer, now=now)
            messages.success(request, _("The password is changed. Everywhere else you are signed out."))
            return let_in(request, staff, redirect("desk:account"), is_proved=is_proved, now=now)
    return _draw(request, password=form)


@require_POST
@desk_page()
def present(request: DeskRequest, absence_id: int) -> HttpResponse:
    """I am there after all."""
    people.take_away_absence(absence_id, staff_id=request.viewer.staff_id, by=request.viewer, now=request.now)
    return redirect("desk:account")


@require_POST
@desk_page()
def end_session(request: DeskRequest, session_id: int) -> HttpResponse:
    """Sign out of one of my places."""
    sessions.end_session(session_id, staff_id=request.viewer.staff_id, by=request.viewer, now=request.now)
    return redirect("desk:account")


@require_POST
@desk_page()
def end_other_sessions(request: DeskRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    this = request.session.session_key or ""
    ended = sessions.end_other_sessions(request.viewer.staff_id, this=this, by=request.viewer, now=request.now)
    told = ngettext("Signed out in %(count)s place.", "Signed out in %(count)s places.", ended) % {"count": ended}
    messages.success(request, told)
    return redirect("desk:account")

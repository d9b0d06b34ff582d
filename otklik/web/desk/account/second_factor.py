"""My second factor: an app with codes, passkeys, codes on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otklik.organizations import second_factor as factors
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.sign_in import check_password
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.door import PROVED, known_device

_SECRET = "app_secret"  # noqa: S105 (a name in the session)


@require_GET
@desk_page(without_factor=True)
def second_factor(request: DeskRequest) -> HttpResponse:
    """What I have, and what I can add."""
    return _draw(request)


def _draw(request: DeskRequest, *, codes: list[str] | None = None) -> HttpResponse:
    context = {
        "factors": factors.list_factors(request.viewer.staff_id),
        "is_needed": request.viewer.needs_second_factor,
        "codes": codes,
        "now": request.now,
    }
    return render(request, "desk/people/second_factor.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code", "password")
@desk_page(without_factor=True)
def add_app(request: DeskRequest) -> HttpResponse:
    """Show the picture for the app, then take the code that proves that the app has it."""
    staff_id = request.viewer.staff_id
    secret = request.session.setdefault(_SECRET, factors.new_app_secret())
    wrong = ""
    if request.method == "POST":
        try:
            _ask_password(request)
            code = "".join(request.POST.get("code", "").split())
            codes = factors.add_app(staff_id, secret=secret, code=code, now=request.now)
        except OtklikError as why:
            wrong = why.say(_)
        else:
            del request.session[_SECRET]
            return _added(request, codes)
    picture = mark_safe(factors.draw_app_secret(staff_id, secret))  # noqa: S308 (made by us of our own words)
    context = {"picture": picture, "secret": secret, "wrong": wrong}
    return render(request, "desk/people/add_app.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("answer", "password")
@desk_page(without_factor=True)
def add_passkey(request: DeskRequest) -> HttpResponse:
    """Ask the browser for a passkey, then take it."""
    staff_id, wrong = request.viewer.staff_id, ""
    if request.method == "POST":
        try:
            _ask_password(request)
            name, answer = request.POST.get("name", "").strip(), request.POST.get("answer", "")
            codes = factors.add_passkey(staff_id, name=name or _("Passkey"), answer=answer, now=request.now)
        except OtklikError as why:
            wrong = why.say(_)
        else:
            return _added(request, codes)
    context = {"asked": factors.ask_for_new_passkey(staff_id), "wrong": wrong}
    return render(request, "desk/people/add_passkey.html", context, status=422 if wrong else 200)


def _added(request: DeskRequest, codes: list[str]) -> HttpResponse:
    request.session[PROVED] = True
    messages.success(request, _("Added. From now on you are asked for it when you sign in."))
    return _draw(request, codes=codes) if codes else redirect("desk:second_factor")


@require_POST
@sensitive_post_parameters("password")
@desk_page()
def paper_codes(request: DeskRequest) -> HttpResponse:
    """New codes to print; they are shown once."""
    try:
        check_password(
            request.viewer.staff_id, request.POST.get("password", ""), now=request.now, device=device_of(request)
        )
        codes = factors.renew_paper_codes(request.viewer.staff_id, now=request.now)
    except OtklikError as why:
        messages.error(request, why.say(_))
        return redirect("desk:second_factor")
    return _draw(request, codes=codes)


@require_POST
@sensitive_post_parameters("password")
@desk_page()
def remove_factor(request: DeskRequest, factor_id: int) -> HttpResponse:
    """Remove one factor."""
    staff_id = request.viewer.staff_id
    try:
        _ask_password(request)
        factors.remove_factor(
            factor_id, staff_id=staff_id, is_needed=request.viewer.needs_second_factor, now=request.now
        )
    except (UnfitEntry, OtklikError) as why:
        messages.error(request, why.say(_))
    return redirect("desk:second_factor")


def _ask_password(request: DeskRequest) -> None:
    secret = request.POST.get("password", "")
    check_password(request.viewer.staff_id, secret, now=request.now, device=device_of(request))


def device_of(request: DeskRequest) -> str:
    """The device, if I have signed in on it before."""
    return known_device(request, request.viewer.email)

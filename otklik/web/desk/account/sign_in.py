"""Signing in to the desk, and out of it."""

from typing import NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from otklik.ground.secrets import DEMO_PASSWORD
from otklik.integrations.key_keeping import list_own_working_keys
from otklik.organizations.errors import InvitationOver, UnfitEntry
from otklik.organizations.invitations import Invited, accept_invitation, read_invitation
from otklik.organizations.second_factor import ask_for_passkey, check_code, check_passkey, has_passkey
from otklik.organizations.selectors import load_viewer
from otklik.organizations.sign_in import list_demo_people, note_sign_out, sign_in_by_email
from otklik.organizations.sign_in import sign_in as find_person
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.desk.people_forms import NewPasswordForm
from otklik.web.door import address_of, begin, known_device, let_in, who_waits


class SignInForm(forms.Form):
    """E-mail and password."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    password = forms.CharField(label=gettext_lazy("Password"), max_length=200, strip=False, widget=forms.PasswordInput)


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door of the desk."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return redirect(_after(request))
        return _draw(request, SignInForm(initial={"email": request.GET.get("email", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _draw(request, form, status=422)
    now = clock.now()
    try:
        staff = find_person(
            form.cleaned_data["email"],
            password=form.cleaned_data["password"],
            address=address_of(request),
            device=known_device(request, form.cleaned_data["email"]),
            now=now,
        )
    except OtklikError as refused:
        return _draw(request, form, wrong=refused.say(gettext), status=422)
    return begin(request, staff, way=_after(request), now=now)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave the desk."""
    if request.user.is_authenticated:
        note_sign_out(request.user.pk, name=str(request.user), now=clock.now())
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _draw(request: HttpRequest, form: SignInForm, *, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "wrong": wrong,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "people": list_demo_people() if settings.OTKLIK_IS_DEMO else [],
        "demo_password": DEMO_PASSWORD,
        "services": settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []),
    }
    return render(request, "desk/sign_in.html", context, status=status)


def _after(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("code", "answer")
def second_step(request: HttpRequest) -> HttpResponse:
    """Only for a browser in which the password has fitted just now."""
    now = clock.now()
    waiting = who_waits(request, now=now)
    if waiting is None:
        return redirect("sign_in")
    staff, way = waiting
    if request.method == "GET":
        return _draw_second_step(request, staff.id)
    device = known_device(request, staff.email)
    try:
        if request.POST.get("answer"):
            check_passkey(staff.id, request.POST["answer"], now=now, device=device)
        else:
            check_code(staff.id, request.POST.get("code", "")[:40], now=now, device=device)
    except OtklikError as refused:
        return _draw_second_step(request, staff.id, wrong=refused.say(gettext), status=422)
    return let_in(request, staff, redirect(way), is_proved=True, now=now)


def _draw_second_step(request: HttpRequest, staff_id: int, *, wrong: str = "", status: int = 200) -> HttpResponse:
    asked = ask_for_passkey(staff_id) if has_passkey(staff_id) else ""
    return render(request, "desk/people/second_step.html", {"wrong": wrong, "asked": asked}, status=status)


@require_GET
@never_cache
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the service."""
    try:
        return views.login(request, provider_id)  # type: ignore[no-any-return]
    except RequestException:
        return _back(request)


@require_GET
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser comes back from the service."""
    return views.callback(request, provider_id)  # type: ignore[no-any-return]


class DoorAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Named in the setting SOCIALACCOUNT_ADAPTER: takes every sign-in out of django-allauth's hands."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """The service has said who comes: our door from here on."""
        verified = [one.email for one in sociallogin.email_addresses if str(one.verified).lower() == "true"]
        now = clock.now()
        try:
            staff = sign_in_by_email(verified, now=now)
        except OtklikError as refused:
            raise ImmediateHttpResponse(_back(request, refused.say(_))) from refused
        way = sociallogin.get_redirect_url(request) or settings.LOGIN_REDIRECT_URL
        raise ImmediateHttpResponse(begin(request, staff, way=way, now=now))

    def on_authentication_error(self, request: HttpRequest, *_told: object, **_more: object) -> NoReturn:
        """The service refused, was away, or answered what makes no sense."""
        raise ImmediateHttpResponse(_back(request))


def _back(request: HttpRequest, why: str = "") -> HttpResponse:
    usual = _("The other service did not confirm who you are. Try again, or sign in with the password.")
    messages.error(request, why or usual)
    return redirect("sign_in")


class AcceptForm(NewPasswordForm):
    """What an invited person enters."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    field_order = ("name", "password", "again")


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the invitation. The address works once."""
    now = clock.now()
    try:
        invited = read_invitation(token, now=now)
        if request.method == "GET":
            return _draw_invitation(request, invited, AcceptForm(initial={"name": invited.name}))
        return _accept(request, token, invited, AcceptForm(request.POST))
    except InvitationOver as over:
        return render(request, "desk/people/invitation_over.html", {"wrong": over.say(gettext)}, status=410)


def _accept(request: HttpRequest, token: str, invited: Invited, form: AcceptForm) -> HttpResponse:
    now = clock.now()
    if form.is_valid():
        clean = form.cleaned_data
        try:
            staff = accept_invitation(token, name=clean["name"], password=clean["password"], now=now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(gettext))
        else:
            messages.success(request, gettext("Welcome! From now on you sign in with your e-mail and this password."))
            way, today = reverse("desk:account"), timezone.localdate(now)
            if list_own_working_keys(load_viewer(staff.id, on=today), on=today):
                way = reverse("desk:api_keys")
                messages.warning(request, gettext("These keys still work in your name: revoke those you do not know."))
            return begin(request, staff, way=way, now=now)
    return _draw_invitation(request, invited, form, status=422)


def _draw_invitation(request: HttpRequest, invited: Invited, form: AcceptForm, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/people/invitation.html", {"invited": invited, "form": form}, status=status)

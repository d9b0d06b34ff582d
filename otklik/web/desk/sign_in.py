"""Signing in to the desk, and out of it."""

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from otklik.ground.secrets import DEMO_PASSWORD
from otklik.organizations.sign_in import list_demo_people, note_sign_out
from otklik.organizations.sign_in import sign_in as find_person
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import address_of, begin, known_device


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

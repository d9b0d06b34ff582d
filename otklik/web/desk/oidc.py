"""Signing in with the organisation's own service (OpenID Connect): only for people who are known here already.

django-allauth speaks with the service; who comes in, and the second step, is decided here.
"""

from typing import NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from otklik.organizations.sign_in import sign_in_by_email
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import begin


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

"""Coming in: what every way in does once it is known who comes, and keeping note of who is at work."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from otklik.organizations.devices import device_in_words
from otklik.organizations.policy import rules_on
from otklik.organizations.sessions import SEEN_EVERY, note_seen

if TYPE_CHECKING:
    from otklik.organizations.models import Staff

_SEEN = "seen_at"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def let_in(request: HttpRequest, staff: "Staff", response: HttpResponse, *, now: datetime) -> HttpResponse:
    """Begin a session as long as the rules allow, and set the person's language."""
    login(request, staff, backend=_BACKEND)
    rules = rules_on(timezone.localdate(now))
    request.session.set_expiry(timedelta(hours=rules.session_hours))
    note_at_work(request, now=now)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        staff.language,
        max_age=31_536_000,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def note_at_work(request: HttpRequest, *, now: datetime) -> None:
    """Keep «last seen», at most each five minutes: in between the session itself knows, and nothing is asked."""
    session = request.session
    if now.timestamp() - session.get(_SEEN, 0) < SEEN_EVERY.total_seconds():
        return
    session[_SEEN] = now.timestamp()
    if session.session_key is None:
        session.save()
    device = device_in_words(request.headers.get("User-Agent", ""))
    note_seen(cast(int, request.user.pk), key=session.session_key or "", device=device, now=now)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy, what it wrote last."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))

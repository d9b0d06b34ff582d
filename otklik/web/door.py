"""Coming in: what every way in does once it is known who comes, and keeping note of who is at work."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from otklik.organizations.devices import device_in_words
from otklik.organizations.policy import rules_on
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import load_viewer
from otklik.organizations.sessions import SEEN_EVERY, note_seen
from otklik.organizations.sign_in import find_active_staff

if TYPE_CHECKING:
    from otklik.organizations.models import Staff

LACKS_FACTOR = "lacks_factor"
"""In the session of a person whose roles need a second factor: nothing but adding one is open to them."""
_SEEN = "seen_at"
_STEP = "second_step"
_STEP_TAKES = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def let_in(request: HttpRequest, staff: "Staff", response: HttpResponse, *, now: datetime) -> HttpResponse:
    """Begin a session as long as the rules allow, and set the person's language."""
    login(request, staff, backend=_BACKEND)
    for left_over in (_STEP, _SEEN):
        request.session.pop(left_over, None)
    today = timezone.localdate(now)
    rules = rules_on(today)
    request.session.set_expiry(timedelta(hours=rules.session_hours))
    roles = [post.role for post in load_viewer(staff.id, on=today).posts]
    if rules.needs_second_factor(roles) and not has_factor(staff.id):
        request.session[LACKS_FACTOR] = True
    note_at_work(request, now=now)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        staff.language,
        max_age=31_536_000,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def begin(request: HttpRequest, staff: "Staff", *, way: str, now: datetime) -> HttpResponse:
    """The password fits: ask for the second factor, or let the person in where they have none."""
    if not has_factor(staff.id):
        return let_in(request, staff, redirect(way), now=now)
    request.session.cycle_key()
    until = (now + _STEP_TAKES).timestamp()
    request.session[_STEP] = {"staff": staff.id, "way": way, "until": until}
    return redirect("second_step")


def who_waits(request: HttpRequest, *, now: datetime) -> tuple["Staff", str] | None:
    """Whose password fitted in this browser, and where they were going; None when nobody waits or it took too long."""
    step = request.session.get(_STEP)
    if step is None or step["until"] < now.timestamp():
        return None
    staff = find_active_staff(step["staff"])
    return (staff, step["way"]) if staff is not None else None


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

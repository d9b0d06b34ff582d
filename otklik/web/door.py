"""Coming in: what every way in does once it is known who comes, and keeping note of who is at work."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from otklik.organizations.devices import device_in_words
from otklik.organizations.policy import rules_on
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import Viewer
from otklik.organizations.sessions import SEEN_EVERY, note_seen
from otklik.organizations.sign_in import account_mark, find_active_staff

if TYPE_CHECKING:
    from otklik.organizations.models import Staff

PROVED = "factor_proved"
"""In a session in which a second factor was shown or added. What the roles of its owner need is asked at each request:
a rule or a role that comes later reaches the sessions that run."""
_SEEN = "seen_at"
_STEP = "second_step"
_STEP_TAKES = timedelta(minutes=10)
_DEVICE = "otklik_device"
"""A cookie that stays after signing out: a number of the device, and marks of the accounts that came in on it."""
_DEVICE_STAYS = timedelta(days=365)
_ACCOUNTS_AT_MOST = 10
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def let_in(
    request: HttpRequest, staff: "Staff", response: HttpResponse, *, is_proved: bool, now: datetime
) -> HttpResponse:
    """Begin a session as long as the rules allow, and set the person's language. `is_proved`: by a second factor."""
    login(request, staff, backend=_BACKEND)
    request.session[PROVED] = is_proved
    for left_over in (_STEP, _SEEN):
        request.session.pop(left_over, None)
    request.session.set_expiry(timedelta(hours=rules_on(timezone.localdate(now)).session_hours))
    note_at_work(request, now=now)
    _remember_device(request, staff.email, response)
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
        return let_in(request, staff, redirect(way), is_proved=False, now=now)
    request.session.cycle_key()
    await_second_step(request, staff.id, way=way, now=now)
    return redirect("second_step")


def await_second_step(request: HttpRequest, staff_id: int, *, way: str, now: datetime) -> None:
    """This person shows a second factor next in this browser."""
    until = (now + _STEP_TAKES).timestamp()
    request.session[_STEP] = {"staff": staff_id, "way": way, "until": until}


def lacks_factor(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether the rules of today want a second factor of this person and none was shown in this session."""
    return not request.session.get(PROVED) and viewer.needs_second_factor


def who_waits(request: HttpRequest, *, now: datetime) -> tuple["Staff", str] | None:
    """Whose password fitted in this browser, and where they were going; None when nobody waits or it took too long."""
    step = request.session.get(_STEP)
    if step is None or step["until"] < now.timestamp():
        return None
    staff = find_active_staff(step["staff"])
    return (staff, step["way"]) if staff is not None else None


def known_device(request: HttpRequest, email: str) -> str:
    """The number of the device, where this account has come in on it before; empty elsewhere."""
    number, accounts = _read_device(request)
    return number if account_mark(email) in accounts else ""


def _remember_device(request: HttpRequest, email: str, response: HttpResponse) -> None:
    number, accounts = _read_device(request)
    mark = account_mark(email)
    marks = [mark, *(one for one in accounts if one != mark)][:_ACCOUNTS_AT_MOST]
    response.set_cookie(
        _DEVICE,
        signing.dumps([number or secrets.token_urlsafe(16), marks], salt=_DEVICE),
        max_age=_DEVICE_STAYS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _read_device(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, accounts = signing.loads(request.COOKIES.get(_DEVICE, ""), salt=_DEVICE, max_age=_DEVICE_STAYS)
    except signing.BadSignature:
        return "", []
    return number, accounts


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

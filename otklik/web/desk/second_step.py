"""The second step of signing in: a code of the app or from paper, or a passkey."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from otklik.organizations.second_factor import ask_for_passkey, check_code, check_passkey, has_passkey
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import known_device, let_in, who_waits


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
        return _draw(request, staff.id)
    device = known_device(request, staff.email)
    try:
        if request.POST.get("answer"):
            check_passkey(staff.id, request.POST["answer"], now=now, device=device)
        else:
            check_code(staff.id, request.POST.get("code", "")[:40], now=now, device=device)
    except OtklikError as refused:
        return _draw(request, staff.id, wrong=refused.say(gettext), status=422)
    return let_in(request, staff, redirect(way), is_proved=True, now=now)


def _draw(request: HttpRequest, staff_id: int, *, wrong: str = "", status: int = 200) -> HttpResponse:
    asked = ask_for_passkey(staff_id) if has_passkey(staff_id) else ""
    return render(request, "desk/people/second_step.html", {"wrong": wrong, "asked": asked}, status=status)

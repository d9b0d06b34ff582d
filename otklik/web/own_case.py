"""The private page of a case: for whoever has the link that the sender got, without an account."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from otklik.intake.accept_act import LONGEST_TEXT, ActRefused, accept_further
from otklik.intake.gate import Way, weigh_sender
from otklik.intake.letters import confirm_email
from otklik.publication.own_case import find_own_case, open_own_verdict
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.portal.words import deferral_words, state_mark


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it
@require_http_methods(["GET", "POST"])
def own_case(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """What was asked and answered, when, by whom; and a place to write on."""
    if request.method != "POST":
        return _show(request, number, token)
    if weigh_sender(address_of(request), request.headers.get("User-Agent", ""), now=clock.now()) is Way.SHUT:
        wrong = _("Too many messages come from your network just now. Wait a minute and press «send» again.")
        return _show(request, number, token, wrong=wrong, status=429)
    try:
        was_taken = accept_further(number, token, request.POST.get("text", ""), now=clock.now())
    except ActRefused as refused:
        return _show(request, number, token, wrong=refused.say(_), status=422)
    if not was_taken:
        raise Http404(_("This link leads nowhere."))
    return redirect("own_case", number, token)


@never_cache
@csrf_exempt
@require_POST
def judge(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """To the page where the author says whether it is solved; that link is made now and works once."""
    link = open_own_verdict(number, token, now=clock.now())
    if link is None:
        return redirect("own_case", number, token)
    return redirect(link)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button, so that programs that look into letters confirm nothing."""
    if request.method == "POST":
        if not confirm_email(token, now=clock.now()):
            raise Http404(_("This link leads nowhere."))
        return render(request, "portal/mail_confirmed.html", {"is_done": True})
    return render(request, "portal/mail_confirmed.html", {"is_done": False})


def _show(request: HttpRequest, number: int, token: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    shown = find_own_case(number, token)
    if shown is None:
        raise Http404(_("This link leads nowhere."))
    context = {
        "shown": shown,
        "state": state_mark(shown.state),
        "deferral": deferral_words(shown.waits_for, shown.waits_until),
        "token": token,
        "is_new": "sent" in request.GET,
        "link": f"{settings.OTKLIK_SITE_URL}{reverse('own_case', args=[number, token])}",
        "wrong": wrong,
        "typed": request.POST.get("text", ""),
        "longest": LONGEST_TEXT,
    }
    return render(request, "portal/own_case.html", context, status=status)

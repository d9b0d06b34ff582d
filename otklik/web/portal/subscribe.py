"""Letters of what is published: asked for by anybody, confirmed from the mailbox, ended by private links."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.intake.gate import Way, weigh_sender
from otklik.publication.published.selectors import find_published
from otklik.publication.subscriptions.links import LinkFor
from otklik.publication.subscriptions.subscribing import (
    OwnSubscription,
    SubscriptionRefused,
    Wish,
    change_pace,
    check_wish,
    confirm,
    end_by,
    find_own,
    find_to_confirm,
    subscribe,
    without_dates,
)
from otklik.publication.subscriptions.words import words_of_filter
from otklik.shared import clock
from otklik.shared.personal_links import UNCONFIRMED_DAYS
from otklik.web.door import address_of
from otklik.web.portal.asking import filter_of, query_of, values_of
from otklik.web.portal.consents import LETTERS
from otklik.web.portal.service import service_context
from otklik.web.portal.shown import CaseShown

_PACES: Final = ("at_once", "weekly")
_ADDRESS_FIELD: Final = 300


# Without a token of the session: nobody is signed in here, and nothing happens before the mailbox says yes.
@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """What letters, how often, to where. The filter stands in the address, as on the page of answers."""
    wish = _wish(request)
    if wish.number and find_published(wish.number) is None:
        raise Http404(_("There is no such case, or it is no longer published."))
    if request.method != "POST":
        return _form(request, wish)
    wrong = {one.field: one.say(_) for one in check_wish(wish)}
    if wrong:
        return _form(request, wish, errors=wrong, status=422)
    if weigh_sender(address_of(request), request.headers.get("User-Agent", ""), now=clock.now()) is Way.SHUT:
        told = _("Too many messages come from your network just now. Wait a minute and press «send» again.")
        return _form(request, wish, errors={"email": told}, status=429)
    try:
        if not request.POST.get("site"):  # a field that people do not see
            subscribe(wish, now=clock.now())
    except SubscriptionRefused as refused:
        return _form(request, wish, errors={refused.field: refused.say(_)}, status=422)
    return redirect(f"{reverse('portal:subscribe_asked')}{_query(wish)}")


@never_cache
@require_http_methods(["GET"])
def asked(request: HttpRequest) -> HttpResponse:
    """What comes next: the same for every mailbox, so that nobody learns of another's."""
    context = {"what": _what(_wish(request)), "days": UNCONFIRMED_DAYS}
    return render(request, "portal/subscribe_asked.html", context)


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it
@require_http_methods(["GET", "POST"])
def confirm_it(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the letter: a button, so that programs that look into letters confirm nothing."""
    if request.method == "POST":
        page = confirm(secret, now=clock.now())
        if page is None:
            raise Http404(_("This link leads nowhere."))
        return redirect(f"{reverse('portal:subscription', args=[page])}?new=1")
    found = find_to_confirm(secret)
    if found is None:
        raise Http404(_("This link leads nowhere."))
    return render(request, "portal/subscription_confirm.html", {"what": _what_of(found)})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """One's subscription: what, how often; another pace, the end."""
    if request.method == "POST" and request.POST.get("act") == "end":
        if not end_by(secret, LinkFor.PAGE):
            raise Http404(_("This link leads nowhere."))
        return redirect("portal:unsubscribed")
    wrong = ""
    if request.method == "POST":
        try:
            if change_pace(secret, request.POST.get("pace", ""), now=clock.now()):
                return redirect(f"{reverse('portal:subscription', args=[secret])}?kept=1")
        except SubscriptionRefused as refused:
            wrong = refused.say(_)
    found = find_own(secret)
    if found is None:
        raise Http404(_("This link leads nowhere."))
    context = {
        "found": found,
        "what": _what_of(found),
        "wrong": wrong,
        "query": query_of(found.asked),
        "is_new": "new" in request.GET,
        "is_kept": "kept" in request.GET,
    }
    return render(request, "portal/subscription.html", context, status=422 if wrong else 200)


@never_cache
@csrf_exempt  # mail programs come without cookies (RFC 8058)
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, secret: str) -> HttpResponse:
    """End it: with one click of a mail program, or with the button of the page. Both may be pressed twice."""
    if request.method == "POST":
        if not end_by(secret, LinkFor.END):
            raise Http404(_("This link leads nowhere."))
        return render(request, "portal/unsubscribe.html", {"is_done": True})
    return render(request, "portal/unsubscribe.html", {"is_done": False})


@require_http_methods(["GET"])
def unsubscribed(request: HttpRequest) -> HttpResponse:
    """It is over."""
    return render(request, "portal/unsubscribe.html", {"is_done": True})


def _wish(request: HttpRequest) -> Wish:
    number = request.GET.get("case", "")[:12]
    is_number = number.isascii() and number.isdigit()
    typed = request.POST.get("email", "").replace("\0", "").strip()[:_ADDRESS_FIELD]
    pace = request.POST.get("pace", "")
    return Wish(
        email=typed,
        pace=pace if request.method == "POST" and not is_number else _PACES[0],
        consent=LETTERS if request.POST.get("consent") == LETTERS else "",
        language=translation.get_language() or "ru",
        asked=without_dates(filter_of(request.GET)),
        number=number if is_number else "",
        sender=address_of(request),
    )


def _query(wish: Wish) -> str:
    return f"?case={wish.number}" if wish.number else query_of(wish.asked)


def _what(wish: Wish) -> dict[str, Any]:
    return _told(wish.number, words_of_filter(wish.asked))


def _what_of(found: OwnSubscription) -> dict[str, Any]:
    return _told(found.number, words_of_filter(found.asked))


def _told(number: str, lines: tuple[str, ...]) -> dict[str, Any]:
    """What letters tell of: one case with its title, or a filter in words."""
    case = find_published(number) if number else None
    return {"number": number, "title": CaseShown.of(case).title if case else "", "lines": lines}


def _form(request: HttpRequest, wish: Wish, *, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    context = service_context() | {
        "wish": wish,
        "what": _what(wish),
        "errors": errors or {},
        "consent_version": LETTERS,
        "action": f"{reverse('portal:subscribe')}{_query(wish)}",
        "all_of_it": reverse("portal:subscribe"),
        "is_filtered": bool(values_of(wish.asked)),
    }
    return render(request, "portal/subscribe.html", context, status=status)

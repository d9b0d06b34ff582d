"""«Report a problem» and «say what you think»: type, look at it once more, send. Every step works without script."""

from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.intake.accept_act import (
    MOST_PHOTOS,
    ActKind,
    Expected,
    Receipt,
    accept_act,
)
from otklik.intake.gate import MOST_TRIES, Way, is_heavy, is_ours, is_worked, issue_stamp, name_sender, weigh
from otklik.pages.public_selectors import list_talk_networks
from otklik.publication.own_hearing import find_hearing
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import address_of
from otklik.web.kept_files import show_kept
from otklik.web.portal.consents import CONSENT, PUBLISH_CONSENT
from otklik.web.portal.expecting import choose_body, foretell, name_of, read_expected, sign_expected
from otklik.web.portal.framing import Frame, frame_of
from otklik.web.portal.report_form import BY_NETWORK, Typed, read_typed
from otklik.web.portal.service import service_context
from otklik.web.portal.words import network_name
from otklik.web.tiles import ground_context, lets_tiles_in

_PAGES: Final = {ActKind.REPORT: "portal/report.html", ActKind.OPINION: "portal/opinion.html"}


# Without a token of the session: nobody is signed in here, the stamp of the form says that it is ours, and in a frame
# of another site no cookie would come along.
@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
@lets_tiles_in
def report(request: HttpRequest) -> HttpResponse:
    """A problem: what, where, photos, where to answer."""
    return ask(request, ActKind.REPORT, frame_of(request))


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest) -> HttpResponse:
    """An opinion on the work of a body."""
    return ask(request, ActKind.OPINION, frame_of(request))


def ask(request: HttpRequest, kind: ActKind, frame: Frame) -> HttpResponse:
    """One step of either form, wherever it stands."""
    if request.method != "POST":
        frame.count(shown=1)
        return _form(request, choose_body(Typed(kind, to="" if frame.widget else request.GET.get("to", ""))), frame)
    typed, step = choose_body(read_typed(request, kind)), request.POST.get("step", "check")
    if typed.errors:
        return _form(request, typed, frame, status=422)
    if step == "edit":
        return _form(request, typed, frame)
    if step == "send":
        return _send(request, typed, frame)
    return _check(request, typed, frame)


def _send(request: HttpRequest, typed: Typed, frame: Frame) -> HttpResponse:
    now = clock.now()
    if not is_ours(typed.stamp):
        return _check(
            request, typed, frame, wrong=_("The form was open for too long. Look at it once more and send it.")
        )
    weight = weigh(address_of(request), request.headers.get("User-Agent", ""), now=now)
    is_proved = is_worked(typed.stamp, typed.number)
    has_paid = is_proved and is_heavy(typed.stamp, weight)
    if is_proved and not has_paid:
        wrong = _("Much comes from your network just now, so sending takes longer. Press «send» again.")
        return _check(request, typed, frame, wrong=wrong, most_tries=weight.most_tries)
    if weight.way is Way.SHUT and not has_paid:
        wrong = _("Too many messages come from your network just now. Wait a minute and press «send» again.")
        return _check(request, typed, frame, wrong=wrong, status=429)
    is_flood = weight.way is Way.SLOWER or (weight.most_tries > MOST_TRIES and not has_paid)
    flood = name_sender(address_of(request), now=now) if is_flood else ""
    is_held = is_flood or typed.is_trapped or not is_proved
    sent = typed.as_sent(widget_page=frame.page_id, is_held=is_held, sender=address_of(request))
    expected = read_expected(typed.expected, to=typed.to)
    if expected is None and (hint := foretell(typed, widget_page=frame.page_id, now=now)):
        expected = hint.expected
    try:
        receipt = accept_act(
            replace(sent, flood=flood, expected=expected),
            typed.photo_ids,
            stamp=typed.stamp,
            now=now,
        )
    except OtklikError as refused:
        field = getattr(refused, "field", "")
        if field:
            errors = {field: refused.say(_)}
            return _form(request, replace(typed, photo_ids=(), errors=errors), frame, status=422)
        return _check(request, typed, frame, wrong=refused.say(_), status=409)
    frame.count(sent=1)
    return _sent(request, typed, frame, receipt=receipt, expected=expected)


def _sent(
    request: HttpRequest, typed: Typed, frame: Frame, *, receipt: Receipt, expected: Expected | None
) -> HttpResponse:
    """To the private page: its address is the link that the sender keeps. No other site may show that page."""
    link = f"/case/{receipt.number}/{receipt.token}/"
    if not frame.is_framed:
        return redirect(f"{link}?sent=1{'&talk=1' if typed.contact == BY_NETWORK else ''}")
    told: dict[str, Any] = {"typed": typed, "number": receipt.number, "expected": expected}
    told |= {"link": f"{settings.OTKLIK_SITE_URL}{link}"}
    if frame.network and frame.widget and frame.widget.talks_as:
        told |= {"writer": frame.widget, "hearing": find_hearing(receipt.number, receipt.token)}
    return render(request, "portal/embed_sent.html", service_context() | frame.context() | told)


def _form(request: HttpRequest, typed: Typed, frame: Frame, *, status: int = 200) -> HttpResponse:
    context = _context(typed, frame) | {
        "upload_stamp": issue_stamp().signed,
        "talk_networks": _talk_networks(frame),
    }
    return render(request, _PAGES[typed.kind], context, status=status)


def _check(
    request: HttpRequest,
    typed: Typed,
    frame: Frame,
    *,
    wrong: str = "",
    most_tries: int = MOST_TRIES,
    status: int = 200,
) -> HttpResponse:
    """Everything once more before it is sent: who answers and until when; words of danger call for 112 first."""
    hint = foretell(typed, widget_page=frame.page_id, now=clock.now())
    context = _context(typed, frame) | {
        "is_emergency": hint is not None and hint.is_emergency,
        "expected": hint.expected if hint else None,
        "signed": sign_expected(hint.expected) if hint else "",
        "wrong": wrong,
        "stamp": issue_stamp(most_tries=most_tries),
    }
    return render(request, "portal/report_check.html", context, status=status)


def _context(typed: Typed, frame: Frame) -> dict[str, Any]:
    return (
        service_context()
        | (ground_context() if typed.kind is ActKind.REPORT else {})
        | frame.context()
        | {
            "typed": typed,
            "to_name": name_of(typed.to) if typed.to else "",
            "errors": typed.errors,
            "photos": show_kept(typed.photo_ids),
            "action": frame.form_address(typed.kind),
            "carried": _carried(typed),
            "is_report": typed.kind is ActKind.REPORT,
            "consent_version": CONSENT,
            "publish_version": PUBLISH_CONSENT,
            "most_photos": MOST_PHOTOS,
            "most_minutes": settings.OTKLIK_VIDEO_MAX_MINUTES,
        }
    )


def _talk_networks(frame: Frame) -> list[str]:
    """In which one can hear of the answer; within a network's program that is asked once the message is sent."""
    return [] if frame.network else [network_name(name) for name in list_talk_networks(frame.page_id)]


def _carried(typed: Typed) -> list[tuple[str, str]]:
    """What the next step is told, in fields that are not seen."""
    names = ("text", "place", "latitude", "longitude", "contact", "email", "kept")
    told = [(name, getattr(typed, name)) for name in names]
    trap = [("site", "yes")] if typed.is_trapped else []
    publish = [("publish", PUBLISH_CONSENT)] if typed.may_publish else []
    return [(name, value) for name, value in told if value] + [("consent", CONSENT)] + publish + trap

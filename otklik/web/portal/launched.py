"""Our forms within the program of a social network, which launched them: for instance as a mini-app of a community.

The launch tells who opened it. That is not read, and its address is left at once: the forms stand at one that knows
the page only.
"""

from typing import Final
from urllib.parse import parse_qsl

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from otklik.intake.accept_act import ActKind
from otklik.pages.public_launches import prove_launch, sites_of_forms
from otklik.pages.public_widgets import find_widget
from otklik.shared import clock
from otklik.web.portal.framing import LANGUAGES, Frame, let_in, worn
from otklik.web.portal.report import ask
from otklik.web.portal.words import network_name

_SALT: Final = "otklik.portal.launched"
_OPENS_FOR: Final = 24 * 60 * 60
"""Seconds; what was opened by then can still be sent."""
_MOST_PARAMETERS: Final = 100


@never_cache
@require_safe
def launch(request: HttpRequest, network: str) -> HttpResponse:
    """Where the network leads: proved or not, then left for an address that tells nothing of the person."""
    _sites_or_404(network)
    launched = prove_launch(network, _read_query(request), now=clock.now())
    if launched is None:
        return redirect("portal:launched_report", network)
    key = launched.widget.key if launched.widget else ""
    frame = Frame(
        launched.widget,
        is_framed=True,
        network=network,
        launch=signing.dumps({"network": network, "key": key}, salt=_SALT),
        language=launched.language if launched.language in LANGUAGES else "",
    )
    return redirect(frame.form_address(ActKind.REPORT))


@never_cache
@csrf_exempt  # in a frame of another site no cookie comes along: see report.py
@require_http_methods(["GET", "POST"])
def launched_report(request: HttpRequest, network: str) -> HttpResponse:
    """«Report a problem» within the network's program."""
    return _ask(request, network, ActKind.REPORT)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def launched_opinion(request: HttpRequest, network: str) -> HttpResponse:
    """«Say what you think» within the network's program."""
    return _ask(request, network, ActKind.OPINION)


def _ask(request: HttpRequest, network: str, kind: ActKind) -> HttpResponse:
    sites, frame = _sites_or_404(network), _frame_of(request, network)
    if frame is None:
        return _refuse(request, network, sites=sites)
    return let_in(request, frame, lambda asked: ask(asked, kind, frame), sites=sites)


def _frame_of(request: HttpRequest, network: str) -> Frame | None:
    """None where no launch is proved. A form that was open for long is still sent: nothing typed is lost."""
    launch = request.GET.get("launch", "")
    try:
        told = signing.loads(launch, salt=_SALT, max_age=None if request.method == "POST" else _OPENS_FOR)
    except signing.BadSignature:
        return None
    if told["network"] != network:
        return None
    widget = find_widget(told["key"]) if told["key"] else None
    return worn(request, Frame(widget, is_framed=True, network=network, launch=launch))


def _read_query(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return []


def _sites_or_404(network: str) -> tuple[str, ...]:
    sites = sites_of_forms(network)
    if not sites:
        raise Http404(_("This network does not open our forms."))
    return sites


def _refuse(request: HttpRequest, network: str, *, sites: tuple[str, ...]) -> HttpResponse:
    """In words, where the network shows it: a frame that stays empty tells nobody what to do."""
    frame = Frame(is_framed=True, network=network)
    context = frame.context() | {"network_name": network_name(network)}
    return let_in(
        request,
        frame,
        lambda asked: render(asked, "portal/launch_refused.html", context, status=403),
        sites=sites,
    )

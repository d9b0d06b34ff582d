"""Our forms on other sites: the script that puts them there, the frames themselves, a poster with the code."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from otklik.intake.accept_act import ActKind
from otklik.pages.public_widgets import find_widget
from otklik.web.portal.framing import Frame, framed, is_on_another_site, let_in
from otklik.web.portal.poster import draw_form_poster
from otklik.web.portal.report import ask
from otklik.web.portal.service import service_context


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The script for other sites: at one address for ever, so it carries no hash in its name."""
    content = (Path(settings.STATIC_ROOT) / "widget.js").read_bytes()
    return HttpResponse(
        content,
        content_type="text/javascript; charset=utf-8",
        headers={
            "Cache-Control": "public, max-age=3600",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


@never_cache
@csrf_exempt  # in a frame of another site no cookie comes along: see report.py
@require_http_methods(["GET", "POST"])
def embed_report(request: HttpRequest, key: str) -> HttpResponse:
    """«Report a problem» within another site."""
    frame = _frame_or_404(request, key)
    return _let_in(request, frame, ActKind.REPORT, lambda asked: ask(asked, ActKind.REPORT, frame))


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def embed_opinion(request: HttpRequest, key: str) -> HttpResponse:
    """«Say what you think» within another site."""
    frame = _frame_or_404(request, key)
    return _let_in(request, frame, ActKind.OPINION, lambda asked: ask(asked, ActKind.OPINION, frame))


@never_cache
@require_safe
def embed_buttons(request: HttpRequest, key: str) -> HttpResponse:
    """Two buttons within another site; the forms open on our own pages."""
    frame = _frame_or_404(request, key)
    context = service_context() | frame.context()
    return _let_in(request, frame, ActKind.REPORT, lambda asked: render(asked, "portal/embed_buttons.html", context))


@require_safe
def form_poster(request: HttpRequest, key: str) -> HttpResponse:
    """A sheet of A4 with the code of the form of a page."""
    widget = find_widget(key)
    if widget is None:
        raise Http404(_("There is no such form, or it is switched off."))
    answer = HttpResponse(draw_form_poster(widget.receiver, key=widget.key), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="report-{widget.key}.pdf"'
    return answer


def _let_in(
    request: HttpRequest, frame: Frame, kind: ActKind, draw: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """The frame, or on a site that is not named a link out of it: what the browser refuses looks broken there."""
    if not is_on_another_site(request, frame):
        return let_in(request, frame, draw)
    address = replace(frame, is_framed=False).form_address(kind)
    context = frame.context() | {"out": settings.OTKLIK_SITE_URL + address}
    return let_in(request, frame, lambda asked: render(asked, "portal/embed_link.html", context), sites=["*"])


def _frame_or_404(request: HttpRequest, key: str) -> Frame:
    frame = framed(request, key)
    if frame is None:
        raise Http404(_("There is no such form, or it is switched off."))
    return frame

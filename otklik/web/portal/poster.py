"""The QR code of a body's page: as a picture, and on a poster to print and hang where people wait."""

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.organizations.public_selectors import PublicBody, find_public_body
from otklik.pages.public_selectors import list_pages_of
from otklik.web.portal.told import site_url
from otklik.web.portal.words import network_name, readable
from otklik.web.sheets import ACCENT, GREY, LINE, MARGIN, new_sheet, write

if TYPE_CHECKING:
    from fpdf import FPDF

A4_WIDTH = 210
CODE = 96
"""Millimetres: readable from two metres."""


@require_safe
def qr_svg(request: HttpRequest, slug: str) -> HttpResponse:
    """The code as lines, for the page and for whoever makes a poster of their own."""
    return _code(slug, kind="svg", content_type="image/svg+xml", scale=10, xmldecl=False)


@require_safe
def qr_png(request: HttpRequest, slug: str) -> HttpResponse:
    """The code as dots, for text documents."""
    return _code(slug, kind="png", content_type="image/png", scale=20)


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet of A4: whose pages, the code, what to do, and what a message is not."""
    body = _body_or_404(slug)
    networks = dict.fromkeys(network_name(page.network) for page in list_pages_of(slug))
    answer = HttpResponse(draw_poster(body, networks=list(networks)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{body.slug}.pdf"'
    return answer


def _code(slug: str, *, kind: str, content_type: str, **look: object) -> HttpResponse:
    out = BytesIO()
    segno.make(site_url("body", _body_or_404(slug).slug), error="q").save(out, kind=kind, border=2, **look)
    return HttpResponse(out.getvalue(), content_type=content_type)


def _body_or_404(slug: str) -> PublicBody:
    body = find_public_body(slug)
    if body is None:
        raise Http404(_("There is no such body."))
    return body


def draw_poster(body: PublicBody, *, networks: list[str]) -> bytes:
    """The poster of a body as PDF, in the language of the request."""
    sheet = new_sheet(body.name)
    write(sheet, _("Write to us in your social network"), size=30, style="B", colour=ACCENT)
    write(sheet, body.name, size=17 if len(body.name) < 120 else 13, style="B", after=4)
    words = _("Our official pages: {networks}").format(networks=", ".join(networks)) if networks else body.territory
    write(sheet, words, size=13, colour=GREY, after=6)
    _draw_code(sheet, site_url("body", body.slug))
    for number, step in enumerate(_steps(), 1):
        write(sheet, str(number), size=15, style="B", colour=ACCENT, after=-15 * LINE)
        sheet.set_left_margin(MARGIN + 9)
        write(sheet, step, size=15, after=2.5)
        sheet.set_left_margin(MARGIN)
    sheet.set_y(262)
    write(sheet, _not_an_appeal(), size=9.5, colour=GREY, after=1)
    return bytes(sheet.output())


def draw_form_poster(receiver: str, *, key: str) -> bytes:
    """The poster of the form of a page as PDF, in the language of the request."""
    sheet = new_sheet(receiver)
    write(sheet, _("Something is wrong? Tell us"), size=30, style="B", colour=ACCENT)
    write(sheet, receiver, size=17 if len(receiver) < 120 else 13, style="B", after=8)
    _draw_code(sheet, f"{site_url('report')}?page={key}")
    steps = (
        _("Point the camera of your phone at the code: a form opens."),
        _("Say in your own words what happened and where. A photo helps; no account is needed."),
        _("You get a number and a link: the answer stands there."),
    )
    for number, step in enumerate(steps, 1):
        write(sheet, str(number), size=15, style="B", colour=ACCENT, after=-15 * LINE)
        sheet.set_left_margin(MARGIN + 9)
        write(sheet, step, size=15, after=2.5)
        sheet.set_left_margin(MARGIN)
    sheet.set_y(262)
    write(sheet, _not_an_appeal(), size=9.5, colour=GREY, after=1)
    return bytes(sheet.output())


def _steps() -> tuple[str, ...]:
    return (
        _("Point the camera of your phone at the code: the list of our official pages opens."),
        _("Choose the network that you use."),
        _("Write in a comment or a private message what happened and where."),
        _("A person reads it. The answer comes to the same place."),
    )


def _not_an_appeal() -> str:
    return _(
        "A message on a page is not an official appeal under Federal Law 59-FZ: that is sent by Gosuslugi, by the "
        "electronic reception of the body or by post. Never send passwords, codes or card numbers: "
        "nobody here asks for them."
    )


def _draw_code(sheet: "FPDF", url: str) -> None:
    out = BytesIO()
    segno.make(url, error="q").save(out, kind="png", scale=20, border=0)
    sheet.image(out, x=(A4_WIDTH - CODE) / 2, y=sheet.get_y(), w=CODE, h=CODE)
    sheet.set_y(sheet.get_y() + CODE + 3)
    write(sheet, readable(url), size=11, colour=GREY, align="C", after=6)

"""The badge that a body puts on its own web site: is this page official, and since when do we know?

It tells the truth of today: a page that is no longer confirmed, or a body that is gone, is shown as not confirmed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from otklik.organizations.public_selectors import find_public_body
from otklik.pages.public_selectors import PublicPage, list_pages_of
from otklik.shared.clock import now
from otklik.web.portal.told import site_url
from otklik.web.portal.words import network_name

CONFIRMED_FOR = timedelta(days=183)
"""A body confirms its pages every six months; what was seen earlier is no news any more."""
_FRAME_POLICY: Mapping[str, Collection[str]] = {
    "default-src": [CSP.NONE],
    "img-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": ["*"],
}


@dataclass(frozen=True, slots=True)
class BadgeShown:
    """A badge, with what to put into another site."""

    network: str
    network_name: str
    svg_url: str
    frame_url: str
    body_url: str


@require_safe
@csp_override(_FRAME_POLICY)
@xframe_options_exempt
def badge_svg(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """The badge as a picture. Not known: not confirmed; a broken picture would say nothing."""
    on = _confirmed_on(slug, network)
    if on:
        title = _("Official page")
        line = _("{network}, confirmed on {day}").format(network=network_name(network), day=date_format(on, "d.m.Y"))
    else:
        title, line = _("The page is not confirmed"), network_name(network)
    context = {"on": on, "title": title, "line": line}
    answer = render(request, "portal/badge.svg", context, content_type="image/svg+xml; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
@csp_override(_FRAME_POLICY)
@xframe_options_exempt
def badge_frame(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """The badge as a frame: the only page here that other sites may show within their own."""
    return render(request, "portal/badge_frame.html", {"slug": slug, "network": network})


@require_safe
def badges(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever keeps the web site of a body: what to put into it."""
    body = find_public_body(slug)
    if body is None:
        raise Http404(_("There is no such body."))
    networks = dict.fromkeys(page.network for page in list_pages_of(slug))
    shown = [
        BadgeShown(
            network=network,
            network_name=network_name(network),
            svg_url=site_url("badge_svg", slug, network),
            frame_url=site_url("badge_frame", slug, network),
            body_url=site_url("body", slug),
        )
        for network in networks
    ]
    return render(request, "portal/badges.html", {"body": body, "badges": shown})


def _confirmed_on(slug: str, network: str) -> date | None:
    """The day on which somebody last saw that the body's page in this network is official; None: too long ago."""
    days = [day for page in list_pages_of(slug) if page.network == network and (day := _seen_on(page))]
    day = max(days, default=None)
    return day if day and day > now().date() - CONFIRMED_FOR else None


def _seen_on(page: PublicPage) -> date | None:
    days = [page.confirmed_on, page.badge_seen_on if page.has_badge else None]
    return max((day for day in days if day), default=None)

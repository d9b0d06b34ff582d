"""For search engines: which pages there are. The cases are left to those who look for them here."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.web.portal.register import load_register
from otklik.web.portal.told import site_url

MOST = 50_000
"""Addresses in one file, as sitemaps.org allows."""
KIND = "application/xml; charset=utf-8"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or where the parts of the list are."""
    urls = _urls()
    if len(urls) <= MOST:
        return render(request, "portal/sitemap.xml", {"urls": urls}, content_type=KIND)
    parts = [site_url("sitemap_part", str(number + 1)) for number in range(-(-len(urls) // MOST))]
    return render(request, "portal/sitemap_index.xml", {"parts": parts}, content_type=KIND)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One part of a long list."""
    urls = _urls()[(number - 1) * MOST : number * MOST]
    if number < 1 or not urls:
        raise Http404(_("There is no such part."))
    return render(request, "portal/sitemap.xml", {"urls": urls}, content_type=KIND)


def _urls() -> Sequence[str]:
    bodies = [site_url("body", entry.body.slug) for entry in load_register().entries]
    pages = ("directory", "answers", "map", "speed", "open_data")
    return [*map(site_url, pages), *bodies]

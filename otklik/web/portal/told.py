"""A body and its pages as other programs read them: in open data, by the API, on the page for search engines."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from otklik.organizations.public_selectors import PublicBody
from otklik.pages.public_selectors import PublicPage
from otklik.web.portal.register import Entry

Told = Mapping[str, str]


def site_url(name: str, *args: str) -> str:
    """The full address of a public page."""
    return settings.OTKLIK_SITE_URL.rstrip("/") + reverse(f"portal:{name}", args=args)


def body_told(body: PublicBody) -> Told:
    """The columns of a body; what is not known is empty."""
    return {
        "id": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "level": body.level,
        "spheres": "; ".join(filter(None, (body.sphere, *body.further_spheres))),
        "territory": body.territory,
        "municipality": body.municipality,
        "founder": body.founder,
        "ogrn": body.ogrn,
        "phone": body.phone,
        "email": body.email,
        "site": body.site,
        "address": body.address,
        "zone": body.zone,
        "opens": f"{body.workday_from:%H:%M}",
        "closes": f"{body.workday_to:%H:%M}",
        "break_from": f"{body.break_from:%H:%M}" if body.break_from else "",
        "break_to": f"{body.break_to:%H:%M}" if body.break_to else "",
        "url": site_url("body", body.slug),
    }


def page_told(page: PublicPage) -> Told:
    """The columns of an official page."""
    return {
        "body": page.body_slug,
        "network": page.network,
        "name": page.name,
        "url": page.url,
        "badge": {True: "yes", False: "no", None: "unknown"}[page.has_badge],
        "badge_seen_on": page.badge_seen_on.isoformat() if page.badge_seen_on else "",
        "confirmed_on": page.confirmed_on.isoformat() if page.confirmed_on else "",
    }


def entry_told(entry: Entry) -> dict[str, object]:
    """A body with its pages."""
    return {**body_told(entry.body), "pages": [page_told(page) for page in entry.pages]}


def schema_told(body: PublicBody, pages: list[PublicPage]) -> dict[str, object]:
    """A body in the words of schema.org, for search engines."""
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": site_url("body", body.slug),
        "name": body.name,
        "alternateName": body.short_name,
        "url": body.site or site_url("body", body.slug),
        "telephone": body.phone,
        "email": body.email,
        "address": body.address,
        "areaServed": body.municipality or body.territory,
        "taxID": body.ogrn,
        "sameAs": [page.url for page in pages if page.url],
        "openingHours": f"Mo-Fr {body.workday_from:%H:%M}-{body.workday_to:%H:%M}",
        "parentOrganization": {"@type": "GovernmentOrganization", "name": body.founder} if body.founder else "",
    }
    return {name: value for name, value in told.items() if value}

"""The page of a body: its official pages, when it works, what it was asked and has answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.organizations.public_selectors import find_heir, find_public_body
from otklik.pages.public_selectors import list_pages_of
from otklik.publication.published.selectors import answer_speed_of, list_published_of
from otklik.shared.clock import now as clock_now
from otklik.web.portal.asking import before_of
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.opening import opening_of
from otklik.web.portal.shown import CaseShown, PageShown
from otklik.web.portal.told import schema_told


@require_safe
@kept_shortly
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to write to a body, and how it answers."""
    card = find_public_body(slug)
    if card is None:
        return _elsewhere(slug)
    now, pages = clock_now(), list_pages_of(slug)
    cases = list_published_of(slug, before=before_of(request))
    context = {
        "body": card,
        "pages": [PageShown.of(page) for page in pages],
        "schema": schema_told(card, pages),
        "opening": opening_of(card, now=now),
        "speed": answer_speed_of(slug),
        "cases": [CaseShown.of(case) for case in cases.rows],
        "before": cases.before,
        "is_continued": before_of(request) is not None,
    }
    return render(request, "portal/body.html", context)


def _elsewhere(slug: str) -> HttpResponse:
    """A body that became part of another is found there."""
    heir = find_heir(slug)
    if heir is None:
        raise Http404(_("There is no such body."))
    return redirect("portal:body", heir, permanent=True)

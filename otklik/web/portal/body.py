"""The page of a body: its official pages, when it works, what it was asked and has answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.organizations.public_selectors import find_public_body
from otklik.pages.public_selectors import list_pages_of
from otklik.publication.public_selectors import list_published_of
from otklik.web.portal.shown import CaseShown, PageShown


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to write to a body, and how it answers."""
    card = find_public_body(slug)
    if card is None:
        raise Http404(_("There is no such body."))
    cases = list_published_of(slug, before=_before(request))
    context = {
        "body": card,
        "pages": [PageShown.of(page) for page in list_pages_of(slug)],
        "cases": [CaseShown.of(case) for case in cases.rows],
        "before": cases.before,
        "is_continued": _before(request) is not None,
    }
    return render(request, "portal/body.html", context)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None

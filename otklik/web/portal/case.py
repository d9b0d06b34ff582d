"""A published case: what was asked, what was answered, by whom and when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.publication.public_selectors import find_published
from otklik.web.portal.shown import CaseShown


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One question and its answer."""
    found = find_published(number) if number.isascii() and number.isdigit() else None
    if found is None:
        raise Http404(_("There is no such case, or it is no longer published."))
    return render(request, "portal/case.html", {"shown": CaseShown.of(found)})

"""What residents asked and what was answered: a list with filters in its address, newest first."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.publication.published.bounded import TooMuchToRead, in_time
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.mapping import Box
from otklik.publication.published.selectors import MOST_COUNTED, count_published, list_published
from otklik.web.portal.asking import asked_by, before_of, query_of
from otklik.web.portal.asking_form import asking_context
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.shown import CaseShown

A_SCREEN: Final = 20


@require_safe
@kept_shortly
def answers(request: HttpRequest) -> HttpResponse:
    """The list."""
    asked = asked_by(request)
    context = list_context(request, asked, path=reverse("portal:answers"))
    if request.GET.get("part") == "rows":
        return render(request, "portal/answers.html#rows", context)
    return render(request, "portal/answers.html", context | asking_context(asked, path=reverse("portal:answers")))


def list_context(request: HttpRequest, asked: CaseFilter, *, path: str, box: Box | None = None) -> dict[str, Any]:
    """The cases of one page and where the next ones are."""
    before = before_of(request)
    try:
        with in_time(is_needed=asked != CaseFilter() or box is not None):
            found = list_published(asked, before=before, at_most=A_SCREEN, box=box)
            count = count_published(asked, box=box) if before is None else 0
    except TooMuchToRead as refused:
        return {"cases": [], "count": 0, "too_much": refused.say(_)}
    more = {"before": str(found.before or ""), "box": request.GET.get("box", "")[:100] if box else ""}
    return {
        "cases": [CaseShown.of(case) for case in found.rows],
        "count": count,
        "most": MOST_COUNTED,
        "is_continued": before is not None,
        "more": path + query_of(asked, **more) if found.before else "",
    }

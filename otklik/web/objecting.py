"""Objecting to a decision of moderation: open to everybody who has the notice, banned or not, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from otklik.appeals.errors import UnfitValue
from otklik.moderation.objections.objecting import find_by_code, find_by_link, object_to, show_decision
from otklik.moderation.refusals import TooLateToObject, WordsMissing
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import address_of
from otklik.web.moderation_words import DECIDED

_TOO_LONG = 1000
"""Of what is typed into the small fields, no more is read."""


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a notice: the decision, and a form that works once; afterwards, how the objection stands."""
    decision_id = find_by_link(token)
    if decision_id is None:
        return _ask_for_code(request, _("This link leads nowhere any more. Use the number and the code of the notice."))
    if request.method == "GET":
        return _show(request, decision_id)
    try:
        object_to(decision_id, text=request.POST.get("text", ""), now=clock.now())
    except (WordsMissing, UnfitValue) as missing:
        return _show(request, decision_id, wrong=missing, status=422)
    except OtklikError:
        pass  # sent twice, undone or forgotten meanwhile: the page that comes now says so
    return redirect("objection_link", token)


@never_cache
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """The number and the code of a notice, typed in: then as by the link. Nothing is kept in the browser."""
    if request.method == "GET":
        return render(request, "portal/objection_code.html")
    typed = {name: request.POST.get(name, "")[:_TOO_LONG].replace("\0", "") for name in ("number", "code")}
    now = clock.now()
    try:
        decision_id = find_by_code(typed["number"], typed["code"], address=address_of(request), now=now)
    except OtklikError as refused:
        return render(request, "portal/objection_code.html", {"wrong": refused.say(_), "typed": typed}, status=422)
    if "text" not in request.POST:
        return _show(request, decision_id, typed=typed)
    try:
        object_to(decision_id, text=request.POST["text"], now=now)
    except (WordsMissing, UnfitValue) as missing:
        return _show(request, decision_id, typed=typed, wrong=missing, status=422)
    except OtklikError:
        pass  # sent twice, undone or forgotten meanwhile: the page that comes now says so
    return _show(request, decision_id, typed=typed)


def _ask_for_code(request: HttpRequest, wrong: str) -> HttpResponse:
    """There is nothing to show: why, and the form for another number."""
    return render(request, "portal/objection_code.html", {"wrong": wrong}, status=404)


def _show(
    request: HttpRequest,
    decision_id: int,
    *,
    typed: dict[str, str] | None = None,
    wrong: OtklikError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = show_decision(decision_id)
    if shown is None:
        return _ask_for_code(request, _("There is nothing to object to: the decision does not stand."))
    context = {
        "shown": shown,
        "decided": _(DECIDED[shown.act]),
        "ground": _(shown.ground),
        "undone": _(shown.undone) if shown.undone else "",
        "too_late": TooLateToObject().say(_) if shown.is_too_late else "",
        "typed": typed,
        "wrong": wrong.say(_) if wrong else "",
        "words": request.POST.get("text", ""),
    }
    return render(request, "portal/objection.html", context, status=status)

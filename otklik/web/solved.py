"""What a resident says of the answer: by the link that we sent, without an account, once."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from otklik.answers.errors import NothingWaits
from otklik.answers.verdicts import LONGEST_WORDS, Said, find_verdict, give_verdict
from otklik.publication.services import find_public_number
from otklik.shared import clock
from otklik.web.verdict_words import REASONS


@never_cache
@require_http_methods(["GET", "POST"])
def solved(request: HttpRequest, token: str) -> HttpResponse:
    """The form that works once; afterwards what was said and what became of it. Looking uses nothing up."""
    now = clock.now()
    if request.method == "POST":
        answer = request.POST.get("solved", "")
        if answer not in {"yes", "no"}:
            return _show(request, token, wrong=_("Say whether it is solved."), status=422)
        mark = request.POST.get("mark", "")
        said = Said(
            is_solved=answer == "yes",
            mark=int(mark) if mark in {"1", "2", "3", "4", "5"} else None,
            reasons=request.POST.getlist("reason"),
            words=request.POST.get("words", ""),
        )
        with suppress(NothingWaits):  # the page that comes now says why
            give_verdict(token, said, now=now)
        return redirect("solved", token)
    return _show(request, token)


def _show(request: HttpRequest, token: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    shown = find_verdict(token, now=clock.now())
    if shown is None:
        raise Http404(_("This link leads nowhere."))
    context = {
        "shown": shown,
        "public_number": find_public_number(shown.case_id),
        "reasons": [(value, _(words)) for value, words in REASONS.items()],
        "marks": (1, 2, 3, 4, 5),
        "longest": LONGEST_WORDS,
        "typed": request.POST,
        "chosen": request.POST.getlist("reason"),
        "wrong": wrong,
    }
    return render(request, "portal/solved.html", context, status=status)

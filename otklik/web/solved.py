"""What a resident says of the answer: by the link that we sent, without an account, once."""

from contextlib import suppress
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.answers.errors import NothingWaits
from otklik.answers.results.verdicts import Said, find_verdict, give_verdict
from otklik.appeals.errors import UnfitValue
from otklik.media.errors import FileRefused
from otklik.media.services import keep_photos
from otklik.publication.decisions.services import find_public_number
from otklik.shared import clock
from otklik.web.uploads import read_photos
from otklik.web.verdict_words import REASONS

MOST_PHOTOS = 5


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it, and the programs of networks may keep none
@require_http_methods(["GET", "POST"])
def solved(request: HttpRequest, token: str) -> HttpResponse:
    """The form that works once; afterwards what was said and what became of it. Looking uses nothing up."""
    now = clock.now()
    if request.method == "POST":
        answer = request.POST.get("solved", "")
        if answer not in {"yes", "no"}:
            return _show(request, token, wrong=_("Say whether it is solved."), status=422)
        shown = find_verdict(token, now=now)
        try:
            with suppress(NothingWaits):  # the page that comes now says why
                if shown is not None and shown.is_open:
                    give_verdict(token, _said(request, is_solved=answer == "yes", now=now), now=now)
        except (FileRefused, UnfitValue) as refused:
            return _show(request, token, wrong=refused.say(_), at=refused.field, status=422)
        return redirect("solved", token)
    return _show(request, token)


def _said(request: HttpRequest, *, is_solved: bool, now: datetime) -> Said:
    """What was filled in; with «solved» photos are not even looked at. Raises FileRefused."""
    mark = request.POST.get("mark", "")
    contents = [] if is_solved else read_photos(request, at_most=MOST_PHOTOS)
    return Said(
        is_solved=is_solved,
        mark=int(mark) if mark in {"1", "2", "3", "4", "5"} else None,
        reasons=request.POST.getlist("reason"),
        words=request.POST.get("words", ""),
        photos=keep_photos(contents, zone=get_default_timezone(), now=now),
    )


def _show(request: HttpRequest, token: str, *, wrong: str = "", at: str = "solved", status: int = 200) -> HttpResponse:
    """`at`: the field that is wrong."""
    shown = find_verdict(token, now=clock.now())
    if shown is None:
        raise Http404(_("This link leads nowhere."))
    context = {
        "shown": shown,
        "public_number": find_public_number(shown.case_id),
        "reasons": [(value, _(words)) for value, words in REASONS.items()],
        "marks": (1, 2, 3, 4, 5),
        "typed": request.POST,
        "chosen": request.POST.getlist("reason"),
        "wrong": wrong,
        "at": at if wrong else "",
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "portal/solved.html", context, status=status)

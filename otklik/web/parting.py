"""Working out a part of a case by a link: open to whoever has it, without an account. It takes one answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from otklik.appeals.errors import UnfitValue
from otklik.appeals.handing_outside import LONGEST_ANSWER, answer_outside, find_question
from otklik.media.errors import FileRefused
from otklik.media.services import keep_photos
from otklik.shared import clock
from otklik.web.uploads import read_photos


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The question and a form that works once; afterwards, that the answer has come."""
    now, wrong = clock.now(), ""
    asked = find_question(secret, now=now)
    if asked is None:
        raise Http404(_("This link works no more. Ask whoever sent it for a new one."))
    if request.method == "POST":
        try:
            if not asked.is_answered:
                photos = keep_photos(read_photos(request), zone=get_default_timezone(), now=now)
                answer_outside(secret, request.POST.get("text", ""), photos=photos, now=now)
            return redirect("part_link", secret)
        except (FileRefused, UnfitValue) as refused:
            wrong = refused.say(_)
    context = {"asked": asked, "wrong": wrong, "typed": request.POST.get("text", ""), "longest": LONGEST_ANSWER}
    return render(request, "portal/part.html", context, status=422 if wrong else 200)

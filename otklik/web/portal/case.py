"""A published case: what was asked, what was answered, by whom and when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from otklik.intake.gate import may_ask
from otklik.publication.public_selectors import find_published
from otklik.publication.similar import add_voice
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.portal.shown import CaseShown


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One question and its answer."""
    found = find_published(number) if number.isascii() and number.isdigit() else None
    if found is None:
        raise Http404(_("There is no such case, or it is no longer published."))
    return render(request, "portal/case.html", {"shown": CaseShown.of(found), "is_counted": "same" in request.GET})


@csrf_exempt  # changes one count, and only once for each sender
@require_POST
def same(request: HttpRequest, number: str) -> HttpResponse:
    """«The same with me»: counted instead of a new case."""
    now, agent = clock.now(), request.headers.get("User-Agent", "")[:400]
    if not may_ask(address_of(request), now=now):
        return redirect("portal:case", number)
    sender = f"{address_of(request)} {agent}"
    if not (number.isascii() and number.isdigit()) or not add_voice(number, sender=sender, now=now):
        raise Http404(_("There is no such case, or it is no longer published."))
    return redirect(f"{reverse('portal:case', args=[number])}?same=1")

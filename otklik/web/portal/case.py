"""A published case: what was asked, what was answered, by whom and when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from otklik.intake.gate import may_ask, may_count, network_of
from otklik.publication.published.beside import list_beside
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.photos import photos_of_case
from otklik.publication.published.selectors import find_published
from otklik.publication.published.similar import add_voice
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.portal.asking import query_of
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.shown import CaseShown


@require_safe
@kept_shortly
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One question and its answer."""
    found = find_published(number) if number.isascii() and number.isdigit() else None
    if found is None:
        raise Http404(_("There is no such case, or it is no longer published."))
    context = {
        "shown": CaseShown.of(found),
        "is_counted": "same" in request.GET,
        "beside": [CaseShown.of(one) for one in list_beside(found)],
        "beside_query": query_of(CaseFilter(topic=found.group_code)),
        "shown_photos": photos_of_case(number),
    }
    return render(request, "portal/case.html", context)


@csrf_exempt  # changes one count, and only once for each sender
@require_POST
def same(request: HttpRequest, number: str) -> HttpResponse:
    """«The same with me»: counted instead of a new case."""
    now, agent = clock.now(), request.headers.get("User-Agent", "")[:400]
    if not (number.isascii() and number.isdigit()) or find_published(number) is None:
        raise Http404(_("There is no such case, or it is no longer published."))
    address = address_of(request)
    if not may_ask(address, now=now) or not may_count(address, number, now=now):
        return redirect("portal:case", number)
    add_voice(number, sender=f"{network_of(address)} {agent}", now=now)
    return redirect(f"{reverse('portal:case', args=[number])}?same=1")

"""Beside the private page of a case: hearing of the answer in a network, by a code that its author sends there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.intake.act_talks import leave_talk
from otklik.publication.own_hearing import find_hearing
from otklik.web.portal.words import network_name


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it
@require_http_methods(["GET", "POST"])
def own_hearing(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The code and where to send it; where that was done, a button that ends it."""
    if request.method == "POST":
        leave_talk(number, token)
        return redirect("own_hearing", number, token)
    hearing = find_hearing(number, token)
    if hearing is None:
        raise Http404(_("This link leads nowhere."))
    context = {
        "number": number,
        "token": token,
        "talk": hearing.talk,
        "network": network_name(hearing.talk.network) if hearing.talk else "",
        "code": hearing.code,
        "links": [(network_name(page.network), page) for page in hearing.pages if page.link],
        "pages": [(network_name(page.network), page) for page in hearing.pages if not page.link],
    }
    return render(request, "portal/own_hearing.html", context)

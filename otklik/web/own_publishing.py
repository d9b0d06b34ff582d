"""On the private page of a case: its author lets others read it, or takes that back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.publication.decisions.consenting import say_publishing
from otklik.shared import clock
from otklik.web.portal.consents import PUBLISH_CONSENT


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it
@require_POST
def publish_own(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Agree or take it back: what everybody can read changes at once."""
    version = PUBLISH_CONSENT if request.POST.get("agree") == "yes" else ""
    if not say_publishing(number, token, version, now=clock.now()):
        raise Http404(_("This link leads nowhere."))
    return redirect("own_case", number, token)

"""`GET /api/v1/verify?url=`: is this page official?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from otklik.pages.verify import LONGEST_TEXT, OfficialPage, Verification, note_question, verify
from otklik.pages.verify_words import say_why
from otklik.web.api.public.answering import answer, reads_only


@reads_only
def verify_page(request: HttpRequest) -> HttpResponse:
    """Whether the page at `url` is official, why, and whose it is; the reason in the language of the request."""
    asked = request.GET.get("url", "").strip()
    if not asked:
        return answer({"error": _("Say which page: ?url= and its address.")}, status=400)
    if len(asked) > LONGEST_TEXT:
        wrong = _("The address is too long: at most %(count)d characters.") % {"count": LONGEST_TEXT}
        return answer({"error": wrong}, status=400)
    found = verify(asked)
    note_question(found)
    return answer(_told(found))


def _told(found: Verification) -> dict[str, object]:
    page = found.page
    return {
        "verdict": found.verdict.value,
        "reason": say_why(found),
        "body": _body(page) if page else None,
        "page": {"network": page.network, "name": page.name, "url": page.url} if page else None,
    }


def _body(page: OfficialPage) -> dict[str, str]:
    address = settings.OTKLIK_SITE_URL + reverse("portal:body", args=[page.body_slug])
    return {"name": page.body_name, "url": address}

"""`GET /api/v1/bodies` and `/api/v1/bodies/<id>`: public bodies with their official pages."""

from bisect import bisect_right
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from otklik.organizations.finding.ranking import find_bodies
from otklik.pages.verify import LONGEST_TEXT, OfficialPage, Verification, note_question, verify
from otklik.pages.verify_words import say_why
from otklik.web.api.public.answering import answer, reads_only
from otklik.web.portal.register import Register, load_register
from otklik.web.portal.told import entry_told

A_PAGE, MOST = 50, 200

LONGEST_QUESTION = 100


@reads_only
def list_bodies(request: HttpRequest) -> HttpResponse:
    """Bodies by their ids, so many at a time; with `q` those that fit the words, the best first."""
    asked = request.GET.get("limit", str(A_PAGE))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 5 and 1 <= int(asked) <= MOST):
        return answer({"error": _("limit is a number from 1 to {most}.").format(most=MOST)}, status=400)
    limit, register = int(asked), load_register()
    question = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
    if question:
        return answer({"bodies": _found(register, question, limit), "next": None})
    start = bisect_right(register.slugs, request.GET.get("after", ""))
    slugs = register.slugs[start : start + limit]
    following = start + limit < len(register.slugs)
    return answer(
        {
            "bodies": [_body(register, slug) for slug in slugs],
            "next": _address(limit=str(limit), after=slugs[-1]) if following else None,
        }
    )


@reads_only
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body."""
    register = load_register()
    if slug not in register.places:
        return answer({"error": _("There is no such body.")}, status=404)
    return answer(_body(register, slug))


def _body(register: Register, slug: str) -> dict[str, object]:
    return entry_told(register.entries[register.places[slug]])


def _found(register: Register, question: str, limit: int) -> list[dict[str, object]]:
    return [_body(register, found.key) for found in find_bodies(question, register.index)[:limit]]


def _address(**query: str) -> str:
    return f"{settings.OTKLIK_SITE_URL}{reverse('public_api:bodies')}?{urlencode(query)}"


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
        "body": _body_of_page(page) if page else None,
        "page": {"network": page.network, "name": page.name, "url": page.url} if page else None,
    }


def _body_of_page(page: OfficialPage) -> dict[str, str]:
    address = settings.OTKLIK_SITE_URL + reverse("portal:body", args=[page.body_slug])
    return {"name": page.body_name, "url": address}

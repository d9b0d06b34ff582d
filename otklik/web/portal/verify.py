"""The box «is this page official?» and its answer, as a page of its own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from otklik.pages.verify import LONGEST_TEXT, Genuineness, Verification, Why, note_question, verify
from otklik.pages.verify_words import say_why


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """The answer as one sees it: a title, an icon and a colour, always all three."""

    title: str
    icon: str
    tone: str


_SHOWN = {
    Genuineness.OFFICIAL: VerdictShown(_("Yes, this is an official page"), "rosette-discount-check", "good"),
    Genuineness.NOT_OFFICIAL: VerdictShown(_("No, this is not an official page"), "alert-triangle", "bad"),
    Genuineness.UNKNOWN: VerdictShown(_("We do not know this page"), "help-circle", "wait"),
}
_CAREFUL = VerdictShown(_("Careful: it looks like an official page"), "alert-triangle", "wait")
_ONE_OF_SEVERAL = VerdictShown(_("Several networks may have this name"), "help-circle", "wait")


@require_safe
def verify_page(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and say whose page it is."""
    asked = request.GET.get("url", "").replace("\0", "").strip()[:LONGEST_TEXT]
    context: dict[str, object] = {"asked": asked}
    if asked:
        found = verify(asked)
        note_question(found)
        context |= _answer(found)
    return render(request, "portal/verify.html", context)


def _answer(found: Verification) -> dict[str, object]:
    is_like = found.why in (Why.SUSPECTED, Why.NEAR)
    shown = _CAREFUL if is_like else _ONE_OF_SEVERAL if found.why is Why.NAME_ONLY else _SHOWN[found.verdict]
    return {
        "found": found,
        "verdict": VerdictShown(gettext(shown.title), shown.icon, shown.tone),
        "reason": say_why(found),
        "is_official": found.verdict is Genuineness.OFFICIAL,
        "is_danger": is_like or found.verdict is Genuineness.NOT_OFFICIAL,
    }

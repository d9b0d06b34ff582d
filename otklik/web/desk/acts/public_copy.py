"""What everybody sees of one case, beside what it is made of: edit the copy, take it back, let photos pass."""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from otklik.appeals.errors import NoSuchCase, StaleCase, UnfitValue
from otklik.audit.services import record_access
from otklik.media.blurring import MOST_AREAS, Area
from otklik.organizations.rights import Right
from otklik.publication.decisions.looking import (
    LONGEST_COPY,
    LONGEST_REASON,
    Seen,
    drop_consent,
    load_copy,
    note_consent,
    publish_looked,
    withdraw_copy,
)
from otklik.publication.photos import keep_photo_inside, pass_photo
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_LONGEST_AREAS = 4_000


@require_safe
@desk_page(right=Right.SEE_CASES)
def public_copy(request: DeskRequest, number: int) -> HttpResponse:
    """Side by side: what was said, and what everybody reads of it. Looking is logged."""
    response = _draw(request, number)
    record_access(request.viewer, subject=f"appeal:{number}", now=request.now)
    return response


@require_POST
@desk_page(right=Right.SEE_CASES)
def publish(request: DeskRequest, number: int) -> HttpResponse:
    """Publish it as it stands in the form."""
    return _perform(
        request,
        number,
        lambda: publish_looked(
            number,
            text=request.POST.get("copy_text", ""),
            answer=request.POST.get("copy_answer", ""),
            seen=_seen(request.POST),
            by=request.viewer,
            now=request.now,
        ),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def withdraw(request: DeskRequest, number: int) -> HttpResponse:
    """Take it back, with a reason."""
    because, seen = request.POST.get("because", ""), _seen(request.POST)
    return _perform(
        request,
        number,
        lambda: withdraw_copy(number, because=because, seen=seen, by=request.viewer, now=request.now),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def consent(request: DeskRequest, number: int) -> HttpResponse:
    """The author of a private talk agreed, or took it back."""
    because, seen = request.POST.get("consent", ""), _seen(request.POST)
    if "drop" in request.POST:
        return _perform(request, number, lambda: drop_consent(number, seen=seen, by=request.viewer, now=request.now))
    return _perform(
        request, number, lambda: note_consent(number, because=because, seen=seen, by=request.viewer, now=request.now)
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def decide_photo(request: DeskRequest, number: int, photo_id: int) -> HttpResponse:
    """Let a photo pass, with areas blurred, or keep it inside."""
    if request.POST.get("decision") != "pass":
        return _perform(
            request, number, lambda: keep_photo_inside(number, photo_id, by=request.viewer, now=request.now)
        )
    stage = request.POST.get("stage", "")
    return _perform(
        request,
        number,
        lambda: pass_photo(
            number, photo_id, stage=stage, areas=read_areas(request.POST), by=request.viewer, now=request.now
        ),
        at=f"photo-{photo_id}",
    )


def read_areas(values: QueryDict) -> list[Area]:
    """Areas as they were typed or drawn: a line each of left, top, width, height in percent. Raises UnfitValue."""
    text = values.get("areas", "")
    lines = [line for line in text[:_LONGEST_AREAS].splitlines() if line.strip()]
    areas = []
    for place, line in enumerate(lines, start=1):
        numbers = [float(one.replace(",", ".")) / 100 for one in re.findall(_NUMBER, line)]
        if len(numbers) != 4 or not Area(*numbers).is_fit:
            raise UnfitValue(
                _("Line %(line)s is no area of the picture."),
                field="areas",
                mend=_("Write four numbers from 0 to 100: from the left, from the top, width, height."),
                values={"line": str(place)},
            )
        areas.append(Area(*numbers))
    return areas


def _seen(values: QueryDict) -> Seen:
    version = values.get("version", "")
    is_number = version.isascii() and version.isdecimal() and len(version) < 10
    return Seen(int(version) if is_number else 0, values.get("words", ""))


def _perform(request: DeskRequest, number: int, act: Callable[[], None], *, at: str = "") -> HttpResponse:
    try:
        act()
    except NoSuchCase:
        raise
    except OtklikError as refused:
        status = HTTPStatus.CONFLICT if isinstance(refused, StaleCase) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _draw(request, number, wrong=refused, status=status)
    copy = load_copy(request.viewer, number)
    if copy is not None and copy.is_published:
        messages.success(request, _("Done. Everybody sees it so from now on."))
    else:
        messages.success(request, _("Done. Nobody outside sees it."))
    return redirect(reverse("desk:public_copy", args=[number]) + (f"#{at}" if at else ""))


def _draw(
    request: DeskRequest, number: int, *, wrong: OtklikError | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    copy = load_copy(request.viewer, number)
    typed: Mapping[str, str] = request.POST.dict() if wrong else {}
    context = {
        "number": number,
        "copy": copy,
        "typed": typed,
        "wrong": wrong.say(gettext) if wrong else "",
        "field": getattr(wrong, "field", ""),
        "is_stale": isinstance(wrong, StaleCase),
        "longest": LONGEST_COPY,
        "longest_reason": LONGEST_REASON,
        "most_areas": MOST_AREAS,
        "now": request.now,
    }
    return render(request, "desk/public_copy.html", context, status=status)

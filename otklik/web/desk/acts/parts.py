"""Parts of a case: asked of another body, or of somebody outside by a link; cases that have to do with one another."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from otklik.appeals.handing_outside import ask_outside, take_back_link
from otklik.appeals.relating import relate_cases, unrelate_cases
from otklik.appeals.splitting import ask_body
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import read_any_body
from otklik.web.desk.case.case_page import PART_LINK, perform
from otklik.web.desk.forms import version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def ask_part(request: DeskRequest, number: int) -> HttpResponse:
    """Give a part of the case to another body."""
    return perform(request, number, at="part", act=lambda: _ask_body(request, number), done=gettext("Asked."))


@require_POST
@desk_page(right=Right.SEE_CASES)
def hand_outside(request: DeskRequest, number: int) -> HttpResponse:
    """Make a link for somebody without an account; it is shown once."""
    return perform(request, number, at="outside", act=lambda: _hand_outside(request, number))


@require_POST
@desk_page(right=Right.SEE_CASES)
def take_back(request: DeskRequest, number: int, part_id: int) -> HttpResponse:
    """The link works no more."""
    return perform(
        request, number, at="outside", act=lambda: take_back_link(number, part_id, by=request.viewer, now=request.now)
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def relate(request: DeskRequest, number: int) -> HttpResponse:
    """The case has to do with another."""
    other = request.POST.get("number", "")
    return perform(
        request, number, at="relate", act=lambda: relate_cases(number, other=other, by=request.viewer, now=request.now)
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def unrelate(request: DeskRequest, number: int) -> HttpResponse:
    """It has not, after all."""
    other = request.POST.get("number", "")
    return perform(
        request,
        number,
        at="relate",
        act=lambda: unrelate_cases(number, other=other, by=request.viewer, now=request.now),
    )


def _ask_body(request: DeskRequest, number: int) -> None:
    ask_body(
        number,
        body_id=read_any_body(request.POST.get("body_id", "").replace("\x00", "")) or 0,
        question=_question(request),
        by=request.viewer,
        version=version_of(request.POST),
        now=request.now,
    )


def _hand_outside(request: DeskRequest, number: int) -> None:
    secret = ask_outside(
        number,
        to_name=request.POST.get("to_name", "").replace("\x00", ""),
        question=_question(request),
        by=request.viewer,
        version=version_of(request.POST),
        now=request.now,
    )
    # only the next look at the case shows it: `case_context` takes it out
    request.session[PART_LINK] = [number, request.build_absolute_uri(reverse("part_link", args=[secret]))]


def _question(request: DeskRequest) -> str:
    return request.POST.get("question", "").replace("\x00", "")

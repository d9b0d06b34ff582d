"""Cases that seem to be one: join them, say that they are two, pass one answer on to all."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from otklik.answers.sending.merged_cases import pass_on_answer
from otklik.appeals.joining import join_alike, tell_apart
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def join(request: DeskRequest, number: int, other: int) -> HttpResponse:
    """Make one of two cases."""
    return perform(
        request,
        number,
        at="alike",
        act=lambda: join_alike(
            number, other=other, by=request.viewer, version=version_of(request.POST), now=request.now
        ),
        done=gettext("Joined. If they were two after all, take them apart in the joined one."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def different(request: DeskRequest, number: int, other: int) -> HttpResponse:
    """They are two: not proposed again."""
    return perform(
        request,
        number,
        at="alike",
        act=lambda: tell_apart(number, other=other, by=request.viewer, now=request.now),
        done=gettext("Noted: it is another matter. It is not proposed again."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def pass_on(request: DeskRequest, number: int) -> HttpResponse:
    """Send the answer of this case to the residents of the joined ones."""
    return perform(
        request,
        number,
        at="passing_on",
        act=lambda: pass_on_answer(number, by=request.viewer, version=version_of(request.POST), now=request.now),
        done=gettext("The answer is on its way to the joined talks."),
    )

"""Moving a deadline, and the words in which the resident is told."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.extending import extend_deadline
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_date, version_of

MOST_WORDS = 1000


@require_POST
@desk_page(right=Right.SEE_CASES)
def extend(request: DeskRequest, number: int) -> HttpResponse:
    """Move the deadline; the answer box then holds the words for the resident, to be sent as an interim answer."""
    return perform(
        request,
        number,
        at="extend",
        act=lambda: _extend(request, number),
        done=_("The deadline is moved. Tell the resident: the words are ready below."),
        anchor="?told=extension#answer-text",
    )


def _extend(request: DeskRequest, number: int) -> None:
    values = request.POST
    extend_deadline(
        number,
        to=find_date(values.get("due_on", ""), field="due_on", today=timezone.localdate(request.now)),
        because=values.get("because", "")[:MOST_WORDS],
        by=request.viewer,
        version=version_of(values),
        now=request.now,
    )

"""One case with everything about it."""

from django.http import HttpResponse

from otklik.audit.services import record_access
from otklik.notices.services import mark_read
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case_page import draw_case


@desk_page(right=Right.SEE_CASES)
def case(request: DeskRequest, number: int) -> HttpResponse:
    """The thread as the resident sees it, what the machine proposes, the clocks, the answer. Looking is logged."""
    response = draw_case(request, number)
    mark_read(request.viewer.staff_id, number=number, now=request.now)
    record_access(request.viewer, subject=f"appeal:{number}", now=request.now)
    return response

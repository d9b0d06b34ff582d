"""Internal notes."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from otklik.appeals.services import write_note
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case_page import perform


@require_POST
@desk_page(right=Right.WRITE_NOTE)
def note(request: DeskRequest, number: int) -> HttpResponse:
    """Add a note; the resident never sees it."""
    text = request.POST.get("text", "")
    return perform(
        request, number, at="note", act=lambda: write_note(number, text=text, by=request.viewer, now=request.now)
    )

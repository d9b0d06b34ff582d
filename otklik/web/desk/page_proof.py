"""Proving that a page is its body's own: beginning each way, and entering the code from the letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.pages.proof import ask_proof, enter_code, find_kind
from otklik.pages.selectors import access_page
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.page import tell


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def ask(request: DeskRequest, page_id: int, kind: str) -> HttpResponse:
    """Begin one way, or have it looked at again now."""
    page = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    way = find_kind(kind)
    if way is None:
        raise Http404
    return tell(request, page_id, lambda: ask_proof(page, way, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def enter(request: DeskRequest, page_id: int) -> HttpResponse:
    """Enter the code from the letter."""
    page = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    code = request.POST.get("code", "")[:40]

    def check() -> None:
        enter_code(page, code, by=request.viewer, now=request.now)
        messages.success(request, _("Thank you: the page is proved to be the body's own."))

    return tell(request, page_id, check)

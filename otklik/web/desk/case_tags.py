"""Tags of one case: put on by name, taken off by a press."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from otklik.appeals.tags import change_tags, put_tag
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case_page import perform
from otklik.web.desk.forms import find_id, version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def put(request: DeskRequest, number: int) -> HttpResponse:
    """The case bears one more tag."""
    name = request.POST.get("tag", "").replace("\x00", "")[:200]
    return perform(
        request,
        number,
        at="tags",
        act=lambda: put_tag(number, name, by=request.viewer, version=version_of(request.POST), now=request.now),
        anchor="#tags",
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def take(request: DeskRequest, number: int) -> HttpResponse:
    """A tag is taken off."""
    return perform(request, number, at="tags", act=lambda: _take(request, number), anchor="#tags")


def _take(request: DeskRequest, number: int) -> None:
    tag_id = find_id(request.POST.get("tag_id", "").replace("\x00", ""), field="tag") or 0
    change_tags(number, take=[tag_id], by=request.viewer, version=version_of(request.POST), now=request.now)

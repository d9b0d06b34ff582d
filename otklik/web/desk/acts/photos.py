"""A photo of a case, for those who see the case; to others it is not there."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from otklik.appeals.photos import access_photo, access_video, take_away
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.case_page import perform
from otklik.web.pictures import picture, video


@require_safe
@desk_page(right=Right.SEE_CASES)
def photo(request: DeskRequest, number: int, photo_id: int) -> HttpResponse:
    """As large as it is kept."""
    return _picture(request, number, photo_id, is_small=False)


@require_safe
@desk_page(right=Right.SEE_CASES)
def small_photo(request: DeskRequest, number: int, photo_id: int) -> HttpResponse:
    """The small one, for lists."""
    return _picture(request, number, photo_id, is_small=True)


@require_safe
@desk_page(right=Right.SEE_CASES)
def case_video(request: DeskRequest, number: int, photo_id: int) -> HttpResponseBase:
    """A video, or the part of it that a player asks for."""
    file = access_video(request.viewer, number, photo_id)
    return video(file, name=f"{number}-{photo_id}", asked=request.headers.get("Range", ""))


@require_POST
@desk_page(right=Right.SEE_CASES)
def drop_photo(request: DeskRequest, number: int, photo_id: int) -> HttpResponse:
    """Take a photo away that should not be here."""
    because = request.POST.get("because", "")
    act = lambda: take_away(number, photo_id, because=because, by=request.viewer, now=request.now)  # noqa: E731
    return perform(request, number, at=f"photo-{photo_id}", act=act, done=_("The photo is gone."))


def _picture(request: DeskRequest, number: int, photo_id: int, *, is_small: bool) -> HttpResponse:
    content = access_photo(request.viewer, number, photo_id, is_small=is_small)
    return picture(content, name=f"{number}-{photo_id}")

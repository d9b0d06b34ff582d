"""A photo of a case, for those who see the case; to others it is not there."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from otklik.appeals.photos import access_photo
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page


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


def _picture(request: DeskRequest, number: int, photo_id: int, *, is_small: bool) -> HttpResponse:
    content = access_photo(request.viewer, number, photo_id, is_small=is_small)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Content-Disposition": f'inline; filename="{number}-{photo_id}.jpg"',
            # opened by itself it is a picture and nothing else, whatever a browser makes of it
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )

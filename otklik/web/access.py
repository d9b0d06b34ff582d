"""The door of the desk: nobody passes without signing in, and everybody works within their rights.

`desk_page` loads the person once per request and reads the clock once; pages take both from the request.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from otklik.appeals.errors import NoSuchCase
from otklik.moderation.selectors import FrameCounts
from otklik.organizations.errors import HoldsForAll, NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import Viewer, viewer_of
from otklik.shared import clock
from otklik.web.door import await_second_step, lacks_factor, note_at_work

if TYPE_CHECKING:
    from otklik.organizations.models import Staff


class DeskRequest(HttpRequest):
    """A request of a person who signed in."""

    viewer: Viewer
    now: datetime
    frame_counts: FrameCounts
    """Only once something counted them: the page, or its frame."""


def wants_fragment(request: HttpRequest) -> bool:
    """The page asks for a part of itself."""
    return request.headers.get("HX-Request") == "true"


def desk_page[**P](
    *, right: Right | None = None, without_factor: bool = False
) -> Callable[
    [Callable[Concatenate[DeskRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """A page for staff. With `right` only for those who have it somewhere; for an object the page itself asks.

    Whoever has it nowhere gets 403; at the address of an object 404, as for any that they do not see.

    `without_factor`: open also to those who have to add a second factor first; who has one shows it before anything.
    """

    def guard(
        page: Callable[Concatenate[DeskRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            desk = _at_work(request)
            if lacks_factor(request, desk.viewer):
                if has_factor(desk.viewer.staff_id):
                    await_second_step(request, desk.viewer.staff_id, way=_way_of(request), now=desk.now)
                    return _to(request, "second_step")
                if not without_factor:
                    return _to(request, "desk:second_factor")
            if right is not None and not desk.viewer.may_anywhere(right):
                status = 404 if kwargs else 403  # of an object nobody learns whether it is there
                response: HttpResponseBase = render(request, "desk/not_yours.html", status=status)
            else:
                try:
                    response = page(desk, *args, **kwargs)
                except (NotSeen, NoSuchCase) as unseen:
                    raise Http404(unseen.wrong) from unseen
                except HoldsForAll as beyond:
                    raise PermissionDenied(beyond.wrong) from beyond
            add_never_cache_headers(response)
            return response

        return guarded

    return guard


def _at_work(request: HttpRequest) -> DeskRequest:
    """The same request, with the person's posts of today and their language."""
    now = clock.now()
    desk = cast(DeskRequest, request)
    desk.now = now
    desk.viewer = viewer_of(cast("Staff", request.user), on=timezone.localdate(now))
    note_at_work(request, now=now)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(getattr(request.user, "language", settings.LANGUAGE_CODE))
    return desk


def _way_of(request: HttpRequest) -> str:
    """Where a person goes on afterwards: what was sent is not sent again."""
    return request.get_full_path() if request.method == "GET" and not wants_fragment(request) else reverse("desk:inbox")


def _to(request: HttpRequest, name: str) -> HttpResponseBase:
    if wants_fragment(request):
        response = HttpResponse(status=403)
        response["HX-Redirect"] = reverse(name)
        return response
    return redirect(name)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if wants_fragment(request):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = settings.LOGIN_URL
        return response
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)

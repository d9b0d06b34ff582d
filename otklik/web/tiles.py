"""What a page with a map needs: the ground below the points, and leave for the pictures of a server of tiles."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csp import csp_override

type View = Callable[..., HttpResponse]


def ground_context() -> dict[str, str]:
    """Where the ground comes from: tiles of a server that is named, or our own drawing."""
    return {
        "tiles": settings.OTKLIK_TILES_URL,
        "tiles_by": settings.OTKLIK_TILES_BY,
        "ground": reverse("portal:map_ground"),
    }


def policy_with_tiles() -> dict[str, Any]:
    """The policy of all pages, opened for pictures of that server alone."""
    ours: dict[str, Any] = dict(settings.SECURE_CSP)
    return ours | {"img-src": [*ours["img-src"], *settings.OTKLIK_TILES_HOSTS]}


def lets_tiles_in(view: View) -> View:
    """For a page with a map."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        drawn: HttpResponse = csp_override(policy_with_tiles())(view)(request, *args, **values)
        return drawn

    return answer

"""The vocabulary of tags: entered for a body, renamed, shown to the public or not, retired."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.errors import StaleCase
from otklik.organizations.errors import NotSeen
from otklik.publication.tag_book import change_tag, enter_tag, list_vocabulary, retire_tag, tag_scope
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import owner_field, read_owner
from otklik.web.desk.steps import version_of


@desk_page()
def tags(request: DeskRequest) -> HttpResponse:
    """The tags of one's bodies; a new one is entered here."""
    if tag_scope(request.viewer).is_empty:
        return render(request, "desk/not_yours.html", status=403)
    if request.method == "POST":
        return _perform(request, lambda: _enter(request), done=_("The tag is offered from now on."))
    return _draw(request)


@require_POST
@desk_page()
def change(request: DeskRequest, tag_id: int) -> HttpResponse:
    """A tag is called otherwise, or is seen by the public, or no more."""
    return _perform(
        request,
        lambda: change_tag(
            tag_id,
            name=_plain(request, "name"),
            is_public=bool(request.POST.get("is_public")),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
        done=_("The tag is changed. Published cases follow within a minute."),
        tag_id=tag_id,
    )


@require_POST
@desk_page()
def retire(request: DeskRequest, tag_id: int) -> HttpResponse:
    """A tag is offered no more."""
    return _perform(
        request,
        lambda: retire_tag(tag_id, by=request.viewer, version=version_of(request.POST), now=request.now),
        done=_("The tag is no longer offered: it stays at its cases, the public sees it no more."),
        tag_id=tag_id,
    )


def _perform(request: DeskRequest, act: Callable[[], object], *, done: str, tag_id: int = 0) -> HttpResponse:
    try:
        act()
    except NotSeen:
        raise
    except OtklikError as why:
        return _draw(request, refused=why, tag_id=tag_id)
    messages.success(request, done)
    return redirect("desk:tags")


def _draw(request: DeskRequest, *, refused: OtklikError | None = None, tag_id: int = 0) -> HttpResponse:
    """The page; `tag_id`: at which tag something was refused, 0 for a new one."""
    scope = tag_scope(request.viewer)
    rows = list_vocabulary(request.viewer)
    context = {
        "at": "tags",
        "offered": [one for one in rows if one.is_active],
        "retired": [one for one in rows if not one.is_active],
        "owners": owner_field(request.viewer, typed=_plain(request, "owner_id")),
        "sees_all": scope.everything,
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
        "wrong_at": tag_id,
    }
    status = 200 if refused is None else 409 if isinstance(refused, StaleCase) else 422
    return render(request, "desk/tags.html", context, status=status)


def _enter(request: DeskRequest) -> None:
    enter_tag(
        _plain(request, "name"),
        body_id=read_owner(request.viewer, _plain(request, "owner_id")),
        is_public=bool(request.POST.get("is_public")),
        by=request.viewer,
        now=request.now,
    )


def _plain(request: DeskRequest, field: str) -> str:
    return request.POST.get(field, "").replace("\x00", "")

"""The vocabulary of tags: entered for a body, renamed, shown to the public or not, retired."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.appeals.errors import StaleCase
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import Mark
from otklik.publication.tag_book import (
    MOST_COUNTED,
    TagRow,
    change_tag,
    count_vocabulary,
    enter_tag,
    find_kept,
    list_vocabulary,
    retire_tag,
    tag_scope,
)
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.body_choice import owner_field, read_owner
from otklik.web.desk.forms import version_of

_LISTS: Final = {"offered": "after", "retired": "retired_after"}
"""What stands on the page, each by pages of its own."""
_LONGEST_SEARCH: Final = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of one of the two lists."""

    rows: list[TagRow]
    more: str
    """The address of the next page."""

    def put_first(self, row: TagRow | None) -> None:
        """One that may stand on a later page, and is needed on this."""
        if row is not None and all(one.id != row.id for one in self.rows):
            self.rows.insert(0, row)


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
    text = request.GET.get("q", "").replace("\x00", "")[:_LONGEST_SEARCH]
    asked = next((name for name in _LISTS if request.GET.get(_LISTS[name])), "")
    if wants_fragment(request) and asked:
        return render(request, f"desk/tags.html#{asked}", {asked: _listed(request, text, asked)})
    lists = {name: _listed(request, text, name) for name in _LISTS}
    scope = tag_scope(request.viewer)
    context = lists | {
        "at": "tags",
        "q": text,
        "count": count_vocabulary(request.viewer, text),
        "most": MOST_COUNTED,
        "owners": owner_field(request.viewer, typed=_plain(request, "owner_id")),
        "sees_all": scope.everything,
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
        "wrong_at": tag_id,
    }
    if tag_id:
        lists["offered"].put_first(find_kept(request.viewer, tag_id))
    status = 200 if refused is None else 409 if isinstance(refused, StaleCase) else 422
    return render(request, "desk/tags.html", context, status=status)


def _listed(request: DeskRequest, text: str, name: str) -> Listed:
    field = _LISTS[name]
    after = Mark.find_in(request.GET.get(field, ""), kinds=(str, int))
    rows, following = list_vocabulary(request.viewer, text, is_active=name == "offered", after=after)
    more = {"q": text, field: str(following)} if following else {}
    # the whole address: after a refusal the page stands at the address of the act
    told = urlencode({key: value for key, value in more.items() if value})
    return Listed(rows, f"{reverse('desk:tags')}?{told}" if more else "")


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

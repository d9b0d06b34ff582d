"""The public bodies: the tree, a level at a time; the card of one with its people and its history."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from otklik.organizations.body_view import access_body, view_body
from otklik.organizations.listing import (
    After,
    Listed,
    count_bodies,
    list_below,
    list_choices,
    list_tops,
    search_bodies,
)
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page, wants_fragment


@require_GET
@desk_page(right=Right.EDIT_BODIES)
def bodies(request: DeskRequest) -> HttpResponse:
    """The tree that this person looks after: its top, what is below one body, or what fits the words."""
    scope = request.viewer.scope(Right.EDIT_BODIES)
    asked = {name: request.GET.get(name, "")[:200].replace("\x00", "") for name in ("q", "under")}
    after = After.find_in(request.GET.get("after", "").replace("\x00", ""))
    context: dict[str, object] = {"is_search": bool(asked["q"])}
    if asked["q"]:
        listed = search_bodies(scope, asked["q"], after=after)
    elif asked["under"]:
        above = access_body(request.viewer, asked["under"])
        context["above"] = above.short_name
        listed = list_below(scope, above.slug, after=after)
    else:
        listed = list_tops(scope, after=after)
        if len(listed.rows) == 1 and after is None:
            # a tree with one top is shown with the level below it
            context["below"] = list_below(scope, listed.rows[0].slug)
    context |= {"rows": listed.rows, "more": _more(listed, asked)}
    if wants_fragment(request):
        return render(request, "desk/bodies.html#rows", context)
    return render(request, "desk/bodies.html", context | {"count": count_bodies(scope), "asked": asked})


def _more(listed: Listed, asked: dict[str, str]) -> str:
    """The address where the list goes on; empty at its end."""
    if listed.next is None:
        return ""
    return "?" + urlencode({name: value for name, value in asked.items() if value} | {"after": str(listed.next)})


@require_GET
@desk_page(right=Right.EDIT_BODIES)
def body(request: DeskRequest, slug: str) -> HttpResponse:
    """The card of one body."""
    view = view_body(access_body(request.viewer, slug), on=timezone.localdate(request.now))
    scope = request.viewer.scope(Right.EDIT_BODIES)
    below = list_below(scope, slug) if view.below_count else None
    context = {
        "view": view,
        "card": view.card,
        "below": below.rows if below else (),
        "more_below": below is not None and below.next is not None,
        "now": request.now,
    }
    return render(request, "desk/body.html", context)


_CHOSEN_FOR = {
    right.value: right
    for right in (
        Right.EDIT_APPROVAL,
        Right.EDIT_BODIES,
        Right.EDIT_CASE,
        Right.EDIT_PAGES,
        Right.EDIT_ROUTES,
        Right.EDIT_RULES,
        Right.EDIT_STAFF,
        Right.SEE_CASES,
        Right.TYPE_IN_CASE,
        Right.WRITE_ANSWER,
    )
}
_NAMED_BY = ("parent", "founder", "body_id", "assign_body_id", "owner_id", "shared_with")
"""The fields in which a person writes the name."""


@require_GET
@desk_page()
def choices(request: DeskRequest) -> HttpResponse:
    """Bodies to choose from while a person writes a name: those where they have the right; with `all` every one."""
    told = [_CHOSEN_FOR[name] for name in request.GET.getlist("right") if name in _CHOSEN_FOR]
    rights = told or [Right.EDIT_BODIES]
    if not any(request.viewer.may_anywhere(right) for right in rights):
        return render(request, "desk/not_yours.html", status=403)
    words = next((request.GET[name] for name in _NAMED_BY if request.GET.get(name)), "")
    scope = None if request.GET.get("all") else request.viewer.scope_of_any(rights)
    without = set(request.GET.getlist("without"))
    found = [
        one for one in list_choices(words[:200].replace("\x00", ""), scope=scope) if str(one.id) not in without
    ]  # fmt: skip
    return render(request, "desk/forms/body_choices.html", {"choices": found})

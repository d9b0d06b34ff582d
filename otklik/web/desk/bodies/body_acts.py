"""Moving a body under another, merging it into another, closing it, opening it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from otklik.answers.approval.rules import enter_new_body, save_body
from otklik.organizations.body_view import BodyView, access_body, view_body
from otklik.organizations.errors import ChangedMeanwhile, NotSeen, UnfitEntry
from otklik.organizations.listing import find_choice
from otklik.organizations.rights import Right
from otklik.organizations.tree import close_body, merge_body, move_body, reopen_body
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.bodies.body_form import BodyForm, initial_of
from otklik.web.desk.body_choice import read_choice, write_choice

_OTHER = "parent"
"""The field that names the other body."""


@dataclass(frozen=True, slots=True)
class _Act:
    """How the page of an act explains itself."""

    title: str
    explains: str
    button: str
    other: str = ""
    """What the other body is called; empty: there is none."""
    is_final: bool = False


_MOVE = _Act(
    title=_("Move under another body"),
    explains=_("It moves with all bodies below it. Who is above sees it and its cases at once."),
    button=_("Move"),
    other=_("The body above it from now on"),
)

_MERGE = _Act(
    title=_("Merge into another body"),
    explains=_(
        "The other body, its heir, takes over the bodies below it, its people with their roles, its competences, pages "
        "and open cases. What is answered and closed stays with this one, and the heir sees it. This cannot be undone."
    ),
    button=_("Merge"),
    other=_("The heir"),
    is_final=True,
)

_CLOSE = _Act(
    title=_("Close"),
    explains=_("It leaves the directory; its history stays. It must have no pages, open cases or bodies below it."),
    button=_("Close the body"),
    is_final=True,
)

_REOPEN = _Act(
    title=_("Open again"),
    explains=_(
        "It works again where it stood, and comes back into the directory. Its pages are brought back on their cards."
    ),
    button=_("Open the body again"),
)


@desk_page(right=Right.EDIT_BODIES)
def move(request: DeskRequest, slug: str) -> HttpResponse:
    """Let it stand under another body; an empty field: at the top."""
    body = access_body(request.viewer, slug)

    def act(other: str, because: str) -> str:
        under = access_body(request.viewer, other) if other else None
        move_body(body, under=under, by=request.viewer, because=because, now=request.now)
        return slug

    return _page(request, slug, _MOVE, act)


@desk_page(right=Right.EDIT_BODIES)
def merge(request: DeskRequest, slug: str) -> HttpResponse:
    """Make it part of another body."""
    body = access_body(request.viewer, slug)

    def act(other: str, because: str) -> str:
        if not other:
            raise UnfitEntry(_("No heir is chosen."), field=_OTHER, mend=_("Write its name and choose it."))
        heir = access_body(request.viewer, other)
        merge_body(body, into=heir, by=request.viewer, because=because, now=request.now)
        return heir.slug

    return _page(request, slug, _MERGE, act)


@desk_page(right=Right.EDIT_BODIES)
def close(request: DeskRequest, slug: str) -> HttpResponse:
    """Close it."""
    body = access_body(request.viewer, slug)

    def act(other: str, because: str) -> str:
        close_body(body, by=request.viewer, because=because, now=request.now)
        return slug

    return _page(request, slug, _CLOSE, act)


@desk_page(right=Right.EDIT_BODIES)
def reopen(request: DeskRequest, slug: str) -> HttpResponse:
    """Let it work again after it was closed."""
    body = access_body(request.viewer, slug)

    def act(other: str, because: str) -> str:
        reopen_body(body, by=request.viewer, because=because, now=request.now)
        return slug

    return _page(request, slug, _REOPEN, act)


def _page(request: DeskRequest, slug: str, page: _Act, act: Callable[[str, str], str]) -> HttpResponse:
    """Explain the act, or do it: then the card that it leads to is shown."""
    wrong = ""
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip().replace("\x00", "") for name in (_OTHER, "because")}
        try:
            choice = read_choice(typed[_OTHER], field=_OTHER)
            leads_to = act(choice.slug if choice else "", typed["because"])
        except NotSeen:
            wrong = gettext("You do not look after the body that you chose.")
        except OtklikError as refused:
            wrong = refused.say(gettext)
        else:
            messages.success(request, gettext("Done. The history tells it."))
            return redirect("desk:body", leads_to)
    view = view_body(access_body(request.viewer, slug), on=timezone.localdate(request.now))
    context = {"act": page, "view": view, "card": view.card, "typed": request.POST, "wrong": wrong}
    return render(request, "desk/body_act.html", context, status=422 if wrong else 200)


@desk_page(right=Right.EDIT_BODIES)
def new(request: DeskRequest) -> HttpResponse:
    """The form of a new body; `under` names the one above it."""
    above = find_choice(request.GET.get("under", "").replace("\x00", ""))
    hours = {"workday_from": "08:00", "workday_to": "17:00", "zone": timezone.get_default_timezone_name()}
    return _fill_in(request, initial={"parent": write_choice(above), **hours})


@desk_page(right=Right.EDIT_BODIES)
def edit(request: DeskRequest, slug: str) -> HttpResponse:
    """The form of a body's card."""
    view = view_body(access_body(request.viewer, slug), on=timezone.localdate(request.now))
    return _fill_in(request, initial=initial_of(view), view=view)


def _fill_in(request: DeskRequest, *, initial: Mapping[str, object], view: BodyView | None = None) -> HttpResponse:
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        whole_region=request.viewer.scope(Right.EDIT_BODIES).everything,
        is_new=view is None,
    )
    version = request.POST.get("version", "") if request.method == "POST" else view.version if view else ""
    try:
        if request.method == "POST" and form.is_valid() and (slug := _save(request, form, view, seen=version)):
            messages.success(request, gettext("Saved."))
            return redirect("desk:body", slug)
    except ChangedMeanwhile:
        return _draw_changed(request, form, view)
    context = {"form": form, "view": view, "version": version}
    return render(request, "desk/body_form.html", context, status=422 if form.errors else 200)


def _draw_changed(request: DeskRequest, form: BodyForm, view: BodyView | None) -> HttpResponse:
    """What was typed, beside what somebody else has saved meanwhile; saved again it counts as seen."""
    if view is None:
        raise ChangedMeanwhile
    stands = view_body(access_body(request.viewer, view.card.slug), on=timezone.localdate(request.now))
    context = {"form": form, "view": stands, "version": stands.version, "others": form.typed_over(initial_of(stands))}
    return render(request, "desk/body_form.html", context, status=409)


def _save(request: DeskRequest, form: BodyForm, view: BodyView | None, *, seen: str) -> str:
    """The name in addresses of what was saved; empty where something is wrong, which the form then says.

    Raises ChangedMeanwhile.
    """
    try:
        card = form.card(view.card if view else None)
        competences, because = form.cleaned_data["competences"], form.cleaned_data["because"]
        by, now = request.viewer, request.now
        if view is None:
            entered = enter_new_body(card, competences=competences, by=by, because=because, now=now)
        else:
            entered = save_body(
                card, stood=view.card, competences=competences, by=by, because=because, now=now, seen=seen
            )
    except ChangedMeanwhile:
        raise
    except OtklikError as wrong:
        field = getattr(wrong, "field", None)
        form.add_error(field if field in form.fields else None, wrong.say(gettext))
        return ""
    return entered.slug

"""Entering a body, and editing its card."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from otklik.answers.approval.rules import enter_new_body, save_body
from otklik.organizations.body_view import BodyView, access_body, view_body
from otklik.organizations.errors import ChangedMeanwhile
from otklik.organizations.listing import find_choice
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import write_choice
from otklik.web.desk.body_form import BodyForm, initial_of


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

"""The rules of signing in: what is in force, what was, and a new version from a day on."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otklik.organizations.errors import UnfitEntry
from otklik.organizations.policy import enter_rules, list_rules, rules_on
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.people_forms import RulesForm


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def sign_in_rules(request: DeskRequest) -> HttpResponse:
    """Look at the rules, or enter a version. They hold for the whole installation, so only who sees all of it may."""
    may_enter = request.viewer.scope(Right.EDIT_RULES).everything
    if request.method == "GET":
        return _draw(request, _form_of_today(request), may_enter=may_enter)
    form = RulesForm(request.POST)
    if not may_enter:
        form.add_error(None, _("These rules hold for everybody: they are entered by those who see the whole region."))
    if form.is_valid():
        try:
            enter_rules(form.rules(), since_on=form.cleaned_data["since_on"], by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, may_enter=may_enter, status=422)
    messages.success(request, _("Entered."))
    return redirect("desk:sign_in_rules")


def _form_of_today(request: DeskRequest) -> RulesForm:
    today = timezone.localdate(request.now)
    return RulesForm(shown=asdict(rules_on(today)) | {"since_on": today})


def _draw(request: DeskRequest, form: RulesForm, *, may_enter: bool, status: int = 200) -> HttpResponse:
    today = timezone.localdate(request.now)
    context = {"form": form, "may_enter": may_enter, "rules": rules_on(today), "versions": list_rules(on=today)}
    return render(request, "desk/people/rules.html", context, status=status)

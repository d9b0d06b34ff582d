"""When who is warned of a deadline: percents of the term, as the whole installation has them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otklik.appeals.errors import UnfitValue
from otklik.appeals.warning_policy import enter_warning_rules, rules_in_force
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.notice_forms import WarningForm


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def warning_rules(request: DeskRequest) -> HttpResponse:
    """Look at the percents, or enter others. They hold everywhere, so only who sees all of it may."""
    may_enter = request.viewer.scope(Right.EDIT_RULES).everything
    shown = rules_in_force()
    if request.method == "GET":
        return _draw(request, WarningForm(shown=shown), may_enter=may_enter)
    demand_rules_of_all(request.viewer)
    form = WarningForm(request.POST, shown=shown)
    if form.is_valid():
        try:
            enter_warning_rules(form.rules(), by=request.viewer, now=request.now)
        except UnfitValue as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, may_enter=may_enter, status=422)
    messages.success(request, _("Entered. It holds for the warnings that come now."))
    return redirect("desk:warning_rules")


def _draw(request: DeskRequest, form: WarningForm, *, may_enter: bool, status: int = 200) -> HttpResponse:
    context = {"form": form, "may_enter": may_enter, "rules": rules_in_force()}
    return render(request, "desk/warning_rules.html", context, status=status)

"""The keys of one page: entered, tried in the network and replaced; none is ever shown again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from otklik.organizations.rights import Right
from otklik.pages.card import access_card
from otklik.pages.keys import enter_keys, list_keys
from otklik.pages.selectors import access_page
from otklik.pages.trial import try_connection
from otklik.shared.errors import OtklikError
from otklik.shared.words import say_values
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import find_day


@sensitive_post_parameters()
@desk_page(right=Right.CONNECT_PAGES)
def keys(request: DeskRequest, page_id: int) -> HttpResponse:
    """Enter keys; each is kept only when the network takes it."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    card = access_card(request.viewer, page_id, now=request.now)
    fields, wrong, field, status = list_keys(page), "", "", 200
    if request.method == "POST":
        entered = {one.name: request.POST.get(one.name, "") for one in fields}
        try:
            expire_on = find_day(request.POST.get("on", ""))
            enter_keys(page, entered, expire_on=expire_on, by=request.viewer, now=request.now)
        except OtklikError as why:
            wrong = " ".join(filter(None, (say_values(why.wrong, _), why.mend and _(why.mend))))
            field, status = getattr(why, "field", ""), 422
        else:
            return _kept(request, page_id)
    context = {"card": card, "row": card.row, "fields": fields, "wrong": wrong, "field": field, "now": request.now}
    return render(request, "desk/page_keys.html", context, status=status)


def _kept(request: DeskRequest, page_id: int) -> HttpResponse:
    """Tell what all keys together allow, on the card."""
    messages.success(request, _("The keys are kept: the network takes them. They are not shown again."))
    try:
        page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
        trial = try_connection(page, by=request.viewer, now=request.now)
    except OtklikError as why:
        messages.warning(request, why.say(_))
    else:
        if trial.facts is None:
            words = (say_values(trial.reason, _), _(trial.next_step) if trial.next_step else "")
            messages.error(request, " ".join(filter(None, words)))
    return redirect("desk:connection", page_id)

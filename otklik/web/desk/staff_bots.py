"""The installation's bots that speak with staff: one in each network, entered by those who keep its rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otklik.notices.talks import enter_bot, list_bots, remove_bot
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.notice_forms import BotForm


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def staff_bots(request: DeskRequest) -> HttpResponse:
    """Each network with its bot, or with the field for a token."""
    if request.method == "GET":
        return _draw(request)
    form = BotForm(request.POST, network=request.POST.get("network", ""))
    if form.is_valid():
        try:
            enter_bot(
                form.cleaned_data["network"], form.cleaned_data["token"], by=request.viewer, now=request.now
            )  # fmt: skip
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, status=422)
    messages.success(request, _("Entered. In a minute it is seen here whether the network knows the bot."))
    return redirect("desk:staff_bots")


@require_POST
@desk_page(right=Right.EDIT_RULES)
def remove(request: DeskRequest) -> HttpResponse:
    """Nobody is told there any more."""
    remove_bot(request.POST.get("network", ""), by=request.viewer, now=request.now)
    messages.success(request, _("Removed. Who was told there gets letters."))
    return redirect("desk:staff_bots")


def _draw(request: DeskRequest, refused: BotForm | None = None, *, status: int = 200) -> HttpResponse:
    bots = list_bots()
    forms = {bot.network: BotForm(network=bot.network) for bot in bots}
    if refused is not None:
        forms[refused.data.get("network", "")] = refused
    return render(
        request, "desk/people/bots.html", {"bots": [(bot, forms[bot.network]) for bot in bots]}, status=status
    )  # fmt: skip

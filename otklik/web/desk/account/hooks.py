"""Addresses of other programs that are told what happens to cases: entered, watched, stopped, let go on."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from otklik.integrations.hooks.events import EVENT_NAMES, Event
from otklik.integrations.hooks.services import (
    HookRow,
    HookWish,
    add_hook,
    let_go_on,
    list_hooks,
    pause_hook,
    remove_hook,
    renew_secret,
)
from otklik.integrations.key_keeping import keeps_all
from otklik.organizations.errors import UnfitEntry
from otklik.shared.words import split_word
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import DeskForm


class HookForm(DeskForm):
    """A new address."""

    name = forms.CharField(label=gettext_lazy("Which program is told"), max_length=80)
    url = forms.CharField(
        label=gettext_lazy("Its address"), max_length=500, widget=forms.URLInput,
        help_text=gettext_lazy("Begins with https://; we send numbers and states of cases there, signed."),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, values: QueryDict | None = None) -> None:
        super().__init__(values, ids="hook", initial={"events": [Event.OPENED, Event.ASSIGNED, Event.ANSWERED]})
        self.fields["events"].choices = [(one.value, _(EVENT_NAMES[one])) for one in Event]  # type: ignore[attr-defined]

    def wish(self) -> HookWish:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        return HookWish(clean["name"], clean["url"], [Event(word) for word in clean["events"]])


@require_http_methods(["GET", "POST"])
@desk_page()
def hooks(request: DeskRequest) -> HttpResponse:
    """My addresses, for whoever keeps the system everybody's; and a new one."""
    if request.method == "GET":
        return _draw(request, HookForm())
    form = HookForm(request.POST)
    if form.is_valid():
        try:
            _number, secret = add_hook(form.wish(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
        else:
            return _draw(request, HookForm(), secret=secret)
    return _draw(request, form, status=422)


@require_POST
@desk_page()
def renew(request: DeskRequest, hook_id: int) -> HttpResponse:
    """Sign with another secret, shown now."""
    return _draw(request, HookForm(), secret=renew_secret(hook_id, by=request.viewer, now=request.now))


@require_POST
@desk_page()
def go_on(request: DeskRequest, hook_id: int) -> HttpResponse:
    """Tell it again, from where it stopped."""
    let_go_on(hook_id, by=request.viewer, now=request.now)
    messages.success(request, _("It is told again, from where it stopped."))
    return redirect("desk:hooks")


@require_POST
@desk_page()
def pause(request: DeskRequest, hook_id: int) -> HttpResponse:
    """Tell it nothing for now."""
    pause_hook(hook_id, by=request.viewer, now=request.now)
    return redirect("desk:hooks")


@require_POST
@desk_page()
def remove(request: DeskRequest, hook_id: int) -> HttpResponse:
    """Tell it nothing any more."""
    remove_hook(hook_id, by=request.viewer, now=request.now)
    messages.success(request, _("Removed: nothing is told there any more."))
    return redirect("desk:hooks")


def trouble_of(hook: HookRow) -> str:
    """Why the last try went wrong, in the language of the reader."""
    words, rest = split_word(hook.trouble)
    return _(words) + rest if words else ""


def _draw(request: DeskRequest, form: HookForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    rows = [
        (hook, [_(EVENT_NAMES[one]) for one in hook.events], trouble_of(hook)) for hook in list_hooks(request.viewer)
    ]
    context = {"hooks": rows, "keeps_all": keeps_all(request.viewer), "form": form, "secret": secret}
    return render(request, "desk/people/hooks.html", context | {"now": request.now}, status=status)

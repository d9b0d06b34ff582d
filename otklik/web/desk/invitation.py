"""The page behind the link of an invitation: name, password, and one is in."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from otklik.integrations.key_keeping import list_own_working_keys
from otklik.organizations.errors import InvitationOver, UnfitEntry
from otklik.organizations.invitations import Invited, accept_invitation, read_invitation
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock
from otklik.web.desk.people_forms import NewPasswordForm
from otklik.web.door import begin


class AcceptForm(NewPasswordForm):
    """What an invited person enters."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    field_order = ("name", "password", "again")


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the invitation. The address works once."""
    now = clock.now()
    try:
        invited = read_invitation(token, now=now)
        if request.method == "GET":
            return _draw(request, invited, AcceptForm(initial={"name": invited.name}))
        return _accept(request, token, invited, AcceptForm(request.POST))
    except InvitationOver as over:
        return render(request, "desk/people/invitation_over.html", {"wrong": over.say(gettext)}, status=410)


def _accept(request: HttpRequest, token: str, invited: Invited, form: AcceptForm) -> HttpResponse:
    now = clock.now()
    if form.is_valid():
        clean = form.cleaned_data
        try:
            staff = accept_invitation(token, name=clean["name"], password=clean["password"], now=now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(gettext))
        else:
            messages.success(request, gettext("Welcome! From now on you sign in with your e-mail and this password."))
            way, today = reverse("desk:account"), timezone.localdate(now)
            if list_own_working_keys(load_viewer(staff.id, on=today), on=today):
                way = reverse("desk:api_keys")
                messages.warning(request, gettext("These keys still work in your name: revoke those you do not know."))
            return begin(request, staff, way=way, now=now)
    return _draw(request, invited, form, status=422)


def _draw(request: HttpRequest, invited: Invited, form: AcceptForm, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/people/invitation.html", {"invited": invited, "form": form}, status=status)

"""Keys of programs: what a program may do as me, shown once, revoked at once."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from otklik.integrations.key_keeping import LONGEST, KeyWish, issue_key, keeps_all, list_keys, revoke_key
from otklik.integrations.keys import KeyScope
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.rights import Role
from otklik.organizations.second_factor import check_once_more
from otklik.organizations.selectors import Viewer
from otklik.organizations.staff_card import list_posts
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.account.second_factor import device_of
from otklik.web.desk.forms import DeskForm
from otklik.web.desk.people_forms import ROLES

SCOPES = {
    KeyScope.READ: gettext_noop("Read what I see"),
    KeyScope.WRITE: gettext_noop("Do what I may do, and read"),
    KeyScope.INTAKE: gettext_noop("Only enter messages of residents"),
    KeyScope.OPEN311: gettext_noop("Send reports by Open311"),
}


class KeyForm(DeskForm):
    """A new key."""

    name = forms.CharField(
        label=gettext_lazy("Which program gets it"), max_length=80,
        help_text=gettext_lazy("The name stands beside yours in the audit log: 1C, school site."),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), widget=forms.CheckboxSelectMultiple, required=False
    )
    post = forms.ChoiceField(label=gettext_lazy("As whom it acts"), required=False)
    until_on = forms.DateField(
        label=gettext_lazy("Works until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day; at most a year ahead."),
    )  # fmt: skip

    secret = forms.CharField(
        label=gettext_lazy("Your password"), max_length=200, strip=False, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Who signs in without one writes a code of the second factor."),
    )  # fmt: skip

    def __init__(self, values: QueryDict | None = None, *, request: DeskRequest) -> None:
        until = timezone.localdate(request.now) + LONGEST - timedelta(days=1)
        super().__init__(values, ids="key", initial={"until_on": until, "scopes": [KeyScope.READ]})
        self.fields["scopes"].choices = [(one.value, _(word)) for one, word in SCOPES.items()]  # type: ignore[attr-defined]
        self.fields["post"].choices = [("", _("with all my roles")), *_posts(request.viewer)]  # type: ignore[attr-defined]

    def wish(self) -> KeyWish:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        role, _colon, body = clean["post"].partition(":")
        return KeyWish(
            name=clean["name"],
            scopes=frozenset(KeyScope(word) for word in clean["scopes"]),
            until_on=clean["until_on"],
            role=Role(role) if role else None,
            body_id=int(body) if body else None,
        )


def _posts(viewer: Viewer) -> list[tuple[str, str]]:
    """The person's own posts by name; what is held for others is nothing to give to a program."""
    own = [post for post in viewer.posts if not post.instead_of]
    shown = [post for post in list_posts(viewer) if not post.instead_of]
    return [
        (f"{post.role.value}:{post.body_id}", f"{_(ROLES[post.role])}, {told.body}")
        for post, told in zip(own, shown, strict=True)
    ]


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("secret")
@desk_page()
def api_keys(request: DeskRequest) -> HttpResponse:
    """My keys, for whoever keeps the system everybody's; and a new one."""
    if request.method == "GET":
        return _draw(request, KeyForm(request=request))
    form = KeyForm(request.POST, request=request)
    if form.is_valid():
        try:
            check_once_more(
                request.viewer.staff_id, form.cleaned_data["secret"], now=request.now, device=device_of(request)
            )
        except OtklikError as why:
            form.refuse("secret", why.say(_))
            return _draw(request, form, status=422)
        try:
            token = issue_key(form.wish(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
        else:
            return _draw(request, KeyForm(request=request), token=token)
    return _draw(request, form, status=422)


@require_POST
@desk_page()
def revoke(request: DeskRequest, key_id: int) -> HttpResponse:
    """The program with this key is shut out."""
    revoke_key(key_id, by=request.viewer, now=request.now)
    messages.success(request, _("Revoked: the key opens nothing any more."))
    return redirect("desk:api_keys")


def _draw(request: DeskRequest, form: KeyForm, *, token: str = "", status: int = 200) -> HttpResponse:
    context = {
        "keys": [
            (key, [SCOPES[scope] for scope in key.scopes])
            for key in list_keys(request.viewer, on=timezone.localdate(request.now))
        ],
        "keeps_all": keeps_all(request.viewer),
        "form": form,
        "token": token,
        "now": request.now,
    }
    return render(request, "desk/people/api_keys.html", context, status=status)

"""Forms about staff: what is typed, checked for sense; whether it may be done is asked of the services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from otklik.integrations.key_keeping import KeyRow
from otklik.organizations import people
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.people import AbsenceEntry, RoleToGive
from otklik.organizations.policy import DAYS, HOURS, LENGTHS, SignInRules
from otklik.organizations.rights import Role
from otklik.organizations.selectors import BodyChoice, ExecutorChoice
from otklik.organizations.staff_card import Letter
from otklik.organizations.staff_list import StaffState
from otklik.web.access import DeskRequest
from otklik.web.desk.forms import DeskForm
from otklik.web.desk.marks import Mark

ROLES = {
    Role.CONTENT_MANAGER: _("Content manager"),
    Role.EXECUTOR: _("Executor"),
    Role.APPROVER: _("Approver"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FOUNDER: _("Founder's press office"),
    Role.CURATOR: _("Curator"),
    Role.MODERATOR: _("Moderator"),
    Role.ANALYST: _("Analyst"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

STATES = {
    StaffState.AWAY: _("away today"),
    StaffState.INVITED: _("invited"),
    StaffState.GONE: _("left"),
}

LETTERS = {
    Letter.WAITING: Mark(_("the letter waits to be sent"), "clock", "warn"),
    Letter.SENDING: Mark(_("the letter is being sent"), "send", "warn"),
    Letter.SENT: Mark(_("the letter was sent"), "mail", "good"),
    Letter.FAILED: Mark(_("the mail server did not take the letter"), "alert-triangle", "bad"),
    Letter.UNKNOWN: Mark(_("nobody can tell whether the letter arrived"), "help-circle", "bad"),
    Letter.EXPIRED: Mark(_("the link is too old"), "clock-exclamation", "bad"),
}


class _Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoleForm(DeskForm):
    """A role in a body, from a day until a day."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    body_id = forms.TypedChoiceField(label=gettext_lazy("Body"), coerce=int)
    since_on = _Day(label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: at once"))
    until_on = _Day(label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: without an end"))

    def __init__(
        self, values: QueryDict | None = None, *, roles: Iterable[Role], bodies: Iterable[BodyChoice], ids: str = "role"
    ) -> None:
        super().__init__(values, ids=ids)
        self.fields["role"].choices = [(role.value, gettext(ROLES[role])) for role in roles]  # type: ignore[attr-defined]
        self.fields["body_id"].choices = [(body.id, body.short_name) for body in bodies]  # type: ignore[attr-defined]

    def wanted(self) -> RoleToGive:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        return RoleToGive(Role(clean["role"]), clean["body_id"], clean["since_on"], clean["until_on"])


class InviteForm(RoleForm):
    """A person with a first role."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    post = forms.CharField(label=gettext_lazy("What the person is called at work"), max_length=200, required=False)
    field_order = ("name", "email", "post", "role", "body_id", "since_on", "until_on")


class AbsenceForm(DeskForm):
    """Days away, and who stands in."""

    since_on = _Day(label=gettext_lazy("First day"))
    until_on = _Day(label=gettext_lazy("Last day"))
    deputy_id = forms.TypedChoiceField(
        label=gettext_lazy("Deputy"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Holds all posts of the absent person on these days."),
    )  # fmt: skip

    def __init__(self, values: QueryDict | None = None, *, deputies: Iterable[ExecutorChoice]) -> None:
        super().__init__(values, ids="absence")
        nobody = ("", gettext("nobody"))
        people = [(one.staff_id, f"{one.name}, {one.post}" if one.post else one.name) for one in deputies]
        self.fields["deputy_id"].choices = [nobody, *people]  # type: ignore[attr-defined]

    def entry(self) -> AbsenceEntry:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        return AbsenceEntry(clean["since_on"], clean["until_on"], clean["deputy_id"])


class NewPasswordForm(DeskForm):
    """A new password, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        clean = self.cleaned_data
        if clean.get("password") and clean.get("again") and clean["password"] != clean["again"]:
            self.add_error("again", gettext("The two passwords differ."))
        return clean


class PasswordForm(NewPasswordForm):
    """Another password for a person who is signed in."""

    old = forms.CharField(
        label=gettext_lazy("Password until now"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")

    def __init__(self, values: QueryDict | None = None, *, keys: Iterable[KeyRow]) -> None:
        """`keys`: of programs, which work in this person's name; of each it is said what becomes of it."""
        super().__init__(values, ids="password")
        choices = [("", ""), ("keep", gettext("goes on working")), ("revoke", gettext("is revoked"))]
        for key in keys:
            label = gettext("The key «%(name)s» (%(prefix)s…)") % {"name": key.name, "prefix": key.prefix}
            choose = forms.ChoiceField(label=label, choices=choices)
            choose.widget.attrs["class"] = "form-select"
            self.fields[f"key_{key.id}"] = choose

    def revoked_keys(self) -> list[int]:
        """Which keys shall open nothing any more."""
        chosen = self.cleaned_data.items()
        return [int(name.removeprefix("key_")) for name, word in chosen if name.startswith("key_") and word == "revoke"]


class RulesForm(DeskForm):
    """A version of the rules of signing in."""

    since_on = _Day(label=gettext_lazy("In force from"))
    min_length = forms.IntegerField(
        label=gettext_lazy("Characters of a password, at least"), min_value=LENGTHS[0], max_value=LENGTHS[-1]
    )
    session_hours = forms.IntegerField(
        label=gettext_lazy("Hours until one has to sign in again"), min_value=HOURS[0], max_value=HOURS[-1]
    )
    invitation_days = forms.IntegerField(
        label=gettext_lazy("Days that an invitation counts"), min_value=DAYS[0], max_value=DAYS[-1]
    )
    second_factor_roles = forms.MultipleChoiceField(
        label=gettext_lazy("Who needs a second factor"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, values: QueryDict | None = None, *, shown: dict[str, object] | None = None) -> None:
        super().__init__(values, ids="rules", initial=shown)
        roles = [(role.value, gettext(name)) for role, name in ROLES.items()]
        self.fields["second_factor_roles"].choices = roles  # type: ignore[attr-defined]

    def rules(self) -> SignInRules:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        return SignInRules(
            min_length=clean["min_length"],
            second_factor_roles=frozenset(Role(role) for role in clean["second_factor_roles"]),
            session_hours=clean["session_hours"],
            invitation_days=clean["invitation_days"],
        )


def enter_absence(request: DeskRequest, staff_id: int, form: AbsenceForm) -> bool:
    """Enter what was typed; False when the form now says why not."""
    if form.is_valid():
        try:
            people.enter_absence(staff_id, form.entry(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(gettext))
    return not form.errors

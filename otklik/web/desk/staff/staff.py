"""Staff: the list, the card of a person, and bodies where nobody will answer."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otklik.notices.talks import enter_bot, list_bots, remove_bot
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.gap_list import count_gaps, list_gaps
from otklik.organizations.gaps import GapKind
from otklik.organizations.giving import roles_to_give
from otklik.organizations.policy import enter_rules, list_rules, rules_on
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import BodyChoice, find_bodies, list_deputies
from otklik.organizations.sessions import list_sessions
from otklik.organizations.staff_card import access_staff_card
from otklik.organizations.staff_list import StaffCursor, StaffQuery, StaffState, count_staff, list_staff_within
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.notice_forms import BotForm
from otklik.web.desk.people_forms import ROLES, STATES, AbsenceForm, InviteForm, RoleForm, RulesForm

_FILTERS = ("role", "state", "q")

_BODIES_SHOWN = 100
"""So many bodies stand in a list to choose from; a word narrows it."""


@require_GET
@desk_page(right=Right.SEE_STAFF)
def staff(request: DeskRequest) -> HttpResponse:
    """The people within this person's scope, by name."""
    query, on = _query_of(request.GET), timezone.localdate(request.now)
    scope = request.viewer.scope(Right.SEE_STAFF)
    listed = list_staff_within(scope, query, on=on)
    context: dict[str, object] = {
        "rows": listed.rows,
        "more": _address(request.GET, after=str(listed.next)) if listed.next else "",
        "now": request.now,
    }
    if wants_fragment(request) and query.after:
        return render(request, "desk/people/staff.html#rows", context)
    context |= {
        "count": count_staff(scope, query, on=on),
        "gap_count": count_gaps(scope, GapKind.NOBODY, on=on),
        "chips": _chips(request.GET),
        "is_filtered": any(request.GET.get(name) for name in _FILTERS),
        "query": query,
        "kept": [(name, request.GET[name]) for name in _FILTERS[:-1] if request.GET.get(name)],
    }
    return render(request, "desk/people/staff.html", context)


def _query_of(values: QueryDict) -> StaffQuery:
    """What the page's address asks for; nonsense in it is left out."""
    role, state = values.get("role", ""), values.get("state", "")
    return StaffQuery(
        text=values.get("q", "")[:200],
        role=Role(role) if role in set(Role) else None,
        state=StaffState(state) if state in set(StaffState) else None,
        after=StaffCursor.find_in(values.get("after", "")),
    )


def _chips(values: QueryDict) -> list[Chip]:
    roles = [(role.value, _(name)) for role, name in ROLES.items()]
    states = [(state.value, _(name)) for state, name in STATES.items()]
    return [
        chip(
            name,
            choices,
            chosen=values.get(field, ""),
            address_with=lambda value, field=field: _address(values, **{field: value}),  # type: ignore[misc]
        )
        for field, name, choices in (("role", _("Role"), roles), ("state", _("State"), states))
    ]


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in _FILTERS if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


@require_GET
@desk_page(right=Right.SEE_STAFF)
def staff_card(request: DeskRequest, staff_id: int) -> HttpResponse:
    """One person: posts, absences, invitation, sessions."""
    return draw_card(request, staff_id)


def draw_card(
    request: DeskRequest, staff_id: int, *, role: RoleForm | None = None, absence: AbsenceForm | None = None
) -> HttpResponse:
    """The card, with a form that was refused or with empty ones."""
    card = access_staff_card(request.viewer, staff_id, now=request.now)
    context: dict[str, object] = {"card": card, "now": request.now}
    if card.can_edit and card.is_active and staff_id != request.viewer.staff_id:
        context["role_form"] = role or role_form(request)
    if card.can_keep:
        context["absence_form"] = absence or AbsenceForm(deputies=list_deputies(staff_id))
        context["sessions"] = list_sessions(staff_id, now=request.now)
    return render(request, "desk/people/card.html", context, status=422 if role or absence else 200)


def role_form(request: DeskRequest, values: QueryDict | None = None) -> RoleForm:
    """The form with which one gives a role: the roles and bodies that are this person's to give."""
    return RoleForm(values, roles=roles_to_give(request.viewer.posts), bodies=bodies_to_choose(request, values))


def invite_form(request: DeskRequest, values: QueryDict | None = None) -> InviteForm:
    """The same with a new person."""
    return InviteForm(values, roles=roles_to_give(request.viewer.posts), bodies=bodies_to_choose(request, values))


def bodies_to_choose(request: DeskRequest, values: QueryDict | None = None) -> list[BodyChoice]:
    """The first bodies that fit the words looked for; a body that was chosen is always among them."""
    scope = request.viewer.scope(Right.EDIT_STAFF)
    found = find_bodies(scope, request.GET.get("body", ""), at_most=_BODIES_SHOWN)
    chosen = (values or request.GET).get("body_id", "")
    if chosen.isascii() and chosen.isdecimal() and len(chosen) <= 18:
        found += find_bodies(scope, body_id=int(chosen))
    return list({body.id: body for body in found}.values())


@require_GET
@desk_page(right=Right.EDIT_STAFF)
def staff_bodies(request: DeskRequest) -> HttpResponse:
    """The bodies that fit the words looked for, as options of the form."""
    return render(request, "desk/people/bodies.html", {"bodies": bodies_to_choose(request)})


@require_GET
@desk_page(right=Right.SEE_STAFF)
def staff_gaps(request: DeskRequest) -> HttpResponse:
    """«Who will answer?»: days ahead on which nobody of a body may answer; and bodies that hang on one person."""
    scope, on = request.viewer.scope(Right.SEE_STAFF), timezone.localdate(request.now)
    kind = GapKind.ONE_ONLY if request.GET.get("kind") == GapKind.ONE_ONLY else GapKind.NOBODY
    listed = list_gaps(scope, kind, on=on, after=request.GET.get("after", ""))
    context = {
        "kind": kind.value,
        "rows": listed.rows,
        "more": f"?{urlencode({'kind': kind.value, 'after': listed.next})}" if listed.next else "",
        "counts": {one.value: count_gaps(scope, one, on=on) for one in GapKind},
        "now": request.now,
    }
    if wants_fragment(request) and request.GET.get("after"):
        return render(request, "desk/people/gaps.html#rows", context)
    return render(request, "desk/people/gaps.html", context)


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


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def sign_in_rules(request: DeskRequest) -> HttpResponse:
    """Look at the rules, or enter a version. They hold for the whole installation, so only who sees all of it may."""
    may_enter = request.viewer.scope(Right.EDIT_RULES).everything
    if request.method == "GET":
        return _draw_sign_in_rules(request, _form_of_today(request), may_enter=may_enter)
    form = RulesForm(request.POST)
    if not may_enter:
        form.add_error(None, _("These rules hold for everybody: they are entered by those who see the whole region."))
    if form.is_valid():
        try:
            enter_rules(form.rules(), since_on=form.cleaned_data["since_on"], by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw_sign_in_rules(request, form, may_enter=may_enter, status=422)
    messages.success(request, _("Entered."))
    return redirect("desk:sign_in_rules")


def _form_of_today(request: DeskRequest) -> RulesForm:
    today = timezone.localdate(request.now)
    return RulesForm(shown=asdict(rules_on(today)) | {"since_on": today})


def _draw_sign_in_rules(request: DeskRequest, form: RulesForm, *, may_enter: bool, status: int = 200) -> HttpResponse:
    today = timezone.localdate(request.now)
    context = {"form": form, "may_enter": may_enter, "rules": rules_on(today), "versions": list_rules(on=today)}
    return render(request, "desk/people/rules.html", context, status=status)

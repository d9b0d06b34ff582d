"""Settings of moderation: the rules that a page shows its readers, and what the machine may do alone."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.moderation.errors import UnfitRules
from otklik.moderation.rules.grounds import is_for_a_person_at_once
from otklik.moderation.rules.page_rules import NewRules, access_ruled, enter_rules, list_versions, rules_on
from otklik.moderation.rules.policy import MayDo, Permission, Permissions, enter_permissions, permissions_on
from otklik.organizations.errors import HoldsForAll
from otklik.organizations.rights import Right
from otklik.triage.findings import GROUNDS
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import find_day
from otklik.web.desk.moderation_words import MAY_DO


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One ground with its clause and what the machine may do."""

    ground: str
    clause: str
    may_do: str
    percent: str
    is_own: bool
    choices: tuple[tuple[str, str], ...]
    """What may be chosen: nothing of a threat is left to the machine."""


@desk_page(right=Right.EDIT_RULES)
def moderation_rules(request: DeskRequest) -> HttpResponse:
    """The rules and permissions of one page, or of all pages that have none of their own."""
    return _draw(request)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def enter_policy(request: DeskRequest) -> HttpResponse:
    """Say from a day on what the machine may do alone."""
    page_id = _page_in(request)
    if (refused := _not_for_all(request, page_id)) is not None:
        return refused
    day = find_day(request.POST.get("since_on", "")) or timezone.localdate(request.now)
    try:
        enter_permissions(page_id, _permissions_in(request.POST), since_on=day, by=request.viewer, now=request.now)
    except UnfitRules as why:
        return _draw(request, wrong=why, status=422)
    return _done(page_id)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def enter_page_rules(request: DeskRequest) -> HttpResponse:
    """Enter a version of the rules that readers see."""
    page_id = _page_in(request)
    if (refused := _not_for_all(request, page_id)) is not None:
        return refused
    day = find_day(request.POST.get("since_on", "")) or timezone.localdate(request.now)
    clauses = {ground: request.POST.get(f"clause_{ground}", "").strip()[:20] for ground in GROUNDS}
    text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n")
    known = {ground: number for ground, number in clauses.items() if number}
    try:
        enter_rules(NewRules(page_id, day, text, known), by=request.viewer, now=request.now)
    except UnfitRules as why:
        return _draw(request, wrong=why, status=422)
    return _done(page_id)


def _draw(request: DeskRequest, *, wrong: UnfitRules | None = None, status: int = 200) -> HttpResponse:
    page_id, today = _page_in(request), timezone.localdate(request.now)
    rules, permissions = rules_on(page_id, today), permissions_on(page_id, today)
    typed = request.POST if wrong else QueryDict()
    context = {
        "page": access_ruled(request.viewer, page_id),
        "may_enter": page_id is not None or request.viewer.scope(Right.EDIT_RULES).everything,
        "rules": rules,
        "text": typed.get("text", rules.text),
        "rows": [_row(ground, rules.clauses.get(ground, ""), permissions[ground], typed) for ground in GROUNDS],
        "versions": list_versions(page_id),
        "today": today,
        "wrong": wrong.say(_) if wrong else "",
        "field": wrong.field if wrong else "",
    }
    return render(request, "desk/moderation_rules.html", context, status=status)


def _row(ground: str, clause: str, permission: Permission, typed: QueryDict) -> GroundRow:
    allowed = (MayDo.NOTHING, MayDo.TO_PERSON) if is_for_a_person_at_once(ground) else tuple(MayDo)
    return GroundRow(
        ground,
        typed.get(f"clause_{ground}", clause),
        typed.get(f"may_{ground}", permission.may_do.value),
        typed.get(f"least_{ground}", f"{permission.least_certainty * 100:.0f}"),
        is_own=permission.is_own,
        choices=tuple((one.value, MAY_DO[one.value]) for one in allowed),
    )


def _permissions_in(values: QueryDict) -> Permissions:
    found: dict[str, Permission] = {}
    for ground in GROUNDS:
        asked, least = values.get(f"may_{ground}", ""), values.get(f"least_{ground}", "95").strip()
        if asked in MayDo.values:
            percent = int(least) if least.isdecimal() and len(least) <= 3 else 0
            found[ground] = Permission(MayDo(asked), percent / 100)
    return found


def _page_in(request: DeskRequest) -> int | None:
    """The page that the address names, if this person keeps its rules. Raises NotSeen."""
    text = request.GET.get("page", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        return None
    page = access_ruled(request.viewer, int(text))
    return page.id if page else None


def _not_for_all(request: DeskRequest, page_id: int | None) -> HttpResponse | None:
    """What holds for all pages is entered by those who see the whole region."""
    try:
        access_ruled(request.viewer, page_id, to_enter=True)
    except HoldsForAll as why:
        messages.error(request, why.say(_))
        return redirect("desk:moderation_rules")
    return None


def _done(page_id: int | None) -> HttpResponse:
    address = reverse("desk:moderation_rules")
    return redirect(f"{address}?page={page_id}" if page_id is not None else address)

"""Rules of pages: what their readers may not do, what the machine does alone, who must keep one and who is let off."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.moderation.rules.page_rules import (
    NewRules,
    RulesInForce,
    access_ruled,
    enter_rules,
    list_versions_by_page,
    rules_on,
)
from otklik.moderation.rules.policy import MayDo, Permission, enter_permissions, permissions_on
from otklik.organizations.body_view import access_body_at_work
from otklik.organizations.rights import Right
from otklik.pages.duty import (
    Duty,
    ExemptRow,
    Release,
    RequiredRow,
    end_exemption,
    end_required,
    exempt_body,
    list_exemptions_by_page,
    list_required_by_page,
    require_network,
)
from otklik.web.api.staff.authentication import Program, require_right
from otklik.web.api.staff.rule_shapes import Further, called, mark_in, told
from otklik.web.api.staff.shapes import Asked, Day, Done, Id, Line, Made, Nothing, Ref, Words

router = Router(tags=["Rules"])
From = Annotated[Day | None, Field(description="Null: from today.")]
Ground = Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00]*$")]


class ModerationRules(Schema):
    """The rules that readers see; what the machine may do alone, by ground; versions by page, the latest first."""

    rules: RulesInForce
    permissions: dict[str, Permission]
    versions: list[RulesInForce]
    next: str | None


@router.get("/moderation/rules", response=ModerationRules)
def moderation_rules(request: HttpRequest, page_id: Id | None = None, after: Further = "") -> dict[str, object]:
    """What holds on a page today; without one, on all pages that have no rules of their own."""
    program = require_right(request, Right.EDIT_RULES)
    access_ruled(program.viewer, page_id)
    today = timezone.localdate(program.now)
    versions, following = list_versions_by_page(page_id, after=mark_in(after, date, int))
    return {
        "rules": rules_on(page_id, today),
        "permissions": permissions_on(page_id, today),
        "versions": versions,
        "next": told(following),
    }


class PageRulesIn(Asked):
    """A version of the rules: a text, and which clause of it each ground is."""

    page_id: Ref | None = Field(None, description="Null: all pages without rules of their own.")
    since_on: From = None
    text: Words
    clauses: Annotated[
        dict[Ground, Annotated[str, StringConstraints(max_length=20, pattern=r"^[^\x00]*$")]],
        Field(max_length=50, description="Ground → number of the clause; what is left out is allowed."),
    ]


def _ruler(request: HttpRequest, page_id: int | None) -> Program:
    program = require_right(request, Right.EDIT_RULES)
    access_ruled(program.viewer, page_id, to_enter=True)
    return program


@router.post("/moderation/rules/text", response=Done)
def enter_page_rules(request: HttpRequest, given: PageRulesIn) -> Done:
    """Enter a version of the rules that readers see."""
    program = _ruler(request, given.page_id)
    since_on = given.since_on or timezone.localdate(program.now)
    clauses = {ground: number.strip() for ground, number in given.clauses.items() if number.strip()}
    text = given.text.replace("\r\n", "\n")
    with called(**{f"clause_{ground}": f"clauses.{ground}" for ground in clauses}):
        enter_rules(NewRules(given.page_id, since_on, text, clauses), by=program.viewer, now=program.now)
    return Done()


class PermissionIn(Asked):
    """What the machine may do alone on one ground, and how certain it must be."""

    may_do: MayDo
    least_percent: Annotated[int, Field(strict=True, ge=0, le=100)] = 95


class PermissionsIn(Asked):
    """What the machine may do alone from a day on; grounds that are left out stay as they are."""

    page_id: Ref | None = Field(None, description="Null: all pages that say nothing of their own.")
    since_on: From = None
    permissions: Annotated[dict[Ground, PermissionIn], Field(min_length=1, max_length=50)]


@router.post("/moderation/rules/permissions", response=Done)
def enter_machine_permissions(request: HttpRequest, given: PermissionsIn) -> Done:
    """Say from a day on what the machine may do alone. Nothing of a threat is left to it."""
    program = _ruler(request, given.page_id)
    since_on = given.since_on or timezone.localdate(program.now)
    allowed = {
        ground: Permission(one.may_do, one.least_percent / 100) for ground, one in given.permissions.items()
    }  # fmt: skip
    names = {f"may_{ground}": f"permissions.{ground}.may_do" for ground in allowed}
    names |= {f"least_{ground}": f"permissions.{ground}.least_percent" for ground in allowed}
    with called(**names):
        enter_permissions(given.page_id, allowed, since_on=since_on, by=program.viewer, now=program.now)
    return Done()


class Duties(Schema):
    """A page of acts by which pages must be kept."""

    required: list[RequiredRow]
    next: str | None


@router.get("/pages/required", response=Duties)
def required_pages(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The acts by which pages must be kept, those that hold first."""
    program = require_right(request, Right.EDIT_RULES)
    rows, following = list_required_by_page(program.viewer, after=mark_in(after, date, str, str, int))
    return {"required": rows, "next": told(following)}


class DutyIn(Asked):
    """An act by which the bodies of a territory must keep a page in a network."""

    territory_id: Ref
    network: Line
    legal_basis: Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
    since_on: Day
    level: Line = Field("", description="Bodies of one level; empty: of all.")


@router.post("/pages/required", response=Made)
def require_pages(request: HttpRequest, given: DutyIn) -> dict[str, int]:
    """From a day on the bodies of a territory must keep a page in a network; by who keeps the rules of all of it."""
    program = require_right(request, Right.EDIT_RULES)
    values = given.model_dump() | {"legal_basis": given.legal_basis.strip()}
    return {"id": require_network(Duty(**values), by=program.viewer, now=program.now)}


@router.post("/pages/required/{int:required_id}/end", response=Done)
def end_duty(request: HttpRequest, required_id: Id, given: Nothing) -> Done:
    """The duty holds no more from tomorrow on."""
    program = require_right(request, Right.EDIT_RULES)
    end_required(required_id, by=program.viewer, now=program.now)
    return Done()


class Exemptions(Schema):
    """A page of bodies that are let off."""

    exemptions: list[ExemptRow]
    next: str | None


@router.get("/pages/exemptions", response=Exemptions)
def exemptions(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The bodies that need not keep a page now, why, and by which document."""
    program = require_right(request, Right.SEE_PAGES)
    scope = program.viewer.scope(Right.SEE_PAGES)
    rows, following = list_exemptions_by_page(scope, now=program.now, after=mark_in(after, str, int))
    return {"exemptions": rows, "next": told(following)}


class ReleaseIn(Asked):
    """Whom an act lets off keeping a page, in one network or (empty) in any."""

    body_id: Ref
    network: Line = ""
    reason: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
    document: Line
    until_on: Day | None = None


@router.post("/pages/exemptions", response=Made)
def let_off(request: HttpRequest, given: ReleaseIn) -> dict[str, int]:
    """Let a body off keeping a page, by a document."""
    program = require_right(request, Right.EDIT_BODIES)
    body = access_body_at_work(program.viewer, given.body_id, right=Right.EDIT_BODIES)
    release = Release(given.network, given.reason.strip(), given.document.strip(), given.until_on)
    return {"id": exempt_body(body, release, by=program.viewer, now=program.now)}


@router.post("/pages/exemptions/{int:exemption_id}/end", response=Done)
def end_letting_off(request: HttpRequest, exemption_id: Id, given: Nothing) -> Done:
    """The body must keep a page again."""
    program = require_right(request, Right.EDIT_BODIES)
    end_exemption(program.viewer, exemption_id, now=program.now)
    return Done()

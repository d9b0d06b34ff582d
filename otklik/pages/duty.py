"""Who must keep a page in which network, by which act; and who is let off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from otklik.audit.services import Actor, record
from otklik.networks.registry import names
from otklik.organizations.errors import HoldsForAll, NotSeen, UnfitEntry
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body, BodyLevel, Territory
from otklik.organizations.reach import keeps_rules_over
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, within
from otklik.pages.models import Exemption, RequiredNetwork
from otklik.shared.words import marked as _

_BORDERS = ("territory__shape", "territory__parent__shape", "territory__parent__parent__shape")
"""Nobody who reads a duty looks at them, and they are the heaviest of a territory."""
_HOLDING_FIRST = ("-holds_until", "territory__name", "network", "id")


@dataclass(frozen=True, slots=True)
class ExemptRow:
    """A body that need not keep a page: in one network, or in any where `network` is empty."""

    id: int
    body: str
    network: str
    reason: str
    document: str
    since_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class RequiredRow:
    """A duty to keep pages."""

    id: int
    territory: str
    level: str
    network: str
    legal_basis: str
    since_on: date
    until_on: date | None
    is_mine: bool
    """Whoever asks keeps the rules of all that stands there: they may end it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What is entered as a duty. `level`: a `BodyLevel`; empty: bodies of all levels."""

    territory_id: int
    network: str
    legal_basis: str
    since_on: date
    level: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Why a body need not keep a page, and by which document. `network` empty: in any network."""

    network: str
    reason: str
    document: str
    until_on: date | None = None


def list_exemptions(scope: Scope, *, now: datetime, at_most: int = 200) -> list[ExemptRow]:
    """Bodies within a scope that are let off now, by name."""
    return [_exempt_row(one) for one in _let_off(scope, now=now).order_by("body__short_name", "network")[:at_most]]


def list_exemptions_by_page(
    scope: Scope, *, now: datetime, after: Mark | None = None
) -> tuple[list[ExemptRow], Mark | None]:  # fmt: skip
    """The same, a page at a time: after what it goes on is the short name of a body and the id of the exemption."""
    rows, following = take_page(_let_off(scope, now=now), ("body__short_name", "id"), after=after)
    return [_exempt_row(one) for one in rows], following


def _let_off(scope: Scope, *, now: datetime) -> QuerySet[Exemption]:
    return Exemption.objects.filter(
        within(scope, body="body", municipality="body__municipality", founder="body__founder"),
        Q(until_on=None) | Q(until_on__gte=timezone.localdate(now)),
    ).select_related("body")


def _exempt_row(one: Exemption) -> ExemptRow:
    return ExemptRow(one.id, one.body.short_name, one.network, one.reason, one.document, one.since_on, one.until_on)


def list_required(viewer: Viewer) -> list[RequiredRow]:
    """All duties, those that hold first: whom they bind is no secret."""
    return [_required(one, viewer) for one in _duties().order_by(*_HOLDING_FIRST)]


def list_required_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[RequiredRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a day, two names and an id."""
    rows, following = take_page(_duties(), _HOLDING_FIRST, after=after)
    return [_required(one, viewer) for one in rows], following


def _duties() -> QuerySet[RequiredNetwork]:
    rows = RequiredNetwork.objects.select_related("territory__parent__parent").defer(*_BORDERS)
    return rows.annotate(holds_until=Coalesce("until_on", Value(date.max)))


def _required(one: RequiredNetwork, viewer: Viewer) -> RequiredRow:
    return RequiredRow(
        one.id, one.territory.name, one.level, one.network, one.legal_basis, one.since_on, one.until_on,
        is_mine=keeps_rules_over(viewer, one.territory),
    )  # fmt: skip


def list_jurisdictions(viewer: Viewer) -> list[tuple[int, str]]:
    """Territories whose bodies this person can bind by an act: regions and municipalities, by name."""
    rows = Territory.objects.filter(level__in=["region", "municipality"]).only("id", "name", "level", "parent")
    return [(one.id, one.name) for one in rows.order_by("-level", "name") if keeps_rules_over(viewer, one)]


def require_network(duty: Duty, *, by: Viewer, now: datetime) -> int:
    """From a day on the bodies of a territory must keep a page in a network; returns its id.

    Raises UnfitEntry; HoldsForAll where the person does not keep the rules of all that stands there.
    """
    territory = Territory.objects.filter(id=duty.territory_id).defer("shape").first()
    if territory is not None and not keeps_rules_over(by, territory):
        raise HoldsForAll
    return enter_duty(duty, by=by, now=now)


def enter_duty(duty: Duty, *, by: Actor, now: datetime) -> int:
    """The same by whoever is known to keep those rules. Raises UnfitEntry."""
    if duty.network not in names():
        raise UnfitEntry(_("No network is chosen."), field="network", mend=_("Choose one from the list."))
    if duty.level not in ("", *BodyLevel.values) or not Territory.objects.filter(id=duty.territory_id).exists():
        raise UnfitEntry(_("There is no such choice."), field="territory_id", mend=_("Choose one from the list."))
    if not duty.legal_basis:
        raise UnfitEntry(_("The act is missing."), field="legal_basis", mend=_("Name it with its number and date."))
    with transaction.atomic():
        row, is_new = RequiredNetwork.objects.get_or_create(
            territory_id=duty.territory_id, level=duty.level, network=duty.network, since_on=duty.since_on,
            defaults={"legal_basis": duty.legal_basis[:300]},
        )  # fmt: skip
        if not is_new:
            raise UnfitEntry(_("This duty is entered already."), field="network", mend=_("Look at the list."))
        record("require_network", subject=f"required:{row.id}", by=by, now=now, because=duty.legal_basis)
    return row.id


def end_required(required_id: int, *, by: Viewer, now: datetime) -> None:
    """The duty holds no more from tomorrow on; it stays in the list as a memory.

    Raises NotSeen; HoldsForAll where the person does not keep the rules of all that stands there.
    """
    with transaction.atomic():
        rows = RequiredNetwork.objects.select_for_update(of=("self",)).select_related("territory__parent__parent")
        row = rows.defer(*_BORDERS).filter(id=required_id, until_on=None).first()
        if row is None:
            raise NotSeen(_("There is no such duty."))
        if not keeps_rules_over(by, row.territory):
            raise HoldsForAll
        row.until_on = timezone.localdate(now)
        row.save(update_fields=["until_on"])
        record("end_required", subject=f"required:{required_id}", by=by, now=now)


def exempt_body(body: Body, release: Release, *, by: Actor, now: datetime) -> int:
    """Let a body off keeping a page, by a document; returns the id of the exemption. Raises UnfitEntry."""
    if release.network not in ("", *names()):
        raise UnfitEntry(_("There is no such choice."), field="network", mend=_("Choose one from the list."))
    for field in ("reason", "document"):
        if not getattr(release, field):
            raise UnfitEntry(
                _("The reason or the document is missing."), field=field, mend=_("Both stand in the register.")
            )
    with transaction.atomic():
        row, _is_new = Exemption.objects.update_or_create(
            body=body, network=release.network,
            defaults={
                "reason": release.reason[:500], "document": release.document[:300],
                "since_on": timezone.localdate(now), "until_on": release.until_on,
            },
        )  # fmt: skip
        details = {"network": release.network, "document": release.document}
        record("exempt", subject=f"body:{body.id}", by=by, now=now, because=release.reason, details=details)
    return row.id


def end_exemption(viewer: Viewer, exemption_id: int, *, now: datetime) -> None:
    """The body must keep a page again. Raises NotSeen for one out of the person's scope."""
    scope = within(
        viewer.scope(Right.EDIT_BODIES), body="body", municipality="body__municipality", founder="body__founder"
    )
    with transaction.atomic():
        row = Exemption.objects.select_for_update(of=("self",)).filter(scope, id=exemption_id).first()
        if row is None:
            raise NotSeen(_("There is no such exemption."))
        row.delete()
        details = {"network": row.network, "document": row.document}
        record("end_exemption", subject=f"body:{row.body_id}", by=viewer, now=now, details=details)

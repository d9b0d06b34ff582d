"""What goes wrong in routing, kept until it is mended: a rule that cannot be followed, bodies that pass a case to
and fro. The case itself waits for the coordinator; this says why, and how often."""

from datetime import datetime
from enum import StrEnum

from django.db.models import F, Q

from otklik.appeals.models import Route, RouteTrouble
from otklik.appeals.routing import Broken, RouteProposal
from otklik.shared.words import marked as _

PING_PONG = "ping_pong"


class TroubleKind(StrEnum):
    """What is wrong."""

    BODY_GONE = Broken.BODY_GONE
    EXECUTOR_GONE = Broken.EXECUTOR_GONE
    POLICY_GONE = Broken.POLICY_GONE
    SHAPE_FAILS = Broken.SHAPE_FAILS
    PING_PONG = PING_PONG


TROUBLE_WORDS = {
    TroubleKind.BODY_GONE: (_("The body of this rule is closed."), _("Name another body, or delete the rule.")),
    TroubleKind.EXECUTOR_GONE: (
        _("The person of this rule no longer works cases out in that body."),
        _("Name another person, or let the body choose."),
    ),
    TroubleKind.POLICY_GONE: (
        _("The deadline policy that this rule names is not in force any more."),
        _("Name another policy, or let those in force decide."),
    ),
    TroubleKind.SHAPE_FAILS: (
        _("The borders of the rule's territory cannot be read."),
        _("Take the shape anew under «Territories»."),
    ),
    TroubleKind.PING_PONG: (
        _("Bodies pass this case to and fro."),
        _("Decide who answers: speak with both, then assign it and write why."),
    ),
}
"""What is wrong, and how to mend it."""


def note_broken(proposal: RouteProposal, *, owner_id: int, now: datetime) -> None:
    """A case met a rule that cannot be followed."""
    rule = proposal.rule
    if rule is None or rule.broken is None:
        return
    _note(rule.broken.value, route_id=rule.id, case_number=None, body_id=owner_id, now=now)


def note_policy_gone(policy_id: int, *, now: datetime) -> None:
    """A policy is out of force, and rules name it: their keepers are called before a case meets them."""
    for route in Route.objects.filter(policy_id=policy_id).order_by("id"):
        _note(TroubleKind.POLICY_GONE, route_id=route.id, case_number=None, body_id=route.body_id, now=now)


def note_ping_pong(case_number: int, *, body_id: int, now: datetime) -> None:
    """Bodies pass a case to and fro."""
    _note(PING_PONG, route_id=None, case_number=case_number, body_id=body_id, now=now)


def _note(kind: str, *, route_id: int | None, case_number: int | None, body_id: int, now: datetime) -> None:
    RouteTrouble.objects.update_or_create(
        kind=kind,
        route=Route(id=route_id) if route_id else None,
        case_number=case_number,
        body_id=body_id,
        ended_at=None,
        defaults={"last_at": now, "count": F("count") + 1},
        create_defaults={"since_at": now, "last_at": now},
    )


def end_troubles(*, now: datetime, route_id: int | None = None, case_number: int | None = None) -> None:
    """The rule was mended, or the case has an answerer."""
    about = Q(route_id=route_id) if route_id is not None else Q(case_number=case_number, route=None)
    RouteTrouble.objects.filter(about, ended_at=None).update(ended_at=now)


def reopen_troubles(case_number: int, *, ended_since: datetime) -> None:
    """The act that gave the case its answerer was taken back: what it ended stands again."""
    RouteTrouble.objects.filter(case_number=case_number, route=None, ended_at__gte=ended_since).update(ended_at=None)

"""What Otklik says of one text, over all rooms: what triage proposes, which clause forbids it, who would answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from otklik.appeals.models import Appeal
from otklik.appeals.placing import question_of
from otklik.appeals.router import Router
from otklik.appeals.routing import propose_route
from otklik.appeals.territories import name_of
from otklik.duplicates.services import SeenText, find_seen_before
from otklik.moderation.rules.page_rules import SHIPPED, find_version, rules_on
from otklik.organizations.models import Body
from otklik.shared.clock import now as read_clock
from otklik.triage.acts import Out, explain
from otklik.triage.models import Verdict
from otklik.triage.propose import Proposal

HELP = explain.HELP
add_arguments = explain.add_arguments


def run(options: Mapping[str, Any], out: Out) -> None:
    """Explain one text from standard input."""
    explain.run(options, out, explain=explain_all)


def explain_all(text: str, absence: str) -> dict[str, object]:
    """Everything that is said of a text; `absence`: why no database is asked, empty: one is."""
    now, proposal = read_clock(), explain.propose(text, absence=absence)
    clauses = _clauses(absence, now=now)
    findings = [
        {**explain.describe_finding(found, text), "clause": clauses.get(found.ground, "")}
        for found in proposal.findings
    ]  # fmt: skip
    told = explain.describe(text, proposal, absence=absence)
    seen = absence or [_seen(one) for one in find_seen_before(text, towns=explain.list_towns(), now=now)]
    return told | {"findings": findings, "seen_before": seen, "who": absence or _who(text, proposal, now=now)}


def _seen(one: SeenText) -> dict[str, object]:
    told = one.comparison
    return {
        "text": one.text,
        "said_at": one.said_at.isoformat(),
        "certainty": told.certainty,
        "alike": told.alike.value,
        "grounds": [*told.grounds],
    }


def _clauses(absence: str, *, now: datetime) -> Mapping[str, str]:
    """The rules of all pages, or those that we ship where no database is asked."""
    shipped = find_version(SHIPPED)
    if absence:
        return shipped.clauses if shipped else {}
    return rules_on(None, timezone.localdate(now)).clauses


def _who(text: str, proposal: Proposal, *, now: datetime) -> list[dict[str, object]]:
    """The body that would get it, for each body on top of the tree: as if it came to a page of that one."""
    owners = list(Body.objects.filter(parent=None, is_active=True).order_by("id"))
    codes = [code for code in (proposal.group_code, proposal.topic_code) if code]
    router = Router.load(owners={owner.id for owner in owners}, pages=(), topic_codes=codes, now=now)
    return [_answerer(text, proposal, owner, router=router, now=now) for owner in owners]


def _answerer(text: str, proposal: Proposal, owner: Body, *, router: Router, now: datetime) -> dict[str, object]:
    point = explain.find_point(proposal.place)
    verdict = Verdict(
        group_certainty=proposal.group_certainty,
        topic_code=proposal.topic_code,
        topic_certainty=proposal.topic_certainty,
        address_certainty=proposal.address_certainty,
    )
    case = Appeal(
        body=owner,
        kind=proposal.kind,
        importance=proposal.importance,
        address=proposal.address,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        topic_id=router.topic_ids.get(proposal.group_code),
        opened_at=now,
        is_by_machine=True,
    )
    route = propose_route(question_of(case, verdict, text, router=router), router.rules)
    body = router.bodies.get(route.body_id, owner)
    return {
        "written_to": owner.name,
        "body": body.name,
        "because": route.because.value,
        "certainty": round(route.certainty, 3),
        "territory": name_of(route.territory_id, router.territories),
    }

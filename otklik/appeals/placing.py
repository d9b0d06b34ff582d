"""Giving a new case to the body that can answer it, by the table of routes; without a topic a person sorts."""

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move
from otklik.appeals.router import Router
from otklik.appeals.routing import RouteQuestion, RouteReason, propose_route, reason_in_history
from otklik.appeals.states import Act, Party
from otklik.appeals.territories import Whereabouts, find_territories, name_of
from otklik.appeals.workflow import Reason
from otklik.triage.models import Verdict

KINDS_WITHOUT_SORTING = frozenset({"thanks", "opinion", "off_topic"})
"""They stay with whoever was written to, whatever they are about."""


def placing_move(appeal: Appeal, verdict: Verdict | None, *, router: Router) -> Move | None:
    """The move that passes a new case on by rule; None where a person has to sort it.

    That is so where the topic is unclear and the owner of the page could pass it on to several bodies.
    """
    question = _question(appeal, verdict, router)
    proposal = propose_route(question, router.rules)
    territory = name_of(proposal.territory_id, router.territories)
    appeal.decided_by = appeal.decided_by | {
        "route": proposal.because.value, "route_certainty": proposal.certainty, "route_territory": territory,
    }  # fmt: skip
    if _needs_sorting(appeal, question, proposal.because):
        return None
    body = router.bodies.get(proposal.body_id, appeal.body)
    return Move(Act.ASSIGN, Party.SYSTEM, Reason(text=reason_in_history(proposal.because, territory)), body=body)


def _question(appeal: Appeal, verdict: Verdict | None, router: Router) -> RouteQuestion:
    where = Whereabouts(appeal.address, appeal.latitude, appeal.longitude)
    return RouteQuestion(
        owner_id=appeal.body_id,
        body_ids_under_owner=router.under.get(appeal.body_id, frozenset()),
        page_id=appeal.page_id,
        topic_ids=[appeal.topic_id] if appeal.topic_id else [],
        topic_certainty=verdict.group_certainty if verdict else 0.0,
        territory_ids=find_territories(where, router.territories),
        address_certainty=verdict.address_certainty if verdict else 0.0,
    )


def _needs_sorting(appeal: Appeal, question: RouteQuestion, because: RouteReason) -> bool:
    """The owner could pass it on to several bodies, nothing says to whom, and it asks for work."""
    return (
        because is RouteReason.PAGE_OWNER
        and not question.topic_ids
        and bool(question.body_ids_under_owner)
        and appeal.kind not in KINDS_WITHOUT_SORTING
    )

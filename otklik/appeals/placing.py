"""Assigns a new case to a body by the routing rules; a case without a topic goes to a person."""

from datetime import datetime
from zoneinfo import ZoneInfo

from otklik.appeals.assigning import returners_of
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, stand_with
from otklik.appeals.route_rules import words_of
from otklik.appeals.route_troubles import note_broken
from otklik.appeals.router import Router
from otklik.appeals.routing import (
    TOPIC_IS_CERTAIN_FROM,
    RouteProposal,
    RouteQuestion,
    RouteReason,
    RouteRule,
    propose_route,
    reason_in_history,
)
from otklik.appeals.states import Act, Party
from otklik.appeals.territories import Whereabouts, find_territories, name_of
from otklik.appeals.workflow import Reason
from otklik.intake.acts import OWN_PAGE
from otklik.triage.models import Verdict

KINDS_WITHOUT_SORTING = frozenset({"thanks", "opinion", "off_topic"})
"""They stay with whoever was written to, whatever they are about."""


def propose_for(
    appeal: Appeal, verdict: Verdict | None, text: str, *, router: Router
) -> tuple[RouteQuestion, RouteProposal]:
    """Who should answer a case that stands with the owner of the page, and what was asked to find that out.

    A report on our own pages stays in its town: no rule leads it to another one, and where none fits and nobody's
    widget was used, it stands with the town's coordinator from then on.
    """
    town = appeal.municipality_id if appeal.channel == OWN_PAGE else None
    returned = _returned_by(appeal)
    rules = [one for one in router.rules_within(town) if one.body_id not in returned]
    question = question_of(appeal, verdict, text, router=router)
    proposal = propose_route(question, rules)
    sorting = router.bodies.get(router.coordinating.get(appeal.thread_id, 0))
    if proposal.because is not RouteReason.PAGE_OWNER or sorting is None or sorting == appeal.body:
        return question, proposal
    stand_with(appeal, sorting)
    question = question_of(appeal, verdict, text, router=router)
    return question, propose_route(question, rules)


def placing_move(appeal: Appeal, verdict: Verdict | None, text: str, *, router: Router, now: datetime) -> Move | None:
    """The move that passes a new case on by rule; None where a person has to sort it.

    That is so where a rule cannot be followed, and where the topic is unclear and the owner of the page could pass it
    on to several bodies.
    """
    question, proposal = propose_for(appeal, verdict, text, router=router)
    rule = proposal.rule
    territory = name_of(proposal.territory_id, router.territories)
    appeal.decided_by = appeal.decided_by | {
        "route": proposal.because.value, "route_certainty": proposal.certainty, "route_territory": territory,
    } | _rule_as_kept(rule, router)  # fmt: skip
    appeal.executor_id = None
    if proposal.needs_person:
        note_broken(proposal, owner_id=appeal.body_id, now=now)
        return None
    if needs_sorting(appeal, question, proposal.because) or proposal.body_id in _returned_by(appeal):
        return None
    if rule is not None:
        appeal.executor_id, given = router.crew.give(proposal.body_id, rule.wish, now=now)
        appeal.decided_by["route_given"] = given.value if given else ""
    body = router.bodies.get(proposal.body_id, appeal.body)
    return Move(Act.ASSIGN, Party.SYSTEM, Reason(text=reason_in_history(proposal.because, territory)), body=body)


def _returned_by(appeal: Appeal) -> frozenset[int]:
    """The bodies that said of it «not ours»: no rule proposes it to them again."""
    return frozenset(map(int, returners_of(appeal))) if appeal.pk else frozenset()


def _rule_as_kept(rule: RouteRule | None, router: Router) -> dict[str, object]:
    """What the rule said when the case came: it explains the case even after the rule has changed."""
    if rule is None:
        return {"route_rule": 0, "route_said": [], "route_broken": "", "route_given": "", "route_policy": 0}
    said = [list(pair) for pair in router.book.said.get(rule.id, ())]
    broken = rule.broken.value if rule.broken else ""
    policy = 0 if broken else rule.policy_id or 0
    return {
        "route_rule": rule.id, "route_said": said, "route_broken": broken, "route_given": "", "route_policy": policy,
    }  # fmt: skip


def question_of(appeal: Appeal, verdict: Verdict | None, text: str, *, router: Router) -> RouteQuestion:
    """What is known of a case that stands with the owner of the page."""
    where = Whereabouts(appeal.address, appeal.latitude, appeal.longitude)
    return RouteQuestion(
        owner_id=appeal.body_id,
        body_ids_under_owner=router.under.get(appeal.body_id, frozenset()),
        page_id=appeal.page_id,
        topic_ids=_topic_ids(appeal, verdict, router),
        topic_certainty=verdict.group_certainty if verdict else 0.0,
        territory_ids=find_territories(where, router.territories),
        address_certainty=verdict.address_certainty if verdict else 0.0,
        kind=appeal.kind,
        importance=appeal.importance,
        address=appeal.address,
        words=words_of(text) if router.reads_words else frozenset(),
        came_at=appeal.opened_at.astimezone(ZoneInfo(appeal.body.zone)),
        has_point=appeal.latitude is not None,
    )


def _topic_ids(appeal: Appeal, verdict: Verdict | None, router: Router) -> list[int]:
    """The topic within the group where the machine is sure of it, then what the case has."""
    is_sure = verdict is not None and verdict.topic_certainty >= TOPIC_IS_CERTAIN_FROM
    within = router.topic_ids.get(verdict.topic_code) if verdict and is_sure and appeal.is_by_machine else None
    return [one for one in dict.fromkeys((within, appeal.topic_id)) if one]


def needs_sorting(appeal: Appeal, question: RouteQuestion, because: RouteReason) -> bool:
    """The owner could pass it on to several bodies, nothing says to whom, and it asks for work."""
    return (
        because is RouteReason.PAGE_OWNER
        and not question.topic_ids
        and bool(question.body_ids_under_owner)
        and appeal.kind not in KINDS_WITHOUT_SORTING
    )

"""Writing verdicts: what the machine proposes about messages."""

from collections.abc import Sequence
from datetime import datetime

from otklik.intake.models import ResidentMessage
from otklik.intake.services import mark_triaged
from otklik.triage.learning.versions import model_in_use
from otklik.triage.models import Finding, Verdict
from otklik.triage.propose import Proposal, propose_all


def judge_messages(messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Propose kind, topic, place, importance and findings of messages; a new verdict replaces the old one."""
    proposals = propose_all([message.text for message in messages], model=model_in_use())
    Verdict.objects.filter(message__in=messages, is_current=True).update(is_current=False)
    pairs = [
        (_as_verdict(message, proposal, now=now), proposal)
        for message, proposal in zip(messages, proposals, strict=True)
    ]
    Verdict.objects.bulk_create([verdict for verdict, _ in pairs])
    Finding.objects.bulk_create(
        [
            Finding(
                verdict=verdict,
                rule=found.rule,
                ground=found.ground,
                start=found.start,
                end=found.end,
                certainty=found.certainty,
            )
            for verdict, proposal in pairs
            for found in proposal.findings
        ]
    )
    mark_triaged(messages)


def _as_verdict(message: ResidentMessage, proposal: Proposal, *, now: datetime) -> Verdict:
    return Verdict(
        message=message,
        model_version=proposal.model_version,
        made_at=now,
        kind=proposal.kind,
        kind_certainty=proposal.kind_certainty,
        has_substance=proposal.has_substance or bool(_evidence(message)),
        group_code=proposal.group_code,
        group_certainty=proposal.group_certainty,
        alternatives=[list(alternative) for alternative in proposal.alternatives],
        topic_code=proposal.topic_code,
        topic_certainty=proposal.topic_certainty,
        topics=[list(topic) for topic in proposal.topics],
        importance=proposal.importance,
        importance_because=proposal.importance_because[:200],
        address=proposal.address[:300],
        address_certainty=proposal.address_certainty,
        rudeness=proposal.rudeness,
        needs_person=proposal.needs_person,
        flags=list(proposal.flags),
    )


def _evidence(message: ResidentMessage) -> list[object]:
    """A photo or a video without words may show a problem: a person has to look."""
    return [one for one in message.attachments if one.get("kind") not in ("sticker", "graffiti", "gift")]

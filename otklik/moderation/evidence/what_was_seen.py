"""Everything that was known when it was decided, as values that can be kept as JSON."""

from typing import Any

from django.utils import timezone

from otklik.intake.models import ResidentMessage
from otklik.intake.originals import find_post_text, list_originals
from otklik.moderation.models import Decision
from otklik.moderation.rules.page_rules import find_version
from otklik.moderation.rules.policy import find_policy
from otklik.triage.models import Verdict

type Seen = dict[str, Any]


def look_at(decision: Decision) -> Seen:
    """The decision, the message with its author and the event that brought it, the rules, what was found.

    Moments are in UTC, as ISO 8601. What is not known is left out.
    """
    seen: Seen = {
        "decision": _look_at_decision(decision),
        "page": {"network": decision.page.network, "name": decision.page.name, "url": decision.page.url},
        "body": decision.body.name,
        "rules": _look_at_rules(decision),
        "notice": {"text": decision.notice_text, "not_told_because": decision.no_notice_because},
    }
    message = decision.message
    if message is not None:
        seen |= {"message": _look_at_message(message), "author": _look_at_author(message)}
        seen |= {"events": _look_at_events(message), "found": _look_at_findings(message)}
    return seen


def _look_at_decision(decision: Decision) -> Seen:
    ban = getattr(decision, "ban", None)
    return {
        "act": decision.act,
        "ground": decision.ground,
        "because": decision.because,
        "decided_at": decision.decided_at.isoformat(),
        "decided_by": decision.decided_by.name if decision.decided_by else "",
        "second_by": decision.second_by.name if decision.second_by else "",
        "certainty": decision.certainty,
        "term": ban.term if ban else "",
        "until": ban.ends_at.isoformat() if ban and ban.ends_at else "",
        "state": decision.state,
        "permission": _look_at_permission(decision) if decision.decided_by_id is None else {},
    }


def _look_at_permission(decision: Decision) -> Seen:
    """Who let the machine decide, from which day on and above which certainty."""
    on = timezone.localdate(decision.decided_at)
    entry = find_policy(decision.page_id, decision.ground, on)
    if entry is None:
        return {}
    return {
        "may_do": entry.may_do,
        "least_certainty": entry.least_certainty,
        "since": entry.since_on.isoformat(),
        "entered_by": entry.entered_by.name if entry.entered_by else "",
        "entered_at": entry.entered_at.isoformat(),
    }


def _look_at_rules(decision: Decision) -> Seen:
    """The clause that was in force, since when, and the whole text of that version of the rules."""
    rules = find_version(decision.rules_version)
    since = rules.since_on.isoformat() if rules and rules.since_on else ""
    text = rules.text if rules else ""
    return {"version": decision.rules_version, "clause": decision.clause, "since": since, "text": text}


def _look_at_message(message: ResidentMessage) -> Seen:
    wordings = message.versions.order_by("received_at", "id").values_list("text", flat=True)
    return {
        "kind": message.kind,
        "external_id": message.external_id,
        "url": message.url,
        "text": message.text,
        "earlier_wordings": [text for text in wordings if text != message.text],
        "attachments": message.attachments,
        "written_at": message.said_at.isoformat(),
        "post": message.container_id,
        "post_text": find_post_text(message),
    }


def _look_at_author(message: ResidentMessage) -> Seen:
    author = message.author
    return {"id": author.external_id, "name": author.name, "network": author.network} if author else {}


def _look_at_events(message: ResidentMessage) -> list[Seen]:
    return [
        {"received_at": one.received_at.isoformat(), "sha256": one.sha256, "said": one.said}
        for one in list_originals(message)
    ]


def _look_at_findings(message: ResidentMessage) -> list[Seen]:
    verdict = Verdict.objects.filter(message=message, is_current=True).first()
    if verdict is None:
        return []
    return [
        {
            "rule": one.rule,
            "ground": one.ground,
            "words": message.text[one.start : one.end],
            "certainty": one.certainty,
            "model": verdict.model_version,
        }
        for one in verdict.findings.order_by("id")
    ]

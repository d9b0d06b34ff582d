"""Writing verdicts: what the machine proposes about messages."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db.models import Q

from otklik.intake.acts import Told, told_by_acts
from otklik.intake.models import ActKind, ResidentMessage
from otklik.intake.services import mark_triaged
from otklik.organizations.models import Body
from otklik.personal_data.contacts import emails, phones
from otklik.personal_data.numbers.digits import digits_of
from otklik.triage import findings
from otklik.triage.kinds import SPAM
from otklik.triage.learning.own_curves import curves_of, is_shown_anyway, without_refuted
from otklik.triage.learning.versions import model_in_use
from otklik.triage.locating import find_towns, locate, names_for
from otklik.triage.models import Finding, Verdict
from otklik.triage.parts import Part
from otklik.triage.places.points import TOLD, Point
from otklik.triage.propose import PRIVATE, Proposal, propose_all
from otklik.triage.rules.registry import RULE_OF_KIND

_PHONES: Final = RULE_OF_KIND[phones.KIND]
_EMAILS: Final = RULE_OF_KIND[emails.KIND]
_CONTACTS: Final = (_PHONES, _EMAILS)
_WHOLE_PHONE: Final = 10
"""Digits of a number with its code; without the country's."""
_LOCAL_PHONE: Final = 5

type Remember = Callable[[Sequence[ResidentMessage], Sequence[ResidentMessage]], None]
"""What keeps messages for finding duplicates, in the same transaction: those that say something, and the others."""


def judge_messages(messages: Sequence[ResidentMessage], *, now: datetime, remember: Remember) -> None:
    """Propose kind, topic, place, importance and findings of messages; a new verdict replaces the old one."""
    acts = told_by_acts(messages)
    find_towns(messages, acts, now=now)
    proposed = propose_all([message.text for message in messages], names=names_for(messages), model=model_in_use())
    proposals = _without_own(messages, _without_refuted(messages, proposed))
    points = _with_told(messages, acts, locate([proposal.place for proposal in proposals]))
    before = Verdict.objects.filter(message__in=messages, is_current=True)
    again = set(before.values_list("message_id", flat=True))
    if again:
        before.update(is_current=False, awaits_moderation=False)
    pairs = [
        (_as_verdict(message, proposal, point, is_edit=message.id in again, now=now), proposal)
        for message, proposal, point in zip(messages, proposals, points, strict=True)
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
    remember(*_parted_by_substance(messages, {verdict.message_id for verdict, _ in pairs if verdict.has_substance}))
    mark_triaged(messages)


def _without_refuted(messages: Sequence[ResidentMessage], proposed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without what moderators nearly always found lawful; of a fixed share of messages it stays."""
    curves = curves_of(Part.DECENCY) if any(one.findings for one in proposed) else {}
    return [
        one
        if not curves or is_shown_anyway(str(message.id))
        else replace(one, findings=without_refuted(one.findings, curves, text=message.text))
        for message, one in zip(messages, proposed, strict=True)
    ]


def _without_own(messages: Sequence[ResidentMessage], proposed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without the public phones and mailbox of the very body that was written to: nobody's secret.

    One query, and only where a phone or a mailbox was found.
    """
    asked = [any(one.rule in _CONTACTS for one in proposal.findings) for proposal in proposed]
    told = [message.body_id for message, is_asked in zip(messages, asked, strict=True) if is_asked]
    bodies = Body.objects.in_bulk(set(told)) if told else {}
    return [
        _without_contacts(proposal, message.text, of=bodies[message.body_id]) if is_asked else proposal
        for message, proposal, is_asked in zip(messages, proposed, asked, strict=True)
    ]


def _without_contacts(proposal: Proposal, text: str, *, of: Body) -> Proposal:
    lines = [digits_of(one) for one in re.split(r"[,;/]", of.phone)]

    def is_own(found: findings.Finding) -> bool:
        said = text[found.start : found.end]
        if found.rule == _PHONES:
            digits = digits_of(said)[-_WHOLE_PHONE:]
            return len(digits) >= _LOCAL_PHONE and any(one.endswith(digits) for one in lines)
        return found.rule == _EMAILS and bool(of.email) and said.strip().lower() == of.email.lower()

    left = tuple(one for one in proposal.findings if not is_own(one))
    private = any(one.ground == findings.PERSONAL_DATA for one in left)
    return replace(proposal, findings=left, flags=tuple(one for one in proposal.flags if private or one != PRIVATE))


def _parted_by_substance(
    messages: Sequence[ResidentMessage], substantial: set[int]
) -> tuple[list[ResidentMessage], list[ResidentMessage]]:
    """What residents said is compared; what says nothing, or was said by the page, is not."""
    told = [one for one in messages if one.id in substantial and not one.is_by_page and one.has_arrived]
    kept = {one.id for one in told}
    return told, [one for one in messages if one.id not in kept]


def ask_moderation_again(messages: Sequence[ResidentMessage]) -> None:
    """Their authors took them back: whoever waits for a decision about them need not wait any longer."""
    held = Q(findings__isnull=False) | Q(kind=SPAM)
    found = Verdict.objects.filter(held, message__in=messages, is_current=True)
    Verdict.objects.filter(id__in=found.values("id")).update(awaits_moderation=True)


def _as_verdict(
    message: ResidentMessage, proposal: Proposal, point: Point | None, *, is_edit: bool, now: datetime
) -> Verdict:
    place, kind = proposal.place, _kind_told(message) or proposal.kind
    known = place.street_place or place.landmark_place or place.settlement_place
    return Verdict(
        message=message,
        model_version=proposal.model_version,
        made_at=now,
        kind=kind,
        kind_certainty=1.0 if _kind_told(message) else proposal.kind_certainty,
        # what was sent by a form of ours was meant, however little it says
        has_substance=proposal.has_substance or bool(_evidence(message)) or message.page_id is None,
        group_code=proposal.group_code,
        group_certainty=proposal.group_certainty,
        alternatives=[list(alternative) for alternative in proposal.alternatives],
        topic_code=proposal.topic_code,
        topic_certainty=proposal.topic_certainty,
        topics=[list(topic) for topic in proposal.topics],
        importance=proposal.importance,
        importance_because=proposal.importance_because[:200],
        missing=list(proposal.missing),
        address=proposal.address[:300],
        address_certainty=proposal.address_certainty,
        settlement=place.settlement[:200],
        street=place.street[:200],
        house=place.house[:20],
        crossing=place.crossing[:200],
        landmark=place.landmark[:200],
        place_id=known.id if known else None,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        point_of=point.is_of if point else "",
        point_certainty=point.certainty if point else 0,
        place_missing=list(place.missing),
        rudeness=proposal.rudeness,
        needs_person=proposal.needs_person,
        # an edit may take away what stood against the words before it
        awaits_moderation=message.page_id is not None
        and (bool(proposal.findings) or proposal.needs_person or kind == SPAM or is_edit),
        flags=list(proposal.flags),
    )


def _kind_told(message: ResidentMessage) -> str:
    """What its author called it by the form that it was sent by; a report may turn out to be anything."""
    return ActKind.OPINION.value if message.kind == ActKind.OPINION else ""


def _with_told(
    messages: Sequence[ResidentMessage], acts: Mapping[int, Told], found: Sequence[Point | None]
) -> list[Point | None]:
    """The points of the places, or those that the residents' phones told: they stood there."""
    told = {id_: act.point for id_, act in acts.items() if act.point is not None}
    return [
        Point(*told[message.id], TOLD, 1.0) if message.id in told else point
        for message, point in zip(messages, found, strict=True)
    ]


def _evidence(message: ResidentMessage) -> list[object]:
    """A photo or a video without words may show a problem: a person has to look."""
    return [one for one in message.attachments if one.get("kind") not in ("sticker", "graffiti", "gift")]

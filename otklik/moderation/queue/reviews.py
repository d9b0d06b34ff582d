"""The queue filling itself: what triage found becomes a message that waits, or an act that the page's owner allowed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.appeals.services import take_step
from otklik.appeals.states import Act
from otklik.appeals.workflow import Reason
from otklik.intake.models import ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.hiding.claims import hash_wording
from otklik.moderation.hiding.urgency import end_ringing, ring_for
from otklik.moderation.models import Decision, DecisionAct, DecisionState, MayDo, Review, ReviewState
from otklik.moderation.rules.grounds import UNCLEAR, danger_of, is_for_a_person_at_once
from otklik.moderation.rules.page_rules import rules_of_pages
from otklik.moderation.rules.policy import HIDING, Alone, Suspicion, decide_alone, permissions_of_pages
from otklik.moderation.services import hide_by_machine, let_be_as_decided
from otklik.organizations.selectors import Viewer
from otklik.triage.findings import ADVERTISING
from otklik.triage.kinds import SPAM
from otklik.triage.models import Verdict


def take_up(messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Put locked messages on the queue, or do with them what the page's owner allowed; in the caller's transaction."""
    verdicts = Verdict.objects.filter(message__in=messages, is_current=True).prefetch_related("findings")
    current = {verdict.message_id: verdict for verdict in verdicts}
    page_ids: list[int | None] = [*{message.network_page_id for message in messages}]
    permissions = permissions_of_pages(page_ids, timezone.localdate(now))
    rules = rules_of_pages(page_ids, timezone.localdate(now))
    for message in messages:
        found = suspicions_of(current.get(message.id))
        if message.channel == "private":
            # it harms no reader, and no network hides it: only what a person has to know at once waits
            found = [one for one in found if is_for_a_person_at_once(one.ground) or one.ground == UNCLEAR]
        if not found or message.is_taken_back or is_lawful(message):
            _let_go(message, now=now)
            continue
        clauses = rules[message.network_page_id].clauses
        alone = decide_alone(found, permissions[message.network_page_id], clauses=clauses)
        review = _put_on_queue(message, found, alone, now=now)
        if review.state != ReviewState.WAITING:
            continue
        if alone.may_do in HIDING:
            hide_by_machine(review, alone, now=now)
        elif review.is_urgent:
            ring_for(message.network_page, now=now)
    Verdict.objects.filter(message__in=messages, awaits_moderation=True).update(awaits_moderation=False)


def suspicions_of(verdict: Verdict | None) -> list[Suspicion]:
    """What was found in the wording of today; a rule that broke is found too, so that a person reads the text.

    So is what only its kind calls spam: its case waits for a moderator; the machine is never sure enough to hide it.
    """
    if verdict is None:
        return []
    found = [Suspicion(one.ground, one.certainty) for one in verdict.findings.all()]
    if verdict.kind == SPAM and all(one.ground != ADVERTISING for one in found):
        found.append(Suspicion(ADVERTISING, 0))
    has_failed = any(flag.startswith("rule_failed") for flag in verdict.flags)
    return [*found, Suspicion(UNCLEAR, 0)] if has_failed else found


def is_lawful(message: ResidentMessage) -> bool:
    """Whether a person looked at these very words of this author on this page and found nothing against them.

    The last word counts: what somebody hid since is not lawful. Whose author nobody knows is nobody else's.
    """
    whose = Q(message__author_id=message.author_id) if message.author_id else Q(message=message)
    about = Decision.objects.filter(
        whose, page_id=message.network_page_id, wording_hash=hash_wording(message.text)
    ).order_by("-id")
    passed = about.filter(act=DecisionAct.LAWFUL, state=DecisionState.DONE).first()
    if passed is None:
        return False
    against = about.filter(act__in=(DecisionAct.HIDE, DecisionAct.DELETE), id__gt=passed.pk)
    return not against.exclude(state__in=(DecisionState.FAILED, DecisionState.UNDONE)).exists()


def _let_go(message: ResidentMessage, *, now: datetime) -> None:
    """Nothing stands against it (any more): nobody has to look."""
    if Review.objects.filter(message=message, state=ReviewState.WAITING).update(state=ReviewState.GONE):
        end_ringing(message.network_page, now=now)


def _put_on_queue(message: ResidentMessage, found: Sequence[Suspicion], alone: Alone, *, now: datetime) -> Review:
    worst = min(found, key=lambda one: (danger_of(one.ground), -one.certainty))
    wording = hash_wording(message.text)
    values = {
        "page_id": message.network_page_id,
        "body_id": message.body_id,
        "municipality_id": message.municipality_id,
        "founder_id": message.founder_id,
        "danger": danger_of(worst.ground),
        "ground": worst.ground,
        "certainty": worst.certainty,
        "is_urgent": alone.may_do is MayDo.TO_PERSON or is_for_a_person_at_once(worst.ground),
        "wording_hash": wording,
    }
    review = Review.objects.filter(message=message).first()
    if review is None:
        return Review.objects.create(message=message, since_at=now, **values)
    if review.state == ReviewState.DECIDED and review.wording_hash == wording:
        return review
    is_again = review.state != ReviewState.WAITING
    for name, value in values.items():
        setattr(review, name, value)
    if is_again:
        review.state, review.since_at = ReviewState.WAITING, now
        review.claimed_by, review.claimed_until = None, None
    review.save()
    return review


def pass_case(number: int, *, by: Viewer, reason: Reason, version: int | None, now: datetime) -> None:
    """Let a held case go on, from its own page. Raises what `take_step` raises."""
    with transaction.atomic():
        # the messages first, then the case: everybody locks in this order
        waiting = Review.objects.filter(message__case_link__appeal__number=number, state=ReviewState.WAITING)
        messages = [lock_message(one) for one in waiting.order_by("message_id").values_list("message_id", flat=True)]
        take_step(number, Act.PASS_MODERATION, by=by, reason=reason, version=version, now=now)
        for message in messages:
            if isinstance(message, ResidentMessage) and not message.is_hidden:
                let_be_as_decided(message, by=by, now=now)

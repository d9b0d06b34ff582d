"""What moderation made of the past month: what moderators let pass was lawful, spam was hidden, the rest waits."""

from collections.abc import Sequence
from datetime import timedelta

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.demo.cast import Cast
from otklik.intake.models import ResidentMessage
from otklik.moderation.models import Decision, DecisionAct, DecisionState, Review, ReviewState
from otklik.moderation.queue.reviews import take_up
from otklik.moderation.rules.grounds import danger_of
from otklik.moderation.services import Charge, hide, new_decision, write_down
from otklik.shared.errors import OtklikError
from otklik.triage.models import Verdict

_LOOKED_AFTER = timedelta(minutes=7)


def moderate_story(number: int, cast: Cast) -> None:
    """Decide about the messages of a case as its story decided about the case, in the story's transaction."""
    awaiting = Verdict.objects.filter(awaits_moderation=True, message__case_link__appeal__number=number)
    related = awaiting.select_related("message__page", "message__author", "message__body")
    verdicts = list(related.prefetch_related("findings").order_by("id"))
    if not verdicts:
        return
    state = Appeal.objects.values_list("state", flat=True).get(number=number)
    found = [one for one in verdicts if one.is_current and one.findings.all()]
    if state == State.IN_MODERATION:
        for verdict in found:
            take_up([verdict.message], now=verdict.message.detected_at + timedelta(seconds=2))
    elif state == State.DECLINED:
        for verdict in found:
            _hide(verdict, cast)
    else:
        _let_pass(found, cast)
    Verdict.objects.filter(id__in=[one.id for one in verdicts]).update(awaits_moderation=False)


def _let_pass(verdicts: Sequence[Verdict], cast: Cast) -> None:
    """By rows of their own, not by the services: the cases have long gone on. Each is written down as they do it."""
    reviews: list[Review] = []
    for verdict in verdicts:
        message, at = verdict.message, verdict.message.detected_at + _LOOKED_AFTER
        by = cast.moderator(message.body.slug)
        decision = new_decision(message, DecisionAct.LAWFUL, Charge(), by=by, now=at)
        decision.state, decision.settled_at = DecisionState.DONE, at
        decision.save()
        write_down(decision, by=by, now=at)
        reviews.append(_review_of(message, verdict, decision))
    Review.objects.bulk_create(reviews)


def _review_of(message: ResidentMessage, verdict: Verdict, decision: Decision) -> Review:
    worst = max(verdict.findings.all(), key=lambda one: one.certainty)
    return Review(
        message=message,
        page_id=message.network_page_id,
        body_id=message.body_id,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        danger=danger_of(worst.ground),
        ground=worst.ground,
        certainty=worst.certainty,
        wording_hash=decision.wording_hash,
        state=ReviewState.DECIDED,
        since_at=message.detected_at,
    )


def _hide(verdict: Verdict, cast: Cast) -> None:
    """The network is asked when the demo runs; where it cannot hide, the message was left standing."""
    message = verdict.message
    ground = max(verdict.findings.all(), key=lambda one: one.certainty).ground
    try:
        hide(message.id, Charge(ground), by=cast.moderator(message.body.slug), now=message.detected_at + _LOOKED_AFTER)
    except OtklikError:
        _let_pass([verdict], cast)

"""What people and the machine decide about a message: hide, delete, restore, let be. Each in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.audit.services import record
from otklik.delivery.moderating import Moderated, list_possible, queue_moderation
from otklik.intake.models import ResidentMessage
from otklik.intake.selectors import target_of_message
from otklik.intake.services import lock_message
from otklik.moderation.errors import DecidedMeanwhile, NoSuchMessage, NotModerated
from otklik.moderation.evidence.services import record_evidence
from otklik.moderation.hiding.cases import find_open_case, hide_message, let_case_go_on, show_message
from otklik.moderation.hiding.claims import demand_free, demand_wording, hash_wording
from otklik.moderation.hiding.urgency import end_ringing
from otklik.moderation.models import Decision, DecisionAct, DecisionState, MayDo, ObjectionState, Review, ReviewState
from otklik.moderation.rules.grounds import danger_of, is_ground
from otklik.moderation.rules.page_rules import rules_on
from otklik.moderation.rules.policy import Alone
from otklik.moderation.telling import tell_author
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _
from otklik.triage.learning.keeping import keep_decency

UNDO_WITHIN = timedelta(seconds=15)
"""So long an act waits before the network is asked: a slip of the finger is taken back without a trace there."""

MOST_REASON_CHARACTERS = 2_000

_REMOVING = (DecisionAct.HIDE, DecisionAct.DELETE)


@dataclass(frozen=True, slots=True)
class Charge:
    """What is held against a message, and how the person saw it."""

    ground: str = ""
    because: str = ""
    wording: str = ""
    """Hash of the words that the person read; empty: whatever stands there."""
    tells: bool = False
    """The author is told privately, where the network can."""
    batch: str = ""


NOTHING_AGAINST = Charge()


def place_of(message: ResidentMessage) -> Place:
    """Where a message stands, for the question who moderates it."""
    return Place(body_id=message.body_id, municipality_id=message.municipality_id, founder_id=message.founder_id)


def moderated(message: ResidentMessage) -> Moderated:
    """A message as delivery has to be asked about it."""
    author = message.author.external_id if message.author else ""
    return Moderated(target_of_message(message), network=message.network_page.network, author_id=author)


def hide(message_id: int, charge: Charge, *, by: Viewer, now: datetime) -> Decision:
    """Take a message out of sight so that it can be restored where the network can. Its case goes on.

    Raises NoSuchMessage, NotModerated, DecidedMeanwhile, CannotBeDone.
    """
    return _decide(message_id, DecisionAct.HIDE, charge, by=by, now=now)


def delete(message_id: int, charge: Charge, *, by: Viewer, now: datetime) -> Decision:
    """Remove a message for good: after it was hidden, or with a stated reason; never with an open case."""
    return _decide(message_id, DecisionAct.DELETE, charge, by=by, now=now)


def let_be(message_id: int, charge: Charge = NOTHING_AGAINST, *, by: Viewer, now: datetime) -> Decision:
    """Checked, lawful: what rules find in these words of this author does not come back."""
    return _decide(message_id, DecisionAct.LAWFUL, charge, by=by, now=now)


def restore(message_id: int, charge: Charge, *, by: Viewer, now: datetime) -> Decision:
    """Show again what was hidden, with a reason."""
    return _decide(message_id, DecisionAct.RESTORE, charge, by=by, now=now)


def _decide(message_id: int, act: DecisionAct, charge: Charge, *, by: Viewer, now: datetime) -> Decision:
    with transaction.atomic():
        message = lock_to_moderate(message_id, by=by)
        demand_wording(message.text, read=charge.wording)
        review = _review_of(message, now=now)
        if act is not DecisionAct.RESTORE:  # who looks at new words does not keep hidden what was hidden by mistake
            demand_free(review, by=by, now=now)
        _demand_sense(message, review, act)
        _demand_reason(message, act, charge, now=now)
        decision = _carry_out(message, act, charge, by=by, now=now)
        if act is DecisionAct.RESTORE:
            return decision
        _end_review(review, message, ground=charge.ground, now=now)
        let_case_go_on(message, decision, by=by, now=now)
        return decision


def let_be_as_decided(message: ResidentMessage, *, by: Viewer, now: datetime) -> None:
    """Note on a locked message what a moderator decided about its case: checked, lawful."""
    _carry_out(message, DecisionAct.LAWFUL, NOTHING_AGAINST, by=by, now=now)
    _end_review(_review_of(message, now=now), message, ground="", now=now)


def lock_to_moderate(message_id: int, *, by: Viewer) -> ResidentMessage:
    """The message, locked, for a person who moderates where it stands. Raises NoSuchMessage."""
    message = lock_message(message_id)
    if message is None or message.is_by_page or not by.may_at(place_of(message), Right.MODERATE):
        raise NoSuchMessage
    return message


def hide_by_machine(review: Review, alone: Alone, *, now: datetime) -> Decision | None:
    """Hide a locked message as the page's owner allowed. None, and it goes on waiting, where the network cannot."""
    message = review.message
    if not list_possible([moderated(message)], now=now)[0].may(DecisionAct.HIDE):
        return None
    charge = Charge(ground=alone.ground, tells=alone.may_do is MayDo.HIDE_AND_TELL)
    decision = _carry_out(message, DecisionAct.HIDE, charge, by=None, now=now, certainty=alone.certainty)
    _end_review(review, message, ground=charge.ground, now=now)
    let_case_go_on(message, decision, by=None, now=now)
    return decision


def _review_of(message: ResidentMessage, *, now: datetime) -> Review:
    """The place of the message in the queue; a person may also moderate where no rule found anything."""
    wording = hash_wording(message.text)
    review, _made = Review.objects.select_for_update().get_or_create(
        message=message,
        defaults={
            "page_id": message.network_page_id,
            "body_id": message.body_id,
            "municipality_id": message.municipality_id,
            "founder_id": message.founder_id,
            "danger": danger_of(""),
            "wording_hash": wording,
            "since_at": now,
        },
    )
    return review


def _demand_sense(message: ResidentMessage, review: Review, act: DecisionAct) -> None:
    """Raises DecidedMeanwhile for what was done before by another, NotModerated for what cannot follow."""
    if act is DecisionAct.RESTORE:
        if not message.is_hidden:
            raise NotModerated(_("It is not hidden by us: there is nothing to restore."))
        if message.decisions.filter(act=DecisionAct.RESTORE, state=DecisionState.UNDER_WAY).exists():
            raise DecidedMeanwhile(_("It is being shown again already."), mend=_("Look at what was done."))
        return
    if message.is_deleted and not message.is_hidden:
        raise NotModerated(_("It stands no longer in the network."), mend=_("There is nothing left to do."))
    if act is DecisionAct.DELETE and message.is_hidden:
        return
    if message.is_hidden or (review.state == ReviewState.DECIDED and act is DecisionAct.LAWFUL):
        last = message.decisions.select_related("decided_by").order_by("-id").first()
        who = last.decided_by.name if last and last.decided_by else _("the machine")
        raise DecidedMeanwhile(_("%(who)s has decided already."), mend=_("Look at what was done."), values={"who": who})


def _demand_reason(message: ResidentMessage, act: DecisionAct, charge: Charge, *, now: datetime) -> None:
    if len(charge.because) > MOST_REASON_CHARACTERS:
        raise NotModerated(
            TOO_LONG,
            field="because",
            mend=SHORTEN,
            values={**counted(len(charge.because), most=MOST_REASON_CHARACTERS)},
        )
    if act is DecisionAct.RESTORE and is_blank(charge.because):
        raise NotModerated(_("Say why it is shown again."), field="because")
    if act not in _REMOVING:
        return
    demand_ground(message, charge, now=now)
    if act is DecisionAct.DELETE:
        _demand_deletable(message, charge)


def demand_ground(message: ResidentMessage, charge: Charge, *, now: datetime) -> None:
    """A ground of the closed list that the page's rules know. Raises NotModerated. Criticism is no ground."""
    if not is_ground(charge.ground):
        raise NotModerated(
            _("Nothing is hidden without a ground of the list."),
            field="ground",
            mend=_("Choose one. Criticism, however bitter, is no ground: answer it."),
        )
    if charge.ground not in rules_on(message.network_page_id, timezone.localdate(now)).clauses:
        raise NotModerated(
            _("The rules of this page have no clause against it."),
            field="ground",
            mend=_("Choose another ground, or ask whoever keeps the rules of the page."),
        )


def _demand_deletable(message: ResidentMessage, charge: Charge) -> None:
    if not message.is_hidden and is_blank(charge.because):
        raise NotModerated(
            _("It was not hidden before."), field="because", mend=_("Hide it first, or say why it must be deleted.")
        )
    if message.decisions.filter(objection__state=ObjectionState.OPEN).exists():
        raise NotModerated(_("Its author objects: that is decided first."), mend=_("Decide upon the objection."))
    case = find_open_case(message)
    if case is not None:
        raise NotModerated(
            _("Case No. %(number)s is open: what it is about is not deleted."),
            mend=_("Hide it, or answer the case first."),
            values={"number": str(case.number)},
        )


def _carry_out(
    message: ResidentMessage,
    act: DecisionAct,
    charge: Charge,
    *,
    by: Viewer | None,
    now: datetime,
    certainty: float | None = None,
) -> Decision:
    """Write the decision down, queue what the network has to do, keep the evidence, tell the author."""
    decision = new_decision(message, act, charge, by=by, now=now)
    decision.certainty = certainty
    if act is DecisionAct.LAWFUL:
        decision.state, decision.settled_at = DecisionState.DONE, now
    else:
        not_before = now + UNDO_WITHIN if by is not None else None
        decision.outbox_act = queue_moderation(
            moderated(message), act.value, because=charge.ground, now=now, not_before=not_before
        )
    decision.save()
    if act in _REMOVING:
        hide_message(message)
        if charge.tells:
            tell_author(decision, now=now)
    write_down(decision, by=by, now=now)
    if by is not None:
        ground = charge.ground if act in _REMOVING else ""  # shown again or let be: what was found was wrong
        keep_decency(message, ground=ground, place=place_of(message), by=by, now=now)
    return decision


def new_decision(
    message: ResidentMessage, act: DecisionAct, charge: Charge, *, by: Viewer | None, now: datetime
) -> Decision:
    """A decision about a message, not saved yet."""
    rules = rules_on(message.network_page_id, timezone.localdate(now))
    return Decision(
        message=message,
        page_id=message.network_page_id,
        body_id=message.body_id,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        act=act,
        ground=charge.ground,
        clause=rules.clauses.get(charge.ground, ""),
        rules_version=rules.version,
        because=charge.because.strip(),
        wording_hash=hash_wording(message.text),
        decided_by_id=by.staff_id if by else None,
        decided_at=now,
        state=DecisionState.UNDER_WAY,
        batch=charge.batch,
    )


def write_down(decision: Decision, *, by: Viewer | None, now: datetime) -> None:
    """Every decision is in the audit log and, with all that it rests on, in the evidence."""
    record(
        f"moderation_{decision.act}",
        subject=f"message:{decision.message_id}",
        by=by,
        now=now,
        because=decision.because,
        details={"ground": decision.ground, "clause": decision.clause, "decision": decision.id},
    )
    record_evidence(decision, by=by, because=decision.because, now=now)


def _end_review(review: Review, message: ResidentMessage, *, ground: str, now: datetime) -> None:
    review.state, review.claimed_by, review.claimed_until = ReviewState.DECIDED, None, None
    review.wording_hash = hash_wording(message.text)
    if not review.ground:
        # no rule had found anything: it is listed under what the person held against it
        review.ground, review.danger = ground, danger_of(ground)
    review.save()
    if review.is_urgent:
        end_ringing(message.network_page, now=now)


def wait_again(message: ResidentMessage, *, now: datetime) -> None:
    """It was shown again, or could not be hidden: a person looks once more."""
    show_message(message)
    Review.objects.filter(message=message).update(state=ReviewState.WAITING, since_at=now)

"""Bans: proposed by one person, confirmed by another, with a term; they end by themselves."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from otklik.audit.services import record
from otklik.delivery.errors import CannotBeDone
from otklik.delivery.moderating import list_possible, queue_moderation
from otklik.intake.models import ResidentMessage
from otklik.moderation.errors import DecidedMeanwhile, NoSuchBan, NotModerated
from otklik.moderation.hiding.claims import demand_wording, hash_wording
from otklik.moderation.locking import lock_message_of
from otklik.moderation.models import Ban, BanState, BanTerm, Decision, DecisionAct, DecisionState
from otklik.moderation.services import Charge, demand_ground, lock_to_moderate, moderated, new_decision, write_down
from otklik.moderation.telling import note_beside_ban, tell_author
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

LASTS = {
    BanTerm.DAY: timedelta(days=1),
    BanTerm.THREE_DAYS: timedelta(days=3),
    BanTerm.WEEK: timedelta(days=7),
    BanTerm.MONTH: timedelta(days=30),
}

_LOCKED = ("id", "decision__message_id")


def propose_ban(message_id: int, charge: Charge, *, term: str, by: Viewer, now: datetime) -> Ban:
    """Ask another person to ban the author of a message.

    Raises NoSuchMessage, NotModerated, DecidedMeanwhile, CannotBeDone.
    """
    if term not in BanTerm.values:
        raise NotModerated(_("Say for how long."), field="term")
    with transaction.atomic():
        message = lock_to_moderate(message_id, by=by)
        demand_wording(message.text, read=charge.wording)
        demand_ground(message, charge, now=now)
        if is_blank(charge.because):
            raise NotModerated(_("Say why: the other person decides by it."), field="because")
        possible = list_possible([moderated(message)], now=now)[0].acts[DecisionAct.BAN]
        if possible.reason:
            raise CannotBeDone(possible.reason, mend=possible.next_step)
        decision = new_decision(message, DecisionAct.BAN, charge, by=by, now=now)
        decision.state = DecisionState.PROPOSED
        decision.save()
        ban = Ban(
            decision=decision,
            account=message.author,
            page_id=message.network_page_id,
            body_id=message.body_id,
            term=term,
        )
        ban.municipality_id, ban.founder_id = message.municipality_id, message.founder_id
        try:
            with transaction.atomic():
                ban.save()
        except IntegrityError as twice:
            raise NotModerated(
                _("The author is banned already, or somebody proposed it."), mend=_("Look into «Bans».")
            ) from twice
        record("propose_ban", subject=f"ban:{ban.id}", by=by, now=now, because=charge.because, details={"term": term})
        return ban


def confirm_ban(ban_id: int, *, by: Viewer, now: datetime) -> None:
    """The second person agrees: the network is asked, the author told. Raises NoSuchBan, NotModerated, CannotBeDone."""
    with transaction.atomic():
        ban, decision = _lock_proposed(ban_id, by=by)
        message = decision.message
        if message is None:
            raise NotModerated(_("The message was erased."), mend=_("Refuse the ban."))
        if decision.wording_hash != hash_wording(message.text):
            raise DecidedMeanwhile(
                _("The author changed the words after the ban was proposed."),
                mend=_("Read them. If a ban is due all the same, have this one refused and another proposed."),
            )
        ban.ends_at = now + LASTS[BanTerm(ban.term)] if ban.term in LASTS else None
        decision.state, decision.second_by_id = DecisionState.UNDER_WAY, by.staff_id
        ban.state, ban.began_at = BanState.RUNNING, now
        _ask_for_ban(decision, message, until=ban.ends_at, now=now)
        decision.save()
        ban.save()
        write_down(decision, by=by, now=now)


def _ask_for_ban(decision: Decision, message: ResidentMessage, *, until: datetime | None, now: datetime) -> None:
    """Ask the network; where it shows the author words beside the ban they read there how to object, else privately.

    Such a network lets a page write to nobody whom it banned, and the author is told of a ban only once it stands.
    """
    subject = moderated(message)
    possible = list_possible([subject], now=now)[0]
    note, kept = note_beside_ban(decision, at_most=possible.longest_note)
    decision.outbox_act = queue_moderation(
        subject,
        DecisionAct.BAN,
        because=decision.ground,
        now=now,
        ban_until=until if possible.takes_terms else None,
        note=note,
    )
    if note:
        decision.notice_text, decision.notice_act = kept, decision.outbox_act
    else:
        tell_author(decision, until=until, now=now)


def refuse_ban(ban_id: int, *, because: str, by: Viewer, now: datetime) -> None:
    """The second person does not agree, or the first takes the proposal back. Raises NoSuchBan, NotModerated."""
    with transaction.atomic():
        ban, decision = _lock_proposed(ban_id, by=by, is_another_needed=False)
        if is_blank(because):
            raise NotModerated(_("Say why not."), field="because")
        decision.state, decision.second_by_id, decision.settled_at = DecisionState.REFUSED, by.staff_id, now
        ban.state = BanState.REFUSED
        decision.save()
        ban.save()
        record("refuse_ban", subject=f"ban:{ban.id}", by=by, now=now, because=because)


def lift_ban(ban_id: int, *, because: str, by: Viewer, now: datetime) -> None:
    """End a ban before its time, or note that one was lifted by hand in the network. Raises NoSuchBan, NotModerated."""
    with transaction.atomic():
        ban = _lock(ban_id, by=by)
        if is_blank(because):
            raise NotModerated(_("Say why it ends."), field="because")
        if ban.state == BanState.TO_LIFT:
            ban.state = BanState.ENDED
            ban.save(update_fields=["state"])
            record("ban_lifted_by_hand", subject=f"ban:{ban.id}", by=by, now=now, because=because)
        elif ban.state == BanState.RUNNING:
            _lift(ban, because=because, by=by, now=now)
        else:
            raise DecidedMeanwhile(_("This ban does not run."), mend=_("Reload the page."))


def end_bans(*, now: datetime, at_most: int = 50) -> int:
    """Lift the bans whose term is over; where only a person can in the network, they are told. Returns how many."""
    over = Ban.objects.filter(state=BanState.RUNNING, ends_at__lte=now).order_by("ends_at")
    return sum(_end(ban_id, message_id, now=now) for ban_id, message_id in over.values_list(*_LOCKED)[:at_most])


def _end(ban_id: int, message_id: int | None, *, now: datetime) -> bool:
    """One ban in a transaction of its own. Returns False where somebody has it in hand, or has ended it."""
    with transaction.atomic():
        lock_message_of(message_id)
        over = Ban.objects.filter(id=ban_id, state=BanState.RUNNING, ends_at__lte=now).select_related("decision")
        ban = over.select_for_update(of=("self",), skip_locked=True).first()
        if ban is not None:
            _lift(ban, because="", by=None, now=now)
    return ban is not None


def _lift(ban: Ban, *, because: str, by: Viewer | None, now: datetime) -> None:
    """Ask the network to let the author write again; TO_LIFT where only a person can."""
    message = ban.decision.message
    subject = moderated(message) if message is not None else None
    if message is None or subject is None or not list_possible([subject], now=now)[0].may(DecisionAct.UNBAN):
        ban.state = BanState.TO_LIFT
        ban.save(update_fields=["state"])
        record("ban_to_be_lifted_by_hand", subject=f"ban:{ban.id}", by=by, now=now, because=because)
        return
    charge = Charge(ground=ban.decision.ground, because=because)
    decision = new_decision(message, DecisionAct.UNBAN, charge, by=by, now=now)
    decision.outbox_act = queue_moderation(subject, DecisionAct.UNBAN, because="", now=now)
    decision.save()
    ban.state, ban.lifted_by = BanState.ENDED, decision
    ban.save(update_fields=["state", "lifted_by"])
    write_down(decision, by=by, now=now)


def _lock_proposed(ban_id: int, *, by: Viewer, is_another_needed: bool = True) -> tuple[Ban, Decision]:
    ban = _lock(ban_id, by=by)
    if ban.state != BanState.PROPOSED:
        raise DecidedMeanwhile(_("Somebody has decided about this ban already."), mend=_("Reload the page."))
    if is_another_needed and ban.decision.decided_by_id == by.staff_id:
        raise NotModerated(_("You proposed it: another person has to confirm it."))
    return ban, ban.decision


def _lock(ban_id: int, *, by: Viewer) -> Ban:
    bans = Ban.objects.filter(within(by.scope(Right.MODERATE)), id=ban_id)
    for _ban_id, message_id in bans.values_list(*_LOCKED):
        lock_message_of(message_id)
    ban = bans.select_related("decision").select_for_update(of=("self",)).first()
    if ban is None:
        raise NoSuchBan
    return ban

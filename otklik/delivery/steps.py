"""The only sender: claim acts, perform them outside any transaction, record the outcome or schedule a retry."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError

from otklik.delivery.models import OutboxAct
from otklik.delivery.photos import photos_of
from otklik.delivery.selectors import has_nameless_twin, is_receipt_of_another, list_receipts_of_others, text_length
from otklik.delivery.services import (
    Lease,
    claim_acts,
    hash_text,
    hold_claim,
    put_back,
    settle_failed,
    settle_sent,
    settle_unknown,
    wait_for_turn,
)
from otklik.networks.connector import Act, ActKind, Receipt, SendSafety
from otklik.networks.errors import ConnectorError, OutOfTurn, Refused, TooLong, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.registry import connector_for
from otklik.pages.selectors import access_of
from otklik.pages.services import end_trial, note_answer, note_trouble
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.failpoints import failpoint
from otklik.shared.lengths import FOUND_TOO_LONG
from otklik.shared.words import marked as _
from otklik.shared.words import with_values

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 400
"""With back-off this is about a day; then a person decides."""
MOST_OWN_FAILURES = 25
"""An act on which our own code fails: after about an hour a person decides."""
MOST_CALLS = 8
"""Calls that one act may need where the thread has to be read back page by page."""
GRACE = timedelta(seconds=5)
"""How long a network may need until what it took can be read back."""
NOBODY_CAN_TELL = _("The network did not answer; it cannot tell whether the message stands there.")


def lease() -> Lease:
    """How long a claim holds: longer than all calls of one act may take, waits for the budget of a token included."""
    longest = _longest_call()
    keyed = tuple(name for name in settings.OTKLIK_NETWORKS if connector_for(name).send_safety is SendSafety.KEYED)
    return Lease(
        short=timedelta(seconds=3 * longest + 2), long=timedelta(seconds=MOST_CALLS * longest + 15), keyed=keyed
    )


def _longest_call() -> float:
    return max((network.timeout_seconds for network in settings.OTKLIK_NETWORKS.values()), default=10.0)


def send_waiting_acts(*, now: datetime, at_most: int = 1, network: str | None = None) -> int:
    """Perform acts that are due, of one network or of all. Returns how many were claimed.

    The database being away is raised.
    """
    acts = claim_acts(now=now, lease=lease(), at_most=at_most, network=network)
    for act in acts:
        failpoint("delivery.after_claim")
        _send(act)
        if act.page.connection.failures_in_a_row:
            end_trial(act.page)
    return len(acts)


def _send(act: OutboxAct) -> None:
    try:
        if not _is_settled_by_looking(act):
            _perform(act)
    except (OperationalError, InterfaceError):
        raise
    except OutOfTurn as why:
        wait_for_turn(act, until=why.until or read_clock(), reason=why.reason)
    except TryLater as why:
        now = read_clock()
        _try_later(act, why, not_before=note_trouble(act.page, why, now=now), now=now, at_most=MOST_ATTEMPTS)
    except ConnectorError as why:
        now = read_clock()
        note_trouble(act.page, why, now=now)
        next_step = why.next_step if isinstance(why, Refused) else ""
        _settle_refused(act, reason=_reason_of(act, why), next_step=next_step, now=now)
    except OtklikError as why:
        _settle_refused(act, reason=why.wrong, next_step=why.mend, now=read_clock())
    except Exception as failure:
        log.exception("act %s: an error of our own", act.id)
        now, doubt = read_clock(), TryLater(type(failure).__name__, is_uncertain=True)
        _try_later(act, doubt, not_before=now, now=now, at_most=MOST_OWN_FAILURES)


def _reason_of(act: OutboxAct, why: ConnectorError) -> str:
    """Where a network finds a text too long that our limit let pass, nobody else can say how long it is."""
    if not isinstance(why, TooLong):
        return why.reason
    network = act.page.network
    length = str(text_length(network, act.text))
    return with_values(FOUND_TOO_LONG, network=connector_for(network).mark.short_name, length=length)


def _perform(act: OutboxAct) -> None:
    _check_text(act)
    access = access_of(act.page)
    if act.lease_until is None or read_clock() + timedelta(seconds=_longest_call()) > act.lease_until:
        log.warning("act %s: the claim is about to run out, so another worker sends it", act.id)
        return
    failpoint("delivery.before_send")
    receipt = connector_for(act.page.network).act(access, replace(_as_act(act), photos=photos_of(act)))
    failpoint("delivery.after_accept")
    settle_sent(act, receipt, now=read_clock())
    failpoint("delivery.after_commit")
    note_answer(act.page, now=read_clock())


def _check_text(act: OutboxAct) -> None:
    if act.text and hash_text(act.text) != act.text_hash:
        raise Refused(
            _("The text in the outbox is not the one that was approved."), next_step=_("Write the answer again.")
        )


def _is_settled_by_looking(act: OutboxAct) -> bool:
    """A doubtful act is looked for in the thread first; where nobody can look, a person has to.

    Returns True when nothing is left to do: it is settled, or another worker has taken it up meanwhile.
    """
    if not act.is_doubtful or not _is_said(act):
        return False
    if connector_for(act.page.network).send_safety is SendSafety.PERSON:
        settle_unknown(act, reason=act.reason or NOBODY_CAN_TELL, now=read_clock())
        return True
    try:
        found = _look_for(act)
    except TryLater:
        raise
    except (ConnectorError, OtklikError) as why:
        settle_unknown(act, reason=why.reason if isinstance(why, ConnectorError) else why.wrong, now=read_clock())
        return True
    is_in_doubt = found is not None and has_nameless_twin(act)
    if found is None or (is_in_doubt and _is_keyed(act)):
        # the look may have taken long: only who still holds the claim may send
        return not hold_claim(act, now=read_clock(), lease=lease())
    if is_in_doubt:
        settle_unknown(act, reason=NOBODY_CAN_TELL, now=read_clock())
    else:
        settle_sent(act, found, now=read_clock())
    return True


def _look_for(act: OutboxAct) -> Receipt | None:
    _check_text(act)
    found = connector_for(act.page.network).find_own_reply(access_of(act.page), _as_act(act))
    note_answer(act.page, now=read_clock())
    return None if found is None or is_receipt_of_another(act, found.external_id) else found


def _settle_refused(act: OutboxAct, *, reason: str, next_step: str, now: datetime) -> None:
    """What the network refused does not stand there, unless an attempt before was in doubt and keys alone settle it.

    Where the thread is read back, a doubtful act gets here only after it was looked for and not found.
    """
    if act.is_doubtful and _is_said(act) and _is_keyed(act):
        settle_unknown(act, reason=reason, now=now)
    else:
        settle_failed(act, reason=reason, next_step=next_step, now=now)


def _try_later(act: OutboxAct, why: TryLater, *, not_before: datetime, now: datetime, at_most: int) -> None:
    until = max(not_before, why.until or now, now + timedelta(seconds=delay_seconds(act.attempts)))
    if why.is_uncertain:
        until = max(until, now + GRACE) if not _is_keyed(act) else until
    if act.attempts < at_most:
        put_back(act, until=until, reason=why.reason, is_doubtful=why.is_uncertain)
    elif act.is_doubtful or why.is_uncertain:
        settle_unknown(act, reason=why.reason, now=now)
    else:
        settle_failed(act, reason=why.reason, next_step=_("Try again when the network is well."), now=now)


def _is_said(act: OutboxAct) -> bool:
    """Words would stand there twice; hiding or banning twice changes nothing."""
    return act.kind in (ActKind.REPLY.value, ActKind.MESSAGE.value)


def _is_keyed(act: OutboxAct) -> bool:
    return connector_for(act.page.network).send_safety is SendSafety.KEYED


def _as_act(act: OutboxAct) -> Act:
    return Act(
        kind=ActKind(act.kind),
        message_kind=MessageKind(act.message_kind),
        external_id=act.target_id,
        thread_id=act.thread_id,
        container_id=act.container_id,
        said_at=act.said_at,
        text=act.text,
        idempotency_key=act.idempotency_key,
        until=act.ban_until,
        because=act.because,
        others=list_receipts_of_others(act) if _is_said(act) else frozenset(),
    )

"""What the worker does for proofs: it asks networks, looks for codes, mails them, and looks again when it is time."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from otklik.networks.abilities import ShowsPosts, TellsAdministrator
from otklik.networks.connector import PageFacts
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.networks.registry import connector_for
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken
from otklik.pages.errors import CannotProve, NetworkOff
from otklik.pages.mail_address import find_address
from otklik.pages.models import Connection, Proof, ProofKind, ProofState
from otklik.pages.proof import (
    CHECK_EVERY,
    LOOK_EVERY,
    MOST_TRIES,
    confirm_proof,
    fail_proof,
    hash_code,
    lose_proof,
)
from otklik.pages.proof_letter import mail_code
from otklik.pages.selectors import access_of
from otklik.pages.services import as_connector_error, note_answer, note_trouble
from otklik.pages.told import take_over_facts
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

LEASE = timedelta(minutes=5)
"""A worker that was killed while looking leaves the proof to others after this."""
TRY_AGAIN = timedelta(minutes=15)
MOST_POSTS = 20
"""So many of the newest posts are looked through for a code."""


def check_next_proof(*, now: datetime) -> int:
    """Do what the next proof waits for; returns how many were done. Not in a transaction: it waits for others."""
    proof = _claim(now=now)
    if proof is None:
        return 0
    _CHECKS[ProofKind(proof.kind)](proof, now)
    return 1


def _claim(*, now: datetime) -> Proof | None:
    with transaction.atomic():
        due = Proof.objects.filter(check_again_at__lte=now, page__is_active=True).order_by("check_again_at", "id")
        chosen = due.select_for_update(skip_locked=True, of=("self",)).first()
        if chosen is None:
            return None
        Proof.objects.filter(id=chosen.id).update(check_again_at=now + LEASE)
    return Proof.objects.select_related("page__owner", "page__connection").get(id=chosen.id)


def _check_token(proof: Proof, now: datetime) -> None:
    if _is_administrator(proof, _told_lately(proof, now=now)):
        confirm_proof(proof, now=now)
        return
    facts = _look(proof, now=now)
    if facts is None:
        return
    if _is_administrator(proof, facts.rights):
        confirm_proof(proof, now=now)
    else:
        _end_badly(proof, _("Our token has no administrator's rights there: enter one that has."), now=now)


def _is_administrator(proof: Proof, told: Sequence[str]) -> bool:
    connector = connector_for(proof.page.network)
    return isinstance(connector, TellsAdministrator) and connector.is_administrator(told)


def _told_lately(proof: Proof, *, now: datetime) -> Sequence[str]:
    """Rights that were learnt since the last time, for another purpose: a proof that stands needs no asking again."""
    line = _line_of(proof)
    if line is None or proof.state != ProofState.CONFIRMED or line.rights_seen_at is None:
        return ()
    return line.rights if line.rights_seen_at > max(now - CHECK_EVERY, proof.confirmed_at or now) else ()


def _check_published(proof: Proof, now: datetime) -> None:
    facts = _look(proof, now=now)
    if facts is None:
        return
    try:
        is_found = proof.code in (facts.description or "").casefold() or _is_posted(proof)
    except TryLater as later:
        _put_off(proof, until=later.until, now=now)
        return
    if is_found:
        confirm_proof(proof, now=now)
    elif proof.stands_until is not None and proof.stands_until > now:
        # found once: until its term is over it need not stand there any more
        _put_off(proof, until=proof.stands_until, now=now)
    elif proof.state != ProofState.WAITING:
        _end_badly(proof, _("The code does not stand on the page any more: get a new one."), now=now)
    elif proof.expires_at is not None and proof.expires_at <= now:
        fail_proof(proof, _("The code did not appear on the page in time: get a new one."), now=now)
    else:
        proof.failure = _("We looked and did not find the code yet. We look every hour.")
        if facts.description is None:
            proof.failure = _("The network shows us neither the description nor, perhaps, posts: choose another way.")
        _put_off(proof, until=now + LOOK_EVERY, now=now)


def _is_posted(proof: Proof) -> bool:
    connector = connector_for(proof.page.network)
    if not isinstance(connector, ShowsPosts):
        return False
    try:
        posts = connector.fetch_posts(access_of(proof.page), at_most=MOST_POSTS)
    except Refused:
        return False  # the description is looked at all the same
    return any(proof.code in post.casefold() for post in posts)


def _look(proof: Proof, *, now: datetime) -> PageFacts | None:
    """What the network tells of the page. None: it did not; what follows from that is noted already."""
    page, line = proof.page, _line_of(proof)
    if line is None:
        _end_badly(proof, _("The page is not connected any more: connect it, or choose another way."), now=now)
        return None
    if line.is_paused or (line.open_until and line.open_until > now):
        _put_off(proof, until=line.open_until, now=now)
        return None
    try:
        facts = connector_for(page.network).read_page(access_of(page))
    except NetworkOff:
        _put_off(proof, until=now + LOOK_EVERY, now=now)
        return None
    except (ConnectorError, OtklikError) as why:
        trouble = as_connector_error(why)
        until = note_trouble(page, trouble, now=now)
        if isinstance(trouble, TryLater):
            _put_off(proof, until=until, now=now)
        else:
            _end_badly(proof, trouble.reason, now=now)
        return None
    take_over_facts(page, facts, now=now)
    note_answer(page, now=now)
    return facts


def _line_of(proof: Proof) -> Connection | None:
    line: Connection | None = getattr(proof.page, "connection", None)
    return line


def _check_mailed(proof: Proof, now: datetime) -> None:
    try:
        is_same = find_address(proof.page.owner) == proof.sent_to
    except CannotProve:
        is_same = False
    if not is_same:
        _end_badly(proof, _("The body's address has changed since: ask for a letter to the new one."), now=now)
    elif proof.state == ProofState.ASKED:
        _mail(proof, now=now)
    elif proof.state == ProofState.WAITING:
        fail_proof(proof, _("The code was not entered in time: ask for another letter."), now=now)
    elif proof.stands_until is None or proof.stands_until <= now:
        lose_proof(proof, _("The term of this proof is over: ask for another letter."), now=now)
    else:
        _put_off(proof, until=min(now + CHECK_EVERY, proof.stands_until), now=now)


def _mail(proof: Proof, *, now: datetime) -> None:
    """The code's hash is kept before the letter leaves: whoever gets it can enter it."""
    code = f"{secrets.randbelow(10**8):08}"
    proof.state, proof.code_hash, proof.sent_at = ProofState.WAITING, hash_code(proof.page_id, code), now
    proof.expires_at = proof.check_again_at = now + timedelta(days=settings.OTKLIK_PROOF_CODE_DAYS)
    proof.save()
    try:
        mail_code(proof, code)
    except LetterInDoubt:
        proof.failure = _("The mail server broke off: the letter may not come. Then ask for another one.")
        proof.save(update_fields=["failure"])
    except LetterNotTaken as refused:
        _mail_later(proof, refused, now=now)


def _mail_later(proof: Proof, refused: LetterNotTaken, *, now: datetime) -> None:
    proof.tries += 1
    proof.code_hash, proof.expires_at, proof.sent_at = "", None, None
    if refused.is_final or proof.tries >= MOST_TRIES:
        fail_proof(proof, _("The mail server does not take the letter: is the address right?"), now=now)
        return
    proof.state, proof.failure = ProofState.ASKED, _("The letter could not be sent yet. We try again.")
    _put_off(proof, until=now + TRY_AGAIN, now=now)


def _end_badly(proof: Proof, why: str, *, now: datetime) -> None:
    """What stood is lost; what was only tried has not succeeded."""
    if proof.stands_until is not None:
        lose_proof(proof, why, now=now)
    else:
        fail_proof(proof, why, now=now)


def _put_off(proof: Proof, *, until: datetime | None, now: datetime) -> None:
    """Look again later; a proof that could not be looked at for its whole term is lost."""
    if proof.stands_until is not None and proof.stands_until <= now:
        lose_proof(proof, _("It could not be looked at again in time. Test the connection, and try again."), now=now)
        return
    proof.check_again_at = max(until or now + TRY_AGAIN, now + timedelta(minutes=1))
    proof.save()


_CHECKS: dict[ProofKind, Callable[[Proof, datetime], None]] = {
    ProofKind.TOKEN: _check_token,
    ProofKind.PUBLISHED: _check_published,
    ProofKind.MAILED: _check_mailed,
}

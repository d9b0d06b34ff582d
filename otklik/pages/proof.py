"""Proofs of ownership of a page: starting one, and its outcomes. The worker asks the networks."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from otklik.audit.services import Actor, record
from otklik.networks.abilities import TellsAdministrator
from otklik.networks.registry import connector_for
from otklik.pages.errors import CannotProve, WrongCode
from otklik.pages.mail_address import find_address
from otklik.pages.models import Page, Proof, ProofKind, ProofState, Standing
from otklik.pages.selectors import is_connected
from otklik.shared.words import marked as _

MOST_TRIES = 5
"""Wrong codes, after which the code counts no more; letters that could not be sent, after which we give up."""
MAIL_AGAIN_AFTER = timedelta(minutes=10)
"""A person who wants another letter waits so long."""
CHECK_EVERY = timedelta(days=1)
LOOK_EVERY = timedelta(hours=1)
"""How often a page is looked at for a code that has to stand there."""


def find_kind(text: str) -> ProofKind | None:
    """The way that an address names."""
    return ProofKind(text) if text in ProofKind else None


def ask_proof(page: Page, kind: ProofKind, *, by: Actor, now: datetime) -> None:
    """Begin to prove it in this way, or look again now. What stands goes on standing meanwhile. Raises CannotProve."""
    _refuse_hopeless(page, kind)
    with transaction.atomic():
        proof, _is_new = Proof.objects.select_for_update().get_or_create(
            page=page, kind=kind, defaults={"state": ProofState.FAILED}
        )
        _begin(proof, now=now)
        proof.check_again_at = now
        proof.failure = ""
        proof.save()
        _restamp(page)
        record("ask_proof", subject=f"page:{page.id}", by=by, now=now, details={"kind": kind})


def enter_code(page: Page, code: str, *, by: Actor, now: datetime) -> None:
    """The code from the letter. Raises WrongCode; after some of those the code counts no more."""
    with transaction.atomic():
        proof = Proof.objects.select_for_update().filter(page=page, kind=ProofKind.MAILED).first()
        if proof is None or proof.state != ProofState.WAITING or (proof.expires_at and proof.expires_at <= now):
            raise WrongCode(_("No code is waited for."), mend=_("Ask for a letter first."))
        is_right = constant_time_compare(proof.code_hash, hash_code(page.id, "".join(code.split())))
        if is_right:
            confirm_proof(proof, now=now, by=by)
            return
        proof.tries += 1
        if proof.tries >= MOST_TRIES:
            fail_proof(proof, _("A wrong code was entered too often. Ask for another letter."), now=now, by=by)
        proof.save(update_fields=["tries"])
    raise WrongCode(_("This is not the code from the letter."), mend=_("Look at the newest letter and try again."))


def hash_code(page_id: int, code: str) -> str:
    """What is kept of a mailed code: of no use without the installation's secret."""
    return salted_hmac(f"otklik.pages.proof.{page_id}", code, algorithm="sha256").hexdigest()


def confirm_proof(proof: Proof, *, now: datetime, by: Actor | None = None) -> None:
    """It holds: from now on for the term of a proof."""
    is_news = proof.state != ProofState.CONFIRMED
    proof.state = ProofState.CONFIRMED
    proof.confirmed_at, proof.stands_until = now, now + timedelta(days=settings.OTKLIK_PROOF_DAYS)
    proof.check_again_at = proof.stands_until if proof.kind == ProofKind.PUBLISHED else now + CHECK_EVERY
    proof.code_hash, proof.expires_at, proof.tries, proof.failure = "", None, 0, ""
    _end(proof, act="prove_page" if is_news else "", by=by, now=now)


def lose_proof(proof: Proof, why: str, *, now: datetime) -> None:
    """It held and does so no more: the page comes to the top of the list. `why` says what to do, too."""
    proof.state, proof.stands_until, proof.check_again_at, proof.failure = ProofState.LOST, None, None, why
    _end(proof, act="lose_proof", by=None, now=now)


def fail_proof(proof: Proof, why: str, *, now: datetime, by: Actor | None = None) -> None:
    """It could not be proved this time; what stood before stands on until its day."""
    proof.state, proof.failure = ProofState.FAILED, why
    proof.code_hash, proof.expires_at, proof.check_again_at = "", None, proof.stands_until
    _end(proof, act="fail_proof", by=by, now=now)


def _refuse_hopeless(page: Page, kind: ProofKind) -> None:
    if kind is ProofKind.MAILED:
        find_address(page.owner)
    elif not is_connected(page):
        raise CannotProve(
            _("The page is not connected, so we cannot look at it."), mend=_("Prove it by a letter to the body.")
        )
    elif kind is ProofKind.TOKEN and not isinstance(connector_for(page.network), TellsAdministrator):
        raise CannotProve(_("This network does not tell who administers a page."), mend=_("Choose another way."))


def _begin(proof: Proof, *, now: datetime) -> None:
    """What asking means for this way in its present state."""
    if proof.kind == ProofKind.TOKEN:
        if proof.state != ProofState.CONFIRMED:
            proof.state = ProofState.ASKED
    elif proof.kind == ProofKind.PUBLISHED:
        if proof.state not in (ProofState.WAITING, ProofState.CONFIRMED):
            proof.state, proof.code = ProofState.WAITING, f"otklik-{secrets.token_hex(5)}"
            proof.sent_at, proof.expires_at = now, now + timedelta(days=settings.OTKLIK_PROOF_CODE_DAYS)
    else:
        if proof.sent_at and proof.sent_at > now - MAIL_AGAIN_AFTER:
            raise CannotProve(_("A letter was sent a moment ago."), mend=_("Look into the mailbox, also under spam."))
        proof.state, proof.sent_to, proof.tries = ProofState.ASKED, find_address(proof.page.owner), 0
        proof.code_hash, proof.expires_at = "", None


def _end(proof: Proof, *, act: str, by: Actor | None, now: datetime) -> None:
    with transaction.atomic():
        proof.save()
        _restamp(proof.page)
        if act:
            details = {"kind": proof.kind} | ({"why": proof.failure} if proof.failure else {})
            record(act, subject=f"page:{proof.page_id}", by=by, now=now, details=details)


def _restamp(page: Page) -> None:
    """What all proofs of the page come to, on the page itself, for lists and for everybody."""
    proofs = list(Proof.objects.filter(page=page))
    standing = [proof.confirmed_at for proof in proofs if proof.stands_until and proof.confirmed_at]
    states = {proof.state for proof in proofs}
    if standing:
        comes_to = Standing.PROVED
    elif ProofState.LOST in states:
        comes_to = Standing.LOST
    elif states & {ProofState.ASKED, ProofState.WAITING}:
        comes_to = Standing.WAITING
    else:
        comes_to = Standing.NONE
    proved_on = timezone.localdate(max(standing)) if standing else None
    Page.objects.filter(id=page.id).update(standing=comes_to, proved_on=proved_on)

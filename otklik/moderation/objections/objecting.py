"""Objecting without an account: the way from a notice to the form, for people who may be banned from the page."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.appeals.clocks import calendar_of
from otklik.appeals.errors import UnfitValue
from otklik.audit.services import record
from otklik.intake.gate import network_of
from otklik.moderation.evidence.services import add_fact
from otklik.moderation.locking import lock_decided
from otklik.moderation.models import (
    Decision,
    DecisionAct,
    DecisionState,
    EvidenceFile,
    Fact,
    Objection,
    ObjectionState,
    ObjectionTry,
    ObjectionWay,
)
from otklik.moderation.refusals import (
    AlreadyObjected,
    NoSuchDecision,
    NothingToObjectTo,
    TooLateToObject,
    TooManyTries,
    WordsMissing,
    WrongCode,
)
from otklik.moderation.rules.grounds import name_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.text import is_blank
from otklik.shared.working_time import add_working_days

MOST_TRIES = 10
"""Wrong codes for one number in an hour from one address."""

LONGEST_TEXT = 4000

KEEP_TRIES = timedelta(hours=1)

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that looks like another: a notice may be read aloud or copied by hand."""

_STANDING = (DecisionState.UNDER_WAY, DecisionState.DONE, DecisionState.UNKNOWN)

LEFT_OUT = "•••"

OBJECTIONABLE = (DecisionAct.HIDE, DecisionAct.DELETE, DecisionAct.BAN)


@dataclass(frozen=True, slots=True)
class WayToObject:
    """What a notice tells its reader: a link, or a number and a code for the form. Shown once, never kept."""

    number: str
    code: str
    token: str

    @property
    def url(self) -> str:
        """The link, as it stands in the notice."""
        return f"{page_of_objections()}{self.token}/"

    def taken_out_of(self, notice: str) -> str:
        """A notice as it is kept: whoever reads the evidence cannot object in the author's name."""
        return notice.replace(self.token, LEFT_OUT).replace(self.code, LEFT_OUT)


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """What the author sees of a decision; not the message itself: the notice may have been passed on."""

    number: str
    act: str
    ground: str
    clause: str
    decided_on: date
    body: str
    page: str
    page_url: str
    state: str
    """Empty: nobody has objected yet; else as `ObjectionState`."""
    due_at: datetime | None
    answer: str
    undone: str
    is_too_late: bool
    """Nobody has objected, and what was known of the decision is no longer kept."""


def page_of_objections() -> str:
    """Where the number and the code of a notice are typed in."""
    return f"{settings.OTKLIK_SITE_URL.rstrip('/')}/objection/"


def open_way(decision: Decision, *, now: datetime) -> WayToObject:
    """Make the way by which the author can object; it goes into the notice. A new one ends the one before."""
    way = WayToObject(number=_letters(8), code=_letters(10), token=secrets.token_urlsafe(24))
    ObjectionWay.objects.update_or_create(
        decision=decision,
        defaults={
            "number": way.number,
            "code_hash": _hash(way.number, way.code),
            "token_hash": _hash(way.token),
            "made_at": now,
        },
    )
    return way


def find_by_link(token: str) -> int | None:
    """The decision that a link of a notice leads to."""
    return ObjectionWay.objects.filter(token_hash=_hash(token)).values_list("decision_id", flat=True).first()


def find_by_code(number: str, code: str, *, address: str, now: datetime) -> int:
    """The decision with this number, for whoever has its code. Raises WrongCode, TooManyTries.

    Wrong codes are counted by the number and the address that they come from, and kept for an hour as a keyed hash:
    a whole village may sit behind one address. Numbers are too many to be guessed, so wrong ones are not counted.
    """
    number, code = _spelled(number), _spelled(code)
    way = ObjectionWay.objects.filter(number=number).first()
    if way is None:
        raise WrongCode
    who = _keyed(network_of(address), number)
    if ObjectionTry.objects.filter(who=who, at__gt=now - KEEP_TRIES).count() >= MOST_TRIES:
        raise TooManyTries
    if not hmac.compare_digest(way.code_hash, _hash(number, code)):
        ObjectionTry.objects.filter(at__lte=now - KEEP_TRIES).delete()
        ObjectionTry.objects.create(who=who, at=now)
        raise WrongCode
    return way.decision_id


def show_decision(decision_id: int) -> DecisionShown | None:
    """What the author sees; None where there is nothing to object to any more."""
    decision = _find(decision_id)
    if decision is None:
        return None
    objection = Objection.objects.filter(decision=decision).first()
    return DecisionShown(
        number=decision.objection_way.number,
        act=decision.act,
        ground=name_of(decision.ground),
        clause=decision.clause,
        decided_on=timezone.localdate(decision.decided_at),
        body=decision.body.name,
        page=decision.page.name,
        page_url=decision.page.url,
        state=objection.state if objection else "",
        due_at=objection.due_at if objection else None,
        answer=objection.answer if objection else "",
        undone=objection.undone if objection else "",
        is_too_late=_is_too_late(decision_id),
    )


def object_to(decision_id: int, *, text: str, now: datetime) -> Objection:
    """Take an objection down; it stands in the evidence too.

    Raises WordsMissing, UnfitValue for too many of them, AlreadyObjected, TooLateToObject, WrongCode.
    """
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if is_blank(text):
        raise WordsMissing
    if len(text) > LONGEST_TEXT:
        raise UnfitValue(TOO_LONG, field="text", mend=SHORTEN, values=counted(len(text), most=LONGEST_TEXT))
    with transaction.atomic():
        lock_decided(decision_id)  # erasing, and the end of the term, wait, or have gone before
        return _take_down(decision_id, text=text, now=now)


def _take_down(decision_id: int, *, text: str, now: datetime) -> Objection:
    decision = _find(decision_id)
    if decision is None:
        raise WrongCode
    if _is_too_late(decision_id):
        raise TooLateToObject
    due_at = add_working_days(now, settings.OTKLIK_OBJECTION_DAYS, calendar=calendar_of(decision.body))
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                decision=decision,
                body_id=decision.body_id,
                municipality_id=decision.municipality_id,
                founder_id=decision.founder_id,
                text=text,
                made_at=now,
                due_at=due_at,
            )
            for file in EvidenceFile.objects.filter(decision=decision):
                add_fact(file, Fact.OBJECTED, by=None, details={"text": text, "due_at": due_at.isoformat()}, now=now)
    except IntegrityError as twice:
        raise AlreadyObjected from twice
    return objection


def is_open(decision_id: int) -> bool:
    """Whether an objection to this decision waits."""
    return Objection.objects.filter(decision_id=decision_id, state=ObjectionState.OPEN).exists()


def takes_objections() -> QuerySet[Decision]:
    """Decisions that stand, whose evidence is kept, and to which nobody has objected yet."""
    standing = Decision.objects.filter(act__in=OBJECTIONABLE, state__in=_STANDING, objection=None)
    return standing.exclude(evidence__forgotten_at__isnull=False)


def _find(decision_id: int) -> Decision | None:
    standing = Decision.objects.filter(act__in=OBJECTIONABLE, objection_way__isnull=False)
    decided = standing.filter(state__in=_STANDING) | standing.filter(objection__isnull=False)
    return decided.select_related("body", "page", "objection_way").filter(id=decision_id).first()


def _is_too_late(decision_id: int) -> bool:
    forgotten = EvidenceFile.objects.filter(decision_id=decision_id, forgotten_at__isnull=False)
    return forgotten.filter(decision__objection=None).exists()


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


def _spelled(text: str) -> str:
    """As people copy it: small letters, blanks and hyphens do not matter."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[:40]


def _keyed(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def can_hand_out_way(decision_id: int) -> bool:
    """Whether the decision stands, its evidence is kept, and nobody has objected to it yet."""
    return takes_objections().filter(id=decision_id).exists()


def hand_out_way(viewer: Viewer, decision_id: int, *, now: datetime) -> WayToObject:
    """Make a number and a code for the author of what was decided about; those from before end.

    That they were handed over, and by whom, is evidence. Raises NoSuchDecision, NothingToObjectTo.
    """
    with transaction.atomic():
        if not Decision.objects.filter(within(viewer.scope(Right.MODERATE)), id=decision_id).exists():
            raise NoSuchDecision
        decision = lock_decided(decision_id)
        if decision is None:
            raise NoSuchDecision
        if not can_hand_out_way(decision_id):
            raise NothingToObjectTo
        way = open_way(decision, now=now)
        record("objection_way_handed_out", subject=f"decision:{decision_id}", by=viewer, now=now)
        for file in EvidenceFile.objects.filter(decision=decision):
            add_fact(file, Fact.TOLD, by=viewer, details={"number": way.number}, now=now)
        return way

"""What whoever holds the private link of a case sees: their words, the answers, when, by which body. No staff names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from otklik.answers.models import STANDS, Answer, AnswerKind
from otklik.answers.results.substance import NEGATIVE
from otklik.answers.results.verdicts import open_verdict
from otklik.appeals.deferring import deferral_of
from otklik.appeals.joined import find_main
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import OPEN_STATES, Act, Party, State
from otklik.intake.act_checks import ActRefused, wrong_with_email
from otklik.intake.acts import OWN_PAGE, find_act_number, opened_acts
from otklik.intake.expecting import Expected
from otklik.intake.gate import may_write_to
from otklik.intake.letters import want_link_letter
from otklik.intake.own_talk import ask_to_be_erased, count_photos, messages_of, take_back
from otklik.moderation.evidence.services import is_evidence_held
from otklik.publication.decisions.services import find_public_number
from otklik.publication.published.selectors import PublicCase, find_published
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One thing that the resident wrote."""

    text: str
    at: datetime
    photo_count: int


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One answer, or a question back. `kind`: final, interim or question. `body`: whose the case was then."""

    kind: str
    text: str
    at: datetime
    body: str
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its author sees it."""

    number: int
    kind: str
    """report or opinion"""
    sent_at: datetime
    state: str
    body: str
    """Whose it is now; empty while there is no case of it yet."""
    expected: Expected | None
    """Who answers and until when: of the case, or until there is one as it was told; None once nothing is due."""
    zone: str
    wrote: tuple[OwnWords, ...]
    answers: tuple[OwnAnswer, ...]
    waits_until: date | None
    waits_for: str
    public_number: str
    email: str
    """The address that was left, cut short; empty: none."""
    is_email_confirmed: bool
    can_judge: bool
    """It is answered, and the resident can say whether it is solved."""
    is_withdrawn: bool
    """The author took it back."""
    can_withdraw: bool
    agrees_to_publish: bool
    """Others may read it, without name and contacts."""
    talk_network: str
    """Where its author is told of the answer; empty: in no network."""
    is_joined: bool
    """To another case of the same; that one is answered for all."""
    main: PublicCase | None
    """The case that it was joined to, as everybody reads it; None where they do not."""

    @property
    def main_answer(self) -> PublicCase | None:
        """Whose published answer stands for the one that did not come here; None where one came, or none is public."""
        return None if any(one.kind == AnswerKind.FINAL for one in self.answers) else self.main


_OF_THE_ACT: Final = (
    "number", "kind", "at", "email", "email_confirmed_at", "publish_consent", "expected", "message__body__zone",
    "message__body__name",
)  # fmt: skip
_OF_A_CASE: Final = (
    "state", "outcome", "duplicate_of_id", "deferred_until", "body__zone", "body__name", "assigned_at", "assign_due_at",
    "primary_answered_at", "primary_due_at", "final_due_at",
)  # fmt: skip
_OF_WORDS: Final = ("text", "attachments", "occurred_at", "detected_at", "is_deleted", "is_hidden")
"""What the page shows, and not the sixty columns of each of these rows: whoever sends looks at it at once."""


def find_own_case(number: int, token: str) -> OwnCase | None:
    """The case behind a private link; None where the link leads nowhere (any more)."""
    acts = opened_acts(number, token).select_related("message__body").only(*_OF_THE_ACT)
    act = acts.annotate(talk_network=F("talk__page__network")).first()
    if act is None:
        return None
    cases = list(_cases_of(number).select_related("body").only(*_OF_A_CASE))
    appeal = cases[-1] if cases else None
    main = find_main(appeal) if appeal else None  # of a joined case: that is where the work goes on
    until, cause = deferral_of(main) if main else (None, None)
    is_joined = main is not None and main != appeal
    said = list(messages_of(number).filter(is_erased=False).only(*_OF_WORDS))
    zone = (main.body if main else act.message.body).zone
    return OwnCase(
        number=number,
        kind=act.kind,
        sent_at=act.at,
        state=main.state if main else State.NEW,
        body=main.body.name if main else "",
        expected=_expected_of(main, zone) if main else Expected.read(act.expected),
        zone=zone,
        wrote=tuple(OwnWords(one.text, one.said_at, count_photos([one])) for one in said),
        answers=_answers_of(cases, first=act.message.body.name),
        waits_until=until.astimezone(ZoneInfo(zone)).date() if until else None,
        waits_for=cause.value if cause else "",
        public_number=find_public_number(appeal.id) if appeal else "",
        email=_cut_short(act.email),
        is_email_confirmed=act.email_confirmed_at is not None,
        can_judge=appeal is not None and _can_judge(appeal),
        is_withdrawn=all(one.is_taken_back for one in said),
        can_withdraw=appeal is None or _can_withdraw(appeal),
        agrees_to_publish=bool(act.publish_consent),
        talk_network=act.talk_network or "",
        is_joined=is_joined,
        main=find_published(find_public_number(main.id)) if main and is_joined else None,
    )


def open_own_verdict(number: int, token: str, *, now: datetime) -> str | None:
    """A link where the author says once whether it is solved; None where nobody is asked (yet)."""
    if find_act_number(number, token) is None:
        return None
    with transaction.atomic():
        appeal = _cases_of(number).select_for_update(of=("self",)).last()
        return open_verdict(appeal, now=now) if appeal is not None and _can_judge(appeal) else None


def mail_own_link(number: int, token: str, email: str, *, sender: str, now: datetime) -> bool:
    """The holder of a private link wants it by mail. False where the link leads nowhere; raises ActRefused.

    `sender`: the network address that asks, for the rate limit.
    """
    shown = find_own_case(number, token)
    if shown is None:
        return False
    email = email.strip()
    if wrong := wrong_with_email(email or "?"):
        raise wrong
    if not may_write_to(email, sender=sender, now=now):
        raise ActRefused(
            _("Enough letters went there."), field="email", mend=_("Look into the mailbox, or try tomorrow.")
        )
    with transaction.atomic():
        want_link_letter(number, email, expected=shown.expected, now=now)
    return True


def withdraw_own(number: int, token: str, *, now: datetime) -> bool:
    """The author takes the message back; what is at work ends as withdrawn. False where the link leads nowhere.

    Where it is over already, or was joined to what others wrote, only the words are taken back.
    """
    with transaction.atomic():
        if not take_back(number, token, now=now):
            return False
        for appeal in _cases_of(number).select_related("body", "page").select_for_update(of=("self",)):
            if _can_withdraw(appeal):
                make_move(appeal, Move(Act.WITHDRAW, Party.AUTHOR), now=now)
    return True


def ask_to_erase_own(number: int, token: str, *, now: datetime) -> bool:
    """The author wants everything gone: nobody works on it any more, no link opens it, the worker erases it.

    False where the link leads nowhere.
    """
    with transaction.atomic():
        return withdraw_own(number, token, now=now) and ask_to_be_erased(number, token, now=now)


def is_kept_for_objection(number: int) -> bool:
    """Whether evidence of a decision about an erased talk stays, until an objection or a hold has ended."""
    return is_evidence_held(list(messages_of(number).values_list("id", flat=True)))


def _expected_of(case: Appeal, zone: str) -> Expected | None:
    """What is due of a case that somebody works on."""
    if case.state not in OPEN_STATES:
        return None
    is_answered, is_paused = case.primary_answered_at is not None, case.state == State.CLARIFYING
    return Expected(
        body=case.body.name,
        zone=zone,
        read_by=None if case.assigned_at else case.assign_due_at,
        answer_by=None if is_paused else case.final_due_at if is_answered else case.primary_due_at,
        needs_sorting=case.state in (State.NEW, State.IN_MODERATION, State.MISROUTED),
    )


def _can_withdraw(appeal: Appeal) -> bool:
    if appeal.duplicates.exists():
        return False  # others wait for it, too: only the author's own words are taken back
    return appeal.state in OPEN_STATES or appeal.state == State.ANSWERED


def _can_judge(appeal: Appeal) -> bool:
    return appeal.state == State.ANSWERED and appeal.outcome not in {one.value for one in NEGATIVE}


def _cases_of(number: int) -> QuerySet[Appeal]:
    """Of one talk, the first before the last: whoever writes on long after the end opens another."""
    return Appeal.objects.filter(page=None, channel=OWN_PAGE, thread_id=str(number)).order_by("id")


def _answers_of(cases: Sequence[Appeal], *, first: str) -> tuple[OwnAnswer, ...]:
    given = list(Answer.objects.filter(appeal__in=cases, state__in=STANDS).order_by("sent_at", "id")) if cases else []
    if not given:
        return ()
    body_at = _bodies_of(cases, first=first)
    return tuple(
        OwnAnswer(AnswerKind(one.kind).value, one.text, at, body_at(one.appeal_id, at), one.promised_on)
        for one in given
        for at in (one.sent_at or one.written_at,)
    )


def _bodies_of(cases: Sequence[Appeal], *, first: str) -> Callable[[int, datetime], str]:
    """Whose a case was at a moment, by its history; before it went anywhere it was the one's that got the message."""
    went = Transition.objects.filter(appeal__in=cases, body__isnull=False).order_by("at", "id")
    steps = list(went.values_list("appeal_id", "at", "body__name"))

    def body_at(appeal_id: int, moment: datetime) -> str:
        held = (name for case_id, at, name in reversed(steps) if case_id == appeal_id and at <= moment)
        return next(held, first)

    return body_at


def _cut_short(email: str) -> str:
    """Enough to know it again: whoever looks over a shoulder does not get it."""
    name, _at, domain = email.partition("@")
    return f"{name[:2]}…@{domain}" if domain else ""

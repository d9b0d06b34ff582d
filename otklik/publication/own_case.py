"""What whoever holds the private link of a case sees: their words, the answers, when, by which body. No staff names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from otklik.answers.models import STANDS, Answer, AnswerKind
from otklik.answers.substance import NEGATIVE
from otklik.answers.verdicts import open_verdict
from otklik.appeals.deferring import deferral_of
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.states import Outcome, State
from otklik.intake.acts import OWN_PAGE, find_act_number
from otklik.intake.models import ResidentAct, ResidentMessage
from otklik.publication.services import find_public_number


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One thing that the resident wrote."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One answer, or a question back. `kind`: final, interim or question."""

    kind: str
    text: str
    at: datetime
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its author sees it."""

    number: int
    kind: str
    """report or opinion"""
    state: str
    body: str
    """Who answers now; empty while nobody has looked at it."""
    zone: str
    wrote: tuple[OwnWords, ...]
    answers: tuple[OwnAnswer, ...]
    photo_count: int
    waits_until: date | None
    waits_for: str
    public_number: str
    email: str
    """The address that was left, cut short; empty: none."""
    is_email_confirmed: bool
    can_judge: bool
    """It is answered, and the resident can say whether it is solved."""
    agrees_to_publish: bool
    """Others may read it, without name and contacts."""


def find_own_case(number: int, token: str) -> OwnCase | None:
    """The case behind a private link; None where the link leads nowhere (any more)."""
    if find_act_number(number, token) is None:
        return None
    act = ResidentAct.objects.select_related("message__body").get(number=number)
    cases = list(_cases_of(number).select_related("body"))
    appeal = cases[-1] if cases else None
    main = _main_of(appeal) if appeal else None
    until, cause = deferral_of(main) if main else (None, None)
    said = ResidentMessage.objects.filter(page=None, thread_id=str(number), is_erased=False).order_by("id")
    zone = (main.body if main else act.message.body).zone
    return OwnCase(
        number=number,
        kind=act.kind,
        state=main.state if main else State.NEW,
        body=main.body.name if main else "",
        zone=zone,
        wrote=tuple(OwnWords(one.text, one.said_at) for one in said),
        answers=_answers_of(cases),
        photo_count=CasePhoto.objects.filter(appeal__in=cases, of=PhotoOf.RESIDENT).count()
        if cases
        else act.photos.count(),
        waits_until=until.astimezone(ZoneInfo(zone)).date() if until else None,
        waits_for=cause.value if cause else "",
        public_number=find_public_number(appeal.id) if appeal else "",
        email=_cut_short(act.email),
        is_email_confirmed=act.email_confirmed_at is not None,
        can_judge=appeal is not None and _can_judge(appeal),
        agrees_to_publish=bool(act.publish_consent),
    )


def open_own_verdict(number: int, token: str, *, now: datetime) -> str | None:
    """A link where the author says once whether it is solved; None where nobody is asked (yet)."""
    if find_act_number(number, token) is None:
        return None
    with transaction.atomic():
        appeal = _cases_of(number).select_for_update(of=("self",)).last()
        return open_verdict(appeal, now=now) if appeal is not None and _can_judge(appeal) else None


def _can_judge(appeal: Appeal) -> bool:
    return appeal.state == State.ANSWERED and appeal.outcome not in {one.value for one in NEGATIVE}


def _main_of(appeal: Appeal) -> Appeal:
    """Of a joined case the state is the main one's: that is where the work goes on."""
    if appeal.outcome != Outcome.DUPLICATE or appeal.duplicate_of_id is None:
        return appeal
    return Appeal.objects.select_related("body").get(id=appeal.duplicate_of_id)


def _cases_of(number: int) -> QuerySet[Appeal]:
    """Of one talk, the first before the last: whoever writes on long after the end opens another."""
    return Appeal.objects.filter(page=None, channel=OWN_PAGE, thread_id=str(number)).order_by("id")


def _answers_of(cases: Sequence[Appeal]) -> tuple[OwnAnswer, ...]:
    given = Answer.objects.filter(appeal__in=cases, state__in=STANDS).order_by("sent_at", "id")
    return tuple(
        OwnAnswer(AnswerKind(one.kind).value, one.text, one.sent_at or one.written_at, one.promised_on) for one in given
    )


def _cut_short(email: str) -> str:
    """Enough to know it again: whoever looks over a shoulder does not get it."""
    name, _at, domain = email.partition("@")
    return f"{name[:2]}…@{domain}" if domain else ""

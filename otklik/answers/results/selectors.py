"""Reading what residents say of answers, and answers that look like a mere formality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.answers.models import STANDS, Answer, AnswerKind
from otklik.answers.models.answer import CaseResult, ResidentVerdict
from otklik.answers.results.recording import CHECKERS
from otklik.answers.results.substance import NEGATIVE
from otklik.appeals.photos import PhotoView, view_of
from otklik.appeals.selectors import CaseView
from otklik.appeals.states import State
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked

_NEWEST = ("-read_at", "-appeal_id")


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What the resident said once."""

    at: datetime
    is_solved: bool
    mark: int | None
    reasons: tuple[str, ...]
    words: str
    explanation: str
    explained_by: str
    photos: tuple[PhotoView, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictBox:
    """What the page of a case shows of the resident's word."""

    given: tuple[VerdictView, ...]
    waits_until: datetime | None
    """A link is out and not used."""
    can_hand_out: bool
    can_explain: bool
    is_formal: bool
    """The answer looks like a formality, and nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class FormalAnswer:
    """An answer with neither evidence nor a date nor anything done."""

    number: int
    title: str
    body: str
    answer: str
    read_at: datetime
    can_check: bool


def load_verdict_box(case: CaseView, *, now: datetime) -> VerdictBox | None:
    """The resident's word on a case that this person was already shown to have access to; None before any answer."""
    if case.times.primary_answered_at is None:
        return None
    verdicts = list(
        ResidentVerdict.objects.filter(appeal_id=case.id)
        .select_related("explained_by")
        .order_by("id")
        .prefetch_related("photos")
        if case.keeps("residentverdict")
        else ()
    )
    given = [one for one in verdicts if one.given_at is not None]
    may_act = case.may(Right.WRITE_ANSWER) or case.may(Right.EDIT_CASE)
    is_answered = case.state in {State.ANSWERED, State.CLOSED} and case.outcome not in NEGATIVE
    unsolved = bool(given) and not given[-1].is_solved and not given[-1].explanation
    return VerdictBox(
        given=tuple(_view(one) for one in given),
        waits_until=next((one.until for one in verdicts if one.given_at is None and one.until > now), None),
        can_hand_out=may_act and is_answered,
        can_explain=may_act and unsolved and case.times.wrote_again_at is not None,
        is_formal=case.keeps("caseresult")
        and CaseResult.objects.filter(appeal_id=case.id, is_formal=True, checked_at=None).exists(),
    )


def list_formal(viewer: Viewer, *, at_most: int = 30) -> list[FormalAnswer]:
    """The newest answers that look formal and that nobody has looked at, of cases that this person sees."""
    return _all_formal(list(_formal_ones(viewer).order_by(*_NEWEST)[:at_most]), viewer)


def list_formal_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[FormalAnswer], Mark | None]:
    """The same, a page at a time: after what it goes on is a moment and an id."""
    results, following = take_page(_formal_ones(viewer), _NEWEST, after=after)
    return _all_formal(results, viewer), following


def _formal_ones(viewer: Viewer) -> QuerySet[CaseResult]:
    columns = {"body": "appeal__body", "municipality": "appeal__municipality", "founder": "appeal__founder"}
    waiting = CaseResult.objects.filter(is_formal=True, checked_at=None)
    waiting = waiting.filter(appeal__state__in=(State.ANSWERED, State.CLOSED))
    waiting = waiting.filter(within(viewer.scope(Right.SEE_REPORTS), **columns)).select_related("appeal__body")
    return waiting.defer("appeal__search")


def _all_formal(results: Sequence[CaseResult], viewer: Viewer) -> list[FormalAnswer]:
    answers = Answer.objects.filter(appeal__in=[one.appeal_id for one in results], state__in=STANDS)
    texts = dict(answers.filter(kind=AnswerKind.FINAL).order_by("id").values_list("appeal_id", "text"))
    return [_formal(one, texts.get(one.appeal_id, ""), viewer) for one in results]


def _formal(result: CaseResult, text: str, viewer: Viewer) -> FormalAnswer:
    appeal = result.appeal
    roles = viewer.roles_at(Place(appeal.body_id, appeal.municipality_id, appeal.founder_id))
    return FormalAnswer(
        number=appeal.number,
        title=masked(appeal.title),
        body=appeal.body.short_name,
        answer=text,
        read_at=result.read_at,
        can_check=not CHECKERS.isdisjoint(roles),
    )


def _view(one: ResidentVerdict) -> VerdictView:
    return VerdictView(
        at=one.given_at or one.asked_at,
        is_solved=bool(one.is_solved),
        mark=one.mark,
        reasons=tuple(one.reasons),
        words=one.words,
        explanation=one.explanation,
        explained_by=one.explained_by.name if one.explained_by else "",
        photos=tuple(view_of(photo) for photo in sorted(one.photos.all(), key=lambda photo: photo.id)),
    )

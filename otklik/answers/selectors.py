"""Reading answers for screens: what was answered, how its sending goes, what is typed and not sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from otklik.answers.approval.approvers import route_of
from otklik.answers.approval.route import Route
from otklik.answers.document import Document, find_document
from otklik.answers.models import STANDS, Answer, AnswerKind, AnswerState, AnswerVersion, Draft
from otklik.answers.outbox import demand_way
from otklik.appeals.models import Appeal
from otklik.appeals.moves import REOPEN_WITHIN
from otklik.appeals.selectors import CaseView, ThreadMessage
from otklik.appeals.states import PART_CHANNEL, Act, State
from otklik.appeals.workflow import Situation
from otklik.delivery.models import OutboxAct
from otklik.delivery.selectors import possibility_of, text_limit
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError

ANSWER_KINDS = tuple(kind.value for kind in AnswerKind)
UNDER_WAY = (AnswerState.SUBMITTED, AnswerState.SENDING, AnswerState.UNKNOWN)
NO_ROUTE = Route(())
TROUBLED = (AnswerState.FAILED, AnswerState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing can be sent from here, and what a person can do instead; both want a translation."""

    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How the sending of an answer goes."""

    state: str
    attempts: int
    is_doubtful: bool
    next_try_at: datetime
    reason: str
    next_step: str
    obstacle: Obstacle | None
    """Why it cannot even be tried again."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One reply to a resident."""

    id: int
    kind: AnswerKind
    state: AnswerState
    text: str
    text_hash: str
    promised_on: date | None
    by: str
    by_id: int | None
    written_at: datetime
    approved_by: str
    approved_at: datetime | None
    sent_back_because: str
    sent_at: datetime | None
    url: str
    external_id: str
    delivery: DeliveryView | None
    is_urgent: bool = False
    checked_by: str = ""
    check_says: str = ""
    hands: tuple[str, ...] = ()
    """Who had a hand in the text, whoever wrote it first."""

    @property
    def edited_by(self) -> str:
        """Who changed the text after its writer; empty: nobody."""
        return ", ".join(self.hands[1:])


@dataclass(frozen=True, slots=True)
class DraftView:
    """What is typed in the case and not sent; one for all who work on it."""

    kind: AnswerKind
    text: str
    saved_at: datetime
    by: str
    saves: int
    """Goes back with every save."""
    held_by: str
    """Who else is writing at this moment; empty: nobody."""


@dataclass(frozen=True, slots=True)
class AnswersOfCase:
    """All that was and is being answered in a case, as this person sees it."""

    answers: tuple[AnswerView, ...]
    draft: DraftView | None
    text_limit: int | None
    """The longest answer in the case's network; None for a case without a page."""
    obstacle: Obstacle | None
    """Why no answer can go out from here, where the case has a page."""
    can_send: bool
    """An answer can go out from here."""
    goes_private: bool = False
    """We hid what the resident wrote in public: the answer goes into the resident's talk with the page."""
    route: Route = NO_ROUTE
    """Whose word an answer of this person would need."""
    document: Document | None = None
    """The answer that waits for approval, is being sent or is to be checked, with its versions and words."""
    said_since: datetime | None = None
    """When further or changed words of residents reached us after the answer under way was written; None: none did."""
    newer: tuple[int, ...] = ()
    """The messages that hold them, as they reached us."""

    @property
    def needs_approval(self) -> bool:
        """Somebody else has, or would have, to say yes."""
        return bool(self.document.steps if self.document else self.route.steps)

    @property
    def under_way(self) -> AnswerView | None:
        """The answer that waits for approval, is being sent, or is in doubt."""
        return next((one for one in reversed(self.answers) if one.state in UNDER_WAY), None)

    @property
    def last(self) -> AnswerView | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None


def load_answers(case: CaseView, *, viewer: Viewer, now: datetime) -> AnswersOfCase:
    """The answers of a case that this person was already shown to have access to."""
    appeal = case.row
    obstacle = _find_obstacle(appeal, now=now) if case.page else None
    given = Answer.objects.filter(appeal_id=case.id).select_related("by", "approved_by", "checked_by", "act")
    edits = AnswerVersion.objects.filter(answer=OuterRef("pk")).exclude(by=None).order_by("id")
    with_hands = given.annotate(hands=ArraySubquery(edits.values("by__name")))
    answers = list(with_hands.order_by("id")) if case.keeps("answer") else []
    writes = case.may(Right.WRITE_ANSWER) or case.may(Right.APPROVE_ANSWER)
    document = find_document(appeal, answers, viewer=viewer, now=now)
    newer = _newer(case, answers, document)
    return AnswersOfCase(
        answers=tuple(_answer_view(answer, hands=answer.hands, now=now) for answer in answers),
        draft=_find_draft(case, viewer=viewer, now=now),
        text_limit=text_limit(case.page.network) if case.page else None,
        obstacle=obstacle,
        can_send=(case.page is not None or case.channel == OWN_PAGE) and obstacle is None,
        goes_private=_goes_private(case),
        route=route_of(appeal, roles=case.roles) if writes else NO_ROUTE,
        document=document,
        said_since=max((_reached(one) for one in newer), default=None),
        newer=tuple(one.id for one in sorted(newer, key=_reached)),
    )


def texts_given(case_ids: Collection[int]) -> dict[int, str]:
    """What these cases were answered last."""
    given = Answer.objects.filter(appeal_id__in=case_ids, state__in=STANDS)
    given = given.exclude(kind=AnswerKind.QUESTION)
    return dict(given.order_by("id").values_list("appeal_id", "text")) if case_ids else {}


def find_holder(appeal_id: int, *, viewer: Viewer, now: datetime) -> str:
    """Who else is writing in a case at this moment; empty: nobody."""
    held = Draft.objects.filter(appeal_id=appeal_id, held_until__gt=now).exclude(held_by=viewer.staff_id)
    return held.values_list("held_by__name", flat=True).first() or ""


def _find_draft(case: CaseView, *, viewer: Viewer, now: datetime) -> DraftView | None:
    typed = Draft.objects.filter(appeal_id=case.id).exclude(text="").select_related("by", "held_by")
    draft = typed.first() if case.keeps("draft") else None
    if draft is None:
        return None
    is_held = draft.held_by_id != viewer.staff_id and draft.held_until is not None and draft.held_until > now
    return DraftView(
        kind=AnswerKind(draft.kind),
        text=draft.text,
        saved_at=draft.saved_at,
        by=draft.by.name,
        saves=draft.saves,
        held_by=draft.held_by.name if is_held and draft.held_by else "",
    )


def _goes_private(case: CaseView) -> bool:
    said = [one for one in case.thread if not one.is_by_page and (one.is_hidden or not one.is_deleted)]
    return bool(said) and said[-1].is_hidden


def _find_obstacle(appeal: Appeal, *, now: datetime) -> Obstacle | None:
    """By the same check that refuses when somebody sends."""
    try:
        demand_way(appeal, now=now)
    except OtklikError as why:
        return Obstacle(why.wrong, why.mend)
    return None


def situation_of(case: CaseView, answers: AnswersOfCase, *, viewer: Viewer, now: datetime) -> Situation:
    """What is true of this case and this person besides state and roles, for asking what they can do now."""
    document = answers.document
    declined = [step for step in case.history if step.act is Act.DECLINE]
    return Situation(
        approval_required=bool(document.steps if document and document.is_waiting else answers.route.steps),
        wrote_the_answer=document is not None and document.is_waiting and not document.is_my_turn,
        declined_it=bool(declined) and declined[-1].by_id == viewer.staff_id,
        is_sending=case.is_sending,
        is_joined=case.duplicate_of is not None and case.state is State.CLOSED,
        is_too_late_to_reopen=case.times.closed_at is not None and case.times.closed_at < now - REOPEN_WITHIN,
        is_part=case.channel == PART_CHANNEL,
        is_taken_back=case.is_taken_back,
        state_before=case.state_before,
    )


def _newer(case: CaseView, answers: Collection[Answer], document: Document | None) -> list[ThreadMessage]:
    """What residents wrote or changed after the answer under way was written."""
    written = [one.written_at for one in answers if document and one.id == document.answer_id]
    if document is None or not written:
        return []
    since = max([*written, *(one.at for one in document.versions)])
    said = [one for one in case.thread if one.is_of_case and not one.is_by_page and not one.is_deleted]
    return [one for one in said if _reached(one) > since]


def _reached(message: ThreadMessage) -> datetime:
    return max(message.reached_at, message.edited_at or message.at)


def _answer_view(answer: Answer, *, hands: Collection[str], now: datetime) -> AnswerView:
    return AnswerView(
        id=answer.id,
        kind=AnswerKind(answer.kind),
        state=AnswerState(answer.state),
        text=answer.text,
        text_hash=answer.text_hash,
        promised_on=answer.promised_on,
        by=answer.by.name if answer.by else "",
        by_id=answer.by_id,
        written_at=answer.written_at,
        approved_by=answer.approved_by.name if answer.approved_by else "",
        approved_at=answer.approved_at,
        sent_back_because=answer.sent_back_because,
        sent_at=answer.sent_at,
        url=answer.url,
        external_id=answer.external_id,
        delivery=_delivery_view(answer, now=now),
        is_urgent=answer.is_urgent,
        checked_by=answer.checked_by.name if answer.checked_by else "",
        check_says=answer.check_says,
        hands=tuple(dict.fromkeys([*hands, answer.by.name] if answer.by else hands)),
    )


def _delivery_view(answer: Answer, *, now: datetime) -> DeliveryView | None:
    act = answer.act
    if act is None:
        return None
    return DeliveryView(
        state=act.state,
        attempts=act.attempts,
        is_doubtful=act.is_doubtful,
        next_try_at=act.next_try_at,
        reason=act.reason,
        next_step=act.next_step,
        obstacle=_find_obstacle_of(act, now=now) if answer.state in TROUBLED else None,
    )


def _find_obstacle_of(act: OutboxAct, *, now: datetime) -> Obstacle | None:
    no = possibility_of(act, now=now).no
    return Obstacle(no.reason, no.next_step) if no else None

"""One message before a moderator: its words with what was found marked, what can be done with it, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.moderating import Possible, list_possible
from otklik.intake.models import ResidentMessage
from otklik.intake.selectors import find_talk
from otklik.moderation.errors import NoSuchMessage
from otklik.moderation.hiding.cases import find_open_case
from otklik.moderation.hiding.claims import hash_wording
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, DecisionState, Review, ReviewState
from otklik.moderation.rules.grounds import danger_of
from otklik.moderation.rules.page_rules import RulesInForce, rules_on
from otklik.moderation.services import UNDO_WITHIN, moderated, place_of
from otklik.moderation.told import NoticeShown, notice_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.triage.models import Finding

RUNNING = (BanState.PROPOSED, BanState.RUNNING, BanState.TO_LIFT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `ground` where something was found in it."""

    text: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found, with the clause of the page's rules that it would break."""

    ground: str
    certainty: float
    clause: str
    words: str
    """The clause itself; empty: the page's rules say nothing against it."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided before."""

    id: int
    act: str
    state: str
    ground: str
    clause: str
    because: str
    by: str
    """Empty: the machine."""
    second: str
    at: datetime
    notice: str
    is_told_in_network: bool
    no_notice_because: str
    told: NoticeShown


@dataclass(frozen=True, slots=True)
class CaseOfMessage:
    """The case that a message belongs to, and how it stands with it."""

    number: int
    state: State
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class MessageCard:
    """Everything that a decision needs."""

    id: int
    page: str
    page_id: int
    network: str
    author: str
    author_url: str
    is_private: bool
    pieces: tuple[Piece, ...]
    said_at: datetime
    url: str
    wording: str
    is_hidden: bool
    is_gone: bool
    """Its author took it back, or the network did."""
    is_waiting: bool
    is_urgent: bool
    looked_at_by: str
    found: tuple[Found, ...]
    rules: RulesInForce
    possible: Possible
    can_tell: bool
    """The author once wrote privately, so that a notice arrives."""
    case: CaseOfMessage | None
    open_case: int | None
    decisions: tuple[DecisionRow, ...]
    before: int
    """How often something of this author was hidden or deleted on this page before."""
    is_banned: bool


def access_card(viewer: Viewer, message_id: int, *, now: datetime) -> MessageCard:
    """A message, for a person who moderates where it stands. Raises NoSuchMessage."""
    messages = ResidentMessage.objects.select_related("page", "author").filter(has_arrived=True, page__isnull=False)
    message = messages.filter(id=message_id).first()
    if message is None or message.is_by_page or not viewer.may_at(place_of(message), Right.MODERATE):
        raise NoSuchMessage
    rules = rules_on(message.network_page_id, timezone.localdate(now))
    findings = list(
        Finding.objects.filter(verdict__message=message, verdict__is_current=True).order_by("start", "-end")
    )
    review = Review.objects.select_related("claimed_by").filter(message=message).first()
    cases = Appeal.objects.select_related("duplicate_of").only("number", "state", "duplicate_of__number")
    case = cases.filter(messages__message=message).first()
    open_case = find_open_case(message)
    return MessageCard(
        id=message.id,
        page=message.network_page.name,
        page_id=message.network_page_id,
        network=message.network_page.network,
        author=message.author.name if message.author else "",
        author_url="",
        is_private=message.channel == "private",
        pieces=pieces_of(message.text, findings),
        said_at=message.said_at,
        url=message.url,
        wording=hash_wording(message.text),
        is_hidden=message.is_hidden,
        is_gone=message.is_taken_back,
        is_waiting=review is not None and review.state == ReviewState.WAITING,
        is_urgent=review is not None and review.is_urgent,
        looked_at_by=_looker(review, viewer, now=now),
        found=_found(findings, rules),
        rules=rules,
        possible=list_possible([moderated(message)], now=now)[0],
        can_tell=find_talk(page_id=message.network_page_id, author_id=message.author_id) is not None,
        case=CaseOfMessage(case.number, State(case.state), case.joined_to) if case else None,
        open_case=open_case.number if open_case else None,
        decisions=_decisions(message),
        before=_count_before(message),
        is_banned=_is_banned(message),
    )


def pieces_of(text: str, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """The text cut at the edges of what was found; of two findings that overlap the first one keeps its stretch.

    What was found in the whole text marks nothing where something narrower was found: all would be marked.
    """
    pieces: list[Piece] = []
    done = 0
    narrow = [one for one in findings if _marks_a_part(one, len(text))]
    for one in narrow or findings:
        start, end = max(one.start, done), min(one.end, len(text))
        if end <= start:
            continue
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], one.ground))
        done = end
    return (*pieces, Piece(text[done:])) if done < len(text) or not pieces else tuple(pieces)


def _marks_a_part(one: Finding, length: int) -> bool:
    """Whether something of the text is marked by it, and something is not."""
    return 0 < min(one.end, length) - one.start < length


def can_undo(decision: Decision, *, now: datetime) -> bool:
    """Whether the network was not asked yet."""
    return decision.state == DecisionState.UNDER_WAY and now < decision.decided_at + UNDO_WITHIN


def _found(findings: Sequence[Finding], rules: RulesInForce) -> tuple[Found, ...]:
    surest: dict[str, float] = {}
    for one in findings:
        surest[one.ground] = max(one.certainty, surest.get(one.ground, 0))
    return tuple(
        Found(ground, certainty, rules.clauses.get(ground, ""), rules.words_of(ground))
        for ground, certainty in sorted(surest.items(), key=lambda pair: danger_of(pair[0]))
    )


def _looker(review: Review | None, viewer: Viewer, *, now: datetime) -> str:
    if review is None or review.claimed_by is None or review.claimed_by_id == viewer.staff_id:
        return ""
    return review.claimed_by.name if review.claimed_until and review.claimed_until > now else ""


def _decisions(message: ResidentMessage) -> tuple[DecisionRow, ...]:
    rows = message.decisions.select_related("decided_by", "second_by", "notice_act", "message").order_by("-id")
    return tuple(
        DecisionRow(
            id=one.id,
            act=one.act,
            state=one.state,
            ground=one.ground,
            clause=one.clause,
            because=one.because,
            by=one.decided_by.name if one.decided_by else "",
            second=one.second_by.name if one.second_by else "",
            at=one.decided_at,
            notice=one.notice_text,
            is_told_in_network=one.is_told_in_network,
            no_notice_because=one.no_notice_because,
            told=notice_of(one),
        )
        for one in rows
    )


def _count_before(message: ResidentMessage) -> int:
    removed = Decision.objects.filter(page_id=message.network_page_id, act__in=[DecisionAct.HIDE, DecisionAct.DELETE])
    return (
        removed.filter(message__author_id=message.author_id, state=DecisionState.DONE).exclude(message=message).count()
    )


def _is_banned(message: ResidentMessage) -> bool:
    return Ban.objects.filter(page_id=message.network_page_id, account_id=message.author_id, state__in=RUNNING).exists()

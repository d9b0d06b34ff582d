"""Moderation: the queue, one message with all that a decision needs, decisions, bans, objections."""

import secrets
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from otklik.audit.services import record_access
from otklik.moderation.bans.selectors import BanRow, list_bans
from otklik.moderation.bans.services import confirm_ban, lift_ban, propose_ban, refuse_ban
from otklik.moderation.bulk.runs import undo_many
from otklik.moderation.deciding_objections import ObjectionRow, list_objections_by_page, refuse, uphold
from otklik.moderation.hiding.claims import claim, release
from otklik.moderation.queue.card import MessageCard, access_card
from otklik.moderation.selectors import ReviewCursor, ReviewQuery, ReviewRow, View, count_grounds, list_reviews
from otklik.moderation.services import Charge, delete, hide, let_be, restore
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.rule_shapes import Further, mark_in, told
from otklik.web.api.staff.shapes import After, Asked, Done, Flag, Id, Line, Nothing, WhyIn, Words, network_of, place_in

router = Router(tags=["Moderation"])
ACTS = {"hide": hide, "delete": delete, "restore": restore, "pass": let_be}


class ReviewsAsked(Schema):
    """Which messages."""

    view: View = View.WAITING
    network: Line = ""
    ground: Line = ""
    after: After = ""


class Reviews(Schema):
    """A page of the queue."""

    messages: list[ReviewRow]
    next: str | None


@router.get("/moderation", response=Reviews)
def moderation(request: HttpRequest, asked: Query[ReviewsAsked]) -> dict[str, object]:
    """What waits for a decision, the most dangerous first."""
    program = require_right(request, Right.MODERATE)
    after = place_in(ReviewCursor.find_in, asked.after)
    query = ReviewQuery(view=asked.view, network=network_of(asked.network), ground=asked.ground, after=after)
    page = list_reviews(program.viewer, query, now=program.now)
    return {"messages": page.rows, "next": str(page.next) if page.next else None}


@router.get("/moderation/grounds", response=dict[str, int])
def grounds(request: HttpRequest) -> Any:
    """How many wait on each ground of the closed list."""
    return dict(count_grounds(require_right(request, Right.MODERATE).viewer, ReviewQuery()))


@router.get("/moderation/{int:message_id}", response=MessageCard)
def message(request: HttpRequest, message_id: Id) -> MessageCard:
    """Everything that a decision needs. Looking is logged, as at the desk."""
    program = require_right(request, Right.MODERATE)
    card = access_card(program.viewer, message_id, now=program.now)
    record_access(program.viewer, subject=f"message:{message_id}", now=program.now)
    return card


class ChargeIn(Asked):
    """What is held against a message; `wording` as it was read: 409 where it changed since."""

    ground: Line = ""
    because: Words = ""
    wording: Line = ""
    tells: Flag = False


class Decided(Schema):
    """How to take it back: `batch` goes into /moderation/undo."""

    batch: str


@router.post("/moderation/{int:message_id}/acts/{act}", response=Decided)
def moderate(
    request: HttpRequest, message_id: Id, act: Literal["hide", "delete", "restore", "pass"], given: ChargeIn
) -> dict[str, str]:
    """Hide, delete, restore, let pass."""
    program, batch = require_right(request, Right.MODERATE), secrets.token_hex(8)
    ACTS[act](message_id, Charge(**given.model_dump(), batch=batch), by=program.viewer, now=program.now)
    return {"batch": batch}


class NotDone(Schema):
    """A message that stays as it is, and why."""

    message_id: int
    words: str


class Undone(Schema):
    """How many messages wait again, and which do not."""

    count: int
    refused: list[NotDone]


class UndoIn(Asked):
    """The batch that an act was answered with."""

    batch: Line


@router.post("/moderation/undo", response=Undone)
def undo_batch(request: HttpRequest, given: UndoIn) -> dict[str, object]:
    """Take back what one decided a moment ago."""
    program = require_right(request, Right.MODERATE)
    done = undo_many(given.batch[:32], by=program.viewer, now=program.now)
    refused = [{"message_id": message_id, "words": why.say(_)} for message_id, why in done.refused]
    return {"count": done.count, "refused": refused}


class BanIn(ChargeIn):
    """A ban, and for how long."""

    term: Literal["day", "three_days", "week", "month", "for_ever"]


@router.post("/moderation/{int:message_id}/ban", response=Decided)
def propose(request: HttpRequest, message_id: Id, given: BanIn) -> dict[str, str]:
    """Propose a ban; another person has to confirm it."""
    program, batch = require_right(request, Right.MODERATE), secrets.token_hex(8)
    charge = Charge(**given.model_dump(exclude={"term"}), batch=batch)
    propose_ban(message_id, charge, term=given.term, by=program.viewer, now=program.now)
    return {"batch": batch}


@router.post("/moderation/{int:message_id}/take", response=Done)
def take_message(request: HttpRequest, message_id: Id, given: Nothing) -> Done:
    """Say that one is looking at a message."""
    program = require_right(request, Right.MODERATE)
    claim(message_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/moderation/{int:message_id}/leave", response=Done)
def leave_message(request: HttpRequest, message_id: Id, given: Nothing) -> Done:
    """Leave a message to others."""
    release(message_id, by=require_right(request, Right.MODERATE).viewer)
    return Done()


class BansAsked(Schema):
    """Which bans."""

    is_over: bool = False
    after: Id | None = None


class Bans(Schema):
    """A page of bans."""

    bans: list[BanRow]
    next: int | None


@router.get("/moderation/bans", response=Bans)
def bans(request: HttpRequest, asked: Query[BansAsked]) -> dict[str, object]:
    """Bans that wait and run, or those that are over."""
    page = list_bans(require_right(request, Right.MODERATE).viewer, is_over=asked.is_over, after=asked.after)
    return {"bans": page.rows, "next": page.next}


@router.post("/moderation/bans/{int:ban_id}/confirm", response=Done)
def confirm_proposed(request: HttpRequest, ban_id: Id, given: Nothing) -> Done:
    """The second person agrees."""
    program = require_right(request, Right.MODERATE)
    confirm_ban(ban_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/moderation/bans/{int:ban_id}/refuse", response=Done)
def refuse_one(request: HttpRequest, ban_id: Id, given: WhyIn) -> Done:
    """The second person does not agree."""
    program = require_right(request, Right.MODERATE)
    refuse_ban(ban_id, because=given.because, by=program.viewer, now=program.now)
    return Done()


@router.post("/moderation/bans/{int:ban_id}/lift", response=Done)
def lift(request: HttpRequest, ban_id: Id, given: WhyIn) -> Done:
    """End a ban before its time, or note that it was lifted by hand."""
    program = require_right(request, Right.MODERATE)
    lift_ban(ban_id, because=given.because, by=program.viewer, now=program.now)
    return Done()


class ObjectionsAsked(Schema):
    """Which objections."""

    is_open: bool = True
    after: Further = ""


class Objections(Schema):
    """A page of objections."""

    objections: list[ObjectionRow]
    next: str | None


@router.get("/objections", response=Objections)
def objections(request: HttpRequest, asked: Query[ObjectionsAsked]) -> dict[str, object]:
    """Objections of residents to decisions: open ones by deadline, decided ones the newest first."""
    program, after = require_right(request, Right.SEE_EVIDENCE), mark_in(asked.after, datetime, int)
    rows, following = list_objections_by_page(program.viewer, is_open=asked.is_open, now=program.now, after=after)
    return {"objections": rows, "next": told(following)}


class DecisionIn(Asked):
    """What the author is answered."""

    answer: Words


@router.post("/objections/{int:objection_id}/{decision}", response=Done)
def decide(request: HttpRequest, objection_id: Id, decision: Literal["uphold", "refuse"], given: DecisionIn) -> Done:
    """Decide: the author is right and what can be undone is, or the decision stands."""
    program = require_right(request, Right.DECIDE_OBJECTION)
    act = uphold if decision == "uphold" else refuse
    act(objection_id, by=program.viewer, answer=given.answer, now=program.now)
    return Done()

"""The person to whom the desk shows what was not sent, or what nobody knows the end of; they look and decide."""

from dataclasses import dataclass, replace
from datetime import datetime

import httpx

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.selectors import InboxQuery, Queue, list_inbox
from otklik.bench.desk import token_of
from otklik.bench.kills.town import Town
from otklik.bench.kills.verdict import look
from otklik.delivery.models import OutboxState
from otklik.organizations.selectors import Viewer

TROUBLES = {AnswerState.FAILED: "again", AnswerState.UNKNOWN: "settle"}
"""What the case's page offers for each."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How the desk told of what was not sent."""

    cases: int
    not_shown: int
    """Not in the inbox's queue, or the case's page does not offer the decision with the talk beside it."""


def list_troubled(network: str) -> list[Answer]:
    """Answers that failed or whose end nobody knows."""
    troubled = Answer.objects.filter(appeal__page__network=network, state__in=list(TROUBLES))
    return list(troubled.select_related("appeal", "act").order_by("id"))


def look_at_desk(desk: httpx.Client, viewer: Viewer, *, network: str, now: datetime) -> Shown:
    """Open every such case as a person does."""
    troubled = list_troubled(network)
    queued = _numbers_queued(viewer, now=now)
    not_shown = [one for one in troubled if one.appeal.number not in queued or not _is_shown(desk, one)]
    return Shown(cases=len(troubled), not_shown=len(not_shown))


def _numbers_queued(viewer: Viewer, *, now: datetime) -> set[int]:
    """The cases in the inbox's queue of what was not sent, page by page."""
    numbers, query = set[int](), InboxQuery(queue=Queue.TROUBLE)
    while True:
        page = list_inbox(viewer, query, now=now)
        numbers |= {row.number for row in page.rows}
        if page.next is None:
            return numbers
        query = replace(query, after=page.next)


def _is_shown(desk: httpx.Client, answer: Answer) -> bool:
    """The page offers the decision, shows the answer, and the resident's words beside it."""
    page = desk.get(f"/desk/appeals/{answer.appeal.number}/").text
    asked = answer.appeal.messages.filter(message__is_by_page=False).values_list("message__text", flat=True)
    offered = f"/desk/appeals/{answer.appeal.number}/answer/{TROUBLES[AnswerState(answer.state)]}/"
    return offered in page and answer.text in page and all(text in page for text in asked)


def decide_all(desk: httpx.Client, town: Town, *, network: str) -> int:
    """Look into the network for each of them and say in the desk what stands there. Returns how many were decided."""
    standing = {
        act.id for one in look(town, network=network).values()
        for act in [act for act in one.acts if act.state == OutboxState.UNKNOWN][: one.doubtful_that_stand]
    }  # fmt: skip
    troubled = list_troubled(network)
    for answer in troubled:
        address = f"/desk/appeals/{answer.appeal.number}/"
        told = {"csrfmiddlewaretoken": token_of(desk.get(address))}
        if answer.state == AnswerState.UNKNOWN:
            told["stands"] = "yes" if answer.act_id in standing else "no"
        desk.post(f"{address}answer/{TROUBLES[AnswerState(answer.state)]}/", data=told).raise_for_status()
    return len(troubled)

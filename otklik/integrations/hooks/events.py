"""What other programs can be told of: steps of cases, by the names under which webhooks tell them."""

from enum import StrEnum
from typing import Final

from otklik.appeals.states import Act
from otklik.shared.words import marked as _


class Event(StrEnum):
    """What happened to a case."""

    OPENED = "case.opened"
    ASSIGNED = "case.assigned"
    TAKEN = "case.taken"
    RETURNED = "case.returned"
    SUBMITTED = "case.submitted"
    ANSWERED = "case.answered"
    ANSWERED_FOR_NOW = "case.answered_for_now"
    ASKED = "case.author_asked"
    DEFERRED = "case.deferred"
    HANDED_OVER = "case.handed_over"
    DECLINED = "case.declined"
    CLOSED = "case.closed"
    REOPENED = "case.reopened"
    JOINED = "case.joined"
    MOVED = "case.moved"
    """Any other step."""


EVENT_OF: Final = {
    Act.OPEN: Event.OPENED,
    Act.ASSIGN: Event.ASSIGNED,
    Act.TAKE: Event.TAKEN,
    Act.RETURN_NOT_OURS: Event.RETURNED,
    Act.SUBMIT: Event.SUBMITTED,
    Act.SUBMIT_AGAIN: Event.SUBMITTED,
    Act.SEND_FINAL: Event.ANSWERED,
    Act.ANSWERED_OUTSIDE: Event.ANSWERED,
    Act.ANSWERED_BY_HAND: Event.ANSWERED,
    Act.SEND_INTERIM: Event.ANSWERED_FOR_NOW,
    Act.ASK_AUTHOR: Event.ASKED,
    Act.DEFER: Event.DEFERRED,
    Act.HAND_OVER: Event.HANDED_OVER,
    Act.DECLINE: Event.DECLINED,
    Act.CLOSE: Event.CLOSED,
    Act.GIVE_UP_CLARIFYING: Event.CLOSED,
    Act.WITHDRAW: Event.CLOSED,
    Act.ACCEPT_WITHDRAWAL: Event.CLOSED,
    Act.REOPEN: Event.REOPENED,
    Act.JOIN: Event.JOINED,
}
"""All other acts are «moved»."""

EVENT_NAMES: Final = {
    Event.OPENED: _("a case was opened"),
    Event.ASSIGNED: _("passed to a body"),
    Event.TAKEN: _("taken into work"),
    Event.RETURNED: _("returned: not ours"),
    Event.SUBMITTED: _("an answer waits for approval"),
    Event.ANSWERED: _("answered"),
    Event.ANSWERED_FOR_NOW: _("answered for now"),
    Event.ASKED: _("the author was asked"),
    Event.DEFERRED: _("put off"),
    Event.HANDED_OVER: _("handed to another system"),
    Event.DECLINED: _("declined"),
    Event.CLOSED: _("a case was closed"),
    Event.REOPENED: _("opened again"),
    Event.JOINED: _("joined to another case"),
    Event.MOVED: _("any other step"),
}


def event_of(act: str) -> Event:
    """Under which name a step is told."""
    return EVENT_OF.get(Act(act), Event.MOVED)


def acts_of(events: set[str]) -> list[str]:
    """The acts that are told under one of these names."""
    return [act.value for act in Act if EVENT_OF.get(act, Event.MOVED).value in events]

"""Reading cases for screens: the inbox, one case with its thread. Frozen rows only, each read within a person's scope."""

from otklik.appeals.selectors.case import CaseView, StepView, access_case, find_version
from otklik.appeals.selectors.inbox import (
    Cursor,
    InboxPage,
    InboxQuery,
    InboxRow,
    Queue,
    count_queues,
    list_inbox,
)
from otklik.appeals.selectors.thread import ThreadMessage, list_thread

__all__ = [
    "CaseView",
    "Cursor",
    "InboxPage",
    "InboxQuery",
    "InboxRow",
    "Queue",
    "StepView",
    "ThreadMessage",
    "access_case",
    "count_queues",
    "find_version",
    "list_inbox",
    "list_thread",
]

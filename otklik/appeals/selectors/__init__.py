"""Reading cases for screens: the inbox, one case with its thread; frozen rows, read within a person's scope."""

from otklik.appeals.selectors.alike import AlikeCase, SeenHint, count_copies, list_alike
from otklik.appeals.selectors.answer_quality import AnswerQuality, quality_of_page
from otklik.appeals.selectors.answered import AnsweredCase, list_alike_answered
from otklik.appeals.selectors.case import access_case, find_version
from otklik.appeals.selectors.inbox import (
    Cursor,
    InboxPage,
    InboxQuery,
    InboxRow,
    Order,
    Queue,
    count_queues,
    list_inbox,
    list_numbers,
    matching,
    plan_queues,
    queue_with,
)
from otklik.appeals.selectors.loads import ExecutorLoad, list_executor_loads
from otklik.appeals.selectors.parts import NO_PARTS, PartsOfCase, PartView, compose_answer, load_parts
from otklik.appeals.selectors.placed import Placed, placed_of
from otklik.appeals.selectors.point import points_of_cases
from otklik.appeals.selectors.thread import ThreadMessage, list_thread
from otklik.appeals.selectors.views import CaseView, FindingView, NoteView, StepView
from otklik.appeals.selectors.waiting import count_unanswered
from otklik.appeals.selectors.why import list_weighty_words

__all__ = [
    "NO_PARTS",
    "AlikeCase",
    "AnswerQuality",
    "AnsweredCase",
    "CaseView",
    "Cursor",
    "ExecutorLoad",
    "FindingView",
    "InboxPage",
    "InboxQuery",
    "InboxRow",
    "NoteView",
    "Order",
    "PartView",
    "PartsOfCase",
    "Placed",
    "Queue",
    "SeenHint",
    "StepView",
    "ThreadMessage",
    "access_case",
    "compose_answer",
    "count_copies",
    "count_queues",
    "count_unanswered",
    "find_version",
    "list_alike",
    "list_alike_answered",
    "list_executor_loads",
    "list_inbox",
    "list_numbers",
    "list_thread",
    "list_weighty_words",
    "load_parts",
    "matching",
    "placed_of",
    "plan_queues",
    "points_of_cases",
    "quality_of_page",
    "queue_with",
]

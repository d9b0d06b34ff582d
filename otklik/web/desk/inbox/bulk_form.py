"""The form of acts on many cases: which fields each asks for, and what was filled in."""

from datetime import date

from django.http import QueryDict

from otklik.answers.bulk.plans import whole
from otklik.answers.bulk.tasks import DOING_NAMES, MOST_DAYS, Doing, Task
from otklik.appeals.errors import UnfitValue
from otklik.appeals.sharing import Way
from otklik.appeals.states import CLOSING_OUTCOMES, Cause, Outcome
from otklik.shared.words import marked as _
from otklik.topics.selectors import find_topic
from otklik.web.desk.body_choice import read_any_body
from otklik.web.desk.forms import find_date, find_id

ORDER = (
    Doing.TOPIC,
    Doing.IMPORTANCE,
    Doing.TAG,
    Doing.UNTAG,
    Doing.ASSIGN,
    Doing.TAKE,
    Doing.NOTE,
    Doing.READY,
    Doing.ASK,
    Doing.DEFER,
    Doing.CLOSE,
)
"""In which they stand on the page, and in which a macro does them."""
ICONS = {
    Doing.TOPIC: "list", Doing.TAG: "tag", Doing.UNTAG: "x", Doing.IMPORTANCE: "flag-2", Doing.ASSIGN: "arrow-right",
    Doing.TAKE: "player-play",
    Doing.NOTE: "pencil", Doing.READY: "template", Doing.ASK: "message-question", Doing.DEFER: "calendar-pause",
    Doing.CLOSE: "circle-check",
}  # fmt: skip


def read_task(values: QueryDict, doing: Doing, *, today: date) -> Task:
    """The act as it was filled in; its fields are called `<act>_<field>`. Raises UnfitValue, UnfitEntry."""

    def told(field: str) -> str:
        return values.get(f"{doing.value}_{field}", "").replace("\x00", "").strip()

    executor = told("executor_id")
    return whole(
        Task(
            doing,
            body_id=read_any_body(told("body_id")),
            executor_id=None if executor in set(Way) else find_id(executor, field="executor_id"),
            way=Way(executor) if executor in set(Way) else None,
            topic_id=_topic(told("topic")),
            importance=told("importance"),
            text=told("text"),
            due_on=find_date(told("due_on"), field="due_on", today=today),
            in_days=_days(told("in_days")),
            cause=Cause(told("cause")) if told("cause") in list(Cause) else None,
            outcome=Outcome(told("outcome")) if told("outcome") in list(CLOSING_OUTCOMES) else None,
            ready_id=find_id(told("ready_id"), field="ready_id"),
            tag_id=find_id(told("tag_id"), field="tag_id"),
        )
    )


def read_macro(values: QueryDict, *, today: date) -> tuple[Task, ...]:
    """All acts that are ticked, in the order of the page. Raises what `read_task` raises, naming the act."""
    tasks = []
    for doing in ORDER:
        if not values.get(f"{doing.value}_on"):
            continue
        try:
            tasks.append(read_task(values, doing, today=today))
        except UnfitValue as why:
            raise UnfitValue(
                _("«%(act)s»: %(why)s"),
                field=why.field,
                mend=why.mend,
                values={"act": DOING_NAMES[doing], "why": why.wrong},
            ) from why
    return tuple(tasks)


def _topic(words: str) -> int | None:
    if not words:
        return None
    found = find_topic(words)
    if found is None:
        raise UnfitValue(
            _("No topic, or more than one, is called so."),
            field="topic",
            mend=_("Choose one from the list that opens as you write."),
        )
    return found.id


def _days(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 1 <= int(text[:6]) <= MOST_DAYS:
        raise UnfitValue(
            _("This is no number of days."), field="in_days", mend=_("Write a whole number from 1 to 366.")
        )
    return int(text)

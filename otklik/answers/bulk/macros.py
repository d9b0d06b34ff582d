"""Macros: acts under one name, entered for a body, done with one case or with many as any acts are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.answers.bulk.tasks import DOING_NAMES, MOST_DAYS, MOST_TASKS, Doing, Task, find_impossible, needs_of
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Macro, ReadyText
from otklik.appeals.models import Tag
from otklik.appeals.profiles import Importance
from otklik.appeals.services import MOST_NOTE_CHARACTERS
from otklik.appeals.states import CLOSING_OUTCOMES
from otklik.appeals.tag_names import of_one_name
from otklik.appeals.tags import find_known
from otklik.audit.services import record
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, bodies_within, list_executors, offered_to
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class MacroRow:
    """A macro as it is listed or chosen."""

    id: int
    name: str
    body: str
    """Empty: everybody's."""
    tasks: tuple[Task, ...]
    made_by: str = ""

    @property
    def doings(self) -> tuple[str, ...]:
        """What it does, as message ids."""
        return tuple(DOING_NAMES[task.doing] for task in self.tasks)


def macro_scope(viewer: Viewer) -> Scope:
    """For which bodies this person enters and ends macros."""
    return viewer.scope(Right.EDIT_CASE).merged(viewer.scope(Right.EDIT_RULES))


def list_kept(viewer: Viewer) -> list[MacroRow]:
    """The macros at work that this person may end, by name."""
    return _rows(_mine(viewer))


def list_kept_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[MacroRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a name and an id."""
    rows, following = take_page(_at_work(_mine(viewer)), ("name", "id"), after=after)
    return [_row(one) for one in rows], following


def _mine(viewer: Viewer) -> Q:
    scope = macro_scope(viewer)
    return Q() if scope.everything else Q(body__in=Body.objects.filter(bodies_within(scope)))


def list_macros(viewer: Viewer) -> list[MacroRow]:
    """The macros that this person can run: those of their bodies, of those above them, and everybody's."""
    return [one for one in _rows(_usable(viewer)) if one.tasks]


def list_macros_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[MacroRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a name and an id."""
    rows, following = take_page(_at_work(_usable(viewer)), ("name", "id"), after=after)
    return [one for row in rows if (one := _row(row)).tasks], following


def _usable(viewer: Viewer) -> Q:
    own = sorted({post.body_id for post in viewer.posts})
    return Q(body=None) | Q(body_id__in=BodyAncestry.objects.filter(descendant_id__in=own).values("ancestor_id"))


def find_macro(macro_id: int, *, by: Viewer) -> MacroRow:
    """One of those that this person can run. Raises NotSeen."""
    found = [one for one in list_macros(by) if one.id == macro_id]
    if not found:
        raise NotSeen(_("There is no such macro for you."))
    return found[0]


def enter_macro(name: str, tasks: Sequence[Task], *, body_id: int | None, by: Viewer, now: datetime) -> int:
    """Keep a macro. Raises AnswerRefused where one of its acts can never be done."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise AnswerRefused(
            _("The macro has no name, or one that is too long."), field="name", mend=_("Write up to 80 characters.")
        )
    _check_body(body_id, by=by)
    _check_acts(tasks)
    for task in tasks:
        _check_task(task, body_id=body_id, by=by, now=now)
    try:
        with transaction.atomic():
            told = [task.told() for task in tasks]
            row = Macro.objects.create(name=name, body_id=body_id, tasks=told, made_by_id=by.staff_id, made_at=now)
            record("enter_macro", subject=f"macro:{row.id}", by=by, now=now, because=name)
    except IntegrityError as twice:
        raise AnswerRefused(
            _("The body has a macro of this name already."),
            field="name",
            mend=_("Name it otherwise, or end the other."),
        ) from twice
    return row.id


def end_macro(macro_id: int, *, by: Viewer, now: datetime) -> None:
    """The macro is offered no more. Raises NotSeen."""
    if not _at_work(_mine(by)).filter(id=macro_id).exists():
        raise NotSeen(_("There is no such macro for you."))
    Macro.objects.filter(id=macro_id).update(is_active=False)
    record("end_macro", subject=f"macro:{macro_id}", by=by, now=now)


def _rows(condition: Q) -> list[MacroRow]:
    return [_row(one) for one in _at_work(condition).order_by("name", "id")]


def _at_work(condition: Q) -> QuerySet[Macro]:
    return Macro.objects.filter(condition, is_active=True).select_related("body", "made_by")


def _row(one: Macro) -> MacroRow:
    return MacroRow(
        id=one.id,
        name=one.name,
        body=one.body.short_name if one.body else "",
        tasks=_read(one.tasks),
        made_by=one.made_by.name if one.made_by else "",
    )


def _read(told: Sequence[Mapping[str, object]]) -> tuple[Task, ...]:
    """The acts of a macro; none where one of them is no act for many: such a macro can only be ended."""
    try:
        return tuple(Task.read(one) for one in told)
    except (KeyError, TypeError, ValueError):
        return ()


def _check_body(body_id: int | None, *, by: Viewer) -> None:
    scope = macro_scope(by)
    if body_id is None:
        if not scope.everything:
            raise AnswerRefused(
                _("A macro for everybody is entered by those who see the whole region."),
                field="body_id",
                mend=_("Choose a body."),
            )
    elif not Body.objects.filter(bodies_within(scope), id=body_id, is_active=True).exists():
        raise AnswerRefused(_("There is no such body."), field="body_id", mend=_("Choose from the list."))


def _check_acts(tasks: Sequence[Task]) -> None:
    if not tasks or len(tasks) > MOST_TASKS:
        raise AnswerRefused(_("A macro has from one to eight acts."), mend=_("Choose what it does."))
    for task in tasks:
        if needs_of(task):
            raise AnswerRefused(
                _("«%(act)s» lacks what it needs."),
                field=needs_of(task),
                mend=_("Fill it in, or take the act out."),
                values={"act": DOING_NAMES[task.doing]},
            )
    impossible = find_impossible(tasks)
    if impossible is not None:
        raise AnswerRefused(
            _("«%(act)s» can never be done here: after the acts before it no state and no role allows it."),
            mend=_("Change the order, or take the act out."),
            values={"act": DOING_NAMES[impossible]},
        )


def _check_task(task: Task, *, body_id: int | None, by: Viewer, now: datetime) -> None:
    """What the act names is there. Raises AnswerRefused."""
    wrong = ""
    match task.doing:
        case Doing.ASSIGN:
            wrong = _assigning_fault(task, body_id, on=timezone.localdate(now))
        case Doing.TOPIC:
            wrong = _topic_fault(task)
        case Doing.TAG | Doing.UNTAG:
            wrong = _tag_fault(task, body_id, by=by)
        case Doing.IMPORTANCE if task.importance not in list(Importance):
            wrong = _("There is no such importance.")
        case Doing.NOTE if len(task.text) > MOST_NOTE_CHARACTERS:
            raise AnswerRefused(TOO_LONG, mend=SHORTEN, values=counted(len(task.text), most=MOST_NOTE_CHARACTERS))
        case Doing.DEFER if task.in_days is None or not 1 <= task.in_days <= MOST_DAYS:
            wrong = _("A macro defers by a number of days, from 1 to 366.")
        case Doing.CLOSE if task.outcome not in CLOSING_OUTCOMES:
            wrong = _("Nobody closes a case so: this comes from an act of its own.")
        case Doing.READY:
            wrong = _ready_fault(task, body_id)
    if wrong:
        raise AnswerRefused(
            _("«%(act)s» can never be done: %(why)s"),
            mend=_("Choose another value, or take the act out."),
            values={"act": DOING_NAMES[task.doing], "why": wrong},
        )


def _topic_fault(task: Task) -> str:
    is_there = Topic.objects.filter(id=task.topic_id or 0, is_active=True).exists()
    return "" if is_there else _("There is no such topic.")


def _tag_fault(task: Task, body_id: int | None, *, by: Viewer) -> str:
    """Cases of the macro's bodies may bear the tag, or one of its name; what is offered no more is only taken off."""
    tags = Tag.objects.filter(id__in=of_one_name([task.tag_id or 0]))
    if task.doing is Doing.TAG:
        tags = tags.filter(is_active=True)
    if tags.filter(_near(body_id)).exists():
        return ""
    is_known = tags.exists() and find_known(by, task.tag_id or 0) is not None
    return _("The tag is of another body.") if is_known else _("There is no such tag.")


def _assigning_fault(task: Task, body_id: int | None, *, on: date) -> str:
    if task.body_id is not None and not Body.objects.filter(id=task.body_id, is_active=True).exists():
        return _("There is no such body.")
    if not task.executor_id:
        return ""
    if task.body_id is None and body_id is None:
        return _("A person is named without their body.")
    at_work = {one.staff_id for one in list_executors(task.body_id or body_id or 0, on=on)}
    return "" if task.executor_id in at_work else _("This person does not work cases out in that body.")


def _ready_fault(task: Task, body_id: int | None) -> str:
    """The text is at work, and is everybody's or of a body over or under that of the macro."""
    texts = ReadyText.objects.filter(id=task.ready_id or 0, is_active=True)
    if not texts.exists():
        return _("There is no such text any more.")
    return "" if texts.filter(_near(body_id)).exists() else _("The ready text is of another body.")


def _near(body_id: int | None) -> Q:
    """Of what bodies keep, that of those over or under a macro's body; None: of all."""
    if body_id is None:
        return Q()
    under = BodyAncestry.objects.filter(ancestor_id=body_id).values("descendant_id")
    return offered_to(Body.objects.get(id=body_id)) | Q(body__in=under)

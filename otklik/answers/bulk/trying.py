"""What would become of a case: every act is done and rolled back, so that nothing is said which would not be so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from otklik.answers.bulk.performing import perform
from otklik.answers.bulk.tasks import Task
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.appeals.tag_names import each_name_once
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_MOST = 500

_SHOWN = (
    Appeal.objects.select_related("body", "executor", "topic", "duplicate_of")
    .prefetch_related("tags__tag")
    .defer("search", "decided_by", "duplicate_of__search")
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case that was chosen, as the preview shows it."""

    number: int
    title: str
    state: State
    version: int
    body: str
    executor: str
    topic: str
    importance: str
    tags: tuple[str, ...]
    due_at: datetime | None
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one case; `refused` says in words why nothing would."""

    case: Chosen
    after: Chosen | None
    refused: str = ""


class _Tried(Exception):
    """Ends a trial: nothing of it is kept but what was seen."""

    def __init__(self, before: Appeal, after: Appeal) -> None:
        super().__init__()
        self.before, self.after = before, after


def list_chosen(numbers: Sequence[int], *, by: Viewer) -> list[Chosen]:
    """The chosen cases that this person sees, in the order in which they were chosen."""
    seen = {one.number: one for one in _SHOWN.filter(number__in=numbers) if by.may_at(place_of(one), Right.SEE_CASES)}
    return [chosen(seen[number]) for number in dict.fromkeys(numbers) if number in seen]


def foresee(numbers: Sequence[int], tasks: tuple[Task, ...], *, by: Viewer, now: datetime) -> list[Foreseen]:
    """What would happen to each of these cases that the person sees, in the caller's own time."""
    told = []
    for case in list_chosen(numbers, by=by):
        try:
            told.append(Foreseen(case, chosen(try_case(case.number, tasks, by=by, now=now)[1])))
        except OtklikError as why:
            told.append(Foreseen(case, None, refused=why.say(gettext)))
    return told


def try_case(number: int, tasks: tuple[Task, ...], *, by: Viewer, now: datetime) -> tuple[Appeal, Appeal]:
    """The case as it is, and as it would be. Raises what the acts raise."""
    try:
        with transaction.atomic():
            before = _SHOWN.filter(number=number).first()
            if before is None:
                raise NoSuchCase
            perform(number, tasks, by=by, version=before.version, now=now, wait="300ms")
            raise _Tried(before, _SHOWN.get(number=number))
    except _Tried as tried:
        return tried.before, tried.after


def chosen(row: Appeal) -> Chosen:
    """A case that was read, as the preview shows it."""
    return Chosen(
        number=row.number,
        title=masked(row.title),
        state=State(row.state),
        version=row.version,
        body=row.body.short_name,
        executor=row.executor.name if row.executor else "",
        topic=row.topic.name if row.topic else "",
        importance=row.importance,
        tags=each_name_once(sorted(one.tag.name for one in row.tags.all())),
        due_at=row.due_at,
        duplicate_of=row.joined_to,
    )


def told_why(why: OtklikError) -> str:
    """As the row of the case keeps it, in the language of the moment. A form would say some of it otherwise."""
    match why:
        case StaleCase():
            why = OtklikError(_("The case was changed after you had looked."), mend=_("Look at it, then do it again."))
        case NoSuchCase():
            why = OtklikError(
                _("You do not see this case any more."), mend=_("It was passed on, or your role here has ended.")
            )
    return why.say(gettext)[:_MOST]

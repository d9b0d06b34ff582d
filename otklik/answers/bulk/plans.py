"""What shall be done with many cases: said whole, shown first, and signed, so that only what was shown is done.

The signature holds the acts, the person, the press and each case with its version: none of it fits anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing

from otklik.answers.bulk.macros import find_macro
from otklik.answers.bulk.running import SHOWN_FOR
from otklik.answers.bulk.tasks import Doing, Task, needs_of
from otklik.appeals.errors import UnfitValue
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

SALT = "desk.bulk"
_MISSING = {
    "topic_id": _("No topic is chosen."),
    "importance": _("No importance is chosen."),
    "text": _("The text is empty."),
    "ready_id": _("No ready text is chosen."),
    "tag_id": _("No tag is chosen."),
    "outcome": _("It is not said how the cases ended."),
    "due_on": _("There is no date."),
    "in_days": _("There is no number of days."),
}


class NotShown(OtklikError):
    """What shall be done is not what a preview showed; `field` names where it stands."""

    field = "plan"

    def __init__(self) -> None:
        super().__init__(_("This is not what was shown."), mend=_("Look at it again first, then do it."))


@dataclass(frozen=True, slots=True)
class Plan:
    """The acts, and the macro that names them."""

    tasks: tuple[Task, ...]
    macro_id: int | None = None

    @property
    def doings(self) -> tuple[Doing, ...]:
        """The kinds of its acts, in order."""
        return tuple(task.doing for task in self.tasks)


def whole(task: Task) -> Task:
    """The act, with all that it needs. Raises UnfitValue, which names what is missing."""
    missing = needs_of(task)
    if missing:
        raise UnfitValue(_MISSING[missing], field=missing, mend=_("Fill it in and try again."))
    return task


def plan_of(macro_id: int, *, by: Viewer) -> tuple[Plan, str]:
    """What a macro does, and its name. Raises NotSeen."""
    found = find_macro(macro_id, by=by)
    return Plan(found.tasks, found.id), found.name


def sign_plan(plan: Plan, *, by: Viewer, key: str, shown: Mapping[int, int]) -> str:
    """As it goes out with a preview, and comes back to be done: by whom, in which press, and number → version."""
    told = {
        "tasks": [task.told() for task in plan.tasks],
        "macro_id": plan.macro_id,
        "by": by.staff_id,
        "key": key,
        "shown": sorted(shown.items()),
    }
    return signing.dumps(told, salt=SALT, compress=True)


def read_plan(text: str, *, by: Viewer, key: str, versions: Mapping[int, int]) -> Plan:
    """What a preview showed this person, for these of its cases, within a day. Raises NotShown."""
    try:
        told = signing.loads(text, salt=SALT, max_age=SHOWN_FOR)
        plan = Plan(tuple(Task.read(one) for one in told["tasks"]), told["macro_id"])
        is_shown = versions.items() <= dict(told["shown"]).items()
        is_mine = (told["by"], told["key"]) == (by.staff_id, key)
    except (signing.BadSignature, KeyError, TypeError, ValueError) as why:
        raise NotShown from why
    if not is_mine or not is_shown:
        raise NotShown
    return plan

"""Decisions for assigning and returning a case: who of the body, and whether bodies send it to and fro."""

from datetime import datetime

from django.utils import timezone

from otklik.appeals.crew import load_crew
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.ping_pong import Turn, is_ping_pong, list_returners
from otklik.appeals.route_troubles import end_troubles, note_ping_pong
from otklik.appeals.sharing import GIVEN_NAMES, Way, Wish
from otklik.appeals.states import Act
from otklik.organizations.models import Body
from otklik.organizations.selectors import list_executors
from otklik.shared.words import marked as _


def find_executor(body: Body, *, executor_id: int | None, way: Way | None, now: datetime) -> int | None:
    """The person who was named, or whom the way finds. Raises UnfitValue where they do not work cases out there."""
    today = timezone.localdate(now)
    if way is not None:
        chosen, how = load_crew([body.id], on=today).give(body.id, Wish(way=way), now=now)
        if chosen is None and how is not None:
            raise UnfitValue(GIVEN_NAMES[how], field="executor_id", mend=_("Or leave it to the body."))
        return chosen
    if executor_id is not None and executor_id not in {one.staff_id for one in list_executors(body.id, on=today)}:
        raise UnfitValue(
            _("This person does not work cases out in that body."), field="executor_id", mend=_("Choose another.")
        )
    return executor_id


def check_not_returned(appeal: Appeal, body: Body, *, because: str) -> None:
    """A body that said «not ours» gets the case again only with a reason. Raises UnfitValue."""
    if not because.strip() and str(body.id) in returners_of(appeal):
        raise UnfitValue(
            _("This body has already returned the case as not theirs."),
            field="text",
            mend=_("Write why it is theirs after all, or choose another."),
        )


def note_return(appeal: Appeal, *, now: datetime) -> None:
    """After a return: where the case goes to and fro, the coordinator is called."""
    if is_ping_pong(returners_of(appeal)):
        note_ping_pong(appeal.number, body_id=appeal.body_id, now=now)


def note_assigned(appeal: Appeal, *, now: datetime) -> None:
    """Somebody decided: what was wrong with the way of the case is over."""
    end_troubles(case_number=appeal.number, now=now)


def returners_of(appeal: Appeal) -> tuple[str, ...]:
    """The ids of the bodies that said «not ours», one as often as it did."""
    steps = appeal.transitions.order_by("id").values_list("act", "body_id")
    return list_returners(Turn(Act(act), str(body_id or "")) for act, body_id in steps)


def has_returned(number: int, body_id: int) -> bool:
    """Whether a body said «not ours» of a case."""
    appeal = Appeal.objects.filter(number=number).first()
    return appeal is not None and str(body_id) in returners_of(appeal)

"""A deadline that was moved: what the resident is told, what the case shows; and the alarm of an emergency."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.answers.resident_photos import list_resident_photos
from otklik.appeals.emergencies import find_emergency
from otklik.appeals.extending import ExtensionRow, may_extend
from otklik.appeals.selectors import CaseView
from otklik.appeals.states import OPEN_STATES, Act, State
from otklik.audit.selectors import list_accesses, list_records
from otklik.organizations.rights import Right
from otklik.web.desk.case.case_history import history_of

MOST_LOG_LINES = 200


def words_of_extension(moves: Sequence[ExtensionRow]) -> str:
    """The text for the answer box, of the newest move; empty where nothing was moved."""
    if not moves:
        return ""
    day = date_format(moves[-1].due_on, "d.m.Y")
    return _("We need more time: we will answer by %(day)s. %(because)s") % {"day": day, "because": moves[-1].because}


def day_of(moves: Sequence[ExtensionRow]) -> str:
    """The day of the newest move, as a field of a form takes it."""
    return moves[-1].due_on.isoformat()


def moved_and_urgent(case: CaseView, moves: Sequence[ExtensionRow], *, asked: str) -> dict[str, object]:
    """What the page of a case shows of both, and of the photos that the resident sent.

    Who opened the case stands in the history for whoever checks; whoever answers for the staff there asks for it.
    """
    emergency = find_emergency(case.number) if case.keeps("emergency") else None
    records = list_records(f"appeal:{case.number}", at_most=MOST_LOG_LINES)
    may_ask = case.may(Right.EDIT_STAFF)
    tells_accesses = case.may(Right.SEE_AUDIT) or (may_ask and asked == "accesses")
    accesses = list_accesses(f"appeal:{case.number}") if tells_accesses else ()
    return {
        "sent_back": next((step for step in case.history[::-1] if step.act is Act.SEND_BACK), None)
        if case.state is State.REWORK
        else None,
        "of_resident": list_resident_photos(case.id) if case.keeps("casephoto") else (),
        "extensions": moves,
        "can_extend": case.state in OPEN_STATES and may_extend(case.roles),
        "emergency": emergency,
        "can_ask_accesses": may_ask and not tells_accesses,
        "history": history_of(case.history, emergency, records, accesses),
    }

"""A case that several bodies work out: each gets a part as a case of its own, the whole answers the resident."""

from datetime import datetime

from django.db import transaction

from otklik.appeals.clocks import start_clocks
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, CasePart, Transition
from otklik.appeals.moves import Move, demand_right, lock_case, make_move, tell_changed
from otklik.appeals.opening_book import next_numbers
from otklik.appeals.searching import index_cases
from otklik.appeals.states import OPEN_STATES, PART_CHANNEL, Act, Party, State
from otklik.appeals.subject import first_words
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.organizations.models import Body
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted, length_of
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _
from otklik.triage.kinds import PROBLEM

MOST_PARTS = 20
MOST_QUESTION_CHARACTERS = 4000


def ask_body(number: int, *, body_id: int, question: str, by: Viewer, version: int | None, now: datetime) -> int:
    """Give a part of a case to another body; returns the number of the part's own case.

    Raises what `lock_case` raises, NotYourAct or UnfitValue.
    """
    with transaction.atomic():
        whole = lock_whole(number, by=by, version=version)
        body = Body.objects.filter(id=body_id, is_active=True).first()
        if body is None or body.id == whole.body_id:
            raise UnfitValue(
                _("There is no such body, or it has the case itself."), field="body_id", mend=_("Choose another.")
            )
        child = _open_part(whole, body, question=check_question(question), now=now)
        CasePart.objects.create(
            whole=whole, child=child, question=question.strip(), asked_by_id=by.staff_id, asked_at=now
        )
        Transition.objects.create(appeal=child, act=Act.OPEN.value, to_state=State.NEW, at=now, by_id=by.staff_id)
        make_move(child, Move(Act.ASSIGN, Party.SYSTEM, Reason(text=f"№ {whole.number}"), body=body), now=now)
        record("ask_part", subject=f"appeal:{number}", by=by, now=now, details={"part": child.number})
        tell_changed(whole)
    return child.number


def lock_whole(number: int, *, by: Viewer, version: int | None) -> Appeal:
    """The case, locked, if this person may ask others for parts of it now."""
    whole = lock_case(number, by=by, version=version)
    demand_right(by, whole, Right.EDIT_CASE, Right.WRITE_ANSWER)
    if State(whole.state) not in OPEN_STATES or whole.channel == PART_CHANNEL:
        raise UnfitValue(
            _("A case that is over, or is a part itself, has no parts."), field="question", mend=_("Reopen it first.")
        )
    if whole.parts.count() >= MOST_PARTS:
        raise UnfitValue(_("The case has too many parts."), field="question", mend=_("Ask in one of them."))
    return whole


def check_question(question: str) -> str:
    """The question without blanks around it. Raises UnfitValue."""
    asked = question.strip()
    if is_blank(asked):
        raise UnfitValue(_("The question is empty."), field="question", mend=_("Write what this one has to work out."))
    if length_of(asked) > MOST_QUESTION_CHARACTERS:
        numbers = counted(length_of(asked), most=MOST_QUESTION_CHARACTERS)
        raise UnfitValue(TOO_LONG, field="question", mend=SHORTEN, values=numbers)
    return asked


def _open_part(whole: Appeal, body: Body, *, question: str, now: datetime) -> Appeal:
    child = Appeal(
        number=next_numbers(1)[0],
        kind=PROBLEM,
        channel=PART_CHANNEL,
        title=first_words(question),
        typed_text=question,
        address=whole.address,
        latitude=whole.latitude,
        longitude=whole.longitude,
        topic_id=whole.topic_id,
        importance=whole.importance,
        body=body,
        municipality_id=body.municipality_id,
        founder_id=body.founder_id,
        is_by_machine=False,
        opened_at=now,
        changed_at=now,
    )
    start_clocks(child, now=now)
    child.save()
    index_cases([child])
    return child


def note_part_moved(child: Appeal, act: Act, text: str, *, now: datetime) -> None:
    """The body of a part has worked it out, or works on it again: the whole shows it."""
    if child.channel != PART_CHANNEL or act not in (Act.HAND_IN, Act.REOPEN):
        return
    part = CasePart.objects.select_related("whole").filter(child=child).first()
    if part is None:
        return
    is_done = act is Act.HAND_IN
    part.answer, part.answered_at = (text, now) if is_done else (part.answer, None)
    part.save(update_fields=["answer", "answered_at"])
    tell_changed(part.whole)

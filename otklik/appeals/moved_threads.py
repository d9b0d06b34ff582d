"""Cases follow messages that moved to another thread, because the message above them arrived later.

A thread has one case. Where the new thread has a case already, the two are merged.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from otklik.appeals.later_words import note_later_words
from otklik.appeals.models import OVER, Appeal, AppealMessage
from otklik.appeals.moves import Move, make_move, save_case
from otklik.appeals.states import OPEN_STATES, Act, Party, State
from otklik.appeals.subject import is_touched
from otklik.appeals.workflow import Reason
from otklik.delivery.services import rename_thread
from otklik.intake.models import ResidentMessage


def follow_moved_threads(messages: Sequence[ResidentMessage], *, now: datetime) -> list[Appeal]:
    """Let the cases of moved messages follow them. Returns the cases that were moved or merged."""
    moved = (
        AppealMessage.objects.filter(message__in=messages, message__is_by_page=False)
        .filter(appeal__page_id=F("message__page_id"))
        .exclude(appeal__thread_id=F("message__thread_id"))
    )
    names = dict(moved.values_list("appeal_id", "message__thread_id"))
    followed = (_follow(case_id, thread, now=now) for case_id, thread in sorted(names.items()))
    return [appeal for appeal in followed if appeal is not None]


def _follow(case_id: int, thread: str, *, now: datetime) -> Appeal | None:
    cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).order_by("id")
    appeal = cases.get(id=case_id)
    if _has_words_of_residents(appeal):
        # joined by a person: its messages belong here, and stand elsewhere
        return None
    rename_thread(page_id=appeal.page_id or 0, old=appeal.thread_id, new=thread)
    if appeal.state in OVER:
        return _rename(appeal, thread, now=now)
    other = cases.filter(page=appeal.page, thread_id=thread).exclude(state__in=OVER).first()
    if other is None:
        return _rename(appeal, thread, now=now)
    main, joined = sorted((appeal, other), key=_weight)
    _join(joined, main, now=now)
    _rename(joined, thread, now=now)
    note_later_words(main, now=now)
    return _rename(main, thread, now=now)


def _has_words_of_residents(appeal: Appeal) -> bool:
    """Whether residents' words still stand in the thread of the case."""
    words = ResidentMessage.objects.filter(page=appeal.page, thread_id=appeal.thread_id, has_arrived=True)
    return words.filter(is_by_page=False).exists()


def _weight(appeal: Appeal) -> tuple[bool, bool, int]:
    """The case on which a person works goes on, then the one that is answered, then the older one."""
    return (not is_touched(appeal), State(appeal.state) in OPEN_STATES, appeal.id)


def _rename(appeal: Appeal, thread: str, *, now: datetime) -> Appeal:
    appeal.thread_id = thread
    save_case(appeal, now=now)
    return appeal


def _join(joined: Appeal, main: Appeal, *, now: datetime) -> None:
    links = AppealMessage.objects.filter(appeal=joined)
    if State(joined.state) in OPEN_STATES or joined.wrote_again_at is not None:
        # whoever answers the main case has not read it there
        links.update(joined_at=now)
    links.update(appeal=main)
    joined.duplicate_of = main
    make_move(joined, Move(Act.JOIN, Party.SYSTEM, Reason(number=str(main.number))), now=now)

"""From judged messages to cases: open one, add to one, or leave it; threads are locked by the caller.

The messages of a thread come in any order; in the end the same cases stand there, with the same messages.
"""

from collections.abc import Sequence
from datetime import datetime

from otklik.appeals.clocks import start_clocks
from otklik.appeals.joined import lock_with_main
from otklik.appeals.later_words import note_later_words
from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.moved_threads import follow_moved_threads
from otklik.appeals.moves import REOPEN_WITHIN, Move, apply_move, make_move, save_case
from otklik.appeals.opening_book import Opened, OpeningBook
from otklik.appeals.outside import lock_newest_case, note_known_answers, note_page_message
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.appeals.subject import Judged, describe, first_move, follow_subject, is_about, place_in_talk
from otklik.intake.models import ResidentMessage
from otklik.triage.services import ask_moderation_again

COMMENT, PLATFORM = "comment", "platform"
"""Legal regimes: neither is an appeal under 59-FZ."""


def case_messages(messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Give each message its case, in the order in which they were written."""
    followed = follow_moved_threads(messages, now=now)
    book = OpeningBook.load(messages, now=now)
    for appeal in followed:
        book.set_free(follow_subject(appeal, now=now))
        _take_in(appeal, book, now=now)
        note_known_answers(appeal, now=now)
    for message in sorted(messages, key=place_in_talk):
        _case_one(message, book, now=now)
    book.flush(now=now)
    if gone := [message for message in messages if message.is_deleted]:
        ask_moderation_again(gone)


def _case_one(message: ResidentMessage, book: OpeningBook, *, now: datetime) -> None:
    judged = Judged(message, book.verdicts.get(message.id), message.id in book.held)
    is_linked = message.id in book.linked
    if not message.is_by_page and not is_linked and not book.has_case(message):
        _open_if_worth(judged, book, now=now)
        return
    # it concerns a case that is there already, perhaps since a moment ago
    book.flush(now=now)
    if message.is_by_page:
        note_page_message(message, is_known=is_linked, now=now)
    elif is_linked:
        _follow_change(judged, book, now=now)
    elif message.has_arrived and not message.is_taken_back:
        _case_further(judged, book, now=now)


def _case_further(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    appeal = find_case_of_thread(judged.message, now=now)
    if appeal is not None:
        _add_to(appeal, judged, now=now)
        book.take_photos_over(appeal, judged.message, now=now)
        book.linked.add(judged.message.id)
    else:
        _open_if_worth(judged, book, now=now)


def find_case_of_thread(message: ResidentMessage, *, now: datetime) -> Appeal | None:
    """The case that a message of this thread belongs to, locked: the newest that is not declined or long closed."""
    newest = lock_newest_case(message.page_id, [message.thread_id])
    if newest is None or newest.state == State.DECLINED:
        return None
    is_over = newest.closed_at is not None and newest.closed_at < now - REOPEN_WITHIN
    return None if is_over else newest


def _add_to(appeal: Appeal, judged: Judged, *, now: datetime) -> None:
    """A further message of a thread: it answers our question, or comes after the answer, or just adds."""
    message = judged.message
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=now)
    if appeal.state == State.CLARIFYING:
        make_move(appeal, Move(Act.AUTHOR_ANSWERS, Party.SYSTEM), now=now)
        return
    if is_about(appeal, message):
        # it was written before all that we knew
        follow_subject(appeal, now=now)
        note_known_answers(appeal, now=now)
    else:
        save_case(appeal, now=now)
    note_later_words(appeal, now=now)


def _follow_change(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    """A message of a case was edited, deleted or restored: the case shows it; the machine's proposal follows."""
    message = judged.message
    link = AppealMessage.objects.get(message=message)
    # a person may be at the case this very moment: it is read under its lock
    appeal, main = lock_with_main(link.appeal_id)
    if not message.is_taken_back and appeal.outcome == Outcome.WITHDRAWN:
        # what was taken back stands there again: that is a new case
        link.delete()
        book.linked.discard(message.id)
        _case_further(judged, book, now=now)
        return
    book.set_free(follow_subject(appeal, now=now))
    if main is not appeal:
        # whoever reads it has to see this, too
        save_case(main, now=now)
    # thanks may have become a question, a question thanks, and what was answered something else
    note_later_words(main, now=now)


def _open_if_worth(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    message = judged.message
    if not message.has_arrived or message.is_taken_back:
        return
    if judged.has_substance:
        _open(judged, book, now=now)
    else:
        book.set_free([message])


def _open(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    """Open a case: what a rule found goes to a person first, everything else to the body that can answer."""
    message, verdict = judged.message, judged.verdict
    appeal = Appeal(
        page=message.page,
        thread_id=message.thread_id,
        kind=verdict.kind if verdict else "problem",
        channel=message.channel,
        legal_regime=PLATFORM if message.page_id is None else COMMENT,
        state=State.NEW,
        body=book.router.bodies.get(message.body_id) or message.body,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        opened_at=message.detected_at,
        changed_at=now,
        tell_at=now,
    )
    describe(appeal, judged, router=book.router)
    further = first_move(appeal, judged, router=book.router, now=now)
    goes_to = further.body if further else None
    start_clocks(appeal, now=message.detected_at, own=book.router.policies, body=goes_to)
    opened = Transition(appeal=appeal, act=Act.OPEN.value, to_state=State.NEW, at=now, actor=Party.SYSTEM.value)
    lines = [opened] if further is None else [opened, apply_move(appeal, further, now=now)[1]]
    book.add(Opened(appeal, message, lines))
    if book.waits_for(appeal):
        book.flush(now=now)
        _take_in(appeal, book, now=now)


def _take_in(appeal: Appeal, book: OpeningBook, *, now: datetime) -> None:
    """What was said in the thread and had no case: words without substance, and the page's, which may answer."""
    for message in book.take_free(appeal):
        if message.is_by_page:
            note_page_message(message, is_known=False, now=now)
        else:
            AppealMessage.objects.get_or_create(message=message, defaults={"appeal": appeal, "joined_at": now})
            book.linked.add(message.id)

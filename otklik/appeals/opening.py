"""From judged messages to cases: open one, add to one, or leave it; threads are locked by the caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.appeals.clocks import start_clocks
from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.moves import REOPEN_WITHIN, Move, apply_move, make_move, save_case
from otklik.appeals.opening_book import Opened, OpeningBook, load_router
from otklik.appeals.outside import note_known_answers, note_page_message
from otklik.appeals.placing import placing_move
from otklik.appeals.router import Router
from otklik.appeals.searching import index_cases
from otklik.appeals.states import OPEN_STATES, Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.intake.models import ResidentMessage
from otklik.triage.findings import ADVERTISING, FLOOD, HATE, INSULT, PROFANITY, THREAT
from otklik.triage.models import Verdict

HOLDING_GROUNDS = frozenset({PROFANITY, INSULT, HATE, THREAT, ADVERTISING, FLOOD})
"""What a moderator looks at first. Personal data, links and danger go on to the body, marked: they cannot wait."""
UNTOUCHED_STATES = (State.NEW, State.IN_MODERATION, State.ASSIGNED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with the machine's verdict; without one for messages of the page itself and deleted ones."""

    message: ResidentMessage
    verdict: Verdict | None


def case_messages(messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Give each message its case, in the order in which they were written."""
    book = OpeningBook.load(messages)
    for message in sorted(messages, key=lambda one: (one.said_at, one.id)):
        _case_one(message, book, now=now)
    book.flush(now=now)


def _case_one(message: ResidentMessage, book: OpeningBook, *, now: datetime) -> None:
    judged = Judged(message, book.verdicts.get(message.id))
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
    elif message.has_arrived and not message.is_deleted:
        _case_further(judged, book, now=now)


def _case_further(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    appeal = find_case_of_thread(judged.message, now=now)
    if appeal is not None:
        _add_to(appeal, judged, router=book.router, now=now)
    else:
        _open_if_worth(judged, book, now=now)


def find_case_of_thread(message: ResidentMessage, *, now: datetime) -> Appeal | None:
    """The case that a message of this thread belongs to, locked: the newest that is not declined or long closed."""
    cases = _locked_cases()
    newest = cases.filter(page_id=message.page_id, thread_id=message.thread_id).order_by("-id").first()
    while newest is not None and newest.duplicate_of_id is not None:
        newest = cases.get(id=newest.duplicate_of_id)
    if newest is None or newest.state == State.DECLINED or newest.outcome == Outcome.WITHDRAWN:
        return None
    is_over = newest.closed_at is not None and newest.closed_at < now - REOPEN_WITHIN
    return None if is_over else newest


def _locked_cases() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("body", "page").select_for_update(of=("self",))


def _add_to(appeal: Appeal, judged: Judged, *, router: Router, now: datetime) -> None:
    """A further message of a thread: it answers our question, or comes after the answer, or just adds."""
    message, verdict = judged.message, judged.verdict
    is_first = message.said_at < min((one.said_at for one in messages_of(appeal)), default=message.said_at)
    if is_first:
        _describe(appeal, judged, router=router)
        index_cases([appeal])
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=now)
    if appeal.state == State.CLARIFYING:
        make_move(appeal, Move(Act.AUTHOR_ANSWERS, Party.SYSTEM), now=now)
        return
    is_worth_a_look = verdict is None or (verdict.has_substance and verdict.kind != "thanks")
    answered_at = appeal.final_answered_at or appeal.closed_at
    is_after = answered_at is None or message.said_at > answered_at
    if State(appeal.state) not in OPEN_STATES and is_worth_a_look and is_after:
        appeal.wrote_again_at = now
    save_case(appeal, now=now)
    if is_first:
        note_known_answers(appeal, now=now)


def _follow_change(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    """A message of a case was edited, deleted or restored: the case shows it; the machine's proposal follows."""
    message = judged.message
    link = AppealMessage.objects.get(message=message)
    # a person may be at the case this very moment: it is read under its lock
    appeal = _locked_cases().get(id=link.appeal_id)
    if not message.is_deleted and appeal.outcome == Outcome.WITHDRAWN:
        # what was taken back stands there again: that is a new case
        link.delete()
        _case_further(judged, book, now=now)
        return
    if message.is_deleted and _is_withdrawn(appeal):
        make_move(appeal, Move(Act.WITHDRAW, Party.AUTHOR), now=now)
        return
    if not message.is_deleted and all(message.said_at <= one.said_at for one in messages_of(appeal)):
        _describe(appeal, judged, router=book.router)
    appeal.publication_is_stale = True
    save_case(appeal, now=now)
    index_cases([appeal])


def _is_withdrawn(appeal: Appeal) -> bool:
    """Everything that residents wrote is gone, and no person has worked on it yet."""
    return (
        State(appeal.state) in UNTOUCHED_STATES
        and not appeal.transitions.filter(by__isnull=False).exists()
        and all(one.is_deleted for one in messages_of(appeal))
    )


def messages_of(appeal: Appeal) -> list[ResidentMessage]:
    """What residents wrote in the case."""
    links = appeal.messages.filter(message__is_by_page=False).select_related("message")
    return [link.message for link in links.order_by("id")]


def _open_if_worth(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    message, verdict = judged.message, judged.verdict
    if not message.has_arrived or message.is_deleted or (verdict is not None and not verdict.has_substance):
        return
    _open(judged, book, now=now)
    early = book.page_messages.get((message.page_id, message.thread_id), ())
    if early:
        # the page's reply came to us before the message that it answers
        book.flush(now=now)
        for reply in early:
            note_page_message(reply, is_known=False, now=now)


def _open(judged: Judged, book: OpeningBook, *, now: datetime) -> None:
    """Open a case: what a rule found goes to a person first, everything else to the body that can answer."""
    message, verdict = judged.message, judged.verdict
    appeal = Appeal(
        page=message.page,
        thread_id=message.thread_id,
        kind=verdict.kind if verdict else "problem",
        channel=message.channel,
        state=State.NEW,
        body=book.router.bodies.get(message.body_id) or message.body,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        opened_at=message.detected_at,
        changed_at=now,
    )
    _describe(appeal, judged, router=book.router)
    start_clocks(appeal, now=message.detected_at)
    opened = Transition(appeal=appeal, act=Act.OPEN.value, to_state=State.NEW, at=now, actor=Party.SYSTEM.value)
    finding = _finding_of(message, verdict)
    if finding:
        further: Move | None = Move(Act.HOLD, Party.SYSTEM, Reason(finding=finding))
    else:
        further = placing_move(appeal, verdict, router=book.router)
    lines = [opened] if further is None else [opened, apply_move(appeal, further, now=now)[1]]
    book.add(Opened(appeal, message, lines))


def _finding_of(message: ResidentMessage, verdict: Verdict | None) -> str:
    """Why a person has to look before the case goes on; empty when nothing asks for it.

    A private talk harms no reader: it is held only when a rule failed, so that it never slips through unread.
    """
    if verdict is None:
        return ""
    grounds = {finding.ground for finding in verdict.findings.all()} & HOLDING_GROUNDS
    if verdict.kind == "spam":
        grounds.add(ADVERTISING)
    if message.channel == "private":
        grounds = set()
    failed = [flag for flag in verdict.flags if flag.startswith("rule_failed")]
    return ", ".join([*sorted(grounds), *failed])


def move_after_moderation(appeal: Appeal) -> Move | None:
    """Where a case goes that a moderator has let pass; None where a person has to sort it."""
    messages = messages_of(appeal)[:1]
    verdict = Verdict.objects.filter(message__in=messages, is_current=True).first()
    return placing_move(appeal, verdict, router=load_router(messages, [verdict] if verdict else []))


def _describe(appeal: Appeal, judged: Judged, *, router: Router) -> None:
    """What the case is about, as long as no person has said otherwise."""
    message, verdict = judged.message, judged.verdict
    appeal.title = title_of(message)
    appeal.author_name = message.author.name if message.author else ""
    if verdict is None or not appeal.is_by_machine:
        return
    appeal.kind, appeal.importance, appeal.address = verdict.kind, verdict.importance, verdict.address
    appeal.topic_id = router.topic_ids.get(verdict.group_code)
    appeal.decided_by = appeal.decided_by | {"model": verdict.model_version}


def title_of(message: ResidentMessage) -> str:
    """The first words of a message; without words, what stands in their place."""
    words = " ".join(message.text.split())
    if words:
        return words if len(words) <= 200 else words[:199].rsplit(" ", 1)[0] + "…"
    kinds = ", ".join(sorted({str(one.get("kind", "")) for one in message.attachments}))
    return f"[{kinds}]" if kinds else "[…]"

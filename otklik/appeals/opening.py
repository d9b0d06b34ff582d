"""From judged messages to cases: open one, add to one, or leave it; threads are locked by the caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from otklik.appeals.clocks import start_clocks
from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.moves import REOPEN_WITHIN, Move, make_move, save_case
from otklik.appeals.outside import note_page_message
from otklik.appeals.placing import Router, place_case
from otklik.appeals.states import OPEN_STATES, Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.intake.models import ResidentMessage
from otklik.topics.selectors import ids_by_code
from otklik.triage.models import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with the machine's verdict; without one for messages of the page itself and deleted ones."""

    message: ResidentMessage
    verdict: Verdict | None


def case_messages(messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Give each message its case, in the order in which they were written."""
    verdicts = {
        verdict.message_id: verdict
        for verdict in Verdict.objects.filter(message__in=messages, is_current=True).prefetch_related("findings")
    }
    router = Router.load()
    for message in sorted(messages, key=lambda one: (one.occurred_at or one.detected_at, one.id)):
        _case_one(Judged(message, verdicts.get(message.id)), router=router, now=now)


def _case_one(judged: Judged, *, router: Router, now: datetime) -> None:
    message = judged.message
    link = AppealMessage.objects.select_related("appeal__body").filter(message=message).first()
    if message.is_by_page:
        note_page_message(message, is_known=link is not None, now=now)
    elif link is not None:
        _follow_change(link.appeal, judged, now=now)
    elif not message.has_arrived or message.is_deleted:
        return
    else:
        _case_new(judged, router=router, now=now)


def _case_new(judged: Judged, *, router: Router, now: datetime) -> None:
    appeal = find_case_of_thread(judged.message, now=now)
    if appeal is not None:
        _add_to(appeal, judged, now=now)
    elif judged.verdict is None or judged.verdict.has_substance:
        _open(judged, router=router, now=now)


def find_case_of_thread(message: ResidentMessage, *, now: datetime) -> Appeal | None:
    """The case that a message of this thread belongs to, locked: the newest that is not declined or long closed."""
    cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",))
    newest = cases.filter(page_id=message.page_id, thread_id=message.thread_id).order_by("-id").first()
    while newest is not None and newest.duplicate_of_id is not None:
        newest = cases.get(id=newest.duplicate_of_id)
    if newest is None or newest.state == State.DECLINED or newest.outcome == Outcome.WITHDRAWN:
        return None
    is_over = newest.closed_at is not None and newest.closed_at < now - REOPEN_WITHIN
    return None if is_over else newest


def _add_to(appeal: Appeal, judged: Judged, *, now: datetime) -> None:
    """A further message of a thread: it answers our question, or comes after the answer, or just adds."""
    AppealMessage.objects.create(appeal=appeal, message=judged.message, joined_at=now)
    if appeal.state == State.CLARIFYING:
        make_move(appeal, Move(Act.AUTHOR_ANSWERS, Party.SYSTEM), now=now)
        return
    is_worth_a_look = judged.verdict is None or (judged.verdict.has_substance and judged.verdict.kind != "thanks")
    if State(appeal.state) not in OPEN_STATES and is_worth_a_look:
        appeal.wrote_again_at = now
    save_case(appeal, now=now)


def _follow_change(appeal: Appeal, judged: Judged, *, now: datetime) -> None:
    """A message of a case was edited, deleted or restored: the case shows it; the machine's proposal follows."""
    first = appeal.messages.order_by("id").values_list("message_id", flat=True).first()
    if first == judged.message.id and not judged.message.is_deleted:
        _describe(appeal, judged)
    save_case(appeal, now=now)


def _open(judged: Judged, *, router: Router, now: datetime) -> None:
    message, page = judged.message, judged.message.page
    appeal = Appeal(
        number=next_number(),
        page=page,
        thread_id=message.thread_id,
        kind=judged.verdict.kind if judged.verdict else "problem",
        channel=message.channel,
        state=State.NEW,
        body=router.bodies.get(message.body_id) or message.body,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        opened_at=message.detected_at,
        changed_at=now,
    )
    _describe(appeal, judged)
    start_clocks(appeal, now=message.detected_at)
    appeal.save()
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=now)
    Transition.objects.create(appeal=appeal, act=Act.OPEN.value, to_state=State.NEW, at=now, actor=Party.SYSTEM.value)
    _place_or_hold(appeal, judged, router=router, now=now)


def _place_or_hold(appeal: Appeal, judged: Judged, *, router: Router, now: datetime) -> None:
    """What a rule found goes to a person first; everything else to the body that can answer."""
    finding = _finding_of(judged.verdict)
    if finding:
        make_move(appeal, Move(Act.HOLD, Party.SYSTEM, Reason(finding=finding)), now=now)
        return
    place_case(appeal, judged.verdict, router=router, now=now)


def _finding_of(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    grounds = sorted({finding.ground for finding in verdict.findings.all()})
    if verdict.kind == "spam" and "spam" not in grounds:
        grounds.append("spam")
    return ", ".join(grounds) or (", ".join(verdict.flags) if verdict.needs_person else "")


def first_verdict(appeal: Appeal) -> Verdict | None:
    """What the machine says of the message that opened the case."""
    first = appeal.messages.order_by("id").values_list("message_id", flat=True).first()
    return Verdict.objects.filter(message_id=first, is_current=True).first() if first else None


def _describe(appeal: Appeal, judged: Judged) -> None:
    """What the case is about, as long as no person has said otherwise."""
    message, verdict = judged.message, judged.verdict
    appeal.title = title_of(message)
    appeal.author_name = message.author.name if message.author else ""
    if verdict is None or not appeal.is_by_machine:
        return
    appeal.kind, appeal.importance, appeal.address = verdict.kind, verdict.importance, verdict.address
    appeal.topic_id = ids_by_code([verdict.group_code]).get(verdict.group_code) if verdict.group_code else None
    appeal.decided_by = appeal.decided_by | {"model": verdict.model_version}


def title_of(message: ResidentMessage) -> str:
    """The first words of a message; without words, what stands in their place."""
    words = " ".join(message.text.split())
    if words:
        return words if len(words) <= 200 else words[:199].rsplit(" ", 1)[0] + "…"
    kinds = ", ".join(sorted({str(one.get("kind", "")) for one in message.attachments}))
    return f"[{kinds}]" if kinds else "[…]"


def next_number() -> int:
    """The next number of a case."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('appeal_number')")
        return int(cursor.fetchone()[0])

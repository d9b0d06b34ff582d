"""What a case is about: the first words of residents in it that have substance and still stand.

Messages come in any order, are edited and deleted. So whatever the machine said of a case follows its subject, until
a person has taken the case up: then the words change and the person's decisions stay.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce, Collate

from otklik.appeals.clocks import pin_policy, set_deadlines, start_clocks
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move, save_case, stand_with
from otklik.appeals.opening_book import load_router
from otklik.appeals.placing import placing_move, propose_for
from otklik.appeals.router import Router
from otklik.appeals.searching import index_cases
from otklik.appeals.states import Act, Party, State
from otklik.appeals.workflow import Reason
from otklik.intake.acts import OWN_PAGE, held_among
from otklik.intake.models import ResidentMessage
from otklik.triage.findings import ADVERTISING, FLOOD, HATE, INSULT, PROFANITY, THREAT
from otklik.triage.models import Verdict

HOLDING_GROUNDS = frozenset({PROFANITY, INSULT, HATE, THREAT, ADVERTISING, FLOOD})
"""What a moderator looks at first. Personal data, links and danger go on to the body, marked: they cannot wait."""
WITHOUT_PROOF = "without_proof"
"""Why a person looks first: no work was done to send it by a form of ours."""
NOT_TAKEN_BACK = Q(is_deleted=False) | Q(is_hidden=True)
"""What we hid by a decision of moderation its author has not taken back: the case goes on."""
MOST_TITLE = 200
UNTOUCHED_STATES = (State.NEW, State.IN_MODERATION, State.ASSIGNED)
_ALL = Q()
_LEADS_TO = {Act.HOLD: State.IN_MODERATION, Act.ASSIGN: State.ASSIGNED}


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with the machine's verdict; without one for messages of the page itself and deleted ones."""

    message: ResidentMessage
    verdict: Verdict | None
    is_held: bool = False
    """It came by a form of ours the slower way: a person looks first."""

    @property
    def has_substance(self) -> bool:
        """Whether somebody has to look at it; what nobody has judged may have any."""
        return self.verdict is None or self.verdict.has_substance

    @property
    def asks_for_more(self) -> bool:
        """Whether it is more than thanks, so that a case that was answered has to be looked at again."""
        return self.has_substance and (self.verdict is None or self.verdict.kind != "thanks")


def place_in_talk(message: ResidentMessage) -> tuple[datetime, bool, str]:
    """Where a message stands in its thread, in whatever order it came to us: what it hangs on goes before it."""
    return (message.said_at, message.external_id != message.thread_id, message.external_id)


_IN_TALK = (
    Coalesce("occurred_at", "detected_at"),
    Case(When(external_id=F("thread_id"), then=0), default=1, output_field=IntegerField()),
    Collate("external_id", "C"),
)
"""`place_in_talk` in the words of the database."""
_STANDS = NOT_TAKEN_BACK & ~Q(
    Exists(Verdict.objects.filter(message=OuterRef("pk"), is_current=True, has_substance=False))
)
"""A message of substance that its author has not taken back."""


def judged_of(appeal: Appeal, *, among: Q = _ALL) -> list[Judged]:
    """What residents wrote in the case, as they wrote it one after the other, with the verdicts.

    `among`: only these links of messages; `said_at` stands for when one was written.
    """
    links = appeal.messages.filter(message__is_by_page=False).select_related("message__author", "message__page")
    found = links.annotate(said_at=Coalesce("message__occurred_at", "message__detected_at")).filter(among)
    messages = sorted((link.message for link in found), key=place_in_talk)
    verdicts = Verdict.objects.filter(message__in=messages, is_current=True).prefetch_related("findings")
    by_message = {verdict.message_id: verdict for verdict in verdicts}
    held = held_among(messages)
    return [Judged(message, by_message.get(message.id), message.id in held) for message in messages]


def subject_of(appeal: Appeal) -> Judged | None:
    """The message that the case is about; None when nothing of substance stands any longer.

    A talk may be long and every new message asks for its subject: one row is read, not all of them.
    """
    message = _standing(appeal).select_related("author", "page").first()
    if message is None:
        return None
    verdict = Verdict.objects.filter(message=message, is_current=True).prefetch_related("findings").first()
    return Judged(message, verdict, bool(held_among([message])))


def is_about(appeal: Appeal, message: ResidentMessage) -> bool:
    """Whether the case is about this message: as `subject_of` tells it, without reading what it says."""
    return _standing(appeal).values_list("id", flat=True).first() == message.id


def _standing(appeal: Appeal) -> QuerySet[ResidentMessage]:
    """Of the case, what has substance and was not taken back, as it was written one after the other."""
    standing = ResidentMessage.objects.filter(_STANDS, case_link__appeal=appeal, is_by_page=False)
    return standing.order_by(*_IN_TALK)


def names_told(case_ids: Collection[int]) -> dict[int, str]:
    """By case the name of its author, where the network has told it: of what the case is about before all else."""
    told = ResidentMessage.objects.filter(case_link__appeal__in=case_ids, is_by_page=False, author__name__gt="")
    order = Case(When(_STANDS, then=0), default=1, output_field=IntegerField())
    rows = told.order_by(order, *_IN_TALK).values_list("case_link__appeal_id", "author__name")
    return dict(reversed(list(rows)))  # the first one of each case stays


def describe(appeal: Appeal, subject: Judged, *, router: Router) -> None:
    """What the case is about, as long as no person has said otherwise."""
    message, verdict = subject.message, subject.verdict
    appeal.title = title_of(message)
    appeal.author_name = message.author.name if message.author else ""
    if verdict is None or not appeal.is_by_machine:
        return
    appeal.kind, appeal.importance, appeal.address = verdict.kind, verdict.importance, verdict.address
    appeal.latitude, appeal.longitude = verdict.latitude, verdict.longitude
    appeal.topic_id = router.topic_ids.get(verdict.group_code)
    appeal.decided_by = appeal.decided_by | {"model": verdict.model_version}


def title_of(message: ResidentMessage) -> str:
    """The first words of a message; without words, what stands in their place."""
    if words := first_words(message.text):
        return words
    kinds = ", ".join(sorted({str(one.get("kind", "")) for one in message.attachments}))
    return f"[{kinds}]" if kinds else "[…]"


def first_words(text: str) -> str:
    """The beginning of a text as a title: whole words, in one line."""
    words = " ".join(text.split())
    return words if len(words) <= MOST_TITLE else words[: MOST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def first_move(appeal: Appeal, subject: Judged, *, router: Router, now: datetime) -> Move | None:
    """What follows the opening: a finding leads to a moderator, all else to who can answer; None if a person sorts."""
    finding, message = _finding_of(subject), subject.message
    if not finding:
        return placing_move(appeal, subject.verdict, message.text, router=router, now=now)
    hold = Move(Act.HOLD, Party.SYSTEM, Reason(finding=finding))
    if message.page_id is not None:
        return hold
    # nobody of the town would see it where the form of the whole region took it
    _question, proposal = propose_for(appeal, subject.verdict, message.text, router=router)
    body = router.bodies.get(proposal.body_id, appeal.body)
    return hold if body == appeal.body else replace(hold, body=body)


def _finding_of(subject: Judged) -> str:
    """Why a person has to look before the case goes on; empty when nothing asks for it.

    A private talk harms no reader: it is held only when a rule failed, so that it never slips through unread. So is
    what came by our own pages, and besides what came there by the slower way: it may be a flood of a machine.
    """
    verdict = subject.verdict
    if verdict is None:
        return ""
    grounds = {finding.ground for finding in verdict.findings.all()} & HOLDING_GROUNDS
    if verdict.kind == "spam":
        grounds.add(ADVERTISING)
    if subject.message.channel in ("private", OWN_PAGE):
        grounds = set()
    failed = [flag for flag in verdict.flags if flag.startswith("rule_failed")]
    return ", ".join([*sorted(grounds), *failed, *([WITHOUT_PROOF] if subject.is_held else [])])


def move_after_moderation(appeal: Appeal, *, now: datetime) -> Move | None:
    """Where a case goes that a moderator has let pass; None where a person has to sort it."""
    subject = subject_of(appeal) or next(iter(judged_of(appeal)), None)
    verdict = subject.verdict if subject else None
    messages = [subject.message] if subject else []
    router = load_router(messages, [verdict] if verdict else [], now=now)
    if subject is not None and subject.message.page_id is None:
        # it waited with whom a rule named: rules are asked as if it came now
        stand_with(appeal, router.bodies.get(subject.message.body_id) or subject.message.body)
    return placing_move(appeal, verdict, subject.message.text if subject else "", router=router, now=now)


def is_touched(appeal: Appeal) -> bool:
    """Whether a person has done something to the case."""
    return appeal.transitions.filter(by__isnull=False).exists()


def is_free(appeal: Appeal) -> bool:
    """Whether the case stands where the machine put it."""
    return State(appeal.state) in UNTOUCHED_STATES and not is_touched(appeal)


def follow_subject(appeal: Appeal, *, now: datetime) -> list[ResidentMessage]:
    """Let a locked case say, and be where, what it is about puts it; take it back when nothing of it stands.

    Returns the messages that still stand and have no case now.
    """
    subject = subject_of(appeal)
    if subject is None and is_free(appeal):
        return _take_back(appeal, now=now)
    if subject is not None:
        router = load_router([subject.message], [subject.verdict] if subject.verdict else [], now=now)
        describe(appeal, subject, router=router)
        if appeal.is_by_machine and is_free(appeal):
            _decide_anew(appeal, subject, router=router, now=now)
    appeal.publication_is_stale = True
    save_case(appeal, now=now)
    index_cases([appeal])
    return []


def _take_back(appeal: Appeal, *, now: datetime) -> list[ResidentMessage]:
    """What still stands in the thread has no substance; it belongs to the case that comes next."""
    standing = appeal.messages.filter(Q(message__is_deleted=False) | Q(message__is_hidden=True)).select_related(
        "message__page"
    )
    left = [link.message for link in standing]
    standing.delete()
    make_move(appeal, Move(Act.WITHDRAW, Party.AUTHOR), now=now)
    return left


def _decide_anew(appeal: Appeal, subject: Judged, *, router: Router, now: datetime) -> None:
    """As if the case were opened now; nothing happens where that leads to where it is."""
    message, state, body, executor_id = subject.message, State(appeal.state), appeal.body, appeal.executor_id
    named = appeal.decided_by.get("route_policy")
    stand_with(appeal, router.bodies.get(message.body_id) or message.body)
    further = first_move(appeal, subject, router=router, now=now)
    owner = appeal.body
    stand_with(appeal, body)
    leads_to = (_LEADS_TO[further.act], further.body or owner) if further else (State.NEW, owner)
    if leads_to == (state, body):
        appeal.executor_id = executor_id
        if appeal.decided_by.get("route_policy") != named:
            pin_policy(appeal, own=router.policies)
            set_deadlines(appeal)
        return
    if state is not State.NEW:
        make_move(appeal, Move(Act.DECIDE_ANEW, Party.SYSTEM, body=owner), now=now)
        appeal.assigned_at = None
    goes_to = further.body if further else None
    start_clocks(appeal, now=appeal.opened_at, own=router.policies, body=goes_to)
    if further is not None:
        make_move(appeal, further, now=now)

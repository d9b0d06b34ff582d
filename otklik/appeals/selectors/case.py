"""One case with everything that its page shows, read only by those who may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery

from otklik.appeals.models import Appeal, AppealMessage, Note, Transition
from otklik.appeals.selectors.thread import Container, ThreadMessage, find_container, list_thread
from otklik.appeals.states import Act, Outcome, State
from otklik.appeals.workflow import Step, state_before
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Place, Right, Role, may
from otklik.organizations.selectors import Viewer
from otklik.pages.selectors import is_connected
from otklik.shared.words import marked as _
from otklik.topics.models import Topic
from otklik.triage.models import Verdict


@dataclass(frozen=True, slots=True)
class NoteView:
    """An internal note."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the history."""

    act: Act
    from_state: State | None
    to_state: State
    at: datetime
    by: str
    by_id: int | None
    actor: str
    reason: str
    body: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """What a rule found in the text."""

    rule: str
    ground: str
    certainty: float


@dataclass(frozen=True, slots=True)
class TopicGuess:
    """A topic that the machine thinks of, and how sure it is."""

    topic_id: int
    name: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine proposes about the message that opened the case."""

    kind: str
    kind_certainty: float
    topic_certainty: float
    topics: tuple[TopicGuess, ...]
    importance: str
    importance_because: str
    address: str
    address_certainty: float
    needs_person: bool
    findings: tuple[FindingView, ...]
    model_version: str


@dataclass(frozen=True, slots=True)
class PageOfCase:
    """The official page where the case began."""

    id: int
    name: str
    network: str
    url: str
    is_connected: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its page shows it. `version` goes back with every save."""

    id: int
    number: int
    version: int
    kind: str
    legal_regime: str
    channel: str
    state: State
    state_before: State | None
    title: str
    typed_text: str
    source_url: str
    author_name: str
    address: str
    importance: str
    topic_id: int | None
    topic: str
    body_id: int
    body: str
    requires_approval: bool
    executor_id: int | None
    executor: str
    page: PageOfCase | None
    is_by_machine: bool
    opened_at: datetime
    due_at: datetime | None
    assign_due_at: datetime | None
    assigned_at: datetime | None
    primary_due_at: datetime | None
    primary_answered_at: datetime | None
    primary_is_interim: bool
    final_due_at: datetime | None
    final_answered_at: datetime | None
    first_due_at: datetime | None
    paused_at: datetime | None
    deferred_until: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    duplicate_of: int | None
    """Number of the case that this one was joined to."""
    duplicates: tuple[int, ...]
    reopened_count: int
    wrote_again_at: datetime | None
    delivery_trouble: str
    is_sending: bool
    roles: frozenset[Role]
    """What this person is over the case."""
    thread: tuple[ThreadMessage, ...]
    container: Container | None
    notes: tuple[NoteView, ...]
    history: tuple[StepView, ...]
    proposal: Proposal | None

    def may(self, right: Right) -> bool:
        """Whether this person has the right over the case."""
        return may(self.roles, right)


def access_case(viewer: Viewer, number: int) -> CaseView:
    """The case of this number, if the person may see it. Raises NotSeen, the same as for one that is not there."""
    appeal = (
        Appeal.objects.filter(number=number)
        .select_related("page", "topic", "body", "executor", "duplicate_of")
        .defer("search")
        .first()
    )
    if appeal is None:
        raise _not_seen()
    place = Place(appeal.body_id, appeal.municipality_id, appeal.founder_id)
    if not viewer.may_at(place, Right.SEE_CASES):
        raise _not_seen()
    return _case_view(appeal, roles=viewer.roles_at(place))


def find_version(viewer: Viewer, number: int) -> int | None:
    """Which change of the case is the last; None where the person does not see it."""
    appeal = Appeal.objects.filter(number=number).only("version", "body", "municipality", "founder").first()
    if appeal is None:
        return None
    place = Place(appeal.body_id, appeal.municipality_id, appeal.founder_id)
    return appeal.version if viewer.may_at(place, Right.SEE_CASES) else None


def _not_seen() -> NotSeen:
    return NotSeen(_("There is no such case."))


def _case_view(appeal: Appeal, *, roles: frozenset[Role]) -> CaseView:
    history = _history(appeal)
    return CaseView(
        id=appeal.id,
        number=appeal.number,
        version=appeal.version,
        kind=appeal.kind,
        legal_regime=appeal.legal_regime,
        channel=appeal.channel,
        state=State(appeal.state),
        state_before=_state_before(appeal, history),
        title=appeal.title,
        typed_text=appeal.typed_text,
        source_url=appeal.source_url if appeal.source_url.startswith(("https://", "http://")) else "",
        author_name=appeal.author_name,
        address=appeal.address,
        importance=appeal.importance,
        topic_id=appeal.topic_id,
        topic=appeal.topic.name if appeal.topic else "",
        body_id=appeal.body_id,
        body=appeal.body.short_name,
        requires_approval=appeal.body.requires_approval,
        executor_id=appeal.executor_id,
        executor=appeal.executor.name if appeal.executor else "",
        page=_page_of(appeal),
        is_by_machine=appeal.is_by_machine,
        opened_at=appeal.opened_at,
        due_at=appeal.due_at,
        assign_due_at=appeal.assign_due_at,
        assigned_at=appeal.assigned_at,
        primary_due_at=appeal.primary_due_at,
        primary_answered_at=appeal.primary_answered_at,
        primary_is_interim=appeal.primary_is_interim,
        final_due_at=appeal.final_due_at,
        final_answered_at=appeal.final_answered_at,
        first_due_at=appeal.first_due_at,
        paused_at=appeal.paused_at,
        deferred_until=appeal.deferred_until,
        closed_at=appeal.closed_at,
        outcome=Outcome(appeal.outcome) if appeal.outcome else None,
        duplicate_of=appeal.duplicate_of.number if appeal.duplicate_of else None,
        duplicates=tuple(appeal.duplicates.order_by("number").values_list("number", flat=True)),
        reopened_count=appeal.reopened_count,
        wrote_again_at=appeal.wrote_again_at,
        delivery_trouble=appeal.delivery_trouble,
        is_sending=appeal.is_sending,
        roles=roles,
        thread=list_thread(appeal),
        container=find_container(appeal),
        notes=_notes(appeal),
        history=history,
        proposal=_find_proposal(appeal),
    )


def _page_of(appeal: Appeal) -> PageOfCase | None:
    page = appeal.page
    if page is None:
        return None
    return PageOfCase(id=page.id, name=page.name, network=page.network, url=page.url, is_connected=is_connected(page))


def _state_before(appeal: Appeal, history: tuple[StepView, ...]) -> State | None:
    if appeal.state_before:
        return State(appeal.state_before)
    act = Act.TAKE_APART if appeal.state == State.CLOSED else Act.AUTHOR_ANSWERS
    return state_before([Step(act=step.act, from_state=step.from_state) for step in history], act=act)


def _notes(appeal: Appeal) -> tuple[NoteView, ...]:
    notes = Note.objects.filter(appeal=appeal).select_related("by").order_by("id")
    return tuple(NoteView(at=note.at, by=note.by.name, text=note.text) for note in notes)


def _history(appeal: Appeal) -> tuple[StepView, ...]:
    steps = Transition.objects.filter(appeal=appeal).select_related("by", "body").order_by("id")
    return tuple(
        StepView(
            act=Act(step.act),
            from_state=State(step.from_state) if step.from_state else None,
            to_state=State(step.to_state),
            at=step.at,
            by=step.by.name if step.by else "",
            by_id=step.by_id,
            actor=step.actor,
            reason=step.reason,
            body=step.body.short_name if step.body else "",
        )
        for step in steps
    )


def _find_proposal(appeal: Appeal) -> Proposal | None:
    opened_by = AppealMessage.objects.filter(appeal=appeal).order_by("id").values("message_id")[:1]
    verdict = (
        Verdict.objects.filter(is_current=True, message_id__in=Subquery(opened_by)).prefetch_related("findings").first()
    )
    if verdict is None:
        return None
    return Proposal(
        kind=verdict.kind,
        kind_certainty=verdict.kind_certainty,
        topic_certainty=verdict.group_certainty,
        topics=_guesses(verdict),
        importance=verdict.importance,
        importance_because=verdict.importance_because,
        address=verdict.address,
        address_certainty=verdict.address_certainty,
        needs_person=verdict.needs_person,
        findings=tuple(
            FindingView(rule=one.rule, ground=one.ground, certainty=one.certainty) for one in verdict.findings.all()
        ),
        model_version=verdict.model_version,
    )


def _guesses(verdict: Verdict) -> tuple[TopicGuess, ...]:
    certainties = {str(code): float(certainty) for code, certainty in verdict.alternatives}
    if verdict.group_code:
        certainties[verdict.group_code] = verdict.group_certainty
    topics = Topic.objects.filter(code__in=certainties)
    guesses = [TopicGuess(topic_id=one.id, name=one.name, certainty=certainties[one.code]) for one in topics]
    return tuple(sorted(guesses, key=lambda guess: -guess.certainty))

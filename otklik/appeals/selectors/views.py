"""What the page of a case shows, as frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.appeals.deadlines import ClockOfCase
from otklik.appeals.models import Appeal
from otklik.appeals.ping_pong import Turn, list_returners
from otklik.appeals.selectors.kept import kinds_of_rows
from otklik.appeals.selectors.thread import Container, ThreadMessage
from otklik.appeals.states import Act, Outcome, State
from otklik.appeals.tags import TagView
from otklik.organizations.rights import Right, Role, may
from otklik.triage.places.points import Point


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
    body_id: int | None = None


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
    missing: tuple[str, ...]
    """What the author has to be asked: what, where."""
    address: str
    address_certainty: float
    needs_person: bool
    findings: tuple[FindingView, ...]
    model_version: str
    body_certainty: float
    """Of the rule that passed the case on; 0 where none did."""


@dataclass(frozen=True, slots=True)
class PageOfCase:
    """The official page where the case began."""

    id: int
    name: str
    network: str
    url: str
    is_connected: bool


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """When a case came, until when what has to happen, and when it did."""

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
    wrote_again_at: datetime | None
    not_solved_at: datetime | None


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
    tags: tuple[TagView, ...]
    topic_label: str
    """The topic as it stands in the list that one searches."""
    body_id: int
    body: str
    requires_approval: bool
    executor_id: int | None
    executor: str
    page: PageOfCase | None
    is_by_machine: bool
    times: CaseTimes
    clocks: tuple[ClockOfCase, ...]
    """Those that have begun, with all that their deadlines are decided by."""
    outcome: Outcome | None
    duplicate_of: int | None
    """Number of the case that this one was joined to."""
    duplicates: tuple[int, ...]
    reopened_count: int
    delivery_trouble: str
    is_sending: bool
    is_taken_back: bool
    """The network tells that its author deleted what it is about, and it is still at work."""
    roles: frozenset[Role]
    """What this person is over the case."""
    thread: tuple[ThreadMessage, ...]
    container: Container | None
    notes: tuple[NoteView, ...]
    history: tuple[StepView, ...]
    proposal: Proposal | None
    point: Point | None
    """Where it lies; see `point_of_case`."""
    decided_by: dict[str, Any]
    """By which versions and which rule, as it was kept."""
    kept: frozenset[str]
    """Names of the models that have rows of the case; ask `keeps`."""
    row: Appeal = field(repr=False, compare=False)
    """As it was read, for rooms that ask further and would read it again; never for a page."""

    def keeps(self, *models: str) -> bool:
        """Whether the case had rows of one of these models when it was read: where not, none need be asked for."""
        if unknown := [name for name in models if name not in kinds_of_rows()]:
            raise LookupError(f"no rows of {unknown} belong to a case")
        return not self.kept.isdisjoint(models)

    @property
    def other_guesses(self) -> tuple[TopicGuess, ...]:
        """What the machine thinks of besides the topic that the case has."""
        return tuple(one for one in self.proposal.topics if one.topic_id != self.topic_id) if self.proposal else ()

    @property
    def returned_by(self) -> frozenset[int]:
        """The bodies that said «not ours»: the case is not proposed to them again."""
        turns = (Turn(step.act, str(step.body_id or "")) for step in self.history)
        return frozenset(map(int, list_returners(turns)))

    @property
    def returners(self) -> tuple[tuple[int, str], ...]:
        """Their numbers and names."""
        names = {step.body_id: step.body for step in self.history if step.body_id}
        return tuple((one, names[one]) for one in sorted(self.returned_by))

    @property
    def is_returned(self) -> bool:
        """Whether the body with which it still stands said so."""
        return self.body_id in self.returned_by

    def may(self, right: Right) -> bool:
        """Whether this person has the right over the case."""
        return may(self.roles, right)

"""What a table of cases does to ours, in memory: new cases with their history, and what is new of the known ones.

What is further here than there stays: an answer that was given here is told back, not taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.appeals.clocks import end_of_date, start_clocks
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.moves import Move, apply_move
from otklik.appeals.policies import Policy
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.states import CLOSED_STATES, Act, Outcome, Party, State
from otklik.appeals.subject import first_words
from otklik.appeals.workflow import PARTS, Reason, find_transition
from otklik.delivery.services import hash_text
from otklik.integrations.cases.planning import CasePlan, KnownExternal, PlannedCase
from otklik.integrations.cases.statuses import DATED, OVER_THERE, SourceStatus
from otklik.integrations.models import CaseImport, ExternalCase
from otklik.organizations.models import Body
from otklik.shared.errors import OtklikError

_ANSWERING = (State.ASSIGNED, State.IN_WORK, State.AWAITING_APPROVAL)

_CAN_BE_TAKEN = (State.ASSIGNED, State.REWORK, State.INTERIM_ANSWERED, State.DEFERRED)

_UNREAD = (State.NEW, State.IN_MODERATION)

CHANNEL = "other_system"

WATCH = timedelta(days=30)
"""What is deferred there without a date is looked at again after so long."""

_SAVED = tuple(field.attname for field in Appeal._meta.concrete_fields if field.name not in ("id", "search"))


@dataclass(slots=True)
class CaseWork:
    """Everything that is to be written."""

    opened: list[tuple[Appeal, ExternalCase]] = field(default_factory=list)
    linked: list[ExternalCase] = field(default_factory=list)
    moved: list[tuple[Appeal, dict[str, object]]] = field(default_factory=list)
    """Cases that went on, with the columns that are new."""
    told: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    """What is new of an external case, by its id."""
    history: list[Transition] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    same: int = 0
    kept: int = 0
    without_date: int = 0


def work_out(one: CaseImport, plan: CasePlan, cases: Mapping[int, Appeal], *, now: datetime) -> CaseWork:
    """Everything that the table does. `cases` are ours that known rows tell of, by id."""
    mover = _Mover(one.mapping_id, one.mapping.name, now)
    bodies = {body.id: body for body in Body.objects.filter(id__in={planned.body_id for planned in plan.taken})}
    for planned in plan.taken:
        if planned.external is not None:
            mover.follow(planned, planned.external, cases[planned.external.appeal_id])
        elif planned.linked_to is not None:
            mover.work.linked.append(mover.external(planned, appeal_id=planned.linked_to))
        else:
            mover.open(planned, bodies[planned.body_id])
    return mover.work


class _Mover:
    """Moves one case after the other, as the rows of one system say."""

    def __init__(self, mapping_id: int, system: str, now: datetime) -> None:
        self.work = CaseWork()
        self._mapping_id, self._system, self._now = mapping_id, system, now
        self._policies = load_own_policies()

    def open(self, planned: PlannedCase, body: Body) -> None:
        """A new case, brought to where it stands there."""
        appeal = _new_case(planned, body, own=self._policies, now=self._now)
        row = planned.row
        self.work.history.append(
            Transition(
                appeal=appeal,
                act=Act.OPEN.value,
                to_state=State.NEW,
                at=appeal.opened_at,
                noted_at=self._now,
                actor=Party.IMPORT.value,
                reason=" · ".join(filter(None, (self._system, row.source_number, row.source))),
            )
        )
        if planned.status is SourceStatus.DECLINED:
            acts = find_way(State.NEW, planned.status, before=None) or ()
        else:
            acts = (Act.ASSIGN, *(find_way(State.ASSIGNED, planned.status, before=None) or ()))
        self._walk(planned, appeal, acts)
        self.work.opened.append((appeal, self.external(planned, appeal_id=0)))

    def follow(self, planned: PlannedCase, known: KnownExternal, appeal: Appeal) -> None:
        """What is new of a known case; one that is further here stays, and is tried again with the next table."""
        until = self._until_there(planned, known)
        told: dict[str, object] = {"status": planned.status.value, "last_at": self._now, "deferred_until": until}
        self.work.told.append((known.id, told))
        is_new = planned.status is not known.status
        has_new_date = not is_new and until is not None and until != known.deferred_until
        way = find_way(State(appeal.state), planned.status, before=known.status, has_new_date=has_new_date)
        before = {name: getattr(appeal, name) for name in _SAVED}
        if until and has_new_date and known.opened_here and _waits_while_closed(planned, appeal):
            appeal.deferred_until = end_of_date(until, appeal.body)
        elif not (is_new or has_new_date) or not known.opened_here or way == ():
            self.work.same += 1
            return
        elif way is None or not self._follows(planned, appeal, way):
            told |= {"status": known.status.value, "deferred_until": known.deferred_until}
            self.work.kept += 1
            return
        appeal.version, appeal.changed_at = appeal.version + 1, self._now
        changed = {name: getattr(appeal, name) for name in _SAVED if getattr(appeal, name) != before[name]}
        self.work.moved.append((appeal, changed))

    def _until_there(self, planned: PlannedCase, known: KnownExternal) -> date | None:
        """Until when it waits there; a row that says no date leaves the one that was said."""
        if planned.status not in DATED:
            return None
        same = planned.status is known.status
        return planned.row.until or (known.deferred_until if same else None) or _until(planned, now=self._now)

    def external(self, planned: PlannedCase, *, appeal_id: int) -> ExternalCase:
        """What is remembered of the case there."""
        return ExternalCase(
            mapping_id=self._mapping_id,
            number=planned.row.source_number,
            appeal_id=appeal_id,
            opened_here=planned.linked_to is None,
            status=planned.status,
            deferred_until=_until(planned, now=self._now) if planned.status in DATED else None,
            first_at=self._now,
            last_at=self._now,
        )

    def _follows(self, planned: PlannedCase, appeal: Appeal, way: Sequence[Act]) -> bool:
        """Whether the table of the case lets it go that way."""
        try:
            self._walk(planned, appeal, way)
        except OtklikError:
            return False
        return True

    def _walk(self, planned: PlannedCase, appeal: Appeal, acts: Sequence[Act]) -> None:
        """Do the acts one after the other, in memory. Raises what the table of the case raises."""
        history, answers = list[Transition](), list[Answer]()
        for act in acts:
            at = _moment(planned, appeal, act, now=self._now)
            move = Move(act, Party.IMPORT, self._reason(planned, appeal, act),
                        body=appeal.body if act is Act.ASSIGN else None, noted_at=self._now)  # fmt: skip
            history.append(apply_move(appeal, move, now=at)[1])
            if act is Act.ANSWERED_OUTSIDE and planned.row.answer:
                answers.append(_answer(appeal, planned.row.answer, at=at))
            if act is Act.CLOSE and planned.status is SourceStatus.CLOSED_DEFERRED:
                appeal.deferred_until = end_of_date(_until(planned, now=self._now), appeal.body)
        self.work.history += history
        self.work.answers += answers
        self.work.without_date += planned.status in DATED and planned.row.until is None

    def _reason(self, planned: PlannedCase, appeal: Appeal, act: Act) -> Reason:
        transition = find_transition(State(appeal.state), act)
        asks = PARTS[transition.needs] if transition else ()
        said = planned.row.said_status
        return Reason(
            text="" if "clause" in asks else said,
            clause=said if "clause" in asks else "",
            due_on=_until(planned, now=self._now) if "due_on" in asks else None,
            system=self._system,
            number=planned.row.source_number,
            outcome=_outcome(planned) if "outcome" in asks else None,
        )


def _new_case(planned: PlannedCase, body: Body, *, own: Sequence[Policy], now: datetime) -> Appeal:
    row, zone = planned.row, ZoneInfo(body.zone)
    opened_at = min(row.said_at.replace(tzinfo=zone) if row.said_at else now, now)
    words = row.text or ", ".join(filter(None, (*row.topics[:1], row.address))) or row.source_number
    appeal = Appeal(
        kind=row.kind,
        channel=CHANNEL,
        state=State.NEW,
        title=first_words(words),
        typed_text=words,
        source_url=row.link,
        source_number=row.source_number,
        address=row.address,
        topic_id=planned.topic_id,
        body=body,
        municipality_id=body.municipality_id,
        founder_id=body.founder_id,
        is_by_machine=False,
        opened_at=opened_at,
        changed_at=now,
    )
    start_clocks(appeal, now=opened_at, own=own)
    return appeal


def _outcome(planned: PlannedCase) -> Outcome:
    if planned.status is SourceStatus.CLOSED_DEFERRED:
        return Outcome.PROMISED
    if planned.status is SourceStatus.DECLINED:
        return Outcome.REFUSED
    return planned.row.outcome or Outcome.EXPLAINED


def _moment(planned: PlannedCase, appeal: Appeal, act: Act, *, now: datetime) -> datetime:
    """When it happened there, as far as the table says; never before the case began nor in the future."""
    row, zone = planned.row, ZoneInfo(appeal.body.zone)
    told = {
        Act.ASSIGN: appeal.opened_at.astimezone(zone).replace(tzinfo=None),
        Act.ANSWERED_OUTSIDE: row.answered_at or row.closed_at,
        Act.SEND_INTERIM: row.answered_at,
        Act.CLOSE: row.closed_at or row.answered_at,
    }.get(act)
    return max(appeal.opened_at, min(told.replace(tzinfo=zone) if told else now, now))


def _waits_while_closed(planned: PlannedCase, appeal: Appeal) -> bool:
    """«Закрыта с отложенным», here as there."""
    return planned.status is SourceStatus.CLOSED_DEFERRED and appeal.state == State.CLOSED


def _until(planned: PlannedCase, *, now: datetime) -> date:
    return planned.row.until or (now + WATCH).date()


def _answer(appeal: Appeal, text: str, *, at: datetime) -> Answer:
    return Answer(
        appeal=appeal,
        kind=AnswerKind.FINAL,
        state=AnswerState.EXTERNAL,
        text=text,
        text_hash=hash_text(text),
        written_at=at,
        sent_at=at,
        url=appeal.source_url,
    )


def appeal_ids_of(plan: CasePlan) -> Iterable[int]:
    """Cases of ours that known rows tell of."""
    return {planned.external.appeal_id for planned in plan.taken if planned.external is not None}


def find_way(
    state: State, status: SourceStatus, *, before: SourceStatus | None, has_new_date: bool = False
) -> tuple[Act, ...] | None:
    """The acts from here to there; empty where it stands there already, None where it is further here.

    `before` is what was last said there: only what was over there and is at work again comes back here. With a new
    date what is deferred is deferred anew.
    """
    if has_new_date and state is State.DEFERRED and status is SourceStatus.DEFERRED:
        return (Act.TAKE, Act.DEFER)
    if state in CLOSED_STATES and status not in OVER_THERE:
        if before not in OVER_THERE or state is State.DECLINED:
            return None
        return (Act.REOPEN, *(_way_at_work(State.IN_WORK, status) or ()))
    return _way_to_the_end(state, status) if status in OVER_THERE else _way_at_work(state, status)


def _way_to_the_end(state: State, status: SourceStatus) -> tuple[Act, ...] | None:
    if status is SourceStatus.DECLINED and state in _UNREAD:
        return (Act.DECLINE,)
    if state in (State.CLOSED, State.DECLINED):
        return () if status is not SourceStatus.ANSWERED else None
    ends = () if status is SourceStatus.ANSWERED else (Act.CLOSE,)
    return ends if state is State.ANSWERED else (Act.ANSWERED_OUTSIDE, *ends)


def _way_at_work(state: State, status: SourceStatus) -> tuple[Act, ...] | None:
    """A case that waits for its author, a moderator or another body here stays there: people are at it."""
    match status:
        case SourceStatus.IN_WORK:
            return (Act.TAKE,) if state in (State.ASSIGNED, State.DEFERRED) else ()
        case SourceStatus.INTERIM if state in _ANSWERING:
            return (Act.SEND_INTERIM,)
        case SourceStatus.INTERIM if state in _CAN_BE_TAKEN and state is not State.INTERIM_ANSWERED:
            return (Act.TAKE, Act.SEND_INTERIM)
        case SourceStatus.DEFERRED if state in (State.IN_WORK, State.INTERIM_ANSWERED):
            return (Act.DEFER,)
        case SourceStatus.DEFERRED if state is State.ASSIGNED:
            return (Act.TAKE, Act.DEFER)
        case SourceStatus.INTERIM | SourceStatus.DEFERRED if state not in (State.INTERIM_ANSWERED, State.DEFERRED):
            return None
    return ()

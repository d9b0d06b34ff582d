"""Deciding what a row of an export is: a case that we know, one that a message opened here already, or a new one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from otklik.integrations.cases.columns import CaseColumn
from otklik.integrations.cases.rows import CaseRow
from otklik.integrations.cases.statuses import SourceStatus
from otklik.integrations.register.known import name_key
from otklik.integrations.register.rows import RowFault
from otklik.organizations.rights import Place, Scope
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class KnownExternal:
    """A case of the other system that an earlier table told of."""

    id: int
    appeal_id: int
    place: Place
    status: SourceStatus
    opened_here: bool
    deferred_until: date | None = None
    """As it was last said there."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a table is held against."""

    externals: Mapping[str, KnownExternal]
    """By the number in the source."""
    by_link: Mapping[str, tuple[int, Place]]
    """Cases that a message with this address has."""
    bodies: Mapping[str, Sequence[tuple[int, Place]]]
    """By name, short name and ОГРН; more than one where names are alike."""
    topics: Mapping[str, int]
    fallback_id: int | None
    scope: Scope
    """Where this person may type cases in."""
    now: datetime
    nearest: Callable[[str], str] = lambda _said: ""
    """Of the names of bodies the one that is most like what was said; empty where none is."""
    zones: Mapping[int, str] = field(default_factory=dict)
    """Body → its zone, by whose clock the table tells."""


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A row that is taken."""

    row: CaseRow
    status: SourceStatus
    external: KnownExternal | None = None
    linked_to: int | None = None
    """The case that has its message already."""
    body_id: int = 0
    topic_id: int | None = None
    is_fallback: bool = False


@dataclass(slots=True)
class CasePlan:
    """What a table would do."""

    taken: list[PlannedCase] = field(default_factory=list)
    refused: list[tuple[CaseRow, list[RowFault]]] = field(default_factory=list)


def plan_cases(read: Iterable[tuple[CaseRow, tuple[RowFault, ...]]], around: Surroundings) -> CasePlan:
    """Every row with what becomes of it; of rows with one number the first good one counts."""
    plan, seen = CasePlan(), dict[str, int]()
    for row, found in read:
        judged = _JudgedRow(row, around, list(found))
        if row.source_number in seen:
            judged.refuse(CaseColumn.NUMBER, row.source_number, _("Row %(row)s has this number already."),
                          mend=_("Keep one of them."), values={"row": str(seen[row.source_number])})  # fmt: skip
        planned = judged.plan()
        if planned is None or judged.faults:
            plan.refused.append((row, judged.faults))
            continue
        seen[row.source_number] = row.number
        plan.taken.append(planned)
    return plan


@dataclass(slots=True)
class _JudgedRow:
    """A row, held against what is there."""

    row: CaseRow
    around: Surroundings
    faults: list[RowFault]

    def refuse(
        self, column: CaseColumn, value: str, wrong: str, *, mend: str, values: Mapping[str, str] | None = None
    ) -> None:
        self.faults.append(RowFault(self.row.number, column, value, wrong, mend, values or {}))

    def plan(self) -> PlannedCase | None:
        """What becomes of it; None where it cannot be read."""
        row, around = self.row, self.around
        if row.status is None or self.faults:
            return None
        external = around.externals.get(row.source_number)
        if external is not None:
            self._demand_scope(external.place)
            self._refuse_future(external.place.body_id)
            return PlannedCase(row, row.status, external=external)
        linked = around.by_link.get(row.link) if row.link else None
        if linked is not None:
            self._demand_scope(linked[1])
            self._refuse_future(linked[1].body_id)
            return PlannedCase(row, row.status, linked_to=linked[0])
        topic_id = next((around.topics[key] for key in map(name_key, row.topics) if key in around.topics), None)
        body_id = self._find_body()
        is_known = body_id is not None
        self._refuse_future(body_id or around.fallback_id or 0)
        return PlannedCase(
            row, row.status, body_id=body_id or around.fallback_id or 0, topic_id=topic_id, is_fallback=not is_known
        )

    def _refuse_future(self, body_id: int) -> None:
        """What is said to have happened after now where the body is: a slip that would spoil every deadline."""
        row, around = self.row, self.around
        there = around.now.astimezone(ZoneInfo(around.zones[body_id]) if body_id in around.zones else None)
        told = ((CaseColumn.DATE, row.said_at), (CaseColumn.ANSWERED_ON, row.answered_at),
                (CaseColumn.CLOSED_ON, row.closed_at))  # fmt: skip
        for column, at in told:
            if at is not None and at > there.replace(tzinfo=None):
                self.refuse(column, f"{at:%d.%m.%Y %H:%M}", _("This day has not come yet."), mend=_("Mend the day."))

    def _find_body(self) -> int | None:
        """Who answers; None where nobody knows, and whoever gets such cases has it."""
        said = self.row.executor
        bodies = self.around.bodies.get(name_key(said), ()) if said else ()
        if len(bodies) == 1:
            self._demand_scope(bodies[0][1])
            return bodies[0][0]
        if bodies:
            mend = _("Write its ОГРН instead of the name.")
            self.refuse(CaseColumn.EXECUTOR, said, _("Several bodies are called so."), mend=mend)
        elif self.around.fallback_id is None:
            wrong = _("The register does not know this executor.") if said else _("It is not said who answers.")
            mend = _("Write the name as in the register, or choose below who gets such cases.")
            like = self.around.nearest(said) if said else ""
            if like:
                mend = _("Is it “%(name)s”? Write the name as in the register, or choose below who gets such cases.")
            self.refuse(CaseColumn.EXECUTOR, said, wrong, mend=mend, values={"name": like} if like else None)
        return None

    def _demand_scope(self, place: Place) -> None:
        if not self.around.scope.covers(place):
            wrong = _("This case is outside of where you may enter cases.")
            self.refuse(CaseColumn.EXECUTOR, self.row.executor, wrong, mend=_("Leave the row to the body's people."))

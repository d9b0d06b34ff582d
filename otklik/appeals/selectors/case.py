"""One case with everything that its page shows, read only by those who may see it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from otklik.appeals.clocks import clocks_of
from otklik.appeals.models import Appeal, AppealMessage, Note, Transition
from otklik.appeals.selectors.kept import kinds_kept
from otklik.appeals.selectors.point import point_of_case
from otklik.appeals.selectors.thread import Thread, find_container, list_thread
from otklik.appeals.selectors.views import (
    CaseTimes,
    CaseView,
    FindingView,
    NoteView,
    PageOfCase,
    Proposal,
    StepView,
    TopicGuess,
)
from otklik.appeals.states import OPEN_STATES, Act, Outcome, State
from otklik.appeals.tags import tags_of
from otklik.appeals.taking_back import is_taken_back
from otklik.appeals.workflow import Step, state_before
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Place, Right, Role
from otklik.organizations.selectors import Viewer
from otklik.pages.selectors import is_connected
from otklik.shared.words import marked as _
from otklik.topics.models import Topic
from otklik.topics.selectors import label_of
from otklik.triage.models import Finding, Verdict

_FIRST = AppealMessage.objects.filter(appeal=OuterRef("pk")).order_by("id").values("message_id")[:1]
"""The message with which the case began."""


def access_case(viewer: Viewer, number: int) -> CaseView:
    """The case of this number, if the person may see it. Raises NotSeen, the same as for one that is not there."""
    appeal = (
        Appeal.objects.filter(number=number)
        .select_related("page__connection", "topic__parent", "body", "executor", "duplicate_of")
        .defer("search", "duplicate_of__search")
        .annotate(kept=kinds_kept(), opened_by=Subquery(_FIRST))
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
    standing = find_standing(viewer, number)
    return standing.version if standing else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands."""

    version: int
    state: State


def find_standing(viewer: Viewer, number: int) -> Standing | None:
    """Version and state of a case; None where the person does not see it."""
    seen = Appeal.objects.filter(number=number).only("version", "state", "body", "municipality", "founder").first()
    if seen is None or not viewer.may_at(Place(seen.body_id, seen.municipality_id, seen.founder_id), Right.SEE_CASES):
        return None
    return Standing(seen.version, State(seen.state))


def _not_seen() -> NotSeen:
    return NotSeen(_("There is no such case."))


def _case_view(appeal: Appeal, *, roles: frozenset[Role]) -> CaseView:
    history = _history(appeal)
    kept, opened_by = frozenset[str](appeal.kept), appeal.opened_by  # type: ignore[attr-defined]
    thread, verdict = list_thread(appeal), _find_verdict(opened_by)
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
        tags=tags_of(appeal) if "casetag" in kept else (),
        topic_label=label_of(appeal.topic) if appeal.topic else "",
        body_id=appeal.body_id,
        body=appeal.body.short_name,
        requires_approval=appeal.body.requires_approval,
        executor_id=appeal.executor_id,
        executor=appeal.executor.name if appeal.executor else "",
        page=_page_of(appeal),
        is_by_machine=appeal.is_by_machine,
        times=_times(appeal),
        clocks=clocks_of(appeal),
        outcome=Outcome(appeal.outcome) if appeal.outcome else None,
        duplicate_of=appeal.joined_to,
        duplicates=_duplicates(appeal) if "appeal" in kept else (),
        reopened_count=appeal.reopened_count,
        delivery_trouble=appeal.delivery_trouble,
        is_sending=appeal.is_sending,
        is_taken_back=_is_taken_back(appeal, thread),
        roles=roles,
        thread=thread.messages,
        container=find_container(appeal) if thread.containers.get(opened_by or 0) != "" else None,
        notes=_notes(appeal) if "note" in kept else (),
        history=history,
        proposal=_proposal(appeal, verdict) if verdict else None,
        point=point_of_case(appeal, verdict),
        decided_by=appeal.decided_by,
        kept=kept,
        row=appeal,
    )


def _is_taken_back(appeal: Appeal, thread: Thread) -> bool:
    """Asked only where something was deleted: hardly ever."""
    is_asked = any(one.is_of_case and one.is_deleted for one in thread.messages) and appeal.state in OPEN_STATES
    return is_asked and is_taken_back(appeal)


def _duplicates(appeal: Appeal) -> tuple[int, ...]:
    return tuple(appeal.duplicates.order_by("number").values_list("number", flat=True))


def _times(appeal: Appeal) -> CaseTimes:
    return CaseTimes(
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
        wrote_again_at=appeal.wrote_again_at,
        not_solved_at=appeal.not_solved_at,
    )


def _page_of(appeal: Appeal) -> PageOfCase | None:
    page = appeal.page
    if page is None:
        return None
    return PageOfCase(id=page.id, name=page.name, network=page.network, url=page.url, is_connected=is_connected(page))


def _state_before(appeal: Appeal, history: tuple[StepView, ...]) -> State | None:
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
            body_id=step.body_id,
        )
        for step in steps
    )


def _find_verdict(opened_by: int | None) -> Verdict | None:
    found = Exists(Finding.objects.filter(verdict=OuterRef("pk")))
    verdicts = Verdict.objects.filter(is_current=True, message_id=opened_by).annotate(has_findings=found)
    return verdicts.first() if opened_by is not None else None


def _proposal(appeal: Appeal, verdict: Verdict) -> Proposal:
    return Proposal(
        kind=verdict.kind,
        kind_certainty=verdict.kind_certainty,
        topic_certainty=verdict.group_certainty,
        topics=_guesses(verdict),
        importance=verdict.importance,
        importance_because=verdict.importance_because,
        missing=tuple(verdict.missing),
        address=verdict.address,
        address_certainty=verdict.address_certainty,
        needs_person=verdict.needs_person,
        findings=_findings(verdict) if verdict.has_findings else (),  # type: ignore[attr-defined]
        model_version=verdict.model_version,
        body_certainty=float(appeal.decided_by.get("route_certainty", 0.0)),
    )


def _findings(verdict: Verdict) -> tuple[FindingView, ...]:
    return tuple(
        FindingView(rule=one.rule, ground=one.ground, certainty=one.certainty)
        for one in verdict.findings.order_by("id")
    )


def _guesses(verdict: Verdict) -> tuple[TopicGuess, ...]:
    certainties = {str(code): float(certainty) for code, certainty in verdict.alternatives}
    if verdict.group_code:
        certainties[verdict.group_code] = verdict.group_certainty
    certainties |= {str(code): float(certainty) for code, certainty in verdict.topics}
    topics = Topic.objects.filter(code__in=certainties)
    guesses = [TopicGuess(topic_id=one.id, name=one.name, certainty=certainties[one.code]) for one in topics]
    return tuple(sorted(guesses, key=lambda guess: -guess.certainty))

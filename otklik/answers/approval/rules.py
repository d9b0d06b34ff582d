"""The rules of approval: entering, listing, turning off. A rule under which nobody could approve is refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.answers.approval.approvers import Holders, Holding, as_rule, holders_among, load_holdings, roles_for
from otklik.answers.approval.route import AUTHORS, IMPORTANCE_ORDER, MOST_STEPS, StepRole, covers_all, terms_of
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import ApprovalRule
from otklik.audit.services import record
from otklik.organizations.bodies import BodyCard, enter_body
from otklik.organizations.body_view import version_of_body
from otklik.organizations.closure import lock_tree
from otklik.organizations.errors import ChangedMeanwhile, NotSeen, UnfitEntry
from otklik.organizations.models import Body, BodyAncestry, Staff
from otklik.organizations.reach import place_of
from otklik.organizations.rights import Right, Role, Scope
from otklik.organizations.selectors import Viewer, bodies_within
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

CHOSEN_STEPS = (StepRole.APPROVER, StepRole.COORDINATOR, StepRole.FOUNDER, StepRole.CURATOR)

_WRITERS = (Role.EXECUTOR, Role.CONTENT_MANAGER, Role.APPROVER)
"""Whose work answers are. Where others write for them, submitting asks whether anybody is left."""

LONGEST_TERM = 80 * 60
"""Working minutes of a step: two weeks."""

LAST_POSITION = 9999

_NAMED = 3
"""So many bodies are named where nobody is left."""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as it is entered; None and empty: everything."""

    name: str
    steps: tuple[str, ...]
    body_id: int | None = None
    topic_id: int | None = None
    importance: str = ""
    author_role: str = ""
    may_be_urgent: bool = False
    position: int = 100
    forbids_personal: bool = False
    """No public answer tells anybody's personal data."""
    terms: tuple[int, ...] = ()
    """Working minutes for each step, as many as there are steps; 0: no term. Empty: the usual one for each."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its list shows it."""

    id: int
    name: str
    position: int
    steps: tuple[tuple[StepRole, int], ...]
    """Each with its working minutes; 0: no term."""
    body: str
    topic: str
    importance: str
    author_role: str
    may_be_urgent: bool
    forbids_personal: bool
    can_end: bool


def list_rules(viewer: Viewer) -> list[RuleView]:
    """The rules at work, in the order in which they are asked."""
    scope = viewer.scope(Right.EDIT_APPROVAL)
    mine = set(_bodies_of(viewer).values_list("id", flat=True)) - _reaching_beyond(scope)
    everything = scope.everything
    rows = ApprovalRule.objects.filter(is_active=True).select_related("body", "topic").order_by("position", "id")
    return [_view(row, can_end=everything or row.body_id in mine) for row in rows]


def _view(row: ApprovalRule, *, can_end: bool) -> RuleView:
    rule = as_rule(row)
    return RuleView(
        id=row.id,
        name=row.name,
        position=row.position,
        steps=tuple(zip(rule.steps, rule.terms, strict=True)),
        body=row.body.short_name if row.body else "",
        topic=row.topic.name if row.topic else "",
        importance=row.importance,
        author_role=row.author_role,
        may_be_urgent=row.may_be_urgent,
        forbids_personal=row.forbids_personal,
        can_end=can_end,
    )


def enter_rule(entry: RuleEntry, *, by: Viewer, now: datetime) -> int:
    """Let a rule decide from now on; returns its id. The answers that wait keep the steps that they have.

    Raises AnswerRefused.
    """
    _check_entry(entry)
    bodies = _bodies_concerned(entry, by=by)
    with transaction.atomic():
        if entry.steps:
            _demand_approvers(bodies, tuple(StepRole(step) for step in entry.steps), on=now.date())
        rule = ApprovalRule.objects.create(
            name=entry.name.strip(),
            position=entry.position,
            body_id=entry.body_id,
            topic_id=entry.topic_id,
            importance=entry.importance,
            author_role=entry.author_role,
            steps=list(entry.steps),
            step_terms=list(terms_of(tuple(StepRole(step) for step in entry.steps), entry.terms)),
            may_be_urgent=entry.may_be_urgent and bool(entry.steps),
            forbids_personal=entry.forbids_personal,
            entered_by_id=by.staff_id,
            entered_at=now,
        )
        record("enter_approval_rule", subject=f"approval_rule:{rule.id}", by=by, now=now, because=rule.name)
    return rule.id


def end_rule(rule_id: int, *, by: Viewer, now: datetime) -> None:
    """The rule decides nothing from now on. Raises NotSeen."""
    rule = ApprovalRule.objects.filter(id=rule_id, is_active=True).first()
    seen = {view.id for view in list_rules(by) if view.can_end}
    if rule is None or rule.id not in seen:
        raise NotSeen(_("There is no such rule for you to end."))
    rule.is_active = False
    rule.save(update_fields=["is_active"])
    record("end_approval_rule", subject=f"approval_rule:{rule.id}", by=by, now=now, because=rule.name)


def demand_approval_possible(slug: str, *, on: date) -> None:
    """A body is about to have every answer approved: somebody can, whoever of it writes. Raises AnswerRefused."""
    body = Body.objects.filter(slug=slug).first()
    if body is not None:
        _demand_approvers([body], (StepRole.APPROVER,), on=on)


def _check_entry(entry: RuleEntry) -> None:
    if not 0 <= entry.position <= LAST_POSITION:
        raise AnswerRefused(_("The place is a number from 0 to 9999."), field="position", mend=_("Enter another."))
    if not entry.name.strip():
        raise AnswerRefused(_("The rule has no name."), field="name", mend=_("Say what it is for."))
    if len(entry.steps) > MOST_STEPS or any(step not in list(CHOSEN_STEPS) for step in entry.steps):
        raise AnswerRefused(_("These steps cannot be taken."), field="steps", mend=_("Choose from the list."))
    if len(entry.terms) not in (0, len(entry.steps)) or not all(0 <= one <= LONGEST_TERM for one in entry.terms):
        raise AnswerRefused(
            _("A step may take up to %(hours)s working hours."),
            field="terms",
            mend=_("Enter a whole number of hours; 0: no term."),
            values={"hours": str(LONGEST_TERM // 60)},
        )
    if entry.importance not in ("", *IMPORTANCE_ORDER):
        raise AnswerRefused(_("There is no such importance."), field="importance", mend=_("Choose from the list."))
    if entry.author_role not in ("", *AUTHORS):
        raise AnswerRefused(_("Whoever is this writes no answers."), field="author_role", mend=_("Choose another."))
    if entry.topic_id is not None and not Topic.objects.filter(id=entry.topic_id).exists():
        raise AnswerRefused(_("There is no such topic."), field="topic_id", mend=_("Choose from the list."))


def _bodies_of(viewer: Viewer) -> QuerySet[Body]:
    return Body.objects.filter(bodies_within(viewer.scope(Right.EDIT_APPROVAL)), is_active=True)


def _reaching_beyond(scope: Scope) -> set[int]:
    """The bodies that have others under them, or founded others, which this scope does not see."""
    if scope.everything:
        return set()
    outside = Body.objects.exclude(bodies_within(scope))
    over = BodyAncestry.objects.filter(descendant__in=outside).values_list("ancestor_id", flat=True)
    return set(over) | set(outside.exclude(founder=None).values_list("founder_id", flat=True))


def _bodies_concerned(entry: RuleEntry, *, by: Viewer) -> list[Body]:
    """The bodies for which the rule decides; all must be the person's to rule. Raises AnswerRefused."""
    if entry.body_id is None:
        if not by.scope(Right.EDIT_APPROVAL).everything:
            raise AnswerRefused(
                _("A rule for everybody is entered by those who see the whole region."),
                field="body_id",
                mend=_("Choose a body."),
            )
        return list(Body.objects.filter(is_active=True).order_by("id"))
    if not _bodies_of(by).filter(id=entry.body_id).exists():
        raise AnswerRefused(_("There is no such body."), field="body_id", mend=_("Choose from the list."))
    under = Q(above__ancestor_id=entry.body_id) | Q(founder_id=entry.body_id)
    bodies = list(Body.objects.filter(under).distinct().order_by("id"))
    scope = by.scope(Right.EDIT_APPROVAL)
    outside = [body.short_name for body in bodies if not scope.covers(place_of(body))]
    if outside:
        raise AnswerRefused(
            _("This rule would reach bodies that you do not look after: %(where)s."),
            field="body_id",
            mend=_("Choose a body that has none of them under it, or ask the curator of the region."),
            values={"where": "; ".join(outside[:_NAMED])},
        )
    return [body for body in bodies if body.is_active]


def _demand_approvers(bodies: Iterable[Body], steps: tuple[StepRole, ...], *, on: date) -> None:
    """Whoever writes, for every step somebody else is left. Raises AnswerRefused with the bodies where it is not so."""
    roles = set().union(*(roles_for(step) for step in steps))
    holdings = load_holdings(roles, Q(), on=on)
    writing = load_holdings(_WRITERS, Q(), on=on)
    stuck = [(body, person) for body in bodies for person in _stuck_authors(body, steps, holdings, writing)]
    if not stuck:
        return
    names = dict(Staff.objects.filter(id__in=[person for _body, person in stuck[:_NAMED]]).values_list("id", "name"))
    where = "; ".join(f"{body.short_name}: {names[person]}" for body, person in stuck[:_NAMED])
    raise AnswerRefused(
        _("Under this rule nobody could approve what these people write: %(where)s."),
        field="steps",
        mend=_("Appoint an approver there or at the founder's, or choose other steps."),
        values={"where": where},
    )


def _stuck_authors(
    body: Body, steps: tuple[StepRole, ...], holdings: list[Holding], writing: list[Holding]
) -> list[int]:
    place = place_of(body)
    holders = {step: holders_among(holdings, step, place) for step in set(steps)}
    authors = {one.staff_id for one in writing if one.scope.covers(place)}
    return [person for person in sorted(authors) if not _is_served(steps, holders, person)]


def _is_served(steps: tuple[StepRole, ...], holders: dict[StepRole, Holders], author: int) -> bool:
    return covers_all(steps, {step: one.besides(author) for step, one in holders.items()}, without=author)


def enter_new_body(
    card: BodyCard, *, competences: Collection[int], by: Viewer, because: str = "", now: datetime
) -> Body:  # fmt: skip
    """Enter a body that is not there yet. Raises UnfitEntry, NotPossible."""
    with transaction.atomic():
        lock_tree()
        if Body.objects.filter(slug=card.slug).exists():
            raise UnfitEntry(_("Another body has this name in addresses."), field="slug", mend=_("Choose another one."))
        return enter_body(card, competences=competences, by=by, because=because, now=now)


def save_body(
    card: BodyCard, *, stood: BodyCard, competences: Collection[int] | None, by: Viewer, because: str, now: datetime,
    seen: str = "",
) -> Body:  # fmt: skip
    """Bring the card of a body up to date. `stood`: as it was read; `seen`: its version then; empty: whatever it is.

    Raises UnfitEntry, NotPossible; AnswerRefused where every answer would need a word that nobody can give;
    ChangedMeanwhile.
    """
    with transaction.atomic():
        lock_tree()
        if seen and version_of_body(Body.objects.get(slug=card.slug)) != seen:
            raise ChangedMeanwhile
        if card.requires_approval and not stood.requires_approval:
            demand_approval_possible(card.slug, on=timezone.localdate(now))
        return enter_body(card, competences=competences, by=by, because=because, now=now)

"""Own deadline policies in the database: those in force, entering one, ending one."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import DeadlinePolicy, Route
from otklik.appeals.policies import Policy
from otklik.appeals.profiles import Importance, Profile, Regime, Term, Unit
from otklik.appeals.route_troubles import note_policy_gone
from otklik.audit.services import record
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within
from otklik.shared.words import marked as _
from otklik.topics.models import Topic
from otklik.triage.kinds import KINDS

MOST_AMOUNT = {Unit.WORKING_MINUTES: 60_000, Unit.MINUTES: 600_000, Unit.WORKING_DAYS: 366, Unit.CALENDAR_DAYS: 366}
"""Terms longer than this are slips of the pen."""
PRIORITIES = range(1, 1000)
LONGEST_NAME = 80
CHANNELS = (
    "comment", "private", "wall_post", "board_comment", "photo_comment", "video_comment", "market_comment", "part",
    "phone", "visit", "link", "other_system", "own_page",
)  # fmt: skip
"""By which ways cases come."""
_CHOICES = {
    "regime": (tuple(Regime), _("There is no such regime.")),
    "channel": (CHANNELS, _("There is no such way in.")),
    "kind": (KINDS, _("There is no such kind.")),
    "importance": (tuple(Importance), _("There is no such importance.")),
}
"""What a policy may fit, and what is said of anything else."""


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy as a person enters it. Empty words and None fit anything."""

    name: str
    priority: int
    terms: dict[str, Term] = field(default_factory=dict)
    """By clock, and the grace."""
    regime: str = ""
    channel: str = ""
    kind: str = ""
    importance: str = ""
    topic_id: int | None = None
    body_id: int | None = None


def load_own_policies() -> tuple[Policy, ...]:
    """The policies in force, with everything under the topics and bodies that they name."""
    rows = list(DeadlinePolicy.objects.filter(ended_at=None).order_by("priority", "id"))
    topics = {row.topic_id for row in rows if row.topic_id}
    under_topic = _topics_under(topics) if topics else {}
    bodies = {row.body_id for row in rows if row.body_id}
    under_body = _bodies_under(bodies) if bodies else {}
    return tuple(
        Policy(
            profile=Profile.read(row.name, row.terms | ({"pauses": False} if row.regime == Regime.APPEAL else {})),
            regime=row.regime,
            channel=row.channel,
            kind=row.kind,
            importance=row.importance,
            topic_ids=under_topic.get(row.topic_id) if row.topic_id else None,
            body_ids=under_body.get(row.body_id) if row.body_id else None,
            priority=row.priority,
            own_id=row.id,
        )
        for row in rows
    )


def enter_policy(entry: PolicyEntry, *, by: Viewer, now: datetime, instead_of: int | None = None) -> int:
    """Enter a policy, in place of another where one is named. Cases keep their old deadlines.

    Raises UnfitValue, HoldsForAll.
    """
    demand_rules_of_all(by)
    _check(entry)
    with transaction.atomic():
        if instead_of is not None:
            _end(instead_of, by=by, now=now)
        row = DeadlinePolicy.objects.create(
            name=entry.name.strip(),
            priority=entry.priority,
            regime=entry.regime,
            channel=entry.channel,
            kind=entry.kind,
            importance=entry.importance,
            topic_id=entry.topic_id,
            body_id=entry.body_id,
            terms={clock: [int(term.amount), term.unit.value] for clock, term in entry.terms.items()},
            made_at=now,
            made_by_id=by.staff_id,
        )
        if instead_of is not None:
            _let_rules_follow(instead_of, row, now=now)
        details: dict[str, str | int] = {"name": row.name, "priority": row.priority, "instead_of": instead_of or 0}
        record("enter_deadline_policy", subject=f"deadline_policy:{row.id}", by=by, now=now, details=details)
    return row.id


def end_policy(policy_id: int, *, by: Viewer, now: datetime) -> None:
    """Take a policy out of force. Cases keep their deadlines until they are recomputed; rules that name it call their
    keepers. Raises UnfitValue, HoldsForAll."""
    demand_rules_of_all(by)
    with transaction.atomic():
        _end(policy_id, by=by, now=now)
        note_policy_gone(policy_id, now=now)


def list_named_policies(viewer: Viewer) -> list[tuple[int, str]]:
    """Policies in force that a rule of routing may name, by name: of any body, or of one over those that this person
    keeps the routes of. What the law sets is no rule's to give."""
    kept = Body.objects.filter(bodies_within(viewer.scope(Right.EDIT_ROUTES))).values("id")
    over = BodyAncestry.objects.filter(descendant__in=kept).values("ancestor_id")
    named = DeadlinePolicy.objects.filter(Q(body=None) | Q(body__in=over), ended_at=None).exclude(regime=Regime.APPEAL)
    return list(named.order_by("name", "id").values_list("id", "name"))


def may_be_named(policy_id: int, *, body_id: int) -> bool:
    """Whether a rule of this body may name the policy: one of any body, of its own, or of one over it, in force."""
    over = BodyAncestry.objects.filter(descendant=body_id).values("ancestor_id")
    fits = Q(body=None) | Q(body__in=over)
    return DeadlinePolicy.objects.filter(fits, id=policy_id, ended_at=None).exclude(regime=Regime.APPEAL).exists()


def _end(policy_id: int, *, by: Viewer, now: datetime) -> None:
    if not DeadlinePolicy.objects.filter(id=policy_id, ended_at=None).update(ended_at=now, ended_by=by.staff_id):
        raise UnfitValue(
            _("This policy is not in force any more: it was ended, or another stands in its place."),
            field="policy",
            mend=_("Load the page again."),
        )
    record("end_deadline_policy", subject=f"deadline_policy:{policy_id}", by=by, now=now)


def _let_rules_follow(old_id: int, new: DeadlinePolicy, *, now: datetime) -> None:
    """Rules that named the old policy name the one in its place; of those that cannot the keepers are called.

    What the law sets no rule names, nor the policy of a body that is not theirs.
    """
    if new.regime != Regime.APPEAL:
        rules = Route.objects.filter(policy_id=old_id)
        if new.body_id is not None:
            under = BodyAncestry.objects.filter(ancestor=new.body_id).values("descendant_id")
            rules = rules.filter(body__in=under)
        rules.update(policy_id=new.id)
    note_policy_gone(old_id, now=now)


def find_body_named(text: str) -> int | None:
    """The body of this short name or slug; None for an empty text. Raises UnfitValue where it is not exactly one."""
    if not text.strip():
        return None
    named = Q(short_name__iexact=text.strip()) | Q(slug=text.strip())
    found = list(Body.objects.filter(named, is_active=True).values_list("id", flat=True)[:2])
    if len(found) != 1:
        said = _("There is no such body.") if not found else _("Several bodies are called so.")
        raise UnfitValue(said, field="body", mend=_("Enter the last part of its address here."))
    return found[0]


def _check(entry: PolicyEntry) -> None:
    if not 0 < len(entry.name.strip()) <= LONGEST_NAME:
        raise UnfitValue(_("A policy needs a name."), field="name", mend=_("Say in a few words what it is for."))
    if entry.priority not in PRIORITIES:
        raise UnfitValue(_("The priority is a number from 1 to 999."), field="priority", mend=_("Enter another."))
    for name, (known, wrong) in _CHOICES.items():
        if getattr(entry, name) not in ("", *known):
            raise UnfitValue(wrong, field=name, mend=_("Choose one from the list."))
    if "primary" not in entry.terms:
        raise UnfitValue(_("The answer to the resident needs a term."), field="primary", mend=_("Enter it."))
    for clock, term in entry.terms.items():
        if not 0 < term.amount <= MOST_AMOUNT[term.unit]:
            raise UnfitValue(_("There is no such term."), field=clock, mend=_("Enter a whole number, up to a year."))
    if entry.topic_id and not Topic.objects.filter(id=entry.topic_id).exists():
        raise UnfitValue(_("There is no such topic."), field="topic_id", mend=_("Choose one from the list."))
    if entry.body_id and not Body.objects.filter(id=entry.body_id, is_active=True).exists():
        raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose one from the list."))


def _topics_under(topic_ids: set[int]) -> dict[int, frozenset[int]]:
    """Each topic with those under it, three levels deep."""
    named = Q(id__in=topic_ids) | Q(parent__in=topic_ids) | Q(parent__parent__in=topic_ids)
    under: dict[int, set[int]] = {topic_id: set() for topic_id in topic_ids}
    for lineage in Topic.objects.filter(named).values_list("id", "parent_id", "parent__parent_id"):
        for above in topic_ids.intersection(lineage):
            under[above].add(lineage[0])
    return {topic_id: frozenset(ids) for topic_id, ids in under.items()}


def _bodies_under(body_ids: set[int]) -> dict[int, frozenset[int]]:
    under: dict[int, set[int]] = {body_id: set() for body_id in body_ids}
    lines = BodyAncestry.objects.filter(ancestor__in=body_ids).values_list("ancestor_id", "descendant_id")
    for above, below in lines:
        under[above].add(below)
    return {body_id: frozenset(ids) for body_id, ids in under.items()}

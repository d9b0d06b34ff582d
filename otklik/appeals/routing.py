"""Who should answer: the owner of the page, unless a rule knows better for what the case is like.

Plain decisions: no Django, no database; rules and what is known of the case are arguments. The result is a proposal,
with its reason and certainty: a coordinator has the last word, and a body may return what is not theirs. A rule that
cannot be followed is never passed over in silence: then a coordinator sorts the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from otklik.appeals.hours import Hours
from otklik.appeals.sharing import Wish
from otklik.appeals.territories import names_street
from otklik.shared.words import marked as _

TOPIC_IS_CERTAIN_FROM = 0.5
"""Below this the machine's topic moves no case away from the owner of the page."""
ADDRESS_IS_CERTAIN_FROM = 0.5
_OWNER_CERTAINTY = 0.9
_OWNER_WITHOUT_TOPIC_CERTAINTY = 0.6


Phrase = tuple[frozenset[str], ...]
"""Words that stand together; each with every dictionary form that it may belong to."""


class RouteReason(StrEnum):
    """Why this body."""

    PAGE_RULE = "page_rule"
    TOPIC_AND_PLACE = "topic_and_place"
    TOPIC = "topic"
    PLACE = "place"
    RULE = "rule"
    """A rule that names neither the page nor a topic nor a place."""
    BROKEN_RULE = "broken_rule"
    """A rule that fits, or may fit, cannot be followed: a coordinator sorts the case."""
    PAGE_OWNER = "page_owner"
    TYPED_IN = "typed_in"
    """Whoever typed the case in chose the body."""


ROUTE_REASON_NAMES = {
    RouteReason.PAGE_RULE: _("a rule for this page"),
    RouteReason.TOPIC_AND_PLACE: _("the topic and the place"),
    RouteReason.TOPIC: _("the topic"),
    RouteReason.PLACE: _("the place"),
    RouteReason.RULE: _("a rule"),
    RouteReason.BROKEN_RULE: _("a rule that cannot be followed"),
    RouteReason.PAGE_OWNER: _("the owner of the page"),
    RouteReason.TYPED_IN: _("whoever typed it in"),
}


class Broken(StrEnum):
    """Why a rule cannot be followed."""

    BODY_GONE = "body_gone"
    EXECUTOR_GONE = "executor_gone"
    POLICY_GONE = "policy_gone"
    """The terms that it names are not in force any more."""
    SHAPE_FAILS = "shape_fails"
    """The borders of its territory cannot be read, so nobody knows whether a point lies inside."""


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One row of routing; None and empty mean any. The smaller the priority number, the sooner it is asked."""

    body_id: int
    page_id: int | None = None
    topic_id: int | None = None
    territory_id: int | None = None
    priority: int = 100
    kind: str = ""
    importance: str = ""
    street: str = ""
    words: frozenset[Phrase] = frozenset()
    """Any of them."""
    hours: Hours | None = None
    wish: Wish = field(default_factory=Wish)
    policy_id: int | None = None
    """The own policy whose terms its cases have; None: whichever fits them."""
    id: int = 0
    broken: Broken | None = None

    @property
    def names_something(self) -> bool:
        """Whether it says at all what a case must be like; a rule without a condition fits nothing."""
        return any(one is not None for one in (self.page_id, self.topic_id, self.territory_id)) or self.further > 0

    @property
    def further(self) -> int:
        """How many conditions it names besides page, topic and territory: the more, the closer it is."""
        named = (self.kind, self.importance, self.street, self.words, self.hours)
        return sum(1 for one in named if one)


@dataclass(frozen=True, slots=True)
class RouteQuestion:
    """What is known of a case when somebody has to be found for it."""

    owner_id: int
    """Whose page it came to, or who typed it in."""
    body_ids_under_owner: frozenset[int] = frozenset()
    """To whom the owner may pass cases on: the bodies under it in the tree and in its sphere."""
    page_id: int | None = None
    topic_ids: Sequence[int] = ()
    """The topic, then what stands above it, up to the group."""
    topic_certainty: float = 1.0
    territory_ids: Sequence[int] = ()
    """The street or settlement, then what stands above it, up to the region."""
    address_certainty: float = 1.0
    kind: str = ""
    importance: str = ""
    address: str = ""
    words: frozenset[str] = frozenset()
    """Every dictionary form that the words of the text may belong to."""
    came_at: datetime | None = None
    """In the zone of the page's owner."""
    has_point: bool = False


@dataclass(frozen=True, slots=True)
class RouteProposal:
    """Who should answer, why, and how certain that is (0 to 1)."""

    body_id: int
    because: RouteReason
    certainty: float
    territory_id: int | None = None
    """The street, settlement or municipality that the rule named."""
    rule: RouteRule | None = field(default=None, compare=False)
    """None where no rule knew better than the owner of the page."""

    @property
    def policy_id(self) -> int | None:
        """The own policy whose terms the rule names; None where none does."""
        return self.rule.policy_id if self.rule is not None and not self.needs_person else None

    @property
    def needs_person(self) -> bool:
        """Whether a coordinator has to sort the case."""
        return self.because is RouteReason.BROKEN_RULE


def propose_route(question: RouteQuestion, rules: Iterable[RouteRule]) -> RouteProposal:
    """The body that should answer. A rule counts where all that it names fits, by priority, then the closest one.

    A rule that does not name the page moves a case only to bodies under the owner of the page: what is written to a
    school stays with the school, what is written to the administration goes to the office that mends roads.
    """
    fitting = [rule for rule in rules if _fits(rule, question)]
    if not fitting:
        is_topic_known = bool(question.topic_ids) and question.topic_certainty >= TOPIC_IS_CERTAIN_FROM
        certainty = _OWNER_CERTAINTY if is_topic_known else _OWNER_WITHOUT_TOPIC_CERTAINTY
        return RouteProposal(question.owner_id, RouteReason.PAGE_OWNER, certainty)
    best = min(fitting, key=lambda rule: _rank(rule, question))
    if best.broken is not None:
        return RouteProposal(question.owner_id, RouteReason.BROKEN_RULE, 0.0, best.territory_id, best)
    return RouteProposal(best.body_id, _reason(best), _certainty(best, question), best.territory_id, best)


def _fits(rule: RouteRule, question: RouteQuestion) -> bool:
    return (
        rule.names_something
        and _fits_page(rule, question)
        and _fits_topic(rule, question)
        and _fits_place(rule, question)
        and _fits_further(rule, question)
    )


def _fits_page(rule: RouteRule, question: RouteQuestion) -> bool:
    if rule.page_id is not None:
        return rule.page_id == question.page_id
    return rule.body_id == question.owner_id or rule.body_id in question.body_ids_under_owner


def _fits_topic(rule: RouteRule, question: RouteQuestion) -> bool:
    if rule.topic_id is None:
        return True
    return question.topic_certainty >= TOPIC_IS_CERTAIN_FROM and rule.topic_id in question.topic_ids


def _fits_place(rule: RouteRule, question: RouteQuestion) -> bool:
    if rule.territory_id is None and not rule.street:
        return True
    if question.address_certainty < ADDRESS_IS_CERTAIN_FROM:
        return False
    if rule.street and not names_street(rule.street, question.address):
        return False
    if rule.territory_id is None or rule.territory_id in question.territory_ids:
        return True
    return rule.broken is Broken.SHAPE_FAILS and question.has_point


def _fits_further(rule: RouteRule, question: RouteQuestion) -> bool:
    if rule.hours is not None and (question.came_at is None or not rule.hours.hold(question.came_at)):
        return False
    return (
        rule.kind in ("", question.kind)
        and rule.importance in ("", question.importance)
        and (not rule.words or any(_stands_in(phrase, question.words) for phrase in rule.words))
    )


def _stands_in(phrase: Phrase, words: frozenset[str]) -> bool:
    """Whether each word of the phrase is among the words, in whatever form and order."""
    return all(not forms.isdisjoint(words) for forms in phrase)


def _rank(rule: RouteRule, question: RouteQuestion) -> tuple[int, bool, int, int, int, int, int]:
    topic = list(question.topic_ids).index(rule.topic_id) if rule.topic_id is not None else len(question.topic_ids)
    place = len(question.territory_ids)
    if rule.territory_id is not None and rule.territory_id in question.territory_ids:
        place = list(question.territory_ids).index(rule.territory_id)
    if rule.street:
        place = -1
    return (rule.priority, rule.page_id is None, topic, place, -rule.further, rule.body_id, rule.id)


def _reason(rule: RouteRule) -> RouteReason:
    if rule.page_id is not None:
        return RouteReason.PAGE_RULE
    names_place = rule.territory_id is not None or bool(rule.street)
    if rule.topic_id is not None:
        return RouteReason.TOPIC_AND_PLACE if names_place else RouteReason.TOPIC
    return RouteReason.PLACE if names_place else RouteReason.RULE


def _certainty(rule: RouteRule, question: RouteQuestion) -> float:
    topic = question.topic_certainty if rule.topic_id is not None else 1.0
    names_place = rule.territory_id is not None or bool(rule.street)
    return round(topic * (question.address_certainty if names_place else 1.0), 4)


def reason_in_history(because: RouteReason, territory: str = "") -> str:
    """A reason as the history of a case keeps it: the rule, and the territory that it went by."""
    return f"{because.value}: {territory}" if territory else because.value


def read_reason(kept: str) -> tuple[RouteReason, str] | None:
    """What `reason_in_history` wrote; None where a line of the history says something else."""
    rule, _sign, territory = kept.partition(": ")
    return (RouteReason(rule), territory) if rule in list(RouteReason) else None

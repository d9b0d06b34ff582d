"""Which terms a case has: by regime × channel × kind × importance × topic × body, in the order of an explicit priority.

Plain values: no Django, no database, no clock. Own policies are asked first; those that came with the program stand
behind them and fit everything in the end.
"""

from collections.abc import Collection
from dataclasses import dataclass

from otklik.appeals.profiles import (
    BUILT_IN,
    EMERGENCY,
    HIGH,
    OFFICIAL_APPEAL,
    ORDINARY,
    PROFILES_VERSION,
    THANKS,
    Importance,
    Profile,
    Regime,
)


@dataclass(frozen=True, slots=True)
class PolicyQuestion:
    """What is asked about a case."""

    regime: str
    channel: str
    kind: str
    importance: str
    topic_id: int | None = None
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One row: what it fits, and its terms. Empty words and None fit anything."""

    profile: Profile
    regime: str = ""
    channel: str = ""
    kind: str = ""
    importance: str = ""
    topic_ids: frozenset[int] | None = None
    """The topic that was named, with those under it."""
    body_ids: frozenset[int] | None = None
    """The body that was named, with those under it."""
    priority: int = 0
    own_id: int | None = None
    """None: it came with the program."""

    def fits(self, question: PolicyQuestion) -> bool:
        """Whether the terms are this case's."""
        wanted = (self.regime, self.channel, self.kind, self.importance)
        given = (question.regime, question.channel, question.kind, question.importance)
        return (
            self.may_hold_in(question.regime)
            and all(one in ("", other) for one, other in zip(wanted, given, strict=True))
            and (self.topic_ids is None or question.topic_id in self.topic_ids)
            and (self.body_ids is None or question.body_id in self.body_ids)
        )

    def may_hold_in(self, regime: str) -> bool:
        """Whether the regime lets these terms count: those of the law are replaced only where that is said."""
        return not self.own_id or self.regime == regime or (not self.regime and regime != Regime.APPEAL)

    @property
    def key(self) -> str:
        """How a case keeps by which policy its deadlines were set."""
        return f"{self.own_id}" if self.own_id else f"{self.profile.name} {PROFILES_VERSION}"


BUILT_IN_POLICIES = (
    Policy(OFFICIAL_APPEAL, regime=Regime.APPEAL),
    Policy(THANKS, kind="thanks"),
    Policy(EMERGENCY, importance=Importance.EMERGENCY),
    Policy(HIGH, importance=Importance.HIGH),
    Policy(ORDINARY),
)


def choose_policy(question: PolicyQuestion, own: Collection[Policy], *, named_id: int | None = None) -> Policy:
    """The first that fits: own ones by priority, then by age; then those that came with the program.

    An own one that a rule of routing names (`named_id`) goes before all, as far as the regime lets it.
    """
    for policy in own if named_id is not None else ():
        if policy.own_id == named_id and policy.may_hold_in(question.regime):
            return policy
    in_order = sorted(own, key=lambda policy: (policy.priority, policy.own_id or 0))
    return next(policy for policy in (*in_order, *BUILT_IN_POLICIES) if policy.fits(question))


def profile_of_key(name: str) -> Profile:
    """The terms of a case that keeps only their name; a name that nobody knows any more has the ordinary ones."""
    return BUILT_IN.get(name.split(" ", maxsplit=1)[0], ORDINARY)

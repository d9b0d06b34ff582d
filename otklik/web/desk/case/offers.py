"""What a person can do with a case now, and what each act asks for: the one next step first, the others in a menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.answers.selectors import AnswersOfCase, situation_of
from otklik.appeals.selectors import CaseView
from otklik.appeals.states import ACT_NAMES, Act, Needs, State
from otklik.appeals.table import NEXT_RIGHT
from otklik.appeals.workflow import PARTS, acts_for, find_transition
from otklik.organizations.rights import Role, standing_in
from otklik.organizations.selectors import Viewer
from otklik.web.desk.marks import ACT_ICONS

WRITING_ACTS = frozenset({Act.SUBMIT, Act.SUBMIT_AGAIN, Act.APPROVE_FINAL, Act.APPROVE_INTERIM, Act.ASK_AUTHOR})
"""They go with a text that is written in the answer box."""

_PUBLISHERS = frozenset({Role.CONTENT_MANAGER, Role.APPROVER})
_OWN_URLS = {
    Act.ASSIGN: "desk:assign",
    Act.SEND_BACK: "desk:send_back",
    Act.ANSWERED_BY_HAND: "desk:answer_by_hand",
}
_KEYS = {Act.ASSIGN: "a", Act.CLOSE: "e"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One act as a button, with the form of what it needs."""

    act: Act
    name: str
    icon: str
    parts: tuple[str, ...]
    """Names of the fields that its form asks for."""
    url_name: str
    key: str = ""

    @property
    def is_plain(self) -> bool:
        """One press is enough."""
        return not self.parts and self.act is not Act.ASSIGN


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that this person can do with the case now."""

    first: Offer | None
    """The next right thing; None where only looking is left."""
    others: tuple[Offer, ...]
    can_submit: bool
    can_send: bool
    can_ask: bool
    can_approve: bool
    """The submitted answer waits for this person's word."""
    can_send_urgently: bool
    """The rule of approval lets it be sent first and checked after."""
    is_kept_from_writing: bool
    """This person could write or approve, if only something could be sent from here."""

    @property
    def can_write(self) -> bool:
        """The answer box is shown."""
        return self.can_submit or self.can_send or self.can_ask

    @property
    def all(self) -> tuple[Offer, ...]:
        """The first and the others."""
        return ((self.first,) if self.first else ()) + self.others

    def has_form(self, name: str) -> bool:
        """Whether the form of this name is still there for this person, so that what was typed stands in it."""
        if name == "answer":
            return self.can_write
        if self.can_approve and name == Act.SEND_BACK:
            return True  # it stands beside the answer, not among the others
        if name == "edit_answer":
            return self.can_approve
        return name not in set(Act) or self.find(Act(name)) is not None

    def find(self, act: Act) -> Offer | None:
        """The offer of this act, if it can be done."""
        return next((offer for offer in self.all if offer.act is act), None)


def offers_for(case: CaseView, answers: AnswersOfCase, *, viewer: Viewer, now: datetime) -> Offers:
    """What the table, the person's roles and the case allow now."""
    allowed = _allowed(case, answers, viewer=viewer, now=now)
    acts = allowed if answers.can_send else _without_network(allowed)
    waits = case.state is State.AWAITING_APPROVAL
    can_approve = waits and Act.APPROVE_FINAL in acts
    offers = [_offer(case.state, act) for act in acts if _stands_in_menu(act, can_approve=can_approve)]
    written = not waits and WRITING_ACTS.intersection(acts) and acts and acts[0] in WRITING_ACTS
    first = None if written or (waits and acts[:1] == (Act.APPROVE_FINAL,)) else _next(case, answers, acts, offers)
    return Offers(
        first=first,
        others=tuple(offer for offer in offers if offer is not first),
        can_submit=bool({Act.SUBMIT, Act.SUBMIT_AGAIN}.intersection(acts)),
        can_send=not waits and Act.APPROVE_FINAL in acts,
        can_ask=Act.ASK_AUTHOR in acts,
        can_approve=can_approve,
        can_send_urgently=answers.route.may_be_urgent
        and Act.SUBMIT in acts
        and not _PUBLISHERS.isdisjoint(standing_in(case.roles)),
        is_kept_from_writing=case.page is not None
        and not answers.can_send
        and bool(WRITING_ACTS.intersection(allowed)),
    )


def _next(case: CaseView, answers: AnswersOfCase, acts: Sequence[Act], offers: Sequence[Offer]) -> Offer | None:
    """The next right thing; None where it is another's turn: whatever else is allowed waits in the menu."""
    if case.times.wrote_again_at is not None and Act.REOPEN in acts:
        return next(offer for offer in offers if offer.act is Act.REOPEN)
    right = set(NEXT_RIGHT.get(case.state, ()))
    if not answers.can_send:
        right |= {Act.ACCEPT_WITHDRAWAL}
        if case.state is not State.AWAITING_APPROVAL:
            right |= {Act.ANSWERED_BY_HAND}
    return offers[0] if offers and acts[0] in right else None


def _allowed(case: CaseView, answers: AnswersOfCase, *, viewer: Viewer, now: datetime) -> tuple[Act, ...]:
    """What the table allows; to whom the answer's next word falls counts as an approver, and nobody else does."""
    document = answers.document if answers.document and answers.document.is_waiting else None
    roles = case.roles | ({Role.APPROVER} if document and document.steps and document.is_my_turn else set())
    acts = acts_for(case.state, roles, situation=situation_of(case, answers, viewer=viewer, now=now))
    if document is None or document.is_my_turn:
        return acts
    return tuple(act for act in acts if act not in (Act.APPROVE_FINAL, Act.APPROVE_INTERIM))


def _stands_in_menu(act: Act, *, can_approve: bool) -> bool:
    """Sending back stands beside the answer that waits, approving too; writing stands in the answer box."""
    return act not in WRITING_ACTS and not (can_approve and act is Act.SEND_BACK)


def _without_network(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Where nothing can be sent from here, an answer given by hand is what moves the case on.

    Where its author took the message back, nobody waits for an answer: the end of it comes first.
    """
    left = [act for act in acts if act not in WRITING_ACTS]
    if Act.ACCEPT_WITHDRAWAL in left:
        return (Act.ACCEPT_WITHDRAWAL, *(act for act in left if act is not Act.ACCEPT_WITHDRAWAL))
    if Act.ANSWERED_BY_HAND in left and len(left) < len(acts):
        left.remove(Act.ANSWERED_BY_HAND)
        place = 1 if left and left[0] in (Act.ASSIGN, Act.PASS_MODERATION) else 0
        left.insert(place, Act.ANSWERED_BY_HAND)
    return tuple(left)


def _offer(state: State, act: Act) -> Offer:
    row = find_transition(state, act)
    needs = row.needs if row else Needs.NOTHING
    return Offer(
        act=act,
        name=ACT_NAMES[act],
        icon=ACT_ICONS.get(act, "arrow-right"),
        parts=("text", "link") if act is Act.ANSWERED_BY_HAND else PARTS[needs],
        url_name=_OWN_URLS.get(act, "desk:step"),
        key=_KEYS.get(act, ""),
    )

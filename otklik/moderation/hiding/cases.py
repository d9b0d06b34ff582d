"""What a decision of moderation does to the case: hidden never means unanswered. Hiding and showing a message."""

from datetime import datetime

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import CLOSED_STATES, OPEN_STATES, Act, Party, State
from otklik.appeals.subject import move_after_moderation
from otklik.appeals.workflow import Reason, acts_for
from otklik.intake.models import ResidentMessage
from otklik.intake.services import put_into_sight, take_out_of_sight
from otklik.moderation.models import Decision, DecisionAct, Review, ReviewState
from otklik.organizations.rights import Place
from otklik.organizations.selectors import Viewer
from otklik.triage.findings import ADVERTISING, FLOOD

SPAM = "spam"

_NOBODY_ASKED = frozenset({ADVERTISING, FLOOD})


def find_open_case(message: ResidentMessage) -> Appeal | None:
    """The case that the message belongs to, where it is open."""
    case = Appeal.objects.defer("search").filter(messages__message=message).first()
    return case if case is not None and State(case.state) in OPEN_STATES else None


def let_case_go_on(message: ResidentMessage, decision: Decision, *, by: Viewer | None, now: datetime) -> None:
    """A case that was held for moderation goes to whoever answers it; only spam ends here, with its clause.

    Nothing happens while other messages of the case still wait for a decision.
    """
    case = _lock_case(message)
    if case is None or State(case.state) is not State.IN_MODERATION or _others_wait(case, message):
        return
    if decision.act != DecisionAct.LAWFUL and is_spam(case, decision.ground):
        _decline(case, decision, by=by, now=now)
        return
    who = by if by is not None and _may(case, by, Act.PASS_MODERATION) else Party.SYSTEM
    make_move(case, Move(Act.PASS_MODERATION, who, Reason(finding=decision.ground, clause=decision.clause)), now=now)
    further = move_after_moderation(case, now=now)
    if further is not None:
        make_move(case, further, now=now)


def is_spam(case: Appeal, ground: str) -> bool:
    """Whether nobody asks for anything: an advertisement or a flood, in what the machine takes for spam too."""
    return case.kind == SPAM and ground in _NOBODY_ASKED


def _decline(case: Appeal, decision: Decision, *, by: Viewer | None, now: datetime) -> None:
    """Spam is declined by whoever may; else it waits for such a person."""
    if by is not None and _may(case, by, Act.DECLINE):
        make_move(case, Move(Act.DECLINE, by, Reason(finding=decision.ground, clause=decision.clause)), now=now)


def _lock_case(message: ResidentMessage) -> Appeal | None:
    cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",))
    return cases.filter(messages__message=message).exclude(state__in=CLOSED_STATES).first()


def _others_wait(case: Appeal, message: ResidentMessage) -> bool:
    waiting = Review.objects.filter(message__case_link__appeal=case, state=ReviewState.WAITING)
    return waiting.exclude(message=message).exists()


def _may(case: Appeal, by: Viewer, act: Act) -> bool:
    place = Place(case.body_id, case.municipality_id, case.founder_id)
    return act in acts_for(State(case.state), by.roles_at(place))


def hide_message(message: ResidentMessage) -> None:
    """We hide or delete it: nobody waits for the network to say so before the published copy goes."""
    take_out_of_sight(message)
    _publish_anew(message)


def show_message(message: ResidentMessage) -> None:
    """It stands there again, or was never taken away after all."""
    put_into_sight(message)
    _publish_anew(message)


def _publish_anew(message: ResidentMessage) -> None:
    Appeal.objects.filter(messages__message=message).update(publication_is_stale=True)

"""Why an act on a case is refused: the obstacles in words, and the errors that carry them to a person.

Plain values: no Django, no database, no clock.
"""

from collections.abc import Collection
from dataclasses import dataclass

from otklik.appeals.states import ACT_NAMES, STATE_NAMES, Act, State
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class NotAllowedNow(OtklikError):
    """The act does not fit the state of the case, or something about the case forbids it for now."""

    def __init__(self, wrong: str, *, state: State | None, act: Act, possible: Collection[Act]) -> None:
        names = tuple(ACT_NAMES[one] for one in possible)
        super().__init__(
            wrong,
            mend=_("Possible now: %(possible)s.") if names else _("Nothing can be done with it now."),
            values={"act": ACT_NAMES[act], "state": STATE_NAMES[state] if state else "–", "possible": names},
        )
        self.state, self.act, self.possible = state, act, tuple(possible)


class NotYourAct(OtklikError):
    """The act fits the case, but none of this person's roles may do it."""


class ReasonMissing(OtklikError):
    """The act must be given something that is not there; `parts` names the empty fields of `Reason`."""

    def __init__(self, act: Act, *, parts: tuple[str, ...]) -> None:
        super().__init__(
            _("«%(act)s» needs: %(parts)s."),
            mend=_("Fill it in and try again."),
            values={"act": ACT_NAMES[act], "parts": tuple(_PART_NAMES[part] for part in parts)},
        )
        self.parts = parts


_PART_NAMES = {
    "text": _("a reason in words"),
    "finding": _("what was found"),
    "clause": _("the clause of the rules"),
    "due_on": _("a date"),
    "system": _("the system"),
    "number": _("the number"),
    "outcome": _("the outcome"),
    "link": _("the link"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of an act."""

    wrong: str
    mend: str = ""
    """Only where the person is the obstacle: for what the case forbids, the possible acts are named instead."""
    is_personal: bool = False
    """Somebody else could do it."""


DOES_NOT_FIT = Obstacle(_("«%(act)s» cannot be done in the state «%(state)s»."))
NOT_THEIR_ROLE = Obstacle(
    _("«%(act)s» is not for your role."),
    _("Ask a colleague whose role allows it, or the coordinator."),
    is_personal=True,
)
IS_SENDING = Obstacle(_("An approved answer is on its way to the network: «%(act)s» has to wait for the receipt."))
NOTHING_BEFORE = Obstacle(_("The history does not say where the case was before: «%(act)s» leads nowhere."))
SUBMIT_FIRST = Obstacle(_("This body approves answers before they are published: submit the answer first."))
NOT_AN_APPROVER = Obstacle(
    _("This body lets only an approver publish an answer."), _("Ask an approver of the body."), is_personal=True
)
OWN_ANSWER = Obstacle(
    _("You wrote this answer, so somebody else approves it."), _("Ask another approver of the body."), is_personal=True
)
OWN_DECLINE = Obstacle(
    _("You declined this case, so somebody else decides about the objection."),
    _("Ask another moderator or the curator."),
    is_personal=True,
)
NOT_TAKEN_BACK = Obstacle(
    _("The network does not tell that the author deleted the message: it waits for an answer all the same.")
)
NOT_JOINED = Obstacle(_("The case is not joined to another one, so there is nothing to take apart."))
NO_PART = Obstacle(_("The case is not a part of another one: answer the resident."))
JOINED = Obstacle(_("The case is joined to another one: take it apart, or reopen the main case."))
TOO_LATE = Obstacle(_("The time in which a case can be reopened is over: open a new case."))


def refusal(obstacle: Obstacle, *, state: State | None, act: Act, possible: Collection[Act]) -> OtklikError:
    """The error for an obstacle: it names what is possible instead, or whom to ask."""
    if obstacle.is_personal:
        return NotYourAct(obstacle.wrong, mend=obstacle.mend, values={"act": ACT_NAMES[act]})
    return NotAllowedNow(obstacle.wrong, state=state, act=act, possible=possible)

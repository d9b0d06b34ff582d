"""The words that the table of a case is written in: states, acts, what an act asks for, what it does to the clocks.

Plain values: no Django, no database, no clock. `workflow.py` is the table itself.
"""

from enum import StrEnum

from otklik.shared.words import marked as _


class State(StrEnum):
    """Where a case stands."""

    NEW = "new"
    IN_MODERATION = "in_moderation"
    ASSIGNED = "assigned"
    IN_WORK = "in_work"
    AWAITING_APPROVAL = "awaiting_approval"
    REWORK = "rework"
    ANSWERED = "answered"
    INTERIM_ANSWERED = "interim_answered"
    CLARIFYING = "clarifying"
    DEFERRED = "deferred"
    MISROUTED = "misrouted"
    EXTERNAL = "external"
    DECLINED = "declined"
    CLOSED = "closed"


PART_CHANNEL = "part"
"""The channel of a case that is a part of another: no resident reads its answer."""
OVER = (State.DECLINED, State.CLOSED)
"""Nothing more happens to such a case by itself."""
CLOSED_STATES = frozenset({State.ANSWERED, State.DECLINED, State.CLOSED})
OPEN_STATES = tuple(state for state in State if state not in CLOSED_STATES)


class Act(StrEnum):
    """What can happen to a case."""

    OPEN = "open"
    HOLD = "hold"
    PASS_MODERATION = "pass_moderation"
    DECLINE = "decline"
    UPHOLD_OBJECTION = "uphold_objection"
    ASSIGN = "assign"
    TAKE = "take"
    RETURN_NOT_OURS = "return_not_ours"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    SUBMIT_AGAIN = "submit_again"
    APPROVE_FINAL = "approve_final"
    APPROVE_INTERIM = "approve_interim"
    SEND_FINAL = "send_final"
    SEND_INTERIM = "send_interim"
    ANSWERED_OUTSIDE = "answered_outside"
    ANSWERED_BY_HAND = "answered_by_hand"
    ASK_AUTHOR = "ask_author"
    AUTHOR_ANSWERS = "author_answers"
    GIVE_UP_CLARIFYING = "give_up_clarifying"
    DEFER = "defer"
    DEFERRAL_COMES = "deferral_comes"
    HAND_OVER = "hand_over"
    EXTERNAL_ANSWERS = "external_answers"
    CLOSE = "close"
    REOPEN = "reopen"
    JOIN = "join"
    TAKE_APART = "take_apart"
    WITHDRAW = "withdraw"
    ACCEPT_WITHDRAWAL = "accept_withdrawal"
    """The author deleted the message in the network after staff had begun: they end the case."""
    HAND_IN = "hand_in"
    """A part of another case is worked out: its answer goes to the body that asked, not to a resident."""
    DECIDE_ANEW = "decide_anew"
    """What was written first came to us later, or was edited: what the machine decided no longer fits."""
    UNDO = "undo"
    """Whoever did it with many cases at once takes it back, where nothing happened since."""


class Party(StrEnum):
    """Who acts without being staff; staff act by their roles."""

    SYSTEM = "system"
    AUTHOR = "author"
    """The resident."""
    NETWORK = "network"
    """Delivery's receipt, or an answer that staff typed in the network itself."""
    IMPORT = "import"


class Outcome(StrEnum):
    """How a closed case ended."""

    SOLVED = "solved"
    """With evidence."""
    PROMISED = "promised"
    """By a date."""
    EXPLAINED = "explained"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    NO_CLARIFICATION = "no_clarification"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


CLOSING_OUTCOMES = (Outcome.SOLVED, Outcome.EXPLAINED, Outcome.PROMISED, Outcome.REFUSED, Outcome.PASSED_ON)
"""What a person may say when closing; the others come from their own acts."""


class Cause(StrEnum):
    """For what a case is put off."""

    SEASON = "season"
    BUDGET = "budget"
    TENDER = "tender"
    OTHER = "other"


class Needs(StrEnum):
    """What an act must be given to be done."""

    NOTHING = "nothing"
    TEXT = "text"
    FINDING = "finding"
    CLAUSE = "clause"
    """A ground of the closed list, with its clause of the page's published rules."""
    DATE = "date"
    TEXT_AND_DATE = "text_and_date"
    QUESTION = "question"
    SYSTEM_AND_NUMBER = "system_and_number"
    WHICH = "which"
    OUTCOME = "outcome"
    LINK = "link"


class Clock(StrEnum):
    """What an act does to the clocks of a case."""

    START_ASSIGNMENT = "start_assignment"
    STOP_ASSIGNMENT = "stop_assignment"
    START_PRIMARY = "start_primary"
    STOP_PRIMARY = "stop_primary"
    STOP_PRIMARY_AS_INTERIM = "stop_primary_as_interim"
    START_FINAL = "start_final"
    STOP_FINAL = "stop_final"
    FINAL_IS_DATE = "final_is_date"
    START_APPROVAL = "start_approval"
    STOP_APPROVAL = "stop_approval"
    STOP_ALL = "stop_all"
    PAUSE_ALL = "pause_all"
    PAUSE_WHEN_TOLD = "pause_when_told"
    """Once the question stands before its author, and not a minute earlier (`clocks.pause_clocks`)."""
    RESUME = "resume"
    RESUME_WITH_GRACE = "resume_with_grace"
    START_ANEW_WITH_GRACE = "start_anew_with_grace"
    START_REOPENED = "start_reopened"
    START_WATCH = "start_watch"


class Condition(StrEnum):
    """What must be true besides state and role."""

    ALWAYS = "always"
    APPROVED_RIGHTLY = "approved_rightly"
    """Where the body requires approval: submitted first, by an approver, not by the one who wrote it."""
    ANOTHER_PERSON = "another_person"
    """Not the one who declined it."""
    JOINED = "joined"
    NOT_JOINED_AND_IN_TIME = "not_joined_and_in_time"
    IS_PART = "is_part"
    TAKEN_BACK = "taken_back"
    """The network tells that the author deleted everything that the case is about."""


STATE_NAMES = {
    State.NEW: _("New"),
    State.IN_MODERATION: _("In moderation"),
    State.ASSIGNED: _("Assigned"),
    State.IN_WORK: _("In work"),
    State.AWAITING_APPROVAL: _("Awaiting approval"),
    State.REWORK: _("To be reworked"),
    State.ANSWERED: _("Answered"),
    State.INTERIM_ANSWERED: _("Answered for now"),
    State.CLARIFYING: _("Waiting for the author"),
    State.DEFERRED: _("Deferred"),
    State.MISROUTED: _("Not ours"),
    State.EXTERNAL: _("In another system"),
    State.DECLINED: _("Declined"),
    State.CLOSED: _("Closed"),
}

ACT_NAMES = {
    Act.OPEN: _("Open a case"),
    Act.HOLD: _("Hold for moderation"),
    Act.PASS_MODERATION: _("Pass"),
    Act.DECLINE: _("Decline"),
    Act.UPHOLD_OBJECTION: _("Uphold the objection"),
    Act.ASSIGN: _("Assign"),
    Act.TAKE: _("Take into work"),
    Act.RETURN_NOT_OURS: _("Return: not ours"),
    Act.SUBMIT: _("Submit for approval"),
    Act.SEND_BACK: _("Send back"),
    Act.SUBMIT_AGAIN: _("Submit again"),
    Act.APPROVE_FINAL: _("Approve and send"),
    Act.APPROVE_INTERIM: _("Approve and send as interim"),
    Act.SEND_FINAL: _("Answer published"),
    Act.SEND_INTERIM: _("Interim answer published"),
    Act.ANSWERED_OUTSIDE: _("Answered in the network itself"),
    Act.ANSWERED_BY_HAND: _("Answered by hand"),
    Act.ASK_AUTHOR: _("Ask the author"),
    Act.AUTHOR_ANSWERS: _("The author answered"),
    Act.GIVE_UP_CLARIFYING: _("No clarification came"),
    Act.DEFER: _("Defer"),
    Act.DEFERRAL_COMES: _("The date has come"),
    Act.HAND_OVER: _("Hand to another system"),
    Act.EXTERNAL_ANSWERS: _("The other system answered"),
    Act.CLOSE: _("Close"),
    Act.REOPEN: _("Reopen"),
    Act.JOIN: _("Join to another case"),
    Act.TAKE_APART: _("Take apart"),
    Act.WITHDRAW: _("Withdraw"),
    Act.ACCEPT_WITHDRAWAL: _("End: the author took it back"),
    Act.HAND_IN: _("Worked out: hand in"),
    Act.DECIDE_ANEW: _("Decide anew"),
    Act.UNDO: _("Undo"),
}

CAUSE_NAMES = {
    Cause.SEASON: _("season of the works"),
    Cause.BUDGET: _("money in the budget"),
    Cause.TENDER: _("tender"),
    Cause.OTHER: _("something else"),
}

OUTCOME_NAMES = {
    Outcome.SOLVED: _("Solved, with evidence"),
    Outcome.PROMISED: _("Promised by a date"),
    Outcome.EXPLAINED: _("Explained"),
    Outcome.REFUSED: _("Refused"),
    Outcome.PASSED_ON: _("Passed on"),
    Outcome.NO_CLARIFICATION: _("No clarification"),
    Outcome.WITHDRAWN: _("Withdrawn"),
    Outcome.DUPLICATE: _("Duplicate"),
}

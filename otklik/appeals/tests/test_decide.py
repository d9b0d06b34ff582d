"""The whole table of a case, written here a second time from the domain description and tried on every pair."""

import itertools
from collections.abc import Set as AbstractSet
from datetime import date

import pytest

from otklik.appeals.workflow import (
    Act,
    Actor,
    Clock,
    NotAllowedNow,
    NotYourAct,
    Outcome,
    Party,
    Reason,
    ReasonMissing,
    Situation,
    State,
    Step,
    acts_for,
    decide,
    find_transition,
    state_before,
)
from otklik.organizations.rights import Role

WHERE_IT_WAS = "where it was"
BEFORE = "before"

CM, EX, AP, CO = Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.COORDINATOR
CU, FO, MO = Role.CURATOR, Role.FOUNDER, Role.MODERATOR
SYSTEM, AUTHOR, NETWORK, IMPORT = Party.SYSTEM, Party.AUTHOR, Party.NETWORK, Party.IMPORT

WORKERS: set[Actor] = {EX, CM, CO, CU}
AT_WORK = "assigned in_work awaiting_approval rework interim_answered"
OPEN = f"new in_moderation {AT_WORK} clarifying deferred misrouted external"

EXPECTED: list[tuple[str, Act, str, AbstractSet[Actor]]] = [
    ("-", Act.OPEN, "new", {SYSTEM, IMPORT, CM, CO, CU}),
    ("new", Act.HOLD, "in_moderation", {SYSTEM, MO, CU}),
    ("in_moderation", Act.PASS_MODERATION, "new", {SYSTEM, MO, CU}),
    ("new in_moderation", Act.DECLINE, "declined", {MO, CO, CU, IMPORT}),
    ("declined", Act.UPHOLD_OBJECTION, "new", {MO, CU}),
    ("new misrouted", Act.ASSIGN, "assigned", {SYSTEM, IMPORT, CO, CU, FO}),
    ("assigned in_work", Act.ASSIGN, "assigned", {SYSTEM, CO, CU, FO}),
    ("assigned rework interim_answered deferred", Act.TAKE, "in_work", {*WORKERS, IMPORT}),
    ("external", Act.TAKE, "in_work", WORKERS),
    ("assigned in_work", Act.RETURN_NOT_OURS, "misrouted", WORKERS),
    ("assigned in_work", Act.SUBMIT, "awaiting_approval", WORKERS),
    ("awaiting_approval", Act.SEND_BACK, "rework", {AP, CO, CU}),
    ("rework", Act.SUBMIT_AGAIN, "awaiting_approval", WORKERS),
    ("awaiting_approval assigned in_work", Act.APPROVE_FINAL, WHERE_IT_WAS, {AP, CM, CO, CU}),
    ("awaiting_approval assigned in_work", Act.APPROVE_INTERIM, WHERE_IT_WAS, {AP, CM, CO, CU}),
    ("awaiting_approval assigned in_work", Act.SEND_FINAL, "answered", {NETWORK}),
    ("awaiting_approval assigned in_work", Act.SEND_INTERIM, "interim_answered", {NETWORK, IMPORT}),
    (OPEN, Act.ANSWERED_OUTSIDE, "answered", {NETWORK, IMPORT}),
    (OPEN, Act.ANSWERED_BY_HAND, "answered", {CM, CO, CU}),
    (OPEN, Act.ASK_AUTHOR, "clarifying", WORKERS),
    ("clarifying", Act.AUTHOR_ANSWERS, BEFORE, {SYSTEM}),
    ("clarifying", Act.GIVE_UP_CLARIFYING, "closed", {SYSTEM}),
    ("in_work interim_answered answered", Act.DEFER, "deferred", {AP, CO, CU, IMPORT}),
    ("deferred", Act.DEFERRAL_COMES, "in_work", {SYSTEM, EX, CO, CU}),
    (OPEN, Act.HAND_OVER, "external", {CO, CU}),
    ("external", Act.EXTERNAL_ANSWERS, "in_work", {CO, CU, IMPORT}),
    ("answered", Act.CLOSE, "closed", {AUTHOR, SYSTEM, IMPORT, CM, CO, CU}),
    ("answered closed deferred", Act.REOPEN, "in_work", {EX, CM, AP, CO, CU, IMPORT}),
    (OPEN, Act.JOIN, "closed", {SYSTEM, CM, CO, CU}),
    ("answered", Act.JOIN, "closed", {SYSTEM}),
    ("closed", Act.TAKE_APART, BEFORE, {CO, CU}),
    (f"{OPEN} answered", Act.WITHDRAW, "closed", {AUTHOR}),
    (OPEN, Act.ACCEPT_WITHDRAWAL, "closed", {CM, CO, CU}),
    ("assigned in_work rework", Act.HAND_IN, "answered", WORKERS),
    ("in_moderation assigned", Act.DECIDE_ANEW, "new", {SYSTEM}),
    ("assigned in_work deferred closed", Act.UNDO, BEFORE, {SYSTEM}),
]

ALL_STATES: tuple[State | None, ...] = (None, *State)
ALL_ACTORS: tuple[Actor, ...] = (*Role, *Party)
FULL = Reason(
    text="so",
    finding="a finding",
    clause="2.4",
    due_on=date(2026, 5, 1),
    system="ПОС",
    number="17",
    outcome=Outcome.SOLVED,
    link="https://vk.ru/wall-1_2",
)


def _expected(state: State | None, act: Act) -> tuple[str, AbstractSet[Actor]] | None:
    name = state.value if state else "-"
    rows = [(to, who) for froms, one, to, who in EXPECTED if one is act and name in froms.split()]
    assert len(rows) <= 1
    return rows[0] if rows else None


def _usual(act: Act) -> Situation:
    joined, part, taken_back = (act is one for one in (Act.TAKE_APART, Act.HAND_IN, Act.ACCEPT_WITHDRAWAL))
    return Situation(state_before=State.ASSIGNED, is_joined=joined, is_part=part, is_taken_back=taken_back)


def _led(state: State | None, act: Act, actor: Actor) -> str:
    try:
        return decide(state, act, actors=[actor], reason=FULL, situation=_usual(act)).to.value
    except (NotAllowedNow, NotYourAct) as refusal:
        return type(refusal).__name__


def _should_lead(state: State | None, act: Act, actor: Actor) -> str:
    row = _expected(state, act)
    if row is None:
        return "NotAllowedNow"
    to, who = row
    if actor not in who:
        return "NotYourAct"
    return {WHERE_IT_WAS: state.value if state else "", BEFORE: "assigned"}.get(to, to)


@pytest.mark.parametrize(("state", "act"), list(itertools.product(ALL_STATES, Act)))
def test_it_leads_where_the_domain_says_for_every_actor(state: State | None, act: Act) -> None:
    led = {actor: _led(state, act, actor) for actor in ALL_ACTORS}

    assert led == {actor: _should_lead(state, act, actor) for actor in ALL_ACTORS}


@pytest.mark.parametrize(("state", "role"), list(itertools.product(ALL_STATES, Role)))
def test_it_offers_exactly_what_can_be_done(state: State | None, role: Role) -> None:
    offered = acts_for(state, [role], situation=Situation(state_before=State.ASSIGNED))

    usual = set(Act) - {Act.TAKE_APART, Act.HAND_IN, Act.ACCEPT_WITHDRAWAL}
    possible = {act for act in usual if (row := _expected(state, act)) and role in row[1]}
    assert set(offered) == possible
    assert len(offered) == len(set(offered))


NEEDED = {
    Act.HOLD: ("finding",),
    Act.DECLINE: ("clause",),
    Act.UPHOLD_OBJECTION: ("text",),
    Act.RETURN_NOT_OURS: ("text",),
    Act.SEND_BACK: ("text",),
    Act.APPROVE_INTERIM: ("due_on",),
    Act.SEND_INTERIM: ("due_on",),
    Act.ANSWERED_BY_HAND: ("link",),
    Act.ASK_AUTHOR: ("text",),
    Act.DEFER: ("text", "due_on"),
    Act.HAND_OVER: ("system", "number"),
    Act.CLOSE: ("outcome",),
    Act.REOPEN: ("text",),
    Act.JOIN: ("number",),
    Act.TAKE_APART: ("text",),
    Act.HAND_IN: ("text",),
    Act.ACCEPT_WITHDRAWAL: ("text",),
}


@pytest.mark.parametrize(
    ("state", "act"), [(state, act) for state, act in itertools.product(ALL_STATES, Act) if _expected(state, act)]
)
def test_it_asks_for_what_the_act_needs(state: State | None, act: Act) -> None:
    row = _expected(state, act)
    assert row
    actor = min(row[1])
    needed = NEEDED.get(act, ())
    if act is Act.ASSIGN and state in (State.ASSIGNED, State.IN_WORK):
        needed = ("text",)

    if not needed:
        decide(state, act, actors=[actor], situation=_usual(act))
        return
    with pytest.raises(ReasonMissing) as missing:
        decide(state, act, actors=[actor], reason=Reason(text="  "), situation=_usual(act))
    assert missing.value.parts == needed


CLOCKS = {
    Act.OPEN: {Clock.START_ASSIGNMENT, Clock.START_PRIMARY},
    Act.DECLINE: {Clock.STOP_ALL},
    Act.UPHOLD_OBJECTION: {Clock.START_ANEW_WITH_GRACE},
    Act.ASSIGN: {Clock.STOP_ASSIGNMENT},
    Act.RETURN_NOT_OURS: {Clock.START_ASSIGNMENT},
    Act.SUBMIT: {Clock.START_APPROVAL},
    Act.SEND_BACK: {Clock.STOP_APPROVAL},
    Act.SUBMIT_AGAIN: {Clock.START_APPROVAL},
    Act.APPROVE_FINAL: {Clock.STOP_APPROVAL},
    Act.APPROVE_INTERIM: {Clock.STOP_APPROVAL},
    Act.SEND_FINAL: {Clock.STOP_ASSIGNMENT, Clock.STOP_APPROVAL, Clock.STOP_PRIMARY, Clock.STOP_FINAL},
    Act.SEND_INTERIM: {Clock.STOP_PRIMARY_AS_INTERIM, Clock.START_FINAL},
    Act.ANSWERED_OUTSIDE: {Clock.STOP_ASSIGNMENT, Clock.STOP_APPROVAL, Clock.STOP_PRIMARY, Clock.STOP_FINAL},
    Act.ANSWERED_BY_HAND: {Clock.STOP_ASSIGNMENT, Clock.STOP_APPROVAL, Clock.STOP_PRIMARY, Clock.STOP_FINAL},
    Act.ASK_AUTHOR: {Clock.PAUSE_WHEN_TOLD},
    Act.AUTHOR_ANSWERS: {Clock.RESUME_WITH_GRACE},
    Act.GIVE_UP_CLARIFYING: {Clock.STOP_ALL},
    Act.DEFER: {Clock.FINAL_IS_DATE},
    Act.HAND_OVER: {Clock.PAUSE_ALL, Clock.START_WATCH},
    Act.EXTERNAL_ANSWERS: {Clock.RESUME},
    Act.REOPEN: {Clock.START_REOPENED},
    Act.JOIN: {Clock.PAUSE_ALL},
    Act.TAKE_APART: {Clock.RESUME_WITH_GRACE},
    Act.WITHDRAW: {Clock.STOP_ALL},
    Act.ACCEPT_WITHDRAWAL: {Clock.STOP_ALL},
    Act.HAND_IN: {Clock.STOP_ASSIGNMENT, Clock.STOP_APPROVAL, Clock.STOP_PRIMARY, Clock.STOP_FINAL},
    Act.DECIDE_ANEW: {Clock.START_ASSIGNMENT},
}


@pytest.mark.parametrize("act", list(Act))
def test_it_does_to_the_clocks_what_the_domain_says(act: Act) -> None:
    for state in ALL_STATES:
        row = find_transition(state, act)
        if row:
            resumed = act is Act.TAKE and state is State.EXTERNAL
            assert set(row.clocks) == ({Clock.RESUME} if resumed else CLOCKS.get(act, set()))


def test_it_lets_only_another_approver_publish_where_the_body_requires_approval() -> None:
    strict = Situation(approval_required=True)
    own = Situation(approval_required=True, wrote_the_answer=True)
    waiting = State.AWAITING_APPROVAL

    assert decide(waiting, Act.APPROVE_FINAL, actors=[AP], situation=strict).to is waiting
    with pytest.raises(NotYourAct, match="You wrote this answer"):
        decide(waiting, Act.APPROVE_FINAL, actors=[AP], situation=own)
    with pytest.raises(NotYourAct, match="only an approver"):
        decide(waiting, Act.APPROVE_FINAL, actors=[CM], situation=strict)
    with pytest.raises(NotAllowedNow, match="submit the answer first"):
        decide(State.IN_WORK, Act.APPROVE_FINAL, actors=[AP], situation=strict)


def test_it_makes_people_wait_while_an_answer_is_on_its_way_but_not_the_author_or_the_network() -> None:
    sending = Situation(is_sending=True)

    with pytest.raises(NotAllowedNow, match="on its way") as refusal:
        decide(State.IN_WORK, Act.APPROVE_FINAL, actors=[CM], situation=sending)
    assert refusal.value.possible == ()
    assert acts_for(State.IN_WORK, [CO], situation=sending) == ()
    assert decide(State.IN_WORK, Act.SEND_FINAL, actors=[NETWORK], situation=sending).to is State.ANSWERED
    assert decide(State.IN_WORK, Act.WITHDRAW, actors=[AUTHOR], situation=sending).to is State.CLOSED


def test_it_lets_somebody_else_decide_about_an_objection() -> None:
    with pytest.raises(NotYourAct, match="You declined"):
        decide(State.DECLINED, Act.UPHOLD_OBJECTION, actors=[MO], reason=FULL, situation=Situation(declined_it=True))


def test_it_takes_apart_only_what_is_joined_and_reopens_only_what_is_not() -> None:
    joined = Situation(is_joined=True, state_before=State.IN_WORK)

    assert decide(State.CLOSED, Act.TAKE_APART, actors=[CO], reason=FULL, situation=joined).to is State.IN_WORK
    with pytest.raises(NotAllowedNow, match="not joined"):
        decide(State.CLOSED, Act.TAKE_APART, actors=[CO], reason=FULL, situation=Situation(state_before=State.NEW))
    with pytest.raises(NotAllowedNow, match="take it apart"):
        decide(State.CLOSED, Act.REOPEN, actors=[CO], reason=FULL, situation=joined)
    with pytest.raises(NotAllowedNow, match="is over"):
        decide(State.CLOSED, Act.REOPEN, actors=[CO], reason=FULL, situation=Situation(is_too_late_to_reopen=True))


def test_it_names_what_is_possible_instead() -> None:
    with pytest.raises(NotAllowedNow) as refusal:
        decide(State.ANSWERED, Act.SUBMIT, actors=[EX])

    assert refusal.value.possible == (Act.REOPEN,)
    assert str(refusal.value) == ("«Submit for approval» cannot be done in the state «Answered». Possible now: Reopen.")


def test_it_puts_the_next_right_act_first() -> None:
    assert acts_for(State.ASSIGNED, [EX])[0] is Act.TAKE
    assert acts_for(State.IN_WORK, [CM])[0] is Act.APPROVE_FINAL
    assert acts_for(State.IN_WORK, [CM], situation=Situation(approval_required=True))[0] is Act.SUBMIT
    assert acts_for(State.AWAITING_APPROVAL, [AP])[0] is Act.APPROVE_FINAL


def test_it_records_how_a_case_ended() -> None:
    assert decide(State.ANSWERED, Act.CLOSE, actors=[CM], reason=FULL).outcome is Outcome.SOLVED
    assert decide(State.IN_WORK, Act.JOIN, actors=[CM], reason=FULL).outcome is Outcome.DUPLICATE
    assert decide(State.IN_WORK, Act.DEFER, actors=[AP], reason=FULL).outcome is None


@pytest.mark.parametrize(("left_by", "back_by"), [(Act.ASK_AUTHOR, Act.AUTHOR_ANSWERS), (Act.JOIN, Act.TAKE_APART)])
def test_a_case_that_left_approval_comes_back_to_whoever_writes(left_by: Act, back_by: Act) -> None:
    """Its answer is a draft again since: no approver has anything to approve."""
    assert state_before([Step(left_by, State.AWAITING_APPROVAL)], act=back_by) is State.REWORK


def test_it_goes_back_to_where_the_case_was_before_the_first_unanswered_question() -> None:
    asked_twice = [
        Step(Act.OPEN, None),
        Step(Act.ASK_AUTHOR, State.REWORK),
        Step(Act.ASK_AUTHOR, State.CLARIFYING),
        Step(Act.JOIN, State.CLARIFYING),
    ]

    assert state_before(asked_twice, act=Act.AUTHOR_ANSWERS) is State.REWORK
    assert state_before(asked_twice, act=Act.TAKE_APART) is State.CLARIFYING
    assert state_before([], act=Act.AUTHOR_ANSWERS) is None
    with pytest.raises(NotAllowedNow, match="history does not say"):
        decide(State.CLARIFYING, Act.AUTHOR_ANSWERS, actors=[SYSTEM])

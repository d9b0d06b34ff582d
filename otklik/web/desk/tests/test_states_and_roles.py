"""Every pair of state and role, for every act: through the page and through the service it is as the table says.

Cases and people are made in memory: the door and the database are tried elsewhere.
"""

from contextlib import nullcontext

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from otklik.appeals import moves, services
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotAllowedNow, NotYourAct
from otklik.appeals.services import ANSWER_ACTS, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.tests.test_decide import BEFORE, EXPECTED, FULL
from otklik.appeals.workflow import decide
from otklik.organizations.models import Body
from otklik.organizations.rights import Post, Role
from otklik.organizations.selectors import Viewer
from otklik.web.desk.acts import steps
from otklik.web.desk.case import case_page
from tests.people import NOW

FORM = {
    "text": "so", "finding": "a finding", "clause": "2.4", "due_on": "2026-12-01", "system": "ПОС", "number": "17",
    "outcome": "solved", "link": "https://vk.ru/wall-1_2", "version": "1",
}  # fmt: skip
REFUSED = "refused"


class Desk:
    """One case at a time, and who stands before it."""

    def __init__(self) -> None:
        self.case = Appeal()
        self.form = RequestFactory().post("/", FORM)

    def take(self, state: State, act: Act) -> None:
        channel = "part" if act is Act.HAND_IN else "comment"
        self.case = Appeal(id=1, number=1, state=state, channel=channel, opened_at=NOW, body=Body(id=1))
        if act is Act.TAKE_APART:
            self.case.duplicate_of_id = 2


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    monkeypatch.setattr(services, "lock_case", lambda *_a, **_k: desk.case)
    monkeypatch.setattr(services, "make_move", lambda case, move, now: moves.apply_move(case, move, now=now))
    monkeypatch.setattr("django.db.transaction.atomic", nullcontext)
    monkeypatch.setattr(moves, "run_clocks", lambda *_a, **_k: None)
    monkeypatch.setattr(moves, "_state_before", lambda *_a: State.ASSIGNED)
    monkeypatch.setattr(moves, "_declined_by", lambda *_a: False)
    for name in (
        "lock_both",
        "_point_to_main",
        "note_different",
        "note_return",
        "note_part_moved",
        "move_after_moderation",
    ):
        monkeypatch.setattr(services, name, lambda *_a, **_k: None)
    monkeypatch.setattr(services, "is_taken_back", lambda _appeal: True)
    monkeypatch.setattr(Appeal, "duplicate_of", None)
    monkeypatch.setattr(steps, "pass_case", lambda number, **asked: take_step(number, Act.PASS_MODERATION, **asked))
    monkeypatch.setattr(case_page, "find_version", lambda *_a: 1)
    monkeypatch.setattr(case_page, "draw_case", lambda *_a, status, **_k: HttpResponse(status=status))
    return desk


def should_lead(state: State, act: Act, role: Role) -> str:
    """As the domain says: the table's second writing in `test_decide`."""
    led = [to for froms, one, to, who in EXPECTED if one is act and state.value in froms.split() and role in who]
    return "assigned" if led == [BEFORE] else led[0] if led else REFUSED


@pytest.mark.parametrize("role", list(Role))
def test_the_page_and_the_service_do_what_the_table_says(desk: Desk, role: Role) -> None:
    who = Viewer(1, "Анна", "anna@example.org", (Post(role, 1, frozenset({1})),))
    acts = sorted(steps.STEP_ACTS)
    wrong = [
        (state, act, by_service, by_page)
        for state in State
        for act in acts
        if (by_service := through_the_service(desk, state, act, who))
        != (by_page := through_the_page(desk, state, act, who))
        or by_page != should_lead(state, act, role)
    ]
    assert wrong == []
    assert acts
    assert not ANSWER_ACTS.intersection(acts)


def through_the_service(desk: Desk, state: State, act: Act, who: Viewer) -> str:
    desk.take(state, act)
    try:
        take_step(1, act, by=who, reason=FULL, version=1, now=NOW)
    except (NotAllowedNow, NotYourAct):
        return REFUSED
    return str(desk.case.state)


def through_the_page(desk: Desk, state: State, act: Act, who: Viewer) -> str:
    desk.take(state, act)
    desk.form.viewer, desk.form.now = who, NOW  # type: ignore[attr-defined]
    page = steps.step.__wrapped__.__wrapped__  # type: ignore[attr-defined]
    answer: HttpResponse = page(desk.form, 1, act.value)
    return REFUSED if answer.status_code == 422 else str(desk.case.state)


@pytest.mark.parametrize("role", list(Role))
def test_acts_with_a_text_are_for_whom_the_table_names(role: Role) -> None:
    """The room of answers asks the same table; nobody who only looks can answer, assign or approve."""
    for state in State:
        for act in (*sorted(ANSWER_ACTS), Act.ASSIGN):
            try:
                led = decide(state, act, actors=[role], reason=FULL).to.value
            except (NotAllowedNow, NotYourAct):
                led = REFUSED
            assert led in {should_lead(state, act, role), state.value}

"""Every pair of state and role, for every act with a text and for passing on: by the page and the service.

As in `test_states_and_roles`, cases and people are made in memory; what the answer itself needs is tried elsewhere.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from otklik.answers import services as answers
from otklik.answers.approval.route import Route
from otklik.answers.models import Answer
from otklik.appeals import moves
from otklik.appeals import services as cases
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotAllowedNow, NotYourAct
from otklik.appeals.services import ANSWER_ACTS
from otklik.appeals.states import Act, Party, State
from otklik.appeals.tests.test_decide import BEFORE, EXPECTED, WHERE_IT_WAS
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body
from otklik.organizations.rights import Post, Role
from otklik.organizations.selectors import Viewer
from otklik.web.desk.acts import answering, approving, assign
from otklik.web.desk.case import case_page
from tests.people import NOW

TEXT = "Сегодня в 13:40 убрали, завтра посыплем песком."
REFUSED = "refused"
BY_NETWORK = frozenset({Act.SEND_FINAL, Act.SEND_INTERIM, Act.ANSWERED_OUTSIDE})
"""Receipts: no page and no service does them for a person."""
PROMISED = "2026-12-01"
PAGES: Mapping[Act, tuple[Any, dict[str, str]]] = {
    Act.SUBMIT: (answering.submit, {"kind": "final", "text": TEXT}),
    Act.SUBMIT_AGAIN: (answering.submit, {"kind": "final", "text": TEXT}),
    Act.SEND_BACK: (approving.back, {"text": "сухо"}),
    Act.APPROVE_FINAL: (answering.send, {"kind": "final", "text": TEXT}),
    Act.APPROVE_INTERIM: (answering.send, {"kind": "interim", "text": TEXT, "promised_on": PROMISED}),
    Act.ASK_AUTHOR: (answering.ask, {"kind": "final", "text": "Где это?"}),
    Act.ANSWERED_BY_HAND: (approving.by_hand, {"text": TEXT, "link": "https://vk.ru/wall-1_2"}),
    Act.ASSIGN: (assign.assign, {"body_id": "1", "text": "ближе"}),
}


SKIPPED = (
    "demand_way", "check_draft", "overtake_waiting", "make_of_draft", "demand_somebody", "save_case", "drop_words",
    "hand_over", "keep_as_draft", "make_draft_of", "forget_draft", "note_result", "begin_step",
)  # fmt: skip
"""What an answer needs besides state and role."""


class Desk:
    """One case at a time, and who stands before it."""

    def __init__(self) -> None:
        self.case = Appeal()

    def take(self, state: State) -> None:
        self.case = Appeal(id=1, number=1, state=state, channel="comment", opened_at=NOW, body=Body(id=1))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    waiting = SimpleNamespace(steps=[], save=lambda **_: None, text_hash=hash_text(TEXT))
    for room in (answers, cases):
        monkeypatch.setattr(room, "lock_case", lambda *_a, **_k: desk.case)
        monkeypatch.setattr(room, "make_move", lambda case, move, now: moves.apply_move(case, move, now=now))
    monkeypatch.setattr("django.db.transaction.atomic", nullcontext)
    monkeypatch.setattr(moves, "run_clocks", lambda *_a, **_k: None)
    monkeypatch.setattr(answers, "waiting_answer", lambda *_a: waiting)
    monkeypatch.setattr(answers, "route_of", lambda *_a, **_k: Route(()))
    monkeypatch.setattr(Answer, "save", lambda *_a, **_k: None)
    monkeypatch.setattr(Answer, "objects", SimpleNamespace(create=Answer))
    for name in SKIPPED:
        monkeypatch.setattr(answers, name, lambda *_a, **_k: None)
    monkeypatch.setattr(answers, "editors_of", lambda *_a: frozenset())
    monkeypatch.setattr(answers, "check_text", lambda *_a, text, **_k: text)
    for name in ("check_not_returned", "teach_body", "pin_policy", "note_assigned"):
        monkeypatch.setattr(cases, name, lambda *_a, **_k: None)
    monkeypatch.setattr("otklik.web.desk.acts.assign.has_returned", lambda *_a: False)
    monkeypatch.setattr(cases, "find_executor", lambda *_a, **_k: None)
    found = SimpleNamespace(first=lambda: Body(id=1))
    monkeypatch.setattr(Body, "objects", SimpleNamespace(filter=lambda **_: found))
    monkeypatch.setattr(case_page, "find_version", lambda *_a: 1)
    monkeypatch.setattr(case_page, "draw_case", lambda *_a, status, **_k: HttpResponse(status=status))
    return desk


def should_lead(state: State, act: Act, role: Role) -> str:
    """As the domain says: the table's second writing in `test_decide`."""
    led = [to for froms, one, to, who in EXPECTED if one is act and state.value in froms.split() and role in who]
    if not led:
        return REFUSED
    return state.value if led == [WHERE_IT_WAS] else "assigned" if led == [BEFORE] else led[0]


def act_for(act: Act, state: State) -> Act:
    """Submitting is one button: in the state «to be reworked» it submits again."""
    if act in (Act.SUBMIT, Act.SUBMIT_AGAIN):
        return Act.SUBMIT_AGAIN if state is State.REWORK else Act.SUBMIT
    return act


def by_service(act: Act, who: Viewer) -> None:
    told: dict[str, Any] = {"by": who, "version": 1, "now": NOW}
    typed: dict[str, Any] = {"text": TEXT, "promised_on": NOW.date()}
    services: dict[Act, Callable[[], object]] = {
        Act.SUBMIT: lambda: answers.submit_answer(1, kind="final", **typed, **told),
        Act.SEND_BACK: lambda: answers.send_back(1, because="сухо", **told),
        Act.APPROVE_FINAL: lambda: answers.answer_at_once(1, kind="final", **typed, **told),
        Act.APPROVE_INTERIM: lambda: answers.answer_at_once(1, kind="interim", **typed, **told),
        Act.ASK_AUTHOR: lambda: answers.ask_author(1, question="Где это?", **told),
        Act.ANSWERED_BY_HAND: lambda: answers.answer_by_hand(1, text=TEXT, url="https://vk.ru/wall-1_2", **told),
        Act.ASSIGN: lambda: cases.assign(1, body_id=1, executor_id=None, because="ближе", **told),
    }
    services[Act.SUBMIT_AGAIN] = services[Act.SUBMIT]
    services[act]()


def through_the_service(desk: Desk, state: State, act: Act, who: Viewer) -> str:
    desk.take(state)
    try:
        by_service(act, who)
    except (NotAllowedNow, NotYourAct):
        return REFUSED
    return str(desk.case.state)


def through_the_page(desk: Desk, state: State, act: Act, who: Viewer) -> str:
    desk.take(state)
    page, form = PAGES[act]
    asked = RequestFactory().post("/", {**form, "version": "1"})
    asked.viewer, asked.now = who, NOW  # type: ignore[attr-defined]
    asked._messages = SimpleNamespace(add=lambda *_a, **_k: None)  # type: ignore[attr-defined]
    answer: HttpResponse = page.__wrapped__.__wrapped__(asked, 1)
    return REFUSED if answer.status_code == 422 else str(desk.case.state)


def test_every_act_with_a_text_has_a_page() -> None:
    assert set(PAGES) == {*ANSWER_ACTS, Act.ASSIGN} - BY_NETWORK
    receipts = {who for _froms, act, _to, who_may in EXPECTED if act in BY_NETWORK for who in who_may}
    assert receipts == {Party.NETWORK, Party.IMPORT}


@pytest.mark.parametrize("role", list(Role))
def test_the_page_and_the_service_do_what_the_table_says(desk: Desk, role: Role) -> None:
    who = Viewer(1, "Анна", "anna@example.org", (Post(role, 1, frozenset({1})),))
    wrong = [
        (state, act, led, seen, wanted)
        for state in State
        for act in PAGES
        if not (
            (led := through_the_service(desk, state, act, who))
            == (seen := through_the_page(desk, state, act, who))
            == (wanted := should_lead(state, act_for(act, state), role))
        )
    ]
    assert wrong == []

"""An answer that was put off does not leave once its case is over, whichever way it ended."""

from datetime import timedelta

import pytest

from otklik.answers.models import Answer, AnswerState
from otklik.answers.services import AT_ONCE, HowToSend, answer_at_once, ask_author
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.audit.models import AuditRecord
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import claim_acts
from otklik.delivery.steps import lease
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд убрали сегодня в 13:40."
LATER = NOW + timedelta(hours=2)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> Appeal:
    return open_case(cast, "Лёд у школы", state=State.IN_WORK, body=cast.utilities)


@pytest.fixture
def manager(cast: Cast) -> Viewer:
    return load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())


def put_off(case: Appeal, by: Viewer, how: HowToSend = HowToSend(not_before=TOMORROW)) -> None:  # noqa: B008
    answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW, how=how)


def happens(case: Appeal, move: Move) -> Appeal:
    appeal = Appeal.objects.select_related("body").get(id=case.id)
    make_move(appeal, move, now=LATER)
    return Appeal.objects.get(id=case.id)


def leaves() -> list[str]:
    """What the worker would send when the time has come."""
    return [act.text for act in claim_acts(now=TOMORROW + timedelta(minutes=1), lease=lease(), at_most=5)]


@pytest.mark.parametrize(
    "move",
    [
        Move(Act.WITHDRAW, Party.AUTHOR),
        Move(Act.ANSWERED_OUTSIDE, Party.NETWORK),
        Move(Act.JOIN, Party.SYSTEM, Reason(number="1")),
    ],
    ids=["withdrawn", "answered outside", "joined"],
)
def test_a_put_off_answer_is_called_off_with_the_step(case: Appeal, manager: Viewer, move: Move) -> None:
    put_off(case, manager)
    appeal = happens(case, move)
    answer = Answer.objects.get()
    assert (answer.state, answer.act_id, answer.approved_by_id) == (AnswerState.SENT_BACK, None, None)
    assert answer.sent_back_because == "The case went another way before it was sent."
    assert (appeal.is_sending, OutboxAct.objects.get().state) == (False, OutboxState.CANCELLED)
    assert AuditRecord.objects.filter(act="call_off_answer").count() == 1
    assert leaves() == []


def test_what_a_worker_has_taken_up_is_not_called_off(case: Appeal, manager: Viewer) -> None:
    put_off(case, manager, AT_ONCE)
    claim_acts(now=NOW, lease=lease(), at_most=1)
    assert happens(case, Move(Act.WITHDRAW, Party.AUTHOR)).is_sending is True
    assert Answer.objects.get().state == AnswerState.SENDING


def test_a_step_after_which_the_case_still_waits_calls_nothing_off(case: Appeal, manager: Viewer, cast: Cast) -> None:
    put_off(case, manager)
    appeal = happens(case, Move(Act.ASSIGN, Party.SYSTEM, Reason(text="дальше"), body=cast.administration))
    assert (appeal.state, appeal.is_sending) == (State.ASSIGNED, True)
    assert leaves() == [TEXT]


def test_a_question_is_called_off_with_a_withdrawn_case_only(case: Appeal, manager: Viewer) -> None:
    ask_author(case.number, question="Где это?", by=manager, version=None, now=NOW)
    assert happens(case, Move(Act.AUTHOR_ANSWERS, Party.SYSTEM)).is_sending is True
    assert happens(case, Move(Act.WITHDRAW, Party.AUTHOR)).is_sending is False
    assert leaves() == []


def test_a_reopened_case_can_be_answered_anew(case: Appeal, manager: Viewer) -> None:
    """The one place for an answer under way is free again."""
    put_off(case, manager)
    happens(case, Move(Act.ANSWERED_OUTSIDE, Party.NETWORK))
    happens(case, Move(Act.REOPEN, manager, Reason(text="не убрали", outcome=Outcome.SOLVED)))
    put_off(case, manager, AT_ONCE)
    assert Answer.objects.filter(state=AnswerState.SENDING).count() == 1

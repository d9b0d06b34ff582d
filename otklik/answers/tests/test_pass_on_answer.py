"""What was answered in a main case goes to the talks of the cases joined to it."""

from datetime import UTC, datetime

import pytest

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerState
from otklik.answers.sending.merged_cases import find_passing_on, pass_on_answer
from otklik.answers.services import answer_at_once
from otklik.appeals.joining import join_alike
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.services import assign
from otklik.appeals.states import State
from otklik.delivery.steps import send_waiting_acts
from tests.flow import run_flow
from tests.line import Line
from tests.town import arrive, comment, push

TEXT = "Здравствуйте! Яму на Ленина, 5 заделаем до 27 ноября, мастер уже осмотрел место."


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def joined(line: Line) -> tuple[Appeal, Appeal]:
    """Two residents' cases about one pit, the second joined to the first."""
    for author, text in ((501, "Яма на улице Ленина, 5"), (502, "Ленина 5: провалился асфальт")):
        said = line.write(text, author_id=author, author_name="Мария П")
        arrive(line.town.page, push("wall_reply_new", comment(said, text, author=author, post=line.post_id)))
    run_flow()
    first, second = Appeal.objects.order_by("id")
    if first.state == State.NEW:
        assign(
            first.number, body_id=line.town.office.id, executor_id=None, by=line.town.coordinator, because="",
            version=None, now=now(),
        )  # fmt: skip
    join_alike(second.number, other=first.number, by=line.town.manager, version=None, now=now())
    return first, second


def test_the_joined_resident_gets_the_same_answer_once(line: Line, joined: tuple[Appeal, Appeal]) -> None:
    first, second = joined
    assert find_passing_on(first.id, viewer=line.town.manager, now=now()) is None
    with pytest.raises(AnswerRefused):
        pass_on_answer(first.number, by=line.town.manager, version=None, now=now())
    answer_at_once(
        first.number, kind="final", text=TEXT, promised_on=None, by=line.town.manager, version=None, now=now()
    )
    send_waiting_acts(now=now(), at_most=5)
    run_flow()
    waiting = find_passing_on(first.id, viewer=line.town.manager, now=now())
    assert waiting is not None
    assert (waiting.text, waiting.numbers) == (TEXT, (second.number,))
    with pytest.raises(NotYourAct):
        pass_on_answer(first.number, by=line.town.executor, version=None, now=now())
    assert pass_on_answer(first.number, by=line.town.manager, version=None, now=now()) == 1
    assert find_passing_on(first.id, viewer=line.town.manager, now=now()) is None
    send_waiting_acts(now=now(), at_most=5)
    run_flow()
    second.refresh_from_db()
    assert line.replies() == [TEXT, TEXT]
    assert (second.state, second.is_sending, second.duplicate_of_id) == (State.CLOSED, False, first.id)
    assert Answer.objects.get(appeal=second).state == AnswerState.SENT

"""Texts in which nobody would see a word are no answers, questions or reasons."""

import pytest

from otklik.answers.errors import AnswerRefused
from otklik.answers.facts import Told, tell_facts
from otklik.answers.models import AnswerKind
from otklik.answers.outbox import check_text
from otklik.appeals.errors import UnfitValue
from otklik.appeals.handing_outside import answer_outside, ask_outside, find_question
from otklik.appeals.refusals import ReasonMissing
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, open_case

BLANK = " \u200b\n\u2060"


def test_nothing_is_sent_to_a_resident(cast: Cast) -> None:
    case = open_case(cast, "Яма", state=State.IN_WORK)
    with pytest.raises(AnswerRefused, match="empty"):
        check_text(case, kind=AnswerKind.FINAL, text=BLANK, promised_on=None, now=NOW)


def test_an_executor_says_what_was_done_or_why_it_is_not_theirs(cast: Cast) -> None:
    case = open_case(cast, "Яма", state=State.IN_WORK, body=cast.utilities)
    executor = load_viewer(cast.staff[Role.EXECUTOR].id, on=NOW.date())
    with pytest.raises(AnswerRefused, match="empty"):
        tell_facts(case.number, Told(BLANK), by=executor, now=NOW)
    with pytest.raises(ReasonMissing):
        take_step(case.number, Act.RETURN_NOT_OURS, by=executor, reason=Reason(BLANK), version=None, now=NOW)


def test_a_link_that_takes_one_answer_is_not_used_up_by_nothing(cast: Cast) -> None:
    case = open_case(cast, "Яма", state=State.IN_WORK)
    coordinator = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    ask = {"to_name": "ИП Иванов", "by": coordinator, "version": None, "now": NOW}
    with pytest.raises(UnfitValue):
        ask_outside(case.number, question=BLANK, **ask)  # type: ignore[arg-type]
    secret = ask_outside(case.number, question="Когда засыплете?", **ask)  # type: ignore[arg-type]
    with pytest.raises(UnfitValue):
        answer_outside(secret, BLANK, now=NOW)
    answer_outside(secret, "Засыплем до пятницы.", now=NOW)
    question = find_question(secret, now=NOW)
    assert question is not None
    assert question.is_answered

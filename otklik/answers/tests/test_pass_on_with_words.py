"""An answer passed on to joined cases: each has the words that its own rule asks for, given by whoever may there."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerState, ApprovalRule
from otklik.answers.sending import merged_cases
from otklik.answers.sending.merged_cases import PassingOn, find_passing_on, pass_on_answer
from otklik.answers.services import answer_by_hand, approve_answer, submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.topics.models import Topic
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд у школы убрали, завтра посыплем песком ещё раз."


@dataclass(frozen=True)
class Main:
    """A case of the administration that was answered with an approver's word, and whoever passes it on."""

    case: Appeal
    cast: Cast

    def person(self, role: str) -> Viewer:
        return load_viewer(self.cast.staff[role].id, on=NOW.date())

    def answer(self) -> None:
        by, number = self.person(Role.CONTENT_MANAGER), self.case.number
        submit_answer(number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
        approver = self.person(Role.APPROVER)
        approve_answer(number, text_hash=hash_text(TEXT), by=approver, version=None, now=NOW)
        Answer.objects.update(state=AnswerState.SENT)
        Appeal.objects.filter(id=self.case.id).update(state=State.ANSWERED, is_sending=False)

    def join(self, body: Body | None = None, **fields: object) -> Appeal:
        other = open_case(self.cast, "И у нас лёд", state=State.IN_WORK)
        Appeal.objects.filter(id=other.id).update(duplicate_of=self.case, state=State.CLOSED, **fields)
        if body is not None:
            Appeal.objects.filter(id=other.id).update(
                body=body, municipality=body.municipality, founder=body.founder_id
            )
        return Appeal.objects.get(id=other.id)

    def pass_on(self, role: str = Role.CONTENT_MANAGER) -> int:
        return pass_on_answer(self.case.number, by=self.person(role), version=None, now=NOW)

    def found(self, role: str = Role.CONTENT_MANAGER) -> PassingOn:
        found = find_passing_on(self.case.id, viewer=self.person(role), now=NOW)
        assert found is not None
        return found


@pytest.fixture
def main(cast: Cast) -> Main:
    return Main(open_case(cast, "Лёд у школы", state=State.IN_WORK), cast)


def rule(name: str, *steps: str, **fields: object) -> None:
    ApprovalRule.objects.create(name=name, steps=list(steps), entered_at=NOW, **fields)


def test_a_text_nobody_approved_is_not_passed_on_to_others(main: Main) -> None:
    """Noted «by hand» it would be a way round the approval."""
    by = main.person(Role.CONTENT_MANAGER)
    answer_by_hand(main.case.number, text=TEXT, url="https://vk.ru/wall-1_2", by=by, version=None, now=NOW)
    main.join()
    with pytest.raises(AnswerRefused):
        main.pass_on()
    assert not OutboxAct.objects.exists()


def test_an_approved_answer_reaches_a_joined_case_of_the_same_rule(main: Main) -> None:
    main.answer()
    other = main.join()
    assert main.found().kept_from == ()
    assert main.pass_on() == 1
    copy = Answer.objects.get(appeal=other)
    assert (copy.state, copy.steps, copy.approvals.get().by_id) == (
        AnswerState.SENDING, ["approver"], main.cast.staff[Role.APPROVER].id,
    )  # fmt: skip


def test_as_many_words_of_other_people_are_not_enough(main: Main) -> None:
    """The joined case asks for the coordinator's word; the approver's is none."""
    rule("важное", "coordinator", importance="high")
    main.answer()
    other = main.join(importance="high")
    ((number, why),) = main.found().kept_from
    assert (number, why.wrong) == (other.number, "This case needs a word that nobody has given for this text.")
    with pytest.raises(AnswerRefused):
        main.pass_on()
    assert not Answer.objects.filter(appeal=other).exists()


def test_a_rule_for_whoever_passes_on_counts(main: Main) -> None:
    """What a content manager sends needs the curator's word there; with nobody's roles the rule would not fit."""
    main.answer()
    rule("от контент-менеджера", "curator", author_role=Role.CONTENT_MANAGER)
    main.join()
    with pytest.raises(AnswerRefused):
        main.pass_on()


def test_a_word_counts_only_where_its_giver_may_give_it(main: Main) -> None:
    """The approver of the administration is none of another town's."""
    main.answer()
    elsewhere = Body.objects.get(slug="revda")
    Body.objects.filter(id=elsewhere.id).update(requires_approval=True)
    main.join(elsewhere)
    (kept,) = main.found(Role.CURATOR).kept_from
    assert kept[1].wrong == "This case needs a word that nobody has given for this text."
    with pytest.raises(AnswerRefused):
        main.pass_on(Role.CURATOR)


def test_nobody_answers_a_joined_case_that_is_not_theirs(main: Main) -> None:
    main.answer()
    other = main.join(Body.objects.get(slug="revda"))
    ((number, why),) = main.found().kept_from
    assert (number, type(why)) == (other.number, NotYourAct)
    with pytest.raises(AnswerRefused):
        main.pass_on()
    assert main.pass_on(Role.CURATOR) == 1


@pytest.mark.parametrize(
    ("state", "gets_it"),
    [
        (AnswerState.SUBMITTED, True), (AnswerState.SENT_BACK, True), (AnswerState.FAILED, True),
        (AnswerState.SENDING, False), (AnswerState.UNKNOWN, False), (AnswerState.SENT, False),
        (AnswerState.EXTERNAL, False),
    ],
)  # fmt: skip
def test_only_what_reached_the_resident_or_may_have_stands_in_the_way(
    main: Main, state: AnswerState, gets_it: bool
) -> None:
    main.answer()
    other = main.join()
    by = main.cast.staff[Role.CONTENT_MANAGER].id
    own = Answer.objects.create(
        appeal=other, kind="final", state=AnswerState.SUBMITTED, text="Своё", text_hash=hash_text("Своё"), by_id=by,
        written_at=NOW,
    )  # fmt: skip
    Answer.objects.filter(id=own.id).update(state=state)
    found = find_passing_on(main.case.id, viewer=main.person(Role.CONTENT_MANAGER), now=NOW)
    assert (found is not None) is gets_it
    if gets_it:
        assert main.pass_on() == 1
        own.refresh_from_db()
        came_back = AnswerState.SENT_BACK if state is AnswerState.SUBMITTED else state
        assert own.state == came_back
        assert Answer.objects.get(appeal=other, state=AnswerState.SENDING).text == TEXT


def test_many_joined_cases_cost_no_query_each(main: Main) -> None:
    viewer = main.person(Role.CONTENT_MANAGER)
    with CaptureQueriesContext(connection) as asked:
        assert find_passing_on(main.case.id, viewer=viewer, now=NOW) is None
    assert len(asked) == 1
    main.answer()
    several = [Topic.objects.create(code=f"t{n}", level="group", name=f"Тема {n}") for n in range(7)]
    rule("по теме", "approver", topic=several[0])
    counts, topics = [], iter(several)
    for more in (1, 6):
        for _ in range(more):
            main.join(topic=next(topics))
        with CaptureQueriesContext(connection) as asked:
            found = find_passing_on(main.case.id, viewer=viewer, now=NOW)
        assert found is not None
        counts.append((len(found.numbers), len(asked)))
    (one, few), (many, same) = counts
    assert (one, many, few) == (1, 7, same)


def test_what_another_person_passed_on_meanwhile_is_not_sent_twice(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a case between the two somebody else was first: the joined case was listed before, and locked after."""
    main.answer()
    joined, before = main.join(), OutboxAct.objects.count()
    send = merged_cases._send

    def somebody_else_is_first(appeal: Appeal, *given: Any, **asked: Any) -> bool:
        Answer.objects.create(
            appeal=joined, kind="final", state=AnswerState.SENT, text=TEXT, text_hash=hash_text(TEXT), written_at=NOW
        )
        return send(appeal, *given, **asked)

    monkeypatch.setattr(merged_cases, "_send", somebody_else_is_first)
    with pytest.raises(AnswerRefused):
        main.pass_on()
    assert OutboxAct.objects.count() == before

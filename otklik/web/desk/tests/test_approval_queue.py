"""The queue of approval: whose word is waited for, until when; urgent answers that wait for a look after."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.answers.approval.approving import edit_answer
from otklik.answers.approval.queue import load_approval_queue
from otklik.answers.approval.rules import RuleEntry, enter_rule
from otklik.answers.models import Answer, AnswerState, ApprovalRule
from otklik.answers.services import HowToSend, answer_at_once, approve_answer, submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.organizations.models import Appointment
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.markup import parse
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40."
QUEUE = "/desk/answers/approval/"


@dataclass(frozen=True)
class Desk:
    """The administration, which asks for approval."""

    cast: Cast

    def person(self, role: str) -> Viewer:
        return load_viewer(self.cast.staff[role].id, on=NOW.date())

    def browser(self, role: str) -> Client:
        client = Client()
        client.force_login(self.cast.staff[role])
        return client

    def submit(self, words: str = "Лёд у школы") -> Appeal:
        case = open_case(self.cast, words, state=State.IN_WORK)
        by = self.person(Role.CONTENT_MANAGER)
        submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
        return case

    def send_urgently(self) -> Answer:
        case = open_case(self.cast, "Прорвало трубу", state=State.IN_WORK)
        Appeal.objects.filter(id=case.id).update(importance="emergency")
        how = HowToSend(urgent_because="прорыв")
        by = self.person(Role.CONTENT_MANAGER)
        answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW, how=how)
        return Answer.objects.get(appeal=case)

    def rule(self, *steps: str, terms: tuple[int, ...] = (), may_be_urgent: bool = False) -> None:
        body_id = self.cast.administration.id
        entry = RuleEntry("правило", steps, body_id=body_id, terms=terms, may_be_urgent=may_be_urgent)
        enter_rule(entry, by=self.person(Role.ADMINISTRATOR), now=NOW)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_what_is_mine_and_what_is_due_first_stands_first(desk: Desk) -> None:
    later = desk.submit("Лёд у школы")
    desk.rule("coordinator", terms=(60,))
    others = desk.submit("Лёд у парка")
    ApprovalRule.objects.all().delete()
    sooner = desk.submit("Лёд у дома")
    Answer.objects.filter(appeal=sooner).update(step_due_at=NOW + timedelta(minutes=5))
    queue = load_approval_queue(desk.person(Role.APPROVER), now=NOW)
    assert [(row.number, row.is_my_turn) for row in queue.waiting] == [
        (sooner.number, True), (later.number, True), (others.number, False),
    ]  # fmt: skip


def test_the_queue_follows_the_steps_and_never_shows_a_writer_their_own(desk: Desk) -> None:
    desk.rule("approver", "coordinator", terms=(60, 480))
    case = desk.submit()
    mine = {role: turn(desk, role) for role in (Role.APPROVER, Role.FOUNDER, Role.CONTENT_MANAGER)}
    assert mine == {Role.APPROVER: True, Role.FOUNDER: None, Role.CONTENT_MANAGER: False}
    approve_answer(case.number, text_hash=hash_text(TEXT), by=desk.person(Role.APPROVER), version=None, now=NOW)
    (row,) = load_approval_queue(desk.person(Role.COORDINATOR), now=NOW).waiting
    assert (row.step, row.step_number, row.steps, row.is_my_turn) == ("coordinator", 2, 2, True)
    assert turn(desk, Role.APPROVER) is False


def test_nobody_sees_what_waits_elsewhere_and_nothing_that_is_on_its_way(desk: Desk) -> None:
    case = desk.submit()
    assert load_approval_queue(desk.person("stranger"), now=NOW).waiting == ()
    approve_answer(case.number, text_hash=hash_text(TEXT), by=desk.person(Role.APPROVER), version=None, now=NOW)
    assert load_approval_queue(desk.person(Role.APPROVER), now=NOW).waiting == ()


def test_many_answers_cost_no_query_each(desk: Desk) -> None:
    approver, counts = desk.person(Role.APPROVER), []
    for _ in range(2):
        desk.submit()
        desk.submit()
        with CaptureQueriesContext(connection) as asked:
            load_approval_queue(approver, now=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_turn_of_mine_stands_first_however_many_others_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.answers.approval.queue.AT_MOST", 2)
    desk.rule("coordinator", terms=(60,))
    for _ in range(3):
        desk.submit()
    ApprovalRule.objects.all().delete()
    mine = desk.submit("Лёд у дома")
    queue = load_approval_queue(desk.person(Role.APPROVER), now=NOW)
    assert [row.is_my_turn for row in queue.waiting] == [True, False]
    assert queue.waiting[0].number == mine.number


def test_a_founders_bodies_cost_no_query_each(desk: Desk) -> None:
    """To the founder falls what nobody of a body can approve: asked of all bodies at once."""
    founder, counts = desk.person(Role.FOUNDER), []
    Appointment.objects.filter(staff=desk.cast.staff[Role.APPROVER]).delete()
    for body in (desk.cast.school, desk.cast.utilities):
        case = desk.submit()
        body.founder = desk.cast.ministry
        body.save()
        Appeal.objects.filter(id=case.id).update(
            body=body, municipality=body.municipality_id, founder=desk.cast.ministry
        )
        with CaptureQueriesContext(connection) as asked:
            queue = load_approval_queue(founder, now=NOW)
        counts.append(len(asked))
    assert [row.is_my_turn for row in queue.waiting] == [True, True]
    assert counts[0] == counts[1]


def test_an_urgent_answer_waits_for_a_look_and_the_case_shows_what_was_found(desk: Desk) -> None:
    desk.rule("approver", may_be_urgent=True)
    answer = desk.send_urgently()
    number = Appeal.objects.get(id=answer.appeal_id).number
    approver = desk.browser(Role.APPROVER)
    case = f"/desk/appeals/{number}/"
    assert "срочно, без согласования" in approver.get(case).content.decode()
    assert f'name="answer" value="{answer.id}"' in approver.get(QUEUE).content.decode()
    assert f'name="answer" value="{answer.id}"' not in desk.browser(Role.CONTENT_MANAGER).get(QUEUE).content.decode()
    form = {"answer": answer.id, "text": "Назовите дату", "from": "queue"}
    assert approver.post(f"{case}answer/check/", form).headers["Location"] == QUEUE
    assert load_approval_queue(desk.person(Role.APPROVER), now=NOW).to_check == ()
    shown = approver.get(case).content.decode()
    assert "Назовите дату" in shown
    assert "Елена Бирюкова" in shown


def test_an_urgent_answer_that_was_taken_back_is_not_to_be_checked(desk: Desk) -> None:
    desk.rule("approver", may_be_urgent=True)
    answer = desk.send_urgently()
    Answer.objects.filter(id=answer.id).update(state=AnswerState.SENT_BACK)
    assert load_approval_queue(desk.person(Role.APPROVER), now=NOW).to_check == ()


def test_a_rule_is_entered_with_its_hours_and_the_list_shows_them(desk: Desk) -> None:
    admin = desk.browser(Role.ADMINISTRATOR)
    form: dict[str, object] = {"name": "Через двоих", "steps": ["approver", "coordinator", ""], "hours": ["2", "", ""]}
    form["body_id"] = str(desk.cast.administration.id)
    assert admin.post("/desk/answers/rules/", form).status_code == 302
    assert ApprovalRule.objects.get().step_terms == [120, 240]
    assert "2 рабочих часа" in admin.get("/desk/answers/rules/").content.decode()


@pytest.mark.parametrize("hours", ["два", "-1", "99"])
def test_hours_that_are_none_are_refused_in_words(desk: Desk, hours: str) -> None:
    form = {"name": "Через двоих", "steps": ["approver"], "hours": [hours]}
    refused = desk.browser(Role.ADMINISTRATOR).post("/desk/answers/rules/", form)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not ApprovalRule.objects.exists()


def turn(desk: Desk, role: str) -> bool | None:
    """Whether it is this person's; None where they do not see the answer."""
    rows = load_approval_queue(desk.person(role), now=NOW).waiting
    return rows[0].is_my_turn if rows else None


def test_who_edited_an_answer_stands_with_it_once_another_approved(desk: Desk) -> None:
    plain, case = desk.submit("Лёд у парка"), desk.submit()
    edit_answer(
        case.number, text=f"{TEXT} Спасибо!", promised_on=None, text_hash=hash_text(TEXT),
        by=desk.person(Role.COORDINATOR), version=None, now=NOW,
    )  # fmt: skip
    browser, address = desk.browser(Role.CONTENT_MANAGER), f"/desk/appeals/{case.number}/"
    writer, editor, approver = (
        desk.person(role).name for role in (Role.CONTENT_MANAGER, Role.COORDINATOR, Role.APPROVER)
    )
    assert f"Написал(а) {writer}, правил(а) {editor}" in [
        one.text for one in parse(browser.get(address).content.decode()).find("p")
    ]
    by = desk.person(Role.APPROVER)
    approve_answer(case.number, text_hash=hash_text(f"{TEXT} Спасибо!"), by=by, version=None, now=NOW)
    shown = browser.get(address).content.decode()
    assert f"Написал(а) {writer}, правил(а) {editor}, согласовал(а) {approver}" in parse(shown).text
    assert "Написал(а)" not in browser.get(f"/desk/appeals/{plain.number}/").content.decode()

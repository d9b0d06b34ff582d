"""Nobody approves what they had a hand in, by no path: through the services, and past them in SQL."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from otklik.answers.approval.approving import check_urgent, edit_answer
from otklik.answers.approval.rules import RuleEntry, demand_approval_possible, end_rule, enter_rule, list_rules
from otklik.answers.document import find_document
from otklik.answers.drafting import HOLD
from otklik.answers.errors import AnswerRefused, ChangedSinceSeen, NobodyLeft, NothingWaits
from otklik.answers.models import Answer, AnswerState, AnswerVersion, Approval, ApprovalRule, Draft
from otklik.answers.services import HowToSend, answer_at_once, approve_answer, save_draft, send_back, submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotAllowedNow, NotYourAct
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import hash_text
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Appointment, Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40, завтра посыплем песком ещё раз."
BETTER = TEXT + " Фото ниже."


@dataclass(frozen=True)
class Desk:
    """The case of the administration, which asks for approval, and who works on it."""

    case: Appeal
    cast: Cast

    def person(self, role: str) -> Viewer:
        return load_viewer(self.cast.staff[role].id, on=NOW.date())

    def submit(self, role: str = Role.CONTENT_MANAGER, text: str = TEXT) -> Answer:
        submit_answer(
            self.case.number, kind="final", text=text, promised_on=None, by=self.person(role), version=None, now=NOW
        )
        return Answer.objects.get(state=AnswerState.SUBMITTED)

    def approve(self, role: str, text: str = TEXT) -> bool:
        return approve_answer(self.case.number, text_hash=hash_text(text), by=self.person(role), version=None, now=NOW)

    def edit(self, role: str, text: str = BETTER, *, seen: str = TEXT) -> None:
        by, seen = self.person(role), hash_text(seen)
        edit_answer(self.case.number, text=text, promised_on=None, text_hash=seen, by=by, version=None, now=NOW)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(open_case(cast, "Лёд у школы", state=State.IN_WORK), cast)


def in_sql(sql: str, *values: int | str | None) -> str:
    """Past every service: the name of the constraint that refuses, empty when the database lets it through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError as refused:
        return str(refused.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    return ""


EDIT = """
insert into answers_answerversion (appeal_id, answer_id, text, text_hash, by_id, at)
values (%s, %s, 'x', 'x', %s, now())
"""
APPROVE = "insert into answers_approval (answer_id, step, text_hash, by_id, at) values (%s, %s, %s, %s, now())"


def test_the_database_refuses_an_editors_word_and_an_unapproved_sending(desk: Desk) -> None:
    editor, approver = desk.cast.staff[Role.APPROVER].id, desk.cast.staff[Role.COORDINATOR].id
    save_draft(desk.case.number, kind="final", text="Лёд", by=desk.person(Role.APPROVER), now=NOW - HOLD)
    answer = desk.submit()
    assert set(answer.versions.values_list("by_id", flat=True)) == {editor, desk.cast.staff[Role.CONTENT_MANAGER].id}
    author = answer.by_id
    assert in_sql(APPROVE, answer.id, 0, answer.text_hash, author) == "approver_is_no_editor"
    assert in_sql(APPROVE, answer.id, 0, answer.text_hash, editor) == "approver_is_no_editor"
    assert in_sql(APPROVE, answer.id, 0, hash_text("другой"), approver) == "approval_is_of_this_text"
    send = "update answers_answer set state = 'sending' where id = %s"
    assert in_sql(send, answer.id) == "approved_before_sent"
    assert (
        in_sql("update answers_answer set approved_by_id = by_id where id = %s", answer.id) == "approver_is_no_editor"
    )
    assert in_sql("update answers_answer set steps = '[]' where id = %s", answer.id) == "steps_stay"
    assert in_sql("update answers_answer set is_urgent = true where id = %s", answer.id) == "steps_stay"
    assert in_sql(APPROVE, answer.id, 0, answer.text_hash, approver) == ""
    assert in_sql(EDIT, desk.case.id, answer.id, approver) == "approver_is_no_editor"
    assert in_sql("update answers_answer set text_hash = 'x' where id = %s", answer.id) == "approval_is_of_this_text"
    swap = "update answers_answer set text = 'другой', state = 'sending' where id = %s"
    assert in_sql(swap, answer.id) == "hash_is_of_this_text"
    assert in_sql(send, answer.id) == ""


def test_whoever_had_a_hand_in_the_draft_does_not_approve(desk: Desk) -> None:
    save_draft(desk.case.number, kind="final", text="Лёд", by=desk.person(Role.APPROVER), now=NOW - HOLD)
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.APPROVER)
    assert desk.approve(Role.COORDINATOR) is True
    assert OutboxAct.objects.get().text == TEXT


def test_an_emptied_draft_remembers_who_had_a_hand_in_it(desk: Desk) -> None:
    """The approver writes the text, empties it, and lets another paste it as their own."""
    approver = desk.person(Role.APPROVER)
    for text in (TEXT, ""):
        save_draft(desk.case.number, kind="final", text=text, by=approver, now=NOW - HOLD)
    assert not Draft.objects.exists()
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.APPROVER)
    assert desk.approve(Role.COORDINATOR) is True


def test_an_edit_drops_the_words_and_makes_an_editor(desk: Desk) -> None:
    rule(desk, "approver", "coordinator")
    answer = desk.submit()
    assert desk.approve(Role.APPROVER) is False
    assert not OutboxAct.objects.exists()
    desk.edit(Role.COORDINATOR)
    assert Approval.objects.get().dropped_at == NOW
    assert [one.text for one in AnswerVersion.objects.filter(answer=answer).order_by("id")] == [TEXT, BETTER]
    with pytest.raises(ChangedSinceSeen):
        desk.approve(Role.APPROVER)
    assert desk.approve(Role.APPROVER, BETTER) is False
    with pytest.raises(NotYourAct):
        desk.approve(Role.COORDINATOR, BETTER)
    assert desk.approve(Role.CURATOR, BETTER) is True
    assert OutboxAct.objects.get().text == BETTER


def test_one_person_gives_one_word_only(desk: Desk) -> None:
    rule(desk, "approver", "coordinator")
    desk.submit()
    desk.approve(Role.CURATOR)
    with pytest.raises(NotYourAct):
        desk.approve(Role.CURATOR)


def test_an_edit_that_leaves_nobody_is_refused(desk: Desk) -> None:
    leave(desk.cast, Role.COORDINATOR, Role.CURATOR)
    desk.submit()
    with pytest.raises(NobodyLeft):
        desk.edit(Role.APPROVER)
    assert Answer.objects.get().text == TEXT


def test_where_a_body_has_no_other_person_it_goes_to_the_founder(desk: Desk) -> None:
    school = desk.cast.school
    school.requires_approval = True
    school.save()
    appoint(desk.cast.staff[Role.CONTENT_MANAGER], school, Role.CONTENT_MANAGER)
    Appeal.objects.filter(id=desk.case.id).update(body=school, founder=desk.cast.ministry)
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.FOUNDER)
    leave(desk.cast, Role.APPROVER)
    assert desk.approve(Role.FOUNDER) is True


def test_the_founders_rule_lets_ordinary_topics_go_at_once(desk: Desk) -> None:
    with pytest.raises(NotAllowedNow):
        send(desk)
    rule(desk)
    send(desk)
    assert OutboxAct.objects.get().text == TEXT


def test_what_is_urgent_goes_first_and_is_checked_by_another_after(desk: Desk) -> None:
    Appeal.objects.update(importance="emergency")
    with pytest.raises(AnswerRefused):
        send(desk, HowToSend(urgent_because="прорыв"))
    rule(desk, "approver", may_be_urgent=True)
    with pytest.raises(NotAllowedNow):
        send(desk, HowToSend(urgent_because=" \u200b\ufe0f"))
    send(desk, HowToSend(urgent_because="прорыв"))
    answer = Answer.objects.get()
    assert (answer.is_urgent, answer.approved_by_id, answer.state) == (True, None, AnswerState.SENDING)
    with pytest.raises(NotYourAct):
        check_urgent(desk.case.number, answer.id, says="", by=desk.person(Role.CONTENT_MANAGER), now=NOW)
    check_urgent(desk.case.number, answer.id, says="назовите дату", by=desk.person(Role.APPROVER), now=NOW)
    answer.refresh_from_db()
    assert (answer.checked_by_id, answer.check_says) == (desk.cast.staff[Role.APPROVER].id, "назовите дату")


def test_the_urgent_answer_that_was_read_is_the_one_that_is_checked(desk: Desk) -> None:
    """Of several the page shows the newest; what came back, or is checked already, is not to be checked."""
    approver, number = desk.person(Role.APPROVER), desk.case.number
    old, new, back = (
        Answer.objects.create(
            appeal=desk.case, kind="final", state=state, text=TEXT, text_hash=hash_text(TEXT), written_at=NOW,
            is_urgent=True, steps=["approver"], by_id=desk.cast.staff[Role.CONTENT_MANAGER].id,
        )
        for state in (AnswerState.SENT, AnswerState.SENT, AnswerState.SENT_BACK)
    )  # fmt: skip
    desk.case.refresh_from_db()
    shown = find_document(desk.case, [old, new, back], viewer=approver, now=NOW)
    assert shown is not None
    assert (shown.answer_id, shown.is_to_check) == (new.id, True)
    check_urgent(number, new.id, says="", by=approver, now=NOW)
    assert Answer.objects.get(id=new.id).checked_at == NOW
    assert Answer.objects.get(id=old.id).checked_at is None
    for gone in (new.id, back.id):
        with pytest.raises(NothingWaits):
            check_urgent(number, gone, says="", by=approver, now=NOW)


def test_nothing_waits_for_a_word_while_an_answer_is_on_its_way(desk: Desk) -> None:
    """An older one whose sending failed is neither edited nor sent back meanwhile."""
    failed = desk.submit()
    Answer.objects.filter(id=failed.id).update(state=AnswerState.FAILED)
    Appeal.objects.filter(id=desk.case.id).update(is_sending=True)
    with pytest.raises(NothingWaits):
        desk.edit(Role.COORDINATOR)
    with pytest.raises(NothingWaits):
        send_back(desk.case.number, because="иначе", by=desk.person(Role.APPROVER), version=None, now=NOW)
    desk.case.refresh_from_db()
    assert find_document(desk.case, [failed], viewer=desk.person(Role.APPROVER), now=NOW) is None


@pytest.mark.parametrize("how", ["edited", "sent back"])
def test_a_failed_answer_that_is_changed_is_nobodys_trouble(desk: Desk, how: str) -> None:
    failed = desk.submit()
    Answer.objects.filter(id=failed.id).update(state=AnswerState.FAILED)
    Appeal.objects.filter(id=desk.case.id).update(delivery_trouble=AnswerState.FAILED)
    if how == "edited":
        desk.edit(Role.COORDINATOR)
    else:
        send_back(desk.case.number, because="иначе", by=desk.person(Role.APPROVER), version=None, now=NOW)
    assert Appeal.objects.get(id=desk.case.id).delivery_trouble == ""


def test_a_rule_reaches_no_body_that_whoever_enters_it_does_not_look_after(desk: Desk) -> None:
    """The school has itself founded a body of another town: the ministry's founder does not look after that one."""
    founder, entry = desk.person(Role.FOUNDER), RuleEntry("школьное", (), body_id=desk.cast.school.id)
    Body.objects.filter(slug="revda").update(founder=desk.cast.school)
    with pytest.raises(AnswerRefused) as refused:
        enter_rule(entry, by=founder, now=NOW)
    assert refused.value.values == {"where": "Администрация Ревды"}
    assert not ApprovalRule.objects.exists()
    enter_rule(entry, by=desk.person(Role.CURATOR), now=NOW)
    (seen,) = list_rules(founder)
    assert seen.can_end is False
    with pytest.raises(NotSeen):
        end_rule(seen.id, by=founder, now=NOW)
    Body.objects.filter(slug="revda").update(founder=None)
    enter_rule(entry, by=founder, now=NOW)
    assert all(one.can_end for one in list_rules(founder))


def test_a_rule_that_leaves_no_approver_is_refused_with_who_would_be_stuck(desk: Desk) -> None:
    leave(desk.cast, Role.COORDINATOR, Role.CURATOR)
    with pytest.raises(AnswerRefused) as refused:
        rule(desk, "approver")
    assert "Администрация: Елена Бирюкова" in refused.value.values["where"]
    with pytest.raises(AnswerRefused):
        demand_approval_possible("administration", on=NOW.date())
    appoint(desk.cast.staff[Role.MODERATOR], desk.cast.administration, Role.APPROVER)
    rule(desk, "approver")


def send(desk: Desk, how: HowToSend = HowToSend()) -> None:  # noqa: B008
    answer_at_once(
        desk.case.number, kind="final", text=TEXT, promised_on=None, by=desk.person(Role.CONTENT_MANAGER), version=None,
        now=NOW, how=how,
    )  # fmt: skip


def rule(desk: Desk, *steps: str, may_be_urgent: bool = False) -> None:
    entry = RuleEntry("правило", steps, body_id=desk.cast.administration.id, may_be_urgent=may_be_urgent)
    enter_rule(entry, by=desk.person(Role.ADMINISTRATOR), now=NOW + timedelta(minutes=1))


def leave(cast: Cast, *roles: str) -> None:
    Appointment.objects.filter(staff__in=[cast.staff[role] for role in roles]).delete()

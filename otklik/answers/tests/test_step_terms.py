"""Steps of the approval: how long each may take, who stands in for whoever is away, who is left where nobody is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from otklik.answers.approval.approving import edit_answer
from otklik.answers.approval.rules import RuleEntry, enter_rule, list_rules
from otklik.answers.approval.step_reminders import remind_of_steps
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerState
from otklik.answers.sending.taking_back import take_back
from otklik.answers.services import approve_answer, send_back, submit_answer
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.notices.models import Notice
from otklik.organizations.models import Absence, Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40."
BETTER = TEXT + " Фото ниже."
HOUR = timedelta(hours=1)
TODAY = NOW.date()


@dataclass(frozen=True)
class Desk:
    """A case of the administration; it works from 9 to 18 in Yekaterinburg, with a break from 13 to 14."""

    case: Appeal
    cast: Cast

    def person(self, role: str) -> Viewer:
        return load_viewer(self.cast.staff[role].id, on=TODAY)

    def submit(self) -> Answer:
        by = self.person(Role.CONTENT_MANAGER)
        submit_answer(self.case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
        return self.answer()

    def answer(self) -> Answer:
        return Answer.objects.get()

    def approve(self, by: Viewer | str, *, at: datetime = NOW, not_before: datetime | None = None) -> bool:
        who = by if isinstance(by, Viewer) else self.person(by)
        seen = self.answer().text_hash
        return approve_answer(self.case.number, text_hash=seen, by=who, version=None, now=at, not_before=not_before)

    def rule(self, *steps: str, terms: tuple[int, ...] = ()) -> None:
        entry = RuleEntry("правило", steps, body_id=self.cast.administration.id, terms=terms)
        enter_rule(entry, by=self.person(Role.ADMINISTRATOR), now=NOW)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(open_case(cast, "Лёд у школы", state=State.IN_WORK), cast)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026 in Yekaterinburg, where it is 11:00 on Tuesday the 24th."""
    return datetime(2026, 11, day, hour - 5, minute, tzinfo=UTC)


def test_each_step_has_its_own_term_in_working_time_from_the_word_before(desk: Desk) -> None:
    desk.rule("approver", "coordinator", terms=(60, 480))
    assert desk.submit().step_due_at == local(24, 12)
    desk.approve(Role.APPROVER, at=local(24, 11, 30))
    first = desk.answer().step_due_at
    assert first is not None
    assert first > local(25, 9)  # a working day on: it does not run at night
    desk.approve(Role.COORDINATOR, at=local(24, 12))
    assert (desk.answer().state, desk.answer().step_due_at) == (AnswerState.SENDING, None)


def test_a_rule_that_changes_moves_nothing_that_waits(desk: Desk) -> None:
    desk.rule("approver", terms=(60,))
    due = desk.submit().step_due_at
    desk.rule("approver", terms=(480,))
    assert desk.answer().step_due_at == due


def test_a_step_may_have_no_term_and_a_body_without_a_rule_has_the_usual_one(desk: Desk) -> None:
    usual = desk.submit().step_due_at
    assert usual is not None
    assert usual - NOW >= 4 * HOUR
    back(desk)
    desk.rule("approver", terms=(0,))
    resubmit(desk)
    assert Answer.objects.latest("id").step_due_at is None


def test_an_edit_and_a_sending_taken_back_begin_the_first_step_anew(desk: Desk) -> None:
    desk.rule("approver", "coordinator", terms=(60, 480))
    desk.submit()
    desk.approve(Role.APPROVER)
    by, later = desk.person(Role.COORDINATOR), local(24, 11, 30)
    edit_answer(
        desk.case.number, text=BETTER, promised_on=None, text_hash=hash_text(TEXT), by=by, version=None, now=later
    )
    assert desk.answer().step_due_at == local(24, 12, 30)
    desk.approve(Role.APPROVER, at=later)
    desk.approve(Role.CURATOR, at=later, not_before=later + HOUR)
    take_back(desk.case.number, by=by, now=later + timedelta(minutes=10))
    assert (desk.answer().state, desk.answer().step_due_at) == (AnswerState.SUBMITTED, local(24, 12, 40))


def test_nothing_runs_for_what_was_sent_back(desk: Desk) -> None:
    desk.submit()
    back(desk)
    assert desk.answer().step_due_at is None


@pytest.mark.parametrize("terms", [(60, 60), (-1,), (81 * 60,)])
def test_terms_that_fit_no_step_are_refused_in_words(desk: Desk, terms: tuple[int, ...]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        desk.rule("approver", terms=terms)
    assert (refused.value.field, list_rules(desk.person(Role.CURATOR))) == ("terms", [])


def test_the_deputy_of_an_absent_approver_gives_the_word(desk: Desk) -> None:
    deputy = desk.cast.staff[Role.ANALYST]
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.ANALYST)
    away(desk.cast.staff[Role.APPROVER], deputy)
    assert desk.approve(Role.ANALYST) is True
    assert desk.answer().approvals.get().by_id == deputy.id


def test_a_deputy_who_wrote_the_text_does_not_approve_it(desk: Desk) -> None:
    away(desk.cast.staff[Role.APPROVER], desk.cast.staff[Role.CONTENT_MANAGER])
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.CONTENT_MANAGER)


@pytest.mark.parametrize("has_deputy", [False, True], ids=["nobody", "a deputy"])
def test_where_the_only_approver_is_away_it_goes_to_the_founder(desk: Desk, has_deputy: bool) -> None:
    """Unless somebody stands in: then the body has its person."""
    school = desk.cast.school
    school.requires_approval = True
    school.save()
    appoint(desk.cast.staff[Role.CONTENT_MANAGER], school, Role.CONTENT_MANAGER)
    alone = desk.cast.staff[Role.AUDITOR]
    appoint(alone, school, Role.APPROVER)
    appoint_nobody_above(desk.cast)
    Appeal.objects.filter(id=desk.case.id).update(body=school, founder=desk.cast.ministry)
    desk.submit()
    with pytest.raises(NotYourAct):
        desk.approve(Role.FOUNDER)
    away(alone, desk.cast.staff[Role.ANALYST] if has_deputy else None)
    if has_deputy:
        with pytest.raises(NotYourAct):
            desk.approve(Role.FOUNDER)
    else:
        assert desk.approve(Role.FOUNDER) is True


def told_of_the_step() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(clock="approval").order_by("id").select_related("staff")
    return [(row.staff.name.split()[0], row.step.split(":")[2]) for row in rows]


def test_whose_turn_it_is_is_reminded_once_then_those_above(desk: Desk) -> None:
    desk.rule("approver", terms=(60,))
    desk.submit()
    remind_of_steps(now=local(24, 11, 59))
    assert told_of_the_step() == []
    for minute in (0, 1, 30):
        remind_of_steps(now=local(24, 12, minute))
    assert told_of_the_step() == [("Елена", "0")]
    remind_of_steps(now=local(24, 13, 59))
    assert len(told_of_the_step()) == 1
    remind_of_steps(now=local(24, 14))  # two working hours after 12:00
    assert sorted(told_of_the_step()[1:]) == [("Марина", "0"), ("Наталья", "0")]
    remind_of_steps(now=local(25, 12))
    assert len(told_of_the_step()) == 3


def test_a_step_is_reminded_of_in_working_time_alone(desk: Desk) -> None:
    desk.rule("approver", terms=(60,))
    desk.submit()
    remind_of_steps(now=local(24, 22))
    assert told_of_the_step() == []
    remind_of_steps(now=local(25, 9))
    assert {name for name, _step in told_of_the_step()} == {"Елена", "Марина", "Наталья"}


def test_the_next_step_reminds_its_own_people_and_nobody_with_a_hand_in_the_text(desk: Desk) -> None:
    desk.rule("approver", "coordinator", terms=(60, 60))
    desk.submit()
    desk.approve(Role.APPROVER, at=local(24, 11, 30))
    remind_of_steps(now=local(24, 12, 29))
    assert told_of_the_step() == []
    remind_of_steps(now=local(24, 12, 30))
    assert told_of_the_step() == [("Марина", "1")]


@pytest.mark.parametrize("has_deputy", [True, False])
def test_for_whoever_is_away_the_deputy_is_reminded_or_those_above_at_once(desk: Desk, *, has_deputy: bool) -> None:
    desk.rule("approver", terms=(60,))
    desk.submit()
    away(desk.cast.staff[Role.APPROVER], desk.cast.staff[Role.ANALYST] if has_deputy else None)
    remind_of_steps(now=local(24, 12))
    names = {name for name, _step in told_of_the_step()}
    assert names == ({"Алина"} if has_deputy else {"Марина", "Наталья"})


def test_where_nobody_is_there_to_be_reminded_it_is_tried_again_the_next_day(desk: Desk) -> None:
    desk.rule("approver", terms=(60,))
    desk.submit()
    Staff.objects.update(is_active=False)
    remind_of_steps(now=local(24, 12))
    Staff.objects.update(is_active=True)
    remind_of_steps(now=local(25, 11, 59))
    assert told_of_the_step() == []
    remind_of_steps(now=local(25, 12))
    assert {name for name, _step in told_of_the_step()} == {"Елена", "Марина", "Наталья"}


def test_what_was_sent_back_is_not_reminded_of(desk: Desk) -> None:
    desk.rule("approver", terms=(60,))
    desk.submit()
    back(desk)
    assert remind_of_steps(now=local(24, 15)) == 0


def appoint_nobody_above(cast: Cast) -> None:
    """The administration's approver approves for the school too: there is none."""
    cast.staff[Role.APPROVER].appointments.all().delete()


def away(staff: Staff, deputy: Staff | None) -> None:
    Absence.objects.create(staff=staff, deputy=deputy, since_on=TODAY, until_on=TODAY + timedelta(days=7))


def back(desk: Desk) -> None:
    send_back(desk.case.number, because="короче", by=desk.person(Role.APPROVER), version=None, now=NOW)


def resubmit(desk: Desk) -> None:
    by = desk.person(Role.CONTENT_MANAGER)
    submit_answer(desk.case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)

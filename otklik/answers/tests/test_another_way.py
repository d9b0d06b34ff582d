"""A case that leaves approval another way: nothing typed is lost, and it comes back to somebody who can go on."""

import pytest

from otklik.answers.approval.queue import load_approval_queue
from otklik.answers.document import find_document
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import TO_CHECK, Answer, AnswerState, Approval, Draft
from otklik.answers.services import (
    Stands,
    answer_at_once,
    approve_answer,
    ask_author,
    settle_unknown,
    submit_answer,
    try_again,
)
from otklik.answers.steps import settle_sendings
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, Party, State
from otklik.appeals.workflow import Actor, Reason
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import claim_acts, hash_text, settle_failed
from otklik.delivery.services import settle_unknown as settle_act_unknown
from otklik.delivery.steps import lease
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40."
QUESTION = "Здравствуйте! У какого входа лёд?"
SYSTEM = Reason(system="ПОС", number="17", text="туда")


@pytest.fixture
def case(cast: Cast) -> Appeal:
    """Of the administration, which asks for approval; its answer waits for it, with a word of the first of two."""
    appeal = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    submit(appeal, cast)
    return appeal


def person(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def submit(case: Appeal, cast: Cast) -> None:
    by = person(cast, Role.CONTENT_MANAGER)
    submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)


def happens(case: Appeal, act: Act, by: Actor | Viewer, reason: Reason = Reason()) -> Appeal:  # noqa: B008
    appeal = Appeal.objects.select_related("body", "page").get(id=case.id)
    make_move(appeal, Move(act, by, reason), now=NOW)  # type: ignore[arg-type]
    return Appeal.objects.get(id=case.id)


def draft_of(case: Appeal) -> list[str]:
    return list(Draft.objects.filter(appeal=case).values_list("text", flat=True))


def test_after_the_authors_reply_the_overtaken_answer_is_the_draft_of_a_case_in_rework(
    case: Appeal, cast: Cast
) -> None:
    manager = person(cast, Role.CONTENT_MANAGER)
    ask_author(case.number, question=QUESTION, by=manager, version=None, now=NOW)
    assert draft_of(case) == [TEXT]
    OutboxAct.objects.update(state=OutboxState.SENT)
    Answer.objects.filter(kind="question").update(state=AnswerState.SENT)
    Appeal.objects.update(is_sending=False)
    assert happens(case, Act.AUTHOR_ANSWERS, Party.SYSTEM).state == State.REWORK
    submit(case, cast)
    approver = person(cast, Role.APPROVER)
    assert approve_answer(case.number, text_hash=hash_text(TEXT), by=approver, version=None, now=NOW) is True


@pytest.mark.parametrize("put_off", [False, True], ids=["waiting", "put off"])
def test_a_joined_case_that_is_taken_apart_has_its_words_as_a_draft(case: Appeal, cast: Cast, put_off: bool) -> None:
    if put_off:
        approver, later = person(cast, Role.APPROVER), NOW.replace(day=25)
        approve_answer(case.number, text_hash=hash_text(TEXT), by=approver, version=None, now=NOW, not_before=later)
    main = open_case(cast, "Каток у школы", state=State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(duplicate_of=main)
    joined = happens(case, Act.JOIN, Party.SYSTEM, Reason(number=str(main.number)))
    answer = Answer.objects.get()
    assert (joined.is_sending, answer.state, answer.approved_by_id) == (False, AnswerState.SENT_BACK, None)
    assert Approval.objects.filter(dropped_at=None).count() == 0
    apart = Reason(text="разное")
    take_step(case.number, Act.TAKE_APART, by=person(cast, Role.COORDINATOR), reason=apart, version=None, now=NOW)
    assert (Appeal.objects.get(id=case.id).state, draft_of(case)) == (State.REWORK, [TEXT])
    submit(case, cast)


def test_what_waited_is_a_draft_when_another_system_gives_the_case_back(case: Appeal, cast: Cast) -> None:
    coordinator = person(cast, Role.COORDINATOR)
    happens(case, Act.HAND_OVER, coordinator, SYSTEM)
    assert happens(case, Act.EXTERNAL_ANSWERS, coordinator).state == State.IN_WORK
    assert (Answer.objects.get().state, draft_of(case)) == (AnswerState.SENT_BACK, [TEXT])


@pytest.mark.parametrize(
    ("act", "is_cleared"), [(Act.WITHDRAW, True), (Act.JOIN, True), (Act.SEND_BACK, False)], ids=str
)
def test_a_failed_sending_is_nobodys_trouble_once_the_case_is_over(
    case: Appeal, cast: Cast, act: Act, is_cleared: bool
) -> None:
    Answer.objects.update(state=AnswerState.FAILED)
    Appeal.objects.update(delivery_trouble=AnswerState.FAILED)
    by: Actor | Viewer = {Act.WITHDRAW: Party.AUTHOR, Act.JOIN: Party.SYSTEM}.get(act) or person(cast, Role.APPROVER)
    appeal = happens(case, act, by, Reason(number="1", text="иначе"))
    assert (appeal.delivery_trouble == "") is is_cleared


def test_a_step_of_a_case_still_at_work_leaves_the_failed_sending_to_be_tried_again(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.ASSIGNED, body=cast.utilities)
    by = person(cast, Role.COORDINATOR)
    answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
    fail(case)
    assert happens(case, Act.TAKE, by).delivery_trouble == AnswerState.FAILED
    try_again(case.number, by=by, now=NOW)
    assert Answer.objects.get().state == AnswerState.SENDING


def test_a_failed_answer_is_not_sent_again_where_nobody_waits_for_it(cast: Cast) -> None:
    """It is refused in words also where the trouble is still noted."""
    case = open_case(cast, "Снег", state=State.IN_WORK, body=cast.utilities)
    by = person(cast, Role.COORDINATOR)
    answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
    fail(case)
    Appeal.objects.update(state=State.CLOSED)
    with pytest.raises(AnswerRefused) as refused:
        try_again(case.number, by=by, now=NOW)
    assert str(refused.value).startswith("The case does not wait for this answer any more.")
    assert (Answer.objects.get().state, OutboxAct.objects.get().state) == (AnswerState.FAILED, OutboxState.FAILED)
    settle_unknown(case.number, stands_there=Stands.NO, url="", by=by, now=NOW)
    assert (trouble_of(case), draft_of(case)) == ((False, ""), [TEXT])


@pytest.mark.parametrize("stands", [Stands.NO, Stands.YES], ids=str)
def test_a_doubt_about_a_closed_case_ends_with_what_a_person_saw(cast: Cast, stands: Stands) -> None:
    case, by = withdrawn_while_a_worker_has_it(cast), person(cast, Role.COORDINATOR)
    settle_act_unknown(OutboxAct.objects.get(), reason="Сеть молчит", now=NOW)
    settle_sendings()
    assert trouble_of(case) == (True, AnswerState.UNKNOWN)
    settle_unknown(case.number, stands_there=stands, url="", by=by, now=NOW)
    settle_sendings()
    ends = (AnswerState.SENT, OutboxState.SENT) if stands is Stands.YES else (AnswerState.FAILED, OutboxState.FAILED)
    assert (trouble_of(case), Answer.objects.get().state, OutboxAct.objects.get().state) == ((False, ""), *ends)


def test_what_fails_after_the_author_took_the_case_back_is_nobodys_trouble(cast: Cast) -> None:
    case = withdrawn_while_a_worker_has_it(cast)
    settle_failed(OutboxAct.objects.get(), reason="Нет", next_step="", now=NOW)
    settle_sendings()
    assert (trouble_of(case), draft_of(case)) == ((False, ""), [TEXT])
    assert Answer.objects.get().state == AnswerState.FAILED


@pytest.mark.parametrize("state", [OutboxState.FAILED, OutboxState.UNKNOWN], ids=str)
def test_what_did_not_reach_the_resident_of_a_joined_case_is_sent_again(cast: Cast, state: OutboxState) -> None:
    """A joined case is closed by nature; its resident waits all the same."""
    case, by = open_case(cast, "Снег", state=State.IN_WORK, body=cast.utilities), person(cast, Role.COORDINATOR)
    answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
    main = open_case(cast, "Снег у школы", state=State.ANSWERED, body=cast.utilities)
    Appeal.objects.filter(id=case.id).update(state=State.CLOSED, duplicate_of=main)
    OutboxAct.objects.update(state=state, settled_at=NOW)
    settle_sendings()
    assert trouble_of(case)[1] == state
    settle_unknown(case.number, stands_there=Stands.NO, url="", by=by, now=NOW)
    assert (trouble_of(case), OutboxAct.objects.get().state) == ((True, ""), OutboxState.WAITING)


@pytest.mark.parametrize(("state", "is_to_check"), [(AnswerState.SUBMITTED, False), (AnswerState.SENT, True)])
def test_an_urgent_answer_is_to_be_checked_once_it_has_left(
    cast: Cast, state: AnswerState, *, is_to_check: bool
) -> None:
    case = open_case(cast, "Прорыв", state=State.IN_WORK)
    answer = Answer.objects.create(
        appeal=case, kind="final", state=state, text=TEXT, text_hash=hash_text(TEXT), written_at=NOW, is_urgent=True,
        steps=["approver"], by_id=cast.staff[Role.CONTENT_MANAGER].id,
    )  # fmt: skip
    approver = person(cast, Role.APPROVER)
    assert Answer.objects.filter(TO_CHECK).exists() is is_to_check
    assert (find_document(case, [answer], viewer=approver, now=NOW) is not None) is is_to_check
    assert len(load_approval_queue(approver, now=NOW).to_check) == is_to_check


def withdrawn_while_a_worker_has_it(cast: Cast) -> Appeal:
    case = open_case(cast, "Снег", state=State.IN_WORK, body=cast.utilities)
    by = person(cast, Role.COORDINATOR)
    answer_at_once(case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
    claim_acts(now=NOW, lease=lease(), at_most=1)
    happens(case, Act.WITHDRAW, Party.AUTHOR)
    return case


def trouble_of(case: Appeal) -> tuple[bool, str]:
    found = Appeal.objects.get(id=case.id)
    return found.is_sending, found.delivery_trouble


def fail(case: Appeal) -> None:
    Answer.objects.filter(appeal=case).update(state=AnswerState.FAILED)
    OutboxAct.objects.update(state=OutboxState.FAILED)
    Appeal.objects.filter(id=case.id).update(delivery_trouble=AnswerState.FAILED, is_sending=False)

"""Two staff in one case, undo and sending later, and texts put into the shared draft."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from otklik.answers.drafting import HOLD, THERE, say_here, take_over
from otklik.answers.errors import AnswerRefused, DraftChanged, HeldByAnother
from otklik.answers.facts import Told, ask_facts, list_facts, tell_facts
from otklik.answers.models import Answer, AnswerState, AnswerVersion, Draft, ReadyText
from otklik.answers.results.calling_back import answer_by_phone
from otklik.answers.sending.taking_back import take_back
from otklik.answers.services import HowToSend, answer_at_once, approve_answer, save_draft, submit_answer
from otklik.answers.steps import settle_sendings
from otklik.answers.texts.ready_entries import ReadyEntry
from otklik.answers.texts.ready_texts import (
    Typed,
    enter_text,
    insert_facts,
    insert_given,
    insert_ready,
    list_fitting,
)
from otklik.appeals.models import Appeal, CallBack
from otklik.appeals.states import State
from otklik.delivery.errors import TooLate
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import claim_acts, hash_text
from otklik.delivery.steps import lease
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, open_case

TEXT = "Здравствуйте! Лёд убрали сегодня в 13:40."
TOMORROW = NOW + timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """A case, and two who work on it."""

    case: Appeal
    cast: Cast
    manager: Viewer
    coordinator: Viewer

    def save(self, text: str, by: Viewer, *, seen: int | None = None, later: timedelta = timedelta()) -> int:
        return save_draft(self.case.number, kind="final", text=text, by=by, now=NOW + later, seen=seen)

    def send(self, not_before: object = TOMORROW) -> None:
        how = HowToSend(not_before=not_before)  # type: ignore[arg-type]
        answer_at_once(
            self.case.number, kind="final", text=TEXT, promised_on=None, by=self.manager, version=None, now=NOW, how=how
        )


@pytest.fixture
def pair(cast: Cast) -> Pair:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK, body=cast.utilities)
    manager, coordinator = (
        load_viewer(cast.staff[role].id, on=NOW.date()) for role in (Role.CONTENT_MANAGER, Role.COORDINATOR)
    )
    return Pair(case, cast, manager, coordinator)


def test_who_writes_holds_the_draft_until_it_is_left_or_taken_over(pair: Pair) -> None:
    assert pair.save("Здравствуйте!", pair.manager) == 1
    with pytest.raises(HeldByAnother) as held:
        pair.save("Привет", pair.coordinator, seen=1)
    assert held.value.theirs == "Здравствуйте!"
    take_over(pair.case.number, by=pair.coordinator, now=NOW)
    assert pair.save("Здравствуйте! Убрали.", pair.coordinator, seen=1) == 2
    with pytest.raises(HeldByAnother):
        pair.save("Здравствуйте! Уже", pair.manager, seen=1)
    with pytest.raises(DraftChanged) as changed:
        pair.save("Здравствуйте! Уже", pair.manager, seen=1, later=HOLD)
    assert changed.value.theirs == "Здравствуйте! Убрали."
    assert pair.save("Здравствуйте! Уже убрали.", pair.manager, seen=2, later=HOLD) == 3
    assert Draft.objects.get().text == "Здравствуйте! Уже убрали."
    assert AnswerVersion.objects.count() == 3


def test_a_page_says_who_else_is_here(pair: Pair) -> None:
    assert say_here(pair.case.number, by=pair.manager, now=NOW) == ()
    assert say_here(pair.case.number, by=pair.coordinator, now=NOW + THERE / 2) == (pair.manager.name,)
    assert say_here(pair.case.number, by=pair.coordinator, now=NOW + 2 * THERE) == ()


def test_what_leaves_later_waits_and_keeps_nobody_waiting(pair: Pair) -> None:
    with pytest.raises(AnswerRefused):
        pair.send(NOW - timedelta(minutes=1))
    pair.send()
    own = OutboxAct.objects.get()
    own.pk, own.queued_at, own.next_try_at = None, NOW, NOW
    own.save()
    assert [act.id for act in claim_acts(now=NOW, lease=lease(), at_most=5)] == [own.id]
    OutboxAct.objects.filter(id=own.id).update(state="sent")
    assert len(claim_acts(now=TOMORROW, lease=lease(), at_most=5)) == 1
    with pytest.raises(TooLate):
        take_back(pair.case.number, by=pair.manager, now=TOMORROW)


def test_what_was_taken_back_is_a_draft_again_and_never_sent(pair: Pair) -> None:
    pair.send()
    take_back(pair.case.number, by=pair.manager, now=NOW)
    assert claim_acts(now=TOMORROW, lease=lease(), at_most=5) == []
    settle_sendings()
    pair.case.refresh_from_db()
    assert (pair.case.state, pair.case.is_sending, pair.case.delivery_trouble) == (State.IN_WORK, False, "")
    assert Draft.objects.get().text == TEXT
    pair.send()
    assert Answer.objects.get(state=AnswerState.SENDING).versions.count() == 1


def test_an_approved_answer_that_was_taken_back_waits_for_approval_anew(pair: Pair) -> None:
    by = load_viewer(pair.cast.staff[Role.EXECUTOR].id, on=NOW.date())
    submit_answer(pair.case.number, kind="final", text=TEXT, promised_on=None, by=by, version=None, now=NOW)
    how = {"text_hash": hash_text(TEXT), "version": None, "now": NOW}
    approve_answer(pair.case.number, by=pair.coordinator, not_before=TOMORROW, **how)  # type: ignore[arg-type]
    take_back(pair.case.number, by=pair.coordinator, now=NOW)
    answer = Answer.objects.get()
    assert (answer.state, answer.approved_by_id) == (AnswerState.SUBMITTED, None)
    assert approve_answer(pair.case.number, by=pair.manager, **how) is True  # type: ignore[arg-type]


def test_a_name_brings_no_signs_into_an_answer_that_nobody_sees(pair: Pair) -> None:
    Appeal.objects.update(author_name="\u202eМария\u200b \u2066Ковалёва")
    enter_text(ReadyEntry("Наледь", "{имя}, уберём.", body_id=pair.cast.utilities.id), by=pair.manager, now=NOW)
    (ready,) = list_fitting(pair.case, on=NOW.date())
    insert_ready(pair.case.number, ready.id, typed=Typed("final", "", seen=0), answers={}, by=pair.manager, now=NOW)
    assert Draft.objects.get().text == "Мария, уберём."


def test_texts_go_into_the_shared_draft(pair: Pair) -> None:
    entry = ReadyEntry("Наледь", "{имя}, уберём {?Когда}.", folder="ЖКХ/ Зима", body_id=pair.cast.utilities.id)
    enter_text(entry, by=pair.manager, now=NOW)
    with pytest.raises(AnswerRefused):
        enter_text(ReadyEntry("Наледь", "{фамилия}", body_id=pair.cast.utilities.id), by=pair.manager, now=NOW)
    (ready,) = list_fitting(pair.case, on=NOW.date())
    assert (ready.folder, ready.prompts) == ("ЖКХ / Зима", ("Когда",))
    typed = Typed("final", "Здравствуйте!", seen=0)
    insert_ready(pair.case.number, ready.id, typed=typed, answers={"Когда": "завтра"}, by=pair.manager, now=NOW)
    name = pair.case.messages.get().message.author.name.split()[0]  # type: ignore[union-attr]
    assert Draft.objects.get().text == f"Здравствуйте!\n\n{name}, уберём завтра."
    assert ReadyText.objects.get().used_count == 1
    ReadyText.objects.update(until_on=NOW.date() - timedelta(days=1))
    assert list_fitting(pair.case, on=NOW.date()) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_nothing_tells_whether_a_case_of_others_is_there(pair: Pair, is_there: bool) -> None:
    enter_text(ReadyEntry("Наледь", "Уберём", body_id=pair.cast.utilities.id), by=pair.manager, now=NOW)
    ask_facts(pair.case.number, question="Когда?", by=pair.manager, now=NOW)
    tell_facts(
        pair.case.number, Told("В 9."), by=load_viewer(pair.cast.staff[Role.EXECUTOR].id, on=NOW.date()), now=NOW
    )
    text, facts = ReadyText.objects.get().id, list_facts(pair.case.id)[0].id
    typed, by = Typed("final", ""), load_viewer(pair.cast.staff["stranger"].id, on=NOW.date())
    number = pair.case.number if is_there else 1
    for chosen in (text, 999_999):
        with pytest.raises(NotSeen):
            insert_ready(number, chosen, typed=typed, answers={}, by=by, now=NOW)
    for chosen in (facts, 999_999):
        with pytest.raises(NotSeen):
            insert_facts(number, chosen, typed=typed, by=by, now=NOW)


def test_the_answer_of_a_like_case_is_a_start(pair: Pair) -> None:
    other = open_case(pair.cast, "Лёд у сада", state=State.ANSWERED, body=pair.cast.utilities)
    typed = Typed("final", "")
    with pytest.raises(AnswerRefused):
        insert_given(pair.case.number, other.number, typed=typed, by=pair.manager, now=NOW)
    given = {"kind": "final", "state": AnswerState.SENT, "text": TEXT, "text_hash": hash_text(TEXT)}
    Answer.objects.create(appeal=other, written_at=NOW, **given)
    insert_given(pair.case.number, other.number, typed=typed, by=pair.manager, now=NOW)
    assert Draft.objects.get().text == "Здравствуйте! Лёд убрали сегодня в [время]."


def test_the_executor_is_asked_and_what_they_say_goes_into_the_answer(pair: Pair) -> None:
    executor = load_viewer(pair.cast.staff[Role.EXECUTOR].id, on=NOW.date())
    ask_facts(pair.case.number, question="Когда посыпали?", by=pair.manager, now=NOW)
    tell_facts(pair.case.number, Told("Посыпали в 9 утра."), by=executor, now=NOW)
    (told,) = list_facts(pair.case.id)
    assert (told.question, told.text, told.by) == ("Когда посыпали?", "Посыпали в 9 утра.", executor.name)
    insert_facts(pair.case.number, told.id, typed=Typed("final", "Здравствуйте!"), by=pair.manager, now=NOW)
    assert Draft.objects.get().text == "Здравствуйте!\n\nПосыпали в 9 утра."


def test_a_text_for_a_topic_that_is_not_there_is_refused_in_words(pair: Pair) -> None:
    curator = load_viewer(pair.cast.staff[Role.CURATOR].id, on=NOW.date())
    with pytest.raises(AnswerRefused) as refused:
        enter_text(ReadyEntry(name="Лёд", text="Посыплем.", topic_id=999_999), by=curator, now=NOW)
    assert refused.value.field == "topic_id"
    assert not ReadyText.objects.exists()


def test_what_was_told_by_phone_leaves_no_draft(pair: Pair) -> None:
    CallBack.objects.create(appeal=pair.case, phone="9120000000")
    pair.save("Недописанное", pair.manager)
    answer_by_phone(pair.case.number, text="Сказали: уберут завтра.", by=pair.manager, version=None, now=NOW)
    assert not Draft.objects.exists()
    assert not AnswerVersion.objects.filter(answer=None).exists()

"""One case as a page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.intake.models import MessageVersion, ResidentMessage
from otklik.organizations.rights import Role
from otklik.topics.services import seed_topics
from otklik.triage.findings import GROUND_WORDS, GROUNDS
from otklik.triage.models import Verdict
from tests.people import NOW, Cast, open_case, write_message

SignIn = Callable[[str], Client]
GOES_ON = "написал ещё или изменил свои слова"


def test_it_shows_what_an_edit_changed(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Второклассник упал и разбил губу")
    message = case.messages.get().message
    message.versions.update(text="Второклассник упал и чуть не убился")
    MessageVersion.objects.create(message=message, event_key="edit", is_edit=True, text=message.text, received_at=NOW)
    page = _page(sign_in(Role.COORDINATOR), case)
    assert "<del>чуть не убился</del>" in page
    assert "<ins>разбил губу</ins>" in page


def test_it_says_that_a_message_was_deleted_and_still_shows_it(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Верните деньги")
    type(case.messages.get().message).objects.update(is_deleted=True)
    page = _page(sign_in(Role.COORDINATOR), case)
    assert "удалено автором или сетью" in page
    assert "Верните деньги" in page


def test_html_of_a_resident_is_shown_as_text(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "<script>alert(1)</script><b>лёд</b>")
    page = _page(sign_in(Role.COORDINATOR), case)
    assert "<script>alert" not in page
    assert "&lt;b&gt;лёд" in page


def test_the_coordinator_is_offered_to_pass_a_new_case_on(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    response = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/")
    assert response.context["offers"].first.act == "assign"


def test_the_approver_reads_the_answer_and_approves_it(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast)
    page = _page(sign_in(Role.APPROVER), case)
    assert "Сделали сегодня в 13:40." in page
    assert hash_text("Сделали сегодня в 13:40.") in page
    assert f"/desk/appeals/{case.number}/answer/approve/" in page


def test_its_writer_cannot_approve_it(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast)
    Answer.objects.update(by=cast.staff[Role.APPROVER])
    assert "/answer/approve/" not in _page(sign_in(Role.APPROVER), case)


def test_an_auditor_only_looks(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    page = _page(sign_in(Role.AUDITOR), case)
    assert "/desk/appeals/" in page
    assert "/acts/" not in page
    assert "/answer/" not in page
    assert "/correct/" not in page
    assert "/notes/" not in page


def test_a_failed_sending_says_why_what_to_do_and_offers_another_try(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast, state=AnswerState.FAILED)
    Appeal.objects.filter(id=case.id).update(delivery_trouble="failed")
    page = _page(sign_in(Role.CONTENT_MANAGER), case)
    assert "Ответ не отправлен." in page
    assert f"/desk/appeals/{case.number}/answer/again/" in page


def test_an_unknown_sending_asks_a_person_to_look(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast, state=AnswerState.UNKNOWN)
    Appeal.objects.filter(id=case.id).update(delivery_trouble="unknown")
    page = _page(sign_in(Role.CONTENT_MANAGER), case)
    assert "Неизвестно, стоит ли там ответ." in page
    assert 'value="yes"' in page
    assert 'value="no"' in page


def test_an_answer_typed_in_the_network_is_shown_as_such(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast, state=AnswerState.EXTERNAL)
    Answer.objects.update(by=None, external_id="77")
    assert "набран прямо в сети" in _page(sign_in(Role.COORDINATOR), case)


def test_an_answer_of_another_system_is_shown_as_such(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast, state=AnswerState.EXTERNAL)
    Answer.objects.update(by=None)
    assert "дан в другой системе" in _page(sign_in(Role.COORDINATOR), case)


def test_the_page_of_a_case_without_a_connection_offers_to_note_an_answer_by_hand(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    cast.page.connection.delete()
    response = sign_in(Role.CONTENT_MANAGER).get(f"/desk/appeals/{case.number}/")
    assert response.context["offers"].first.act == "answered_by_hand"
    assert "Страница не подключена" in response.content.decode()


def test_the_pane_of_the_inbox_is_a_fragment_at_the_same_address(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    client = sign_in(Role.COORDINATOR)
    headers = {"HX-Request": "true", "HX-Target": "open"}
    fragment = client.get(f"/desk/appeals/{case.number}/", headers=headers).content.decode()
    assert fragment.strip().startswith("<article")
    assert "<html" not in fragment


def _with_answer(cast: Cast, *, state: AnswerState = AnswerState.SUBMITTED) -> Appeal:
    case = open_case(cast, "Лёд", state=State.AWAITING_APPROVAL, due_in=timedelta(hours=3))
    Answer.objects.create(
        appeal=case,
        kind="final",
        state=state,
        text="Сделали сегодня в 13:40.",
        text_hash=hash_text("Сделали сегодня в 13:40."),
        by=cast.staff[Role.CONTENT_MANAGER],
        written_at=NOW,
    )
    return case


def _page(client: Client, case: Appeal) -> str:
    return client.get(f"/desk/appeals/{case.number}/").content.decode()


def test_the_history_says_in_words_how_a_body_was_found(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    case.transitions.create(
        act="assign", from_state="new", to_state="assigned", at=NOW, actor="system", reason="topic", body=case.body
    )
    page = _page(sign_in(Role.COORDINATOR), case)
    assert "Система: назначено, Администрация" in page
    assert "нашлось так: тема" in page


def test_the_topics_that_the_machine_thinks_of_are_offered_with_its_groups(cast: Cast, sign_in: SignIn) -> None:
    seed_topics()
    case = open_case(cast, "Лёд у подъезда")
    Verdict.objects.filter(message=case.messages.get().message).update(
        alternatives=[["improvement", 0.6], ["roads", 0.3]], topics=[["improvement-iamy-vo-dvorakh", 0.5]]
    )
    page = _page(sign_in(Role.COORDINATOR), case)
    guesses = page.partition("Скорее:")[2].partition("</form>")[0]
    assert "Ямы во дворах" in guesses
    assert "Благоустройство" in guesses


def test_no_clock_runs_on_a_closed_case(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.CLOSED, due_in=timedelta(hours=-5))
    assert "просрочено" not in _page(sign_in(Role.COORDINATOR), case)
    assert "просрочено " not in sign_in(Role.COORDINATOR).get("/desk/?queue=closed").content.decode()


def test_every_ground_of_the_rules_has_a_word() -> None:
    assert set(GROUND_WORDS) == set(GROUNDS)


def test_it_says_that_the_resident_went_on_after_the_answer_was_written(cast: Cast, sign_in: SignIn) -> None:
    case = _with_answer(cast)
    message = case.messages.get().message
    for edited_at, is_told in ((None, False), (NOW + timedelta(minutes=5), True)):
        ResidentMessage.objects.filter(id=message.id).update(edited_at=edited_at)
        assert (GOES_ON in _page(sign_in(Role.APPROVER), case)) is is_told


@pytest.mark.parametrize("is_edit", [True, False])
def test_it_says_that_words_reached_us_after_the_answer_was_written(cast: Cast, sign_in: SignIn, is_edit: bool) -> None:
    case, late = _with_answer(cast), NOW + timedelta(minutes=5)
    first = case.messages.get().message
    if is_edit:
        MessageVersion.objects.create(message=first, event_key="late", is_edit=True, text="Лёд!", received_at=late)
    else:
        at = first.said_at + timedelta(minutes=1)
        said = write_message(cast, "И у школы", author=first.author, thread=first.thread_id, at=at, reply_to="1")
        assert GOES_ON not in _page(sign_in(Role.APPROVER), case)
        case.messages.create(message=said, joined_at=late)
    assert GOES_ON in _page(sign_in(Role.APPROVER), case)


def test_a_case_in_another_system_is_not_called_deferred(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.EXTERNAL)
    Appeal.objects.filter(id=case.id).update(deferred_until=NOW + timedelta(days=30))
    page = _page(sign_in(Role.COORDINATOR), case)
    assert "Посмотреть, нет ли ответа там" in page
    assert "Отложено до" not in page

"""Acts on a case from its page."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.answers.models import Answer, AnswerState, Draft
from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from tests.markup import parse
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]
ANSWER = "Сегодня в 13:40 посыпали песком, наледь уберём завтра до 12:00."


def test_an_act_changes_the_case_and_leads_back_to_it(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    response = _post(sign_in(Role.CONTENT_MANAGER), case, "acts/take", version="1")
    assert response["Location"] == f"/desk/appeals/{case.number}/"
    case.refresh_from_db()
    assert case.state == State.IN_WORK


def test_a_stale_save_is_refused_with_what_changed_and_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    _post(sign_in(Role.COORDINATOR), case, "acts/take", version="1")
    response = _post(
        sign_in(Role.CONTENT_MANAGER),
        case,
        "answer/submit",
        version="1",
        text=ANSWER,
        kind="final",
        drawn_at="2026-01-01T00:00:00+05:00",
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Не сохранено: обращение изменилось." in page
    assert "Марина Орлова: взято в работу" in page
    assert ANSWER in page
    assert not Answer.objects.exists()


def test_a_missing_reason_is_asked_for_next_to_its_form(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    response = _post(sign_in(Role.CONTENT_MANAGER), case, "acts/return_not_ours", text="  ")
    assert response.status_code == 422
    assert "причина словами" in response.content.decode()
    case.refresh_from_db()
    assert case.state == State.IN_WORK


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("acts/defer", {"text": "весной", "due_on": "31.02.2027"}),
        ("acts/defer", {"text": "весной", "due_on": "2027-02-31"}),
        ("acts/close", {"outcome": "magic"}),
        ("assign", {"body_id": "abc"}),
        ("assign", {}),
        ("answer/send", {"kind": "poem", "text": ANSWER}),
        ("answer/submit", {"kind": "interim", "text": ANSWER, "promised_on": "2020-01-01"}),
        ("answer/submit", {"kind": "interim", "text": ANSWER, "promised_on": "9999-12-31"}),
        ("answer/submit", {"kind": "final", "text": "а" * 20_000}),
        ("answer/settle", {"stands": "perhaps"}),
        ("answer/by-hand", {"text": "ответили", "link": "javascript:alert(1)"}),
    ],
)
def test_nonsense_in_a_form_is_refused_in_words(cast: Cast, sign_in: SignIn, name: str, values: dict[str, str]) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    response = _post(sign_in(Role.COORDINATOR), case, name, **values)
    assert response.status_code == 422
    assert response.context["trouble"].words


def test_that_an_answer_leaves_is_looked_at_again_until_it_has_left(
    cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    settings.OTKLIK_UNDO_SECONDS = 10
    case = open_case(cast, "Лёд", state=State.IN_WORK, body=cast.utilities)
    desk = sign_in(Role.COORDINATOR)
    assert _post(desk, case, "answer/send", kind="final", text=ANSWER).status_code == 302
    page = desk.get(f"/desk/appeals/{case.number}/").content.decode()
    assert parse(page).find(id="leaving", data_live="case")
    assert "Не отправлять" in page
    Answer.objects.update(state=AnswerState.SENT)
    page = desk.get(f"/desk/appeals/{case.number}/").content.decode()
    assert parse(page).find(id="leaving", data_live=False)
    assert "Не отправлять" not in page


@pytest.mark.parametrize("act", ["submit", "assign", "open", "no_such_act"])
def test_acts_with_an_address_of_their_own_have_no_second_one(cast: Cast, sign_in: SignIn, act: str) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    assert _post(sign_in(Role.COORDINATOR), case, f"acts/{act}").status_code == 404


def test_acts_are_never_done_by_looking(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    assert sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/acts/take/").status_code == 405


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30])
def test_a_form_without_a_version_counts_as_drawn_long_ago(cast: Cast, sign_in: SignIn, version: str) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    assert _post(sign_in(Role.COORDINATOR), case, "acts/take", version=version).status_code == 409


@pytest.mark.parametrize("body_id", ["", "abc", "9" * 20])
def test_a_body_that_is_none_has_no_executors(cast: Cast, sign_in: SignIn, body_id: str) -> None:
    response = sign_in(Role.COORDINATOR).get("/desk/executors/", {"body_id": body_id})
    assert response.status_code == 200
    assert list(response.context["executors"]) == []


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.staff[Role.COORDINATOR])
    assert client.post(f"/desk/appeals/{case.number}/acts/take/").status_code == 403


def test_a_draft_is_kept_and_shared_by_those_who_work_on_the_case(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    client = sign_in(Role.CONTENT_MANAGER)
    kept = client.post(
        f"/desk/appeals/{case.number}/answer/draft/",
        {"text": ANSWER, "kind": "final"},
        headers={"X-Requested-With": "draft"},
    )
    assert kept.status_code == 204
    assert ANSWER in client.get(f"/desk/appeals/{case.number}/").content.decode()
    others = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    assert ANSWER in others
    assert "сейчас пишет Оксана Демидова" in others


def test_the_preview_checks_the_draft(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    response = sign_in(Role.CONTENT_MANAGER).post(
        f"/desk/appeals/{case.number}/answer/draft/",
        {"text": "Звоните по телефону +7 912 345-67-89", "kind": "final"},
        headers={"HX-Request": "true", "HX-Target": "answer-check"},
    )
    page = response.content.decode()
    assert "Похоже на личные данные" in page
    assert "<html" not in page


def test_a_submitted_answer_leaves_no_draft_behind(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    client = sign_in(Role.CONTENT_MANAGER)
    _post(client, case, "answer/draft", text=ANSWER, kind="final")
    _post(client, case, "answer/submit", text=ANSWER, kind="final", version="1")
    assert Answer.objects.get().text == ANSWER
    assert not Draft.objects.exists()


def test_a_note_stands_in_the_talk(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    client = sign_in(Role.MODERATOR)
    _post(client, case, "notes", text="Посмотрю завтра <b>сам</b>")
    assert Note.objects.get().text == "Посмотрю завтра <b>сам</b>"
    assert "&lt;b&gt;сам" in client.get(f"/desk/appeals/{case.number}/").content.decode()


def test_in_the_inbox_an_act_answers_with_the_pane_and_the_list_is_told(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.ASSIGNED)
    response = sign_in(Role.COORDINATOR).post(
        f"/desk/appeals/{case.number}/acts/take/",
        {"version": "1"},
        headers={"HX-Request": "true", "HX-Target": "open"},
    )
    assert response["HX-Trigger"] == "desk-changed"
    assert response.content.decode().strip().startswith("<article")


def test_a_case_passed_out_of_ones_sight_leads_back_to_the_inbox(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", state=State.NEW)
    response = _post(sign_in(Role.COORDINATOR), case, "assign", body_id=str(cast.ministry.id), version="1")
    assert response["Location"] == "/desk/"


def test_a_typed_in_case_opens_with_its_number(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    response = client.post(
        "/desk/new/",
        {"text": "Звонили про лёд", "body_id": str(cast.utilities.id), "channel": "phone", "importance": "ordinary"},
    )
    case = Appeal.objects.get()
    assert response["Location"] == f"/desk/appeals/{case.number}/"
    assert "Звонили про лёд" in client.get(response["Location"]).content.decode()


def test_a_refused_form_of_a_new_case_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(Role.COORDINATOR).post("/desk/new/", {"text": "Звонили про лёд", "body_id": ""})
    assert response.status_code == 422
    assert "Звонили про лёд" in response.content.decode()
    assert not Appeal.objects.exists()


def _post(client: Client, case: Appeal, name: str, **values: str):  # type: ignore[no-untyped-def]
    version = Appeal.objects.values_list("version", flat=True).get(pk=case.pk)
    return client.post(f"/desk/appeals/{case.number}/{name}/", {"version": str(version)} | values)

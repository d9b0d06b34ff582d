"""Two people at one case: who comes second reads who changed what and when, and goes on with what was typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from otklik.answers.drafting import save_draft
from otklik.answers.models import Answer, AnswerKind
from otklik.answers.results.verdicts import Said, explain, give_verdict, hand_out_link
from otklik.answers.services import approve_answer, submit_answer
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.profiles import Importance
from otklik.appeals.selectors.changes import list_changes
from otklik.appeals.services import assign, correct_case, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.intake.accept_act import ActKind, Sent, accept_act
from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer
from otklik.publication.own_case import withdraw_own
from tests.flow import run_flow
from tests.markup import parse
from tests.town import GROUP, POST, Town, arrive, build_town, comment, push

POTHOLE = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
ANSWER = "Яму на Ленина, 5 заделали сегодня в 10:30."
WHY = "Это дорога области, не наша"


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def case(town: Town) -> Appeal:
    """A case in work."""
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    appeal = Appeal.objects.get()
    if appeal.state == State.NEW:
        given = {"body_id": town.office.id, "executor_id": None, "because": "", "version": None}
        assign(appeal.number, by=town.coordinator, now=now(), **given)  # type: ignore[arg-type]
    take_step(appeal.number, Act.TAKE, by=town.executor, reason=Reason(), version=None, now=now())
    return Appeal.objects.get()


def now() -> datetime:
    return datetime.now(UTC)


def sent(town: Town, case: Appeal, name: str, *, version: int, drawn: str = "", **values: str) -> HttpResponse:
    """What the manager sends from a page that was drawn a minute ago."""
    return sent_by(town.manager, case, name, version=version, drawn=drawn, **values)


def sent_by(who: Viewer, case: Appeal, name: str, *, version: int, drawn: str = "", **values: str) -> HttpResponse:
    """The same of somebody else."""
    client = Client()
    client.force_login(Staff.objects.get(id=who.staff_id))
    drawn = drawn or (now() - timedelta(minutes=1)).isoformat()
    return client.post(  # type: ignore[return-value]
        f"/desk/appeals/{case.number}/{name}/", {"version": str(version), "drawn_at": drawn, **values}
    )


def told(page: HttpResponse) -> str:
    """The alert on top, as it is read."""
    assert page.status_code == 409
    (alert,) = parse(page.content.decode()).find("div", class_="o-alert", role="alert")
    return alert.text


def correct(town: Town, case: Appeal) -> None:
    correct_case(
        case.number, topic_id=None, address="Ленина, 5", importance=Importance.HIGH, by=town.coordinator, version=None,
        now=now(),
    )  # fmt: skip


def test_it_names_who_corrected_what_and_when_and_lets_one_go_on(town: Town, case: Appeal) -> None:
    correct(town, case)
    refused = sent(town, case, "acts/return_not_ours", version=case.version, text=WHY)
    words = told(refused)
    assert re.search(r"\d\d:\d\d", words)
    assert "coordinator: уточнено обращение:" in words
    assert "адрес" in words
    assert "важность" in words
    page = parse(refused.content.decode())
    assert WHY in [one.text for one in page.find("textarea")]
    versions = {one.attributes["value"] for one in page.find("input", name="version")}
    assert versions == {str(Appeal.objects.get().version)}
    assert sent(town, case, "acts/return_not_ours", version=int(versions.pop()), text=WHY).status_code == 302
    assert Appeal.objects.get().state == State.MISROUTED


def test_it_tells_what_the_resident_wrote_meanwhile(town: Town, case: Appeal) -> None:
    more = "Уже второе колесо разбили!"
    arrive(town.page, push("wall_reply_new", comment(502, more, root=501, minutes=5)), at=now())
    run_flow()
    assert more in told(sent(town, case, "acts/return_not_ours", version=case.version, text=WHY))


@pytest.mark.parametrize(
    ("deleter", "words"), [(501, "Автор: удалено сообщение: «На улице Ленина"), (9, "Сеть: удалено сообщение: «На")]
)
def test_it_tells_who_deleted_what_meanwhile(town: Town, case: Appeal, deleter: int, words: str) -> None:
    gone = {"owner_id": -GROUP, "id": 501, "post_id": POST, "deleter_id": deleter}
    drawn = now().isoformat()
    arrive(town.page, push("wall_reply_delete", gone), at=now())
    run_flow()
    values = {"version": case.version, "text": WHY}
    assert words in told(sent(town, case, "acts/return_not_ours", drawn=drawn, **values))  # type: ignore[arg-type]
    after = {"drawn": now().isoformat(), **values}
    assert "удалено сообщение" not in told(sent(town, case, "acts/return_not_ours", **after))  # type: ignore[arg-type]


def test_what_is_taken_back_on_our_own_page_its_author_deleted(town: Town) -> None:
    receipt = accept_act(Sent(ActKind.REPORT, POTHOLE, "1"), now=now())
    run_flow()
    own = Appeal.objects.get()
    if own.state == State.NEW:
        given = {"body_id": town.office.id, "executor_id": None, "because": "", "version": None}
        assign(own.number, by=town.coordinator, now=now(), **given)  # type: ignore[arg-type]
        own.refresh_from_db()
    drawn = now().isoformat()
    assert withdraw_own(receipt.number, receipt.token, now=now())
    words = told(sent(town, own, "acts/return_not_ours", version=own.version, drawn=drawn, text=WHY))
    assert "Автор: удалено сообщение: «На улице Ленина" in words
    client = Client()
    client.force_login(Staff.objects.get(id=town.manager.staff_id))
    assert "удалено автором" in client.get(f"/desk/appeals/{own.number}/").content.decode()


def test_words_whose_form_is_gone_are_not_lost(town: Town, case: Appeal) -> None:
    """Somebody answered in the network itself, while the same was being written here."""
    typed = comment(777, "Заделаем завтра.", author=-GROUP, root=501, minutes=30)
    arrive(town.page, push("wall_reply_new", typed), at=now())
    run_flow()
    assert Appeal.objects.get().state == State.ANSWERED
    text = "Яму на Ленина, 5 засыпали сегодня."
    words = told(sent(town, case, "answer/submit", version=case.version, text=text, kind="final"))
    assert "Страница: написано сообщение: «Заделаем завтра.»" in words
    assert text in words


def typed_in_the_network(town: Town, *, minutes: int) -> None:
    """An answer that was written so long before we hear of it."""
    written = int((now() - timedelta(minutes=minutes)).timestamp())
    said = comment(777, "Заделаем завтра.", author=-GROUP, root=501) | {"date": written}
    arrive(town.page, push("wall_reply_new", said), at=now())
    run_flow()
    assert Appeal.objects.get().state == State.ANSWERED


def test_an_answer_typed_in_the_network_is_news_since_we_learnt_of_it(town: Town, case: Appeal) -> None:
    drawn = (now() - timedelta(minutes=1)).isoformat()
    correct(town, case)
    typed_in_the_network(town, minutes=20)
    assert Transition.objects.get(act=Act.ANSWERED_OUTSIDE).at < now() - timedelta(minutes=15)
    words = told(sent(town, case, "answer/submit", version=case.version, drawn=drawn, text=ANSWER, kind="final"))
    first, second = words.index("coordinator: уточнено обращение"), words.index("Сеть: Отвечено прямо в сети")
    assert first < second
    assert f"{timezone.localtime(Appeal.objects.get().changed_at):%H:%M} Сеть: Отвечено прямо в сети" in words


def test_an_answer_typed_in_the_network_is_no_news_to_whoever_opened_the_case_after(town: Town, case: Appeal) -> None:
    typed_in_the_network(town, minutes=20)
    drawn = now().isoformat()
    seen = Appeal.objects.get().version
    correct(town, case)
    words = told(sent(town, case, "acts/reopen", version=seen, drawn=drawn, text=WHY))
    assert "уточнено обращение" in words
    assert "Отвечено прямо в сети" not in words


def test_where_nobody_knows_when_the_page_was_drawn_the_last_news_is_what_came_last(town: Town, case: Appeal) -> None:
    correct(town, case)
    typed_in_the_network(town, minutes=20)
    Appeal.objects.filter(id=case.id).update(state=State.IN_WORK)
    told_last = told(sent(town, case, "acts/return_not_ours", version=case.version, drawn_at="вчера", text=WHY))
    assert list_changes(case.number)[-1].act == Act.ANSWERED_OUTSIDE
    assert "Отвечено прямо в сети" in told_last
    assert "уточнено обращение" not in told_last


def test_it_says_that_another_gave_the_case_back(town: Town, case: Appeal) -> None:
    take_step(case.number, Act.RETURN_NOT_OURS, by=town.executor, reason=Reason(text="Парк"), version=None, now=now())
    words = told(sent(town, case, "acts/return_not_ours", version=case.version, text=WHY))
    assert "executor: возвращено: не наше: Парк" in words
    assert WHY in words


def test_it_says_who_saved_the_shared_draft_and_when(town: Town, case: Appeal) -> None:
    long_ago = now() - timedelta(minutes=5)
    save_draft(case.number, kind=AnswerKind.FINAL, text="Засыплем завтра", by=town.coordinator, now=long_ago)
    values = {"text": "Я иначе", "kind": "final", "saves": "0"}
    words = told(sent(town, case, "answer/draft", version=case.version, **values))
    assert re.search(r"\d\d:\d\d coordinator: сохранён общий черновик", words)


def test_what_no_person_did_is_said_so(town: Town, case: Appeal) -> None:
    Appeal.objects.update(version=case.version + 1)
    assert "Система: взято из сети новое" in told(
        sent(town, case, "acts/return_not_ours", version=case.version, drawn=now().isoformat(), text=WHY)
    )


@pytest.mark.parametrize("drawn_at", ["", "вчера", "2026-99-99T00:00", "2026-11-24T11:00:00"])
def test_a_page_that_does_not_say_when_it_was_drawn_is_told_of_the_last_change(
    town: Town, case: Appeal, drawn_at: str
) -> None:
    correct(town, case)
    values = {"drawn_at": drawn_at, "text": WHY}
    assert "уточнено обращение" in told(sent(town, case, "acts/return_not_ours", version=case.version, **values))


def test_somebody_else_who_writes_has_changed_nothing(town: Town, case: Appeal) -> None:
    """The draft is held, and the case is as it was: what happened to it before is no news."""
    correct(town, case)
    save_draft(case.number, kind=AnswerKind.FINAL, text="Засыплем", by=town.coordinator, now=now())
    current, values = Appeal.objects.get().version, {"text": ANSWER, "kind": "final", "saves": "1"}
    for drawn_at in ("", now().isoformat()):
        words = told(sent(town, case, "answer/submit", version=current, **values | {"drawn_at": drawn_at}))
        assert "уточнено обращение" not in words
        assert "Что изменилось" not in words


@pytest.fixture
def waiting(town: Town, case: Appeal) -> Appeal:
    """The same case: an answer of the executor waits for the approver's word."""
    town.office.requires_approval = True
    town.office.save()
    submit_answer(
        case.number, kind="final", text=ANSWER, promised_on=None, by=town.executor, version=None, now=now()
    )  # fmt: skip
    return Appeal.objects.get()


def test_a_reason_typed_while_the_answer_still_waits_stands_in_its_form_alone(town: Town, waiting: Appeal) -> None:
    correct(town, waiting)
    refused = sent_by(town.approver, waiting, "answer/send-back", version=waiting.version, text=WHY)
    assert "left-words" not in refused.content.decode()
    assert WHY not in told(refused)
    assert refused.content.decode().count(WHY) == 1


@pytest.mark.parametrize(("name", "text"), [("answer/edit", f"{ANSWER} Завтра."), ("answer/send-back", WHY)])
def test_words_beside_an_answer_that_somebody_approved_meanwhile_are_not_lost(
    town: Town, waiting: Appeal, name: str, text: str
) -> None:
    text_hash = Answer.objects.get().text_hash
    approve_answer(waiting.number, text_hash=text_hash, by=town.approver, version=None, now=now())
    values = {"text": text, "text_hash": text_hash}
    assert text in told(sent_by(town.approver, waiting, name, version=waiting.version, **values))


def test_an_edit_refused_while_the_answer_still_waits_stands_in_its_form_alone(town: Town, waiting: Appeal) -> None:
    correct(town, waiting)
    refused = sent_by(town.approver, waiting, "answer/edit", version=waiting.version, text=f"{ANSWER} Завтра.")
    assert f"{ANSWER} Завтра." not in told(refused)
    assert f">{ANSWER} Завтра.</textarea>" in refused.content.decode()


def test_an_explanation_is_not_lost_where_another_person_explained(town: Town, case: Appeal) -> None:
    Appeal.objects.update(state=State.ANSWERED, primary_answered_at=now(), final_answered_at=now())
    token = hand_out_link(case.number, by=town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=False), now=now())
    drawn = Appeal.objects.get().version
    correct(town, case)
    still = sent(town, case, "verdict/explain", version=drawn, text=WHY)
    assert WHY not in told(still)
    assert f">{WHY}</textarea>" in still.content.decode()
    explain(case.number, text="Заделаем завтра.", by=town.coordinator, version=None, now=now())
    words = told(sent(town, case, "verdict/explain", version=drawn, text=WHY))
    assert "coordinator: дано объяснение жителю" in words
    assert WHY in words

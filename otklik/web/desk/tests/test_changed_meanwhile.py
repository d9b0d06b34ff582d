"""Two people at one case: who comes second reads who changed what and when, and goes on with what was typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from otklik.answers.drafting import save_draft
from otklik.answers.models import AnswerKind
from otklik.appeals.models import Appeal
from otklik.appeals.profiles import Importance
from otklik.appeals.services import assign, correct_case, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.organizations.models import Staff
from tests.flow import run_flow
from tests.town import GROUP, Town, arrive, build_town, comment, push

POTHOLE = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
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
    client = Client()
    client.force_login(Staff.objects.get(id=town.manager.staff_id))
    drawn = drawn or (now() - timedelta(minutes=1)).isoformat()
    return client.post(  # type: ignore[return-value]
        f"/desk/appeals/{case.number}/{name}/", {"version": str(version), "drawn_at": drawn, **values}
    )


def told(page: HttpResponse) -> str:
    """The alert on top, as it is read."""
    assert page.status_code == 409
    found = re.search(r'<div class="o-alert" role="alert">(.*?)</div></div>', page.content.decode(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


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
    page = refused.content.decode()
    assert f">{WHY}</textarea>" in page
    versions = set(re.findall(r'name="version" value="(\d+)"', page))
    assert versions == {str(Appeal.objects.get().version)}
    assert sent(town, case, "acts/return_not_ours", version=int(versions.pop()), text=WHY).status_code == 302
    assert Appeal.objects.get().state == State.MISROUTED


def test_it_tells_what_the_resident_wrote_meanwhile(town: Town, case: Appeal) -> None:
    more = "Уже второе колесо разбили!"
    arrive(town.page, push("wall_reply_new", comment(502, more, root=501, minutes=5)), at=now())
    run_flow()
    assert more in told(sent(town, case, "acts/return_not_ours", version=case.version, text=WHY))


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

"""One message of a fifth network, from the yard to the answer; and what goes wrong on the way."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.test import Client
from django.utils.translation import gettext, override

from otklik.answers.models import Answer, AnswerState
from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign
from otklik.appeals.states import State
from otklik.delivery.errors import CannotBeDone
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import ActOrder, queue_act
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.models import RawEvent, ResidentMessage
from otklik.intake.reading_back import reconcile_page
from otklik.networks.connector import ActKind
from otklik.networks.events import MessageKind
from otklik.organizations.models import Staff
from otklik.pages.models import Page
from tests.fifth_network.conftest import Place
from tests.fifth_network.server import YARD
from tests.flow import run_flow

ASKED = "Яма на улице Ленина, 5, разбили колесо. Когда заделаете?"
TEXT = "Здравствуйте! Яму на Ленина, 5 заделаем до 27 ноября, мастер уже осмотрел место."
LATER = timedelta(hours=2)


def now() -> datetime:
    return datetime.now(UTC)


def case_of(place: Place) -> Appeal:
    """What was said became a case, and the administration has it."""
    run_flow()
    appeal = Appeal.objects.get()
    if appeal.state == State.NEW:
        assign(
            appeal.number, body_id=place.town.office.id, executor_id=None, by=place.town.coordinator, because="",
            version=appeal.version, now=now(),
        )  # fmt: skip
        appeal.refresh_from_db()
    return appeal


def answer(place: Place, appeal: Appeal) -> None:
    answer_at_once(
        appeal.number, kind="final", text=TEXT, promised_on=None, by=place.town.manager, version=appeal.version,
        now=now(),
    )  # fmt: skip


def page_of(place: Place) -> Page:
    """The page as the database has it now."""
    return Page.objects.select_related("connection").get(id=place.page.id)


def deliver(*, at: datetime | None = None) -> None:
    send_waiting_acts(now=at or now(), at_most=5)
    run_flow()


@pytest.fixture
def desk(place: Place) -> Client:
    """The coordinator at the desk."""
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(Staff.objects.get(email="coordinator@example.org"))
    return client


def test_it_goes_from_the_yard_to_the_desk_and_back(place: Place, desk: Client) -> None:
    said = place.yard.say(ASKED)
    assert RawEvent.objects.get().network == "zavalinka"
    appeal = case_of(place)
    assert appeal.page == place.page
    inbox = desk.get("/desk/?network=zavalinka").content.decode()
    assert ASKED in inbox
    assert 'aria-label="Zavalinka: Двор на Липках"' in inbox
    assert "#3b7d3c" in inbox
    assert ASKED not in desk.get("/desk/?network=telegram").content.decode()
    answer(place, appeal)
    deliver()
    assert place.yard.said[1:] == [
        {"number": 2, "at": said["at"] + 1, "topic": 3, "to": 1, "text": TEXT, "by": {"keeper": True}}
    ]
    appeal.refresh_from_db()
    assert appeal.state == State.ANSWERED
    page = desk.get(f"/desk/appeals/{appeal.number}/").content.decode()
    assert "Публикация в Zavalinka" in page


def test_everybody_sees_the_page_and_what_was_answered_there(place: Place, client: Client) -> None:
    place.yard.say(ASKED)
    answer(place, case_of(place))
    deliver()
    body = client.get("/bodies/office/", headers={"Accept-Language": "ru"}).content.decode()
    assert "Завалинка, zavalinka.example/lipki" in body
    assert "M3 13h18" in body
    assert "Завалинка" in client.get("/", headers={"Accept-Language": "ru"}).content.decode()


def test_it_reads_back_what_no_webhook_told(place: Place) -> None:
    hook, place.yard.hook = place.yard.hook, ""
    for number in range(5):
        place.yard.say(f"Лёд у подъезда {number}")
    assert reconcile_page(page_of(place), now=now()) == 5
    place.yard.hook = hook
    place.yard.say("Снег на крыше")
    run_flow()
    assert ResidentMessage.objects.count() == 6
    assert reconcile_page(page_of(place), now=now()) == 0


def test_it_takes_its_own_words_for_its_own_when_it_reads_them_back(place: Place) -> None:
    place.yard.say(ASKED)
    answer(place, case_of(place))
    deliver()
    reconcile_page(page_of(place), now=now())
    run_flow()
    assert Answer.objects.get().state == AnswerState.SENT


def test_it_looks_for_an_answer_whose_receipt_was_lost(place: Place) -> None:
    place.yard.say(ASKED)
    answer(place, case_of(place))
    place.yard.breaks_off = 1
    deliver()
    assert OutboxAct.objects.get().is_doubtful
    deliver(at=now() + LATER)
    assert [one["text"] for one in place.yard.said] == [ASKED, TEXT]
    assert Appeal.objects.get().state == State.ANSWERED


def test_it_leaves_to_a_person_what_nobody_can_look_for(place: Place, desk: Client) -> None:
    place.yard.whisper(ASKED)
    appeal = case_of(place)
    answer(place, appeal)
    place.yard.breaks_off = 1
    deliver()
    deliver(at=now() + LATER)
    assert [one["text"] for one in place.yard.whispers] == [ASKED, TEXT]
    assert OutboxAct.objects.get().state == OutboxState.UNKNOWN
    assert Appeal.objects.get().delivery_trouble == "unknown"
    page = desk.get(f"/desk/appeals/{appeal.number}/").content.decode()
    assert "Завалинка не показывает шёпот снова." in page


@pytest.mark.parametrize("kind", [ActKind.HIDE, ActKind.DELETE, ActKind.BAN])
def test_it_says_in_words_what_the_network_lets_nobody_do(place: Place, kind: ActKind) -> None:
    order = ActOrder(place.page.id, kind, MessageKind.COMMENT, "3/1", "3/1", container_id="3")
    with pytest.raises(CannotBeDone) as refused:
        queue_act(order, now=now())
    assert not OutboxAct.objects.exists()
    with override("ru"):
        assert gettext(refused.value.wrong) == "Завалинка не даёт приложениям убирать, скрывать и блокировать."
        assert gettext(refused.value.mend).startswith("Попросите хранителя двора")


def test_it_refuses_who_does_not_know_the_word(place: Place) -> None:
    said = httpx.post(place.yard.hook, json={"yard": YARD}, headers={"Zavalinka-Word": "guessed"}, trust_env=False)
    assert said.status_code == 403
    assert not RawEvent.objects.exists()

"""Plain forms with photos over real HTTP: sent twice, also at the same moment, they are one message."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import requests
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from otklik.answers.models import Facts
from otklik.appeals.models import CasePhoto
from otklik.appeals.states import State
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.models import ResidentAct, ResidentMessage
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.shared.clock import now
from otklik.web.portal.consents import CONSENT
from tests.flow import run_flow
from tests.people import Cast, enter_cast, open_case

PRESSES = 4
YAMA = "Во дворе на Ленина, 5 осталась яма"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return enter_cast()


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    return accept_act(Sent(ActKind.REPORT, YAMA, "1", widget_page=cast.page.id), now=now())


def photo(colour: str = "navy") -> dict[str, tuple[str, bytes, str]]:
    return {"photos": ("IMG_1.jpg", jpeg(colour=colour), "image/jpeg")}


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def at_once(send: Callable[[], requests.Response]) -> list[int]:
    """Press the button several times before an answer is there; what each was answered."""
    together = Barrier(PRESSES)

    def press() -> int:
        together.wait(timeout=60)
        return send().status_code

    with ThreadPoolExecutor(PRESSES) as hands:
        return [one.result() for one in [hands.submit(press) for _press in range(PRESSES)]]


def further() -> list[tuple[str, int]]:
    said = ResidentMessage.objects.order_by("id").values_list("text", "attachments")
    return [(text, len(attachments)) for text, attachments in said][1:]


def test_what_a_resident_adds(live_server: LiveServer, receipt: Receipt) -> None:
    address = f"{live_server.url}/case/{receipt.number}/{receipt.token}/"
    seen = hidden(requests.get(address, timeout=60).text)["seen"]

    def send(colour: str = "navy") -> requests.Response:
        told = {"text": "Вот снимок", "seen": seen}
        return requests.post(address, told, files=photo(colour), timeout=60, allow_redirects=False)

    assert at_once(send) == [302] * PRESSES
    assert further() == [("Вот снимок", 1)]
    run_flow()  # the photo belongs to the case now, no longer to what waits for one
    assert CasePhoto.objects.count() == 1
    assert send().status_code == 302
    assert further() == [("Вот снимок", 1)]
    assert send("red").status_code == 302
    assert further() == [("Вот снимок", 1), ("Вот снимок", 1)]


def test_two_residents_who_say_the_same_are_two(live_server: LiveServer, cast: Cast, receipt: Receipt) -> None:
    other = accept_act(Sent(ActKind.REPORT, YAMA, "2", widget_page=cast.page.id), now=now())
    for one in (receipt, other):
        address = f"{live_server.url}/case/{one.number}/{one.token}/"
        requests.post(address, {"text": "Спасибо", "seen": "1"}, files=photo(), timeout=60, allow_redirects=False)
    said = ResidentMessage.objects.filter(text="Спасибо").order_by("id").values_list("thread_id", flat=True)
    assert list(said) == [str(receipt.number), str(other.number)]


def test_a_report_in_two_steps(live_server: LiveServer, cast: Cast) -> None:
    address, told = f"{live_server.url}/report/", {"text": YAMA, "consent": CONSENT, "contact": "none"}
    looks = [requests.post(address, {**told, "step": "check"}, files=photo(), timeout=60) for _press in range(2)]
    carried = {**hidden(looks[0].text), "step": "send"}
    answers = at_once(lambda: requests.post(address, carried, timeout=60, allow_redirects=False))
    assert answers == [302] * PRESSES
    assert ResidentMessage.objects.count() == ResidentAct.objects.get().photos.count() == 1


@pytest.mark.parametrize("path", ["tasks/{number}/", "appeals/{number}/facts/tell/"])
def test_what_an_executor_tells(live_server: LiveServer, cast: Cast, path: str) -> None:
    case = open_case(cast, "Не горит фонарь", body=cast.utilities, state=State.IN_WORK)
    staff = cast.staff[Role.EXECUTOR]
    case.executor = staff
    case.save()
    client = Client()
    client.force_login(staff)
    session = requests.Session()
    session.cookies.set(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
    source = "/desk/tasks/" if path.startswith("tasks") else f"/desk/appeals/{case.number}/"
    page = session.get(live_server.url + source, timeout=60).text
    form = re.search(rf'<form[^>]*action="/desk/{path.format(number=case.number)}".*?</form>', page, re.DOTALL)
    assert form
    kept = hidden(form[0])

    def send(text: str = "Заменили лампу", colour: str = "navy") -> requests.Response:
        return session.post(
            f"{live_server.url}/desk/{path.format(number=case.number)}", {**kept, "text": text, "stage": "after"},
            files=photo(colour), timeout=60, allow_redirects=False, headers={"Referer": live_server.url},
        )  # fmt: skip

    assert at_once(send) == [302] * PRESSES
    assert (Facts.objects.get().text, CasePhoto.objects.count()) == ("Заменили лампу", 1)
    assert send(colour="red").status_code == 302
    assert (Facts.objects.get().photos.count(), CasePhoto.objects.count()) == (2, 2), "another photo is never lost"
    assert send("Заменили и провод").status_code == 302
    assert Facts.objects.count() == 2, "other words in the same form are another thing to tell"

"""The page of a run: how far it is, stopping it, finding it again."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from otklik.answers.bulk.running import MOST_AT_ONCE
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import TOLD_AFTER, go_on_with_runs
from otklik.answers.models import BulkRun
from otklik.answers.tests.many import press
from otklik.appeals.states import State
from otklik.notices.letters import write_letter
from otklik.notices.models import Notice
from otklik.organizations.rights import Role
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_page_of_a_run_follows_how_far_it_is(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.answers.bulk.working.AT_ONCE", 1)
    cases = [open_case(cast, f"Снег {number}", state=State.IN_WORK) for number in range(3)]
    run_id, client = press(cast, Role.COORDINATOR, cases, Task(Doing.NOTE, text="x")), sign_in(Role.COORDINATOR)
    address = f"/desk/many/{run_id}/"
    assert "ждёт" in client.get(address).content.decode().lower()
    go_on_with_runs(clock=lambda: NOW)

    part = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part
    assert "1 из 3" in part
    assert '<progress class="o-bar" id="bar" max="3" value="1">' in part
    assert client.post(f"{address}stop/").status_code == 302
    ended = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in ended
    assert ended.count("до этого обращения") == 2
    assert f'href="{address}"' in client.get("/desk/many/runs/").content.decode()
    assert f'href="{address}"' not in sign_in(Role.CURATOR).get("/desk/many/runs/").content.decode()


def test_a_preview_that_nobody_waits_for_leads_back_to_the_list(cast: Cast, sign_in: SignIn) -> None:
    case, client = open_case(cast, "Снег", state=State.IN_WORK), sign_in(Role.COORDINATOR)
    asked = client.post("/desk/many/preview/", {"case": case.number, "doing": "note", "note_text": "x"})
    run = asked["Location"]
    assert "проверяем" not in client.get(run).content.decode().lower()
    assert client.post(f"{run}stop/", {"back": "queue=open"})["Location"] == "/desk/?queue=open"
    assert client.get(run).status_code == 404


def test_a_page_that_follows_a_preview_cancelled_elsewhere_asks_no_more(cast: Cast, sign_in: SignIn) -> None:
    case, client = open_case(cast, "Снег", state=State.IN_WORK), sign_in(Role.COORDINATOR)
    run = client.post("/desk/many/preview/", {"case": case.number, "doing": "note", "note_text": "x"})["Location"]
    client.post(f"{run}stop/")

    told = client.get(run, headers={"HX-Request": "true"})

    page = told.content.decode()
    assert told.status_code == 286  # htmx stops asking
    assert ("hx-trigger" in page, "<html" in page) == (False, False)
    assert "отменили" in page


def test_whoever_left_the_page_is_told_of_the_end_of_a_long_run_and_looks_at_its_report(
    cast: Cast, sign_in: SignIn
) -> None:
    case, client = open_case(cast, "Снег", state=State.IN_WORK), sign_in(Role.COORDINATOR)
    soon = press(cast, Role.COORDINATOR, [case], Task(Doing.NOTE, text="x"))
    go_on_with_runs(clock=lambda: NOW + TOLD_AFTER - timedelta(seconds=1))
    assert not Notice.objects.exists()
    BulkRun.objects.filter(id=soon).update(stage="doing")
    for _time in range(2):
        go_on_with_runs(clock=lambda: NOW + TOLD_AFTER)
    told = Notice.objects.get()
    assert (told.staff, told.number, told.read_at) == (cast.staff[Role.COORDINATOR], None, None)
    page = client.get("/desk/notices/").content.decode()
    assert "Ваши действия со многими обращениями выполнены" in page
    assert 'href="/desk/many/runs/"' in page
    client.get(f"/desk/many/{soon}/")
    told.refresh_from_db()
    assert told.read_at == NOW
    assert "/desk/many/runs/" in write_letter(told.letter, now=NOW)[1]


def test_a_program_is_told_by_its_report_alone(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    press(cast, Role.COORDINATOR, [case], Task(Doing.NOTE, text="x"))
    BulkRun.objects.update(acts_as="Мария · 1С")
    go_on_with_runs(clock=lambda: NOW + TOLD_AFTER)
    assert not Notice.objects.exists()


def test_a_form_takes_as_many_cases_as_a_run(cast: Cast, sign_in: SignIn) -> None:
    case, client = open_case(cast, "Снег", state=State.IN_WORK), sign_in(Role.COORDINATOR)
    numbers = [case.number, *range(10**6, 10**6 + MOST_AT_ONCE)]
    asked = client.post("/desk/many/preview/", {"case": numbers, "doing": "note", "note_text": "x", "back": "a=b"})
    assert asked["Location"].startswith(f"/desk/many/{BulkRun.objects.get().id}/")
    assert client.post("/desk/many/preview/", {"case": [*numbers, *range(100)]}).status_code == 400


def test_a_report_is_not_shown_to_others(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    run_id = press(cast, Role.CONTENT_MANAGER, [case], Task(Doing.NOTE, text="x"))
    go_on_with_runs(clock=lambda: NOW)
    address = f"/desk/many/{run_id}/"
    assert sign_in(Role.CONTENT_MANAGER).get(address).status_code == 200
    other = sign_in(Role.CURATOR)
    assert other.get(address).status_code == 404
    assert [other.post(f"{address}{act}/").status_code for act in ("do", "stop", "undo")] == [404] * 3

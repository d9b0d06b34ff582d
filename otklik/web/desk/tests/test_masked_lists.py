"""Lists and tables cover the personal data of a text; the opened case shows it whole."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from otklik.answers.models.answer import CaseResult
from otklik.answers.services import submit_answer
from otklik.answers.tests.many import work
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.moderation.queue.reviews import take_up
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import Decision
from otklik.triage.models import Finding, Verdict
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
PHONE, FLAT = "8 912 345-67-89", "ул. Ленина, 12, кв. 45"
TEXT = f"Лёд у школы, звоните {PHONE}, живу: {FLAT}"
SHOWN = "Лёд у школы, звоните •••, живу: ул. Ленина, 12, кв. •••"
pytestmark = pytest.mark.usefixtures("_frozen")


@pytest.fixture
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def icy(cast: Cast, state: State = State.IN_WORK, *, body: Body | None = None) -> Appeal:
    case = open_case(cast, TEXT, state=state, body=body)
    Appeal.objects.filter(id=case.id).update(address=FLAT)
    return case


def told(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return str(content.decode())


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/?q=лёд",
        "/desk/?columns=address",
        "/desk/new/known/?q=лёд",
        "/desk/cases/export/?format=csv",
        "/desk/overview/cases/",
    ],
)
def test_the_text_of_a_row_is_covered(cast: Cast, sign_in: SignIn, address: str) -> None:
    icy(cast)
    page = told(sign_in(Role.COORDINATOR), address)
    assert SHOWN in page
    assert PHONE not in page
    assert FLAT not in page


def test_the_opened_case_shows_it_whole(cast: Cast, sign_in: SignIn) -> None:
    case = icy(cast)
    page = told(sign_in(Role.COORDINATOR), f"/desk/appeals/{case.number}/")
    assert TEXT in page
    assert FLAT in page


def test_whoever_has_to_go_there_reads_where_and_whom_to_call(cast: Cast, sign_in: SignIn) -> None:
    case = icy(cast, body=cast.utilities)
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[Role.EXECUTOR])
    page = told(sign_in(Role.EXECUTOR), "/desk/tasks/")
    assert TEXT in page
    assert FLAT in page


def test_acts_on_many_cases_cover_it_in_choice_preview_and_report(cast: Cast, sign_in: SignIn) -> None:
    case = icy(cast)
    client = sign_in(Role.COORDINATOR)
    chosen = client.post("/desk/many/", {"case": [case.number]}).content.decode()
    asked = {"case": [case.number], "doing": "note", "note_text": "Смотрел"}
    address = client.post("/desk/many/preview/", asked)["Location"]
    work()
    shown = told(client, address)
    client.post(f"{address}do/", asked)
    work()
    for page in (chosen, shown, told(client, address)):
        assert "Лёд у школы" in page
        assert PHONE not in page


def test_queues_of_answers_and_of_publication_cover_it(cast: Cast, sign_in: SignIn) -> None:
    case, formal, held = icy(cast), icy(cast, State.ANSWERED), icy(cast, State.ANSWERED)
    by = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    submit_answer(case.number, kind="final", text="Лёд убрали.", promised_on=None, by=by, version=None, now=NOW)
    CaseResult.objects.create(
        appeal=formal, is_formal=True, has_evidence=False, has_date=False, has_action=False, read_at=NOW
    )
    Decision.objects.create(appeal=held, is_published=False, waits=True, decided_at=NOW)
    client = sign_in(Role.COORDINATOR)
    for address in ("/desk/answers/approval/", "/desk/formal/", "/desk/publication/"):
        page = told(client, address)
        assert "звоните •••" in page, address
        assert PHONE not in page


def test_the_queue_of_moderation_covers_it_and_the_card_shows_it(cast: Cast, sign_in: SignIn) -> None:
    case = icy(cast, State.NEW)
    said = ResidentMessage.objects.get(case_link__appeal=case)
    verdict = Verdict.objects.get(message=said)
    Finding.objects.create(verdict=verdict, rule="phones", ground="personal_data", start=21, end=36, certainty=0.9)
    take_up([said], now=NOW + timedelta(minutes=1))
    client = sign_in(Role.MODERATOR)
    assert PHONE not in told(client, "/desk/moderation/")
    assert PHONE in told(client, f"/desk/moderation/?open={said.id}")

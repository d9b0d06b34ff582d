"""Reports that programs send by Open311: kept once, told of to their key only, never more than their state."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from hypothesis import strategies as st

from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.gazetteer.services import import_places
from otklik.intake.models import ActLetter, ResidentAct, ResidentMessage
from otklik.integrations.key_keeping import KeyWish, issue_key, revoke_key
from otklik.integrations.keys import CALLS_A_MINUTE, KeyScope
from otklik.integrations.models import ApiKey, SentReport
from otklik.integrations.open311.sending import ALIKE_FOR, forget_repeats
from otklik.organizations.models import Territory
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import Decision, PublishedCase
from otklik.shared.clock import now
from otklik.topics.models import Topic
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
REQUESTS = "/open311/v2/requests.json"
WORDS = "Во дворе после ремонта труб осталась яма, вчера упал ребёнок"


@pytest.fixture
def cast() -> Cast:
    Topic.objects.all().delete()
    roads = Topic.objects.create(code="roads", level="group", name="Дороги")
    Topic.objects.create(code="roads-pits", level="topic", parent=roads, name="Ямы на дорогах")
    Topic.objects.create(code="health", level="group", name="Здравоохранение")
    return enter_cast()


def key_of(cast: Cast, *scopes: KeyScope) -> str:
    wish = KeyWish(name="Мобильное", scopes=scopes or (KeyScope.OPEN311,), until_on=now().date() + timedelta(days=9))
    return issue_key(wish, by=load_viewer(cast.staff[Role.CURATOR].id, on=now().date()), now=now())


@pytest.fixture
def key(cast: Cast) -> str:
    return key_of(cast)


def send(client: Client, key: str, headers: dict[str, str] | None = None, **told: str) -> Any:
    report = {"service_code": "roads-pits", "description": WORDS, "lat": "56.44", "long": "60.19", **told}
    return client.post(
        REQUESTS, {"api_key": key, **report}, headers={"Accept-Language": "en", **(headers or {})}
    )  # fmt: skip


def token_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    (told,) = answer.json()
    assert "59-FZ" in told["service_notice"]
    return str(told["token"])


def ask(client: Client, address: str, **query: str) -> Any:
    answer = client.get(f"/open311/v2/{address}", query)
    return answer.json()[0] if answer.status_code == 200 else answer.status_code


def test_a_report_goes_the_way_of_our_own_pages(client: Client, cast: Cast, key: str) -> None:
    told: dict[str, Any] = {
        "address_string": "ул. Ленина, 5", "attribute[landmark]": "у садика", "email": "mary@example.org",
        "first_name": "Мария", "last_name": "Петрова", "phone": "+79123456789", "device_id": "d1",
    }  # fmt: skip
    token_of(send(client, key, **told))
    act = ResidentAct.objects.get()
    assert act.consent == f"open311:{ApiKey.objects.get().id}"
    assert (act.place, act.latitude, act.email) == ("ул. Ленина, 5, у садика", 56.44, "mary@example.org")
    assert ActLetter.objects.filter(act=act, kind="confirm").exists()
    text = ResidentMessage.objects.get().text
    assert text == f"{WORDS}\n\nТема: Ямы на дорогах\n\nМесто: ул. Ленина, 5, у садика"
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.number, appeal.channel, appeal.legal_regime) == (act.number, "own_page", "platform")
    kept = str([*ResidentMessage.objects.values_list(), *ResidentAct.objects.values_list()])
    assert not any(one in kept for one in ("Петрова", "Мария", "9123456789", "'d1'")), "nobody has a use for them"


def test_before_it_is_published_only_its_key_is_told_its_state(client: Client, cast: Cast, key: str) -> None:
    token, other = token_of(send(client, key)), key_of(cast)
    run_flow()
    number = str(ResidentAct.objects.get().number)
    assert ask(client, f"tokens/{token}.json") == {"service_request_id": None, "token": token}
    assert ask(client, f"tokens/{token}.json", api_key=other)["service_request_id"] is None
    assert ask(client, f"tokens/{token}.json", api_key=key)["service_request_id"] == number
    assert ask(client, f"requests/{number}.json", api_key=key) == {"service_request_id": number, "status": "open"}
    assert ask(client, f"requests/{number}.json") == ask(client, f"requests/{number}.json", api_key=other) == 404
    assert client.get(REQUESTS, {"api_key": key}).json() == []
    Appeal.objects.update(state=State.CLOSED)
    assert ask(client, f"requests/{number}.json", api_key=key)["status"] == "closed"


def test_a_report_joined_in_steps_is_open_as_long_as_the_last_case(client: Client, cast: Cast, key: str) -> None:
    token = token_of(send(client, key))
    run_flow()
    number = Appeal.objects.get().number
    middle, last = (open_case(cast, text, state=State.IN_WORK) for text in ("Яма у школы", "Яма у парка"))
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=now().date())
    Appeal.objects.filter(number=number).update(state=State.IN_WORK)
    for joined, main in ((number, middle.number), (middle.number, last.number)):
        take_step(joined, Act.JOIN, by=by, reason=Reason(number=str(main)), version=None, now=now())
    assert ask(client, f"requests/{number}.json", api_key=key)["status"] == "open"
    assert ask(client, f"tokens/{token}.json", api_key=key)["service_request_id"] == str(number)


def test_once_it_is_published_everybody_is_told(client: Client, cast: Cast, key: str) -> None:
    token = token_of(send(client, key))
    run_flow()
    number = str(ResidentAct.objects.get().number)
    Decision.objects.create(
        appeal=Appeal.objects.get(), public_number="4821937405", is_published=True, decided_at=now()
    )
    PublishedCase.objects.create(
        number="4821937405", text="Яма", state="answered", body_slug="administration", wrote_on=now().date()
    )
    assert ask(client, f"tokens/{token}.json")["service_request_id"] == "4821937405"
    assert ask(client, f"requests/{number}.json", api_key=key)["service_request_id"] == "4821937405"
    assert ask(client, "requests/4821937405.json")["description"] == "Яма"
    assert ask(client, f"requests/{number}.json") == 404


def test_a_report_that_is_sent_again_is_kept_once(client: Client, cast: Cast, key: str) -> None:
    first = token_of(send(client, key))
    assert token_of(send(client, key)) == first
    assert token_of(send(client, key, description="Другая яма")) != first
    assert token_of(send(client, key_of(cast))) != first, "another program, another report"
    assert ResidentAct.objects.count() == 3
    SentReport.objects.update(made_at=now() - ALIKE_FOR)
    assert token_of(send(client, key)) != first, "a day later it is another report"


def test_a_word_of_the_program_tells_repetitions_apart(client: Client, cast: Cast, key: str) -> None:
    once, twice = {"Idempotency-Key": "a1"}, {"Idempotency-Key": "a2"}
    first = token_of(send(client, key, headers=once))
    assert token_of(send(client, key, headers=once)) == first
    assert token_of(send(client, key, headers=twice)) != first, "the same words of two residents"
    assert send(client, key, headers=once, description="Другая яма").status_code == 409
    assert send(client, key, headers={"Idempotency-Key": "x" * 201}).status_code == 400
    SentReport.objects.update(made_at=now() - ALIKE_FOR)
    assert token_of(send(client, key, headers=once, description="Другая яма")) != first, "a word is over after a day"
    assert ResidentAct.objects.count() == 3


def test_what_repetitions_are_known_by_is_forgotten(client: Client, cast: Cast, key: str) -> None:
    token = token_of(send(client, key, headers={"Idempotency-Key": "a1"}))
    assert forget_repeats(now=now()) == 0
    assert forget_repeats(now=now() + ALIKE_FOR + timedelta(minutes=1)) == 1
    assert SentReport.objects.values_list("word_hash", "content_hash").get() == (None, None)
    assert ask(client, f"tokens/{token}.json")["token"] == token


@pytest.mark.parametrize(
    ("told", "status", "names"),
    [
        ({"service_code": ""}, 400, "service_code"), ({"service_code": "old"}, 404, "service_code"),
        ({"lat": "", "long": ""}, 400, "address_string"), ({"lat": "91"}, 400, "lat"), ({"long": ""}, 400, "lat"),
        ({"lat": "NaN"}, 400, "lat"), ({"lat": "1e999"}, 400, "lat"), ({"email": "nobody"}, 400, "e-mail"),
        ({"description": "я" * 3001}, 400, "3000"), ({"address_string": "у" * 301}, 400, "street"),
        ({"media_url": "https://example.org/1.jpg"}, 400, "Pictures"), ({"api_key": ""}, 403, "api_key"),
        ({"api_key": "otk_x"}, 403, "api_key"), ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_in_words(
    client: Client, cast: Cast, key: str, told: dict[str, Any], status: int, names: str
) -> None:
    answer = send(client, key, **told)
    (error,) = answer.json()
    assert (answer.status_code, error["code"]) == (status, status)
    assert names in error["description"]
    assert not ResidentAct.objects.exists()


def test_a_topic_that_is_nowhere_needs_no_place_and_its_name_is_words_enough(
    client: Client, cast: Cast, key: str
) -> None:
    token_of(send(client, key, service_code="health", description="", lat="", long=""))
    assert ResidentMessage.objects.get().text == "Здравоохранение"


def test_a_key_has_to_be_meant_for_it_and_to_work(client: Client, cast: Cast, key: str) -> None:
    assert send(client, key_of(cast, KeyScope.READ, KeyScope.WRITE)).status_code == 403
    revoke_key(
        ApiKey.objects.order_by("id")[0].id, by=load_viewer(cast.staff[Role.CURATOR].id, on=now().date()), now=now()
    )
    assert send(client, key).status_code == 403
    assert client.get(REQUESTS, {"api_key": key}).status_code == 403


def test_a_program_that_asks_too_fast_is_told_how_long_to_wait(client: Client, cast: Cast, key: str) -> None:
    ApiKey.objects.update(minute_at=now(), minute_calls=CALLS_A_MINUTE)
    answer = send(client, key)
    assert (answer.status_code, answer.json()[0]["code"]) == (429, 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert client.get(REQUESTS).status_code == 200, "reading without a key goes on"


def test_of_a_person_who_was_erased_nothing_is_told(client: Client, cast: Cast, key: str) -> None:
    token = token_of(send(client, key))
    run_flow()
    number = str(ResidentAct.objects.get().number)
    erase_person(find_person("own_page", number), by=None, because="просьба", now=now())
    assert ask(client, f"tokens/{token}.json", api_key=key) == 404
    assert ask(client, f"requests/{number}.json", api_key=key) == 404


FIELDS = (
    "service_code", "description", "lat", "long", "address_string", "email", "attribute[landmark]", "attribute[x]",
    "media_url", "jurisdiction_id", "account_id",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40),
    st.floats().map(str),
    st.sampled_from(["roads-pits", "health", "56.44", "a@example.org", "\x00", "я" * 3100, "127.0.0.1"]),
)


@pace(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6))
def test_whatever_is_sent_it_is_taken_or_refused_in_its_words(
    client: Client, cast: Cast, key: str, told: dict[str, Any]
) -> None:
    before = ResidentAct.objects.count()
    answer = send(client, key, **told)
    assert answer.status_code in (200, 400, 404)
    (one,) = answer.json()
    if answer.status_code != 200:
        assert (one["code"], ResidentAct.objects.count()) == (answer.status_code, before)
    else:
        assert ask(client, f"tokens/{one['token']}.json")["token"] == one["token"]


def test_xml_comes_back_where_xml_is_asked_for(client: Client, cast: Cast, key: str) -> None:
    answer = client.post("/open311/v2/requests.xml", {"api_key": key, "service_code": "health", "description": WORDS})
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert b"<service_requests><request><token>" in answer.content


def test_a_point_in_another_region_is_refused_in_words(client: Client, key: str) -> None:
    for town in Territory.objects.filter(level="municipality"):
        table = "what;kind;name;settlement;latitude;longitude\nstreet;улица;Ленина;;56.44;60.19".encode()
        import_places(table, into=town, source="t", by=None, now=now(), replaces=True)
    refused = send(client, key, lat="55.75", long="37.62")
    assert refused.status_code == 400
    assert "Полевской" in refused.json()[0]["description"]
    assert not ResidentMessage.objects.exists()
    assert send(client, key).status_code == 200

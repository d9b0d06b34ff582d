"""Open311 GeoReport v2: services, published cases as requests, errors; nothing but public tables is read."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from hypothesis import strategies as st
from pytest_django import Settings

from otklik.publication.models import PublishedCase, PublishedPhoto
from otklik.shared.text import TURNING
from otklik.topics.models import Topic
from otklik.web.api.public.open311.answering import Items, answer

pytestmark = pytest.mark.usefixtures("rubricator", "only_public_tables")
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
V2 = "/open311/v2"


@pytest.fixture
def rubricator(town: object) -> None:
    """Two groups, a topic of one, a fact, and one that is no longer used."""
    Topic.objects.all().delete()
    roads = Topic.objects.create(code="roads", level="group", name="Дороги")
    pits = Topic.objects.create(code="roads-pits", level="topic", parent=roads, name="Ямы")
    Topic.objects.create(code="roads-pits-deep", level="fact", parent=pits, name="Глубокие")
    Topic.objects.create(code="roads-old", level="topic", parent=roads, name="Гужевые", is_active=False)
    Topic.objects.create(code="health", level="group", name="Здравоохранение")
    PublishedCase.objects.filter(number="4821937405").update(
        topic="Ямы", topic_code="roads-pits", group_code="roads", town="Полевской", street="улица Ленина",
        latitude=56.44, longitude=60.19, changed_at=datetime(2026, 11, 14, 7, 30, tzinfo=UTC),
    )  # fmt: skip
    PublishedCase.objects.filter(number="1821937406").update(
        group_code="health", state="deferred", waits_until=date(2027, 5, 15), wrote_on=date(2026, 11, 20),
        changed_at=datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def ask(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == status, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    if ".json" in address:
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return response.json()
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return ET.fromstring(response.content)


def numbers(client: Client, query: str = "") -> list[str]:
    return [one["service_request_id"] for one in ask(client, f"{V2}/requests.json?{query}")]


def test_discovery_leads_to_the_rest(client: Client) -> None:
    told = ask(client, "/open311/discovery.json")
    (endpoint,) = told["endpoints"]
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["application/json", "text/xml"]
    root = ET.fromstring(client.get("/open311/discovery.xml").content)
    assert root.tag == "discovery"
    assert [one.text for one in root.findall("endpoints/endpoint/formats/format")] == endpoint["formats"]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_no_words_of_a_case_turn_others_around(client: Client, form: str) -> None:
    PublishedCase.objects.filter(number="4821937405").update(text="Яма у \u202eшколы\u202c", answer="За\u2067сыпали")
    told = client.get(f"{V2}/requests/4821937405.{form}").content.decode()
    assert not {*TURNING} & {*told}
    assert "Яма у школы" in told
    assert "Засыпали" in told


def test_services_are_the_topics_in_use(client: Client) -> None:
    told = ask(client, f"{V2}/services.json")
    assert [(one["service_code"], one["group"], one["metadata"]) for one in told] == [
        ("roads", "Дороги", True), ("roads-pits", "Дороги", True), ("health", "Здравоохранение", False),
        ("other", "Something else", False),
    ]  # fmt: skip
    root = ask(client, f"{V2}/services.xml")
    assert root.tag == "services"
    assert [one.findtext("service_code") for one in root.findall("service")] == [one["service_code"] for one in told]
    assert [one.findtext("metadata") for one in root] == ["true", "true", "false", "false"]
    assert [child.tag for child in root[0]] == [
        "service_code", "service_name", "description", "metadata", "type", "keywords", "group",
    ]  # fmt: skip


def test_a_definition_tells_what_a_topic_asks_for(client: Client) -> None:
    told = ask(client, f"{V2}/services/roads-pits.json")
    assert [(one["code"], one["variable"], one["order"]) for one in told["attributes"]] == [
        ("where", False, 1), ("landmark", True, 2),
    ]  # fmt: skip
    root = ask(client, f"{V2}/services/roads-pits.xml")
    assert (root.tag, root.findtext("service_code")) == ("service_definition", "roads-pits")
    assert [one.findtext("code") for one in root.findall("attributes/attribute")] == ["where", "landmark"]
    assert ask(client, f"{V2}/services/health.json")["attributes"] == []
    for code in ("roads-old", "roads-pits-deep", "nothing"):
        assert ask(client, f"{V2}/services/{code}.json", 404)[0]["code"] == 404


def test_a_request_is_a_published_case(client: Client) -> None:
    (told,) = ask(client, f"{V2}/requests/4821937405.json")
    assert told == {
        "service_request_id": "4821937405",
        "status": "closed",
        "status_notes": "Дорожку переложили вчера.",
        "service_name": "Ямы",
        "service_code": "roads-pits",
        "description": "Провалилась дорожка у садика. Сделайте что-нибудь!",
        "agency_responsible": "Администрация Полевского",
        "service_notice": None,
        "requested_datetime": "2026-11-12T00:00:00+05:00",
        "updated_datetime": "2026-11-14T12:30:00+05:00",
        "expected_datetime": None,
        "address": "Полевской, улица Ленина",
        "address_id": None,
        "zipcode": None,
        "lat": 56.44,
        "long": 60.19,
        "media_url": None,
    }
    root = ask(client, f"{V2}/requests/4821937405.xml")
    (one,) = root
    assert (root.tag, one.tag) == ("service_requests", "request")
    assert {child.tag: child.text for child in one} == {
        name: None if value is None else str(value) for name, value in told.items()
    }
    (other,) = ask(client, f"{V2}/requests/1821937406.json")
    assert (other["status"], other["expected_datetime"]) == ("open", "2027-05-15T00:00:00+05:00")
    assert (other["service_code"], other["lat"], other["address"]) == ("health", None, None)


def test_a_request_leads_to_the_photo_that_was_let_pass(client: Client, settings: Settings) -> None:
    settings.OTKLIK_SITE_URL = "https://otklik.example"
    for number, stage in (("70", "after"), ("71", "before"), ("72", "before")):
        PublishedPhoto.objects.create(
            number=number, case_number="4821937405", stage=stage, content_hash=number * 32, width=9, height=9
        )
    address = "https://otklik.example/photo/71/"
    assert ask(client, f"{V2}/requests/4821937405.json")[0]["media_url"] == address
    told = {one["service_request_id"]: one["media_url"] for one in ask(client, f"{V2}/requests.json")}
    assert told == {"4821937405": address, "1821937406": None}
    assert ask(client, f"{V2}/requests/4821937405.xml")[0].findtext("media_url") == address
    PublishedPhoto.objects.all().delete()
    assert ask(client, f"{V2}/requests/4821937405.json")[0]["media_url"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "both"),
        ("status=open", "open"), ("status=closed", "closed"), ("status=open,closed", "both"), ("status=Open", "open"),
        ("service_code=roads-pits", "closed"), ("service_code=health", "open"), ("service_code=roads", ""),
        ("service_code=roads-pits,health", "both"), ("service_code=roads-pits&service_code=health", "both"),
        ("service_code=nothing", ""),
        ("service_request_id=4821937405&status=open", "closed"), ("service_request_id=1821937406,4821937405,7", "both"),
        ("start_date=2026-11-12T00:00:00%2B05:00&end_date=2026-11-12T00:00:00%2B05:00", "closed"),
        ("start_date=2026-11-12T00:00:00+05:00&end_date=2026-11-13T00:00:00Z", "closed"),
        ("start_date=2026-11-11T19:00:01Z", "open"), ("end_date=2026-11-19T18:59:59Z", "closed"),
        ("start_date=2026-11-13", "open"), ("start_date=2027-01-01", ""), ("end_date=2026-08-01", ""),
        ("updated_after=2026-11-20T00:00:00Z", "open"), ("updated_before=2026-11-20T00:00:00Z", "closed"),
        ("jurisdiction_id=127.0.0.1", "both"), ("api_key=&page=1", "both"), ("page=2", ""),
    ],
)  # fmt: skip
def test_requests_are_found_by_what_is_asked(client: Client, query: str, found: str) -> None:
    wanted = {"both": ["1821937406", "4821937405"], "open": ["1821937406"], "closed": ["4821937405"], "": []}[found]
    assert numbers(client, query) == wanted
    root = ask(client, f"{V2}/requests.xml?{query}")
    assert [one.findtext("service_request_id") for one in root.findall("request")] == wanted


def test_what_is_older_than_90_days_has_to_be_asked_for(client: Client) -> None:
    PublishedCase.objects.filter(number="4821937405").update(wrote_on=date(2026, 8, 1))
    assert numbers(client) == ["1821937406"]
    assert numbers(client, "start_date=2026-07-01T00:00:00Z") == ["4821937405"]
    assert numbers(client, "end_date=2026-09-01T00:00:00Z") == ["4821937405"]
    assert numbers(client, "updated_after=2026-01-01T00:00:00Z") == ["1821937406", "4821937405"]


def test_it_goes_on_page_by_page(client: Client) -> None:
    first = client.get(f"{V2}/requests.json?page_size=1&status=open,closed")
    assert [one["service_request_id"] for one in first.json()] == ["1821937406"]
    following = first["Link"].partition(">")[0].removeprefix("<http://127.0.0.1:8000")
    second = client.get(following)
    assert [one["service_request_id"] for one in second.json()] == ["4821937405"]
    assert "Link" not in second


@pytest.mark.parametrize(
    ("address", "status", "names"),
    [
        ("requests.json?status=done", 400, "status"), ("requests.json?start_date=yesterday", 400, "start_date"),
        ("requests.json?start_date=2026-01-01&end_date=2026-11-01", 400, "90"),
        ("requests.json?start_date=2026-11-02&end_date=2026-11-01", 400, "later"),
        ("requests.json?start_date=9999-12-31T23:59:59Z", 400, "far"),
        ("requests.json?end_date=9999-12-31T20:00:00Z", 400, "far"),
        ("requests.json?updated_after=1970-01-01T00:00:00Z&page=10000&page_size=1000", 400, "20,000"),
        ("requests.json?end_date=0001-01-01T00:00:00Z", 400, "far"),
        ("requests.json?page=0", 400, "page"), ("requests.json?page_size=1001", 400, "page_size"),
        ("requests.json?page=1٣", 400, "page"), ("requests.json?updated_after=2026-13-01", 400, "updated_after"),
        ("requests.json?service_code=" + ",".join(map(str, range(101))), 400, "service_code"),
        ("requests.json?jurisdiction_id=city.gov", 404, "127.0.0.1"),
        ("services.json?jurisdiction_id=city.gov", 404, "jurisdiction_id"),
        ("requests/999.json", 404, "service_request_id"), ("services/x.json", 404, "service_code"),
        ("tokens.json", 404, None), ("requests.txt", 404, None), ("requests", 404, None),
    ],
)  # fmt: skip
def test_errors_are_told_in_both_forms(client: Client, address: str, status: int, names: str | None) -> None:
    if names is None:
        assert client.get(f"{V2}/{address}").status_code == status
        return
    (told,) = ask(client, f"{V2}/{address}", status)
    assert told["code"] == status
    assert names in told["description"]
    root = ask(client, f"{V2}/{address.replace('.json', '.xml')}", status)
    assert (root.tag, root[0].tag) == ("errors", "error")
    assert (root.findtext("error/code"), root.findtext("error/description")) == (str(status), told["description"])


def test_other_methods_are_refused_in_its_words(client: Client) -> None:
    for method in ("put", "delete", "patch"):
        refused = getattr(client, method)(f"{V2}/requests.json")
        assert (refused.status_code, refused["Allow"]) == (405, "GET, POST")
        assert refused.json()[0]["code"] == 405
    assert client.post(f"{V2}/services.json").status_code == 405
    assert client.head(f"{V2}/requests.json").status_code == 200


def test_words_of_residents_cannot_break_the_xml(client: Client) -> None:
    PublishedCase.objects.filter(number="4821937405").update(text="]]></description><b>&amp;\x0b\x1f \ufffe«ё» 🙂\r\n")
    root = ask(client, f"{V2}/requests/4821937405.xml")
    assert root.findtext("request/description") == "]]></description><b>&amp; «ё» 🙂\n\n".replace("\n\n", "\n")


PARAMETERS = (
    "service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size", "updated_after",
    "updated_before", "jurisdiction_id",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.datetimes().map(lambda one: one.isoformat()),
    st.datetimes(timezones=st.timezones()).map(lambda one: one.isoformat()),
    st.integers().map(str),
    st.sampled_from(["open", "closed", "roads-pits", "4821937405", "127.0.0.1", "-1", "1e9", "NaN", "²", "\x00"]),
)


@pace(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=4), st.sampled_from(["json", "xml"]))
def test_whatever_is_asked_it_answers_in_its_form(client: Client, asked: dict[str, str], form: str) -> None:
    response = client.get(f"{V2}/requests.{form}", asked)
    assert response.status_code in (200, 400, 404)
    if form == "json":
        told = json.loads(response.content)
        assert isinstance(told, list)
        assert response.status_code == 200 or told[0]["code"] == response.status_code
    else:
        root = ET.fromstring(response.content)
        assert root.tag == ("service_requests" if response.status_code == 200 else "errors")


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_whatever_is_told_the_xml_can_be_read(text: str, number: float, truth: bool) -> None:
    root = ET.fromstring(answer("xml", "r", Items("one", [{"text": text, "number": number, "truth": truth}])).content)
    assert float(root.findtext("one/number") or "x") == number
    assert root.findtext("one/truth") == str(truth).lower()


def test_a_request_without_a_topic_has_a_service_that_is_offered(client: Client) -> None:
    PublishedCase.objects.update(topic="", topic_code="", group_code="")
    offered = {one["service_code"] for one in ask(client, f"{V2}/services.json")}
    told = ask(client, f"{V2}/requests.json")
    assert {one["service_code"] for one in told} == {"other"} <= offered
    assert numbers(client, "service_code=other") == [one["service_request_id"] for one in told]
    assert ask(client, f"{V2}/services/other.json")["service_code"] == "other"

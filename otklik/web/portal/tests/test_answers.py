"""The list of what was asked and answered."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from otklik.publication.models import PublishedCase
from otklik.publication.published.bounded import TooMuchToRead
from otklik.publication.tests.test_list_published import publish

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def many(town: Any) -> None:
    """Fifty more, in two streets."""
    for number in range(50):
        street = "улица Ленина" if number % 2 else "улица Мира"
        publish(str(10_000 + number), f"Яма номер {number}", street=street, latitude=56.44, longitude=60.19)


def page_of(client: Client, address: str) -> str:
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.usefixtures("only_public_tables")
def test_it_lists_what_is_published_the_newest_first(client: Client) -> None:
    page = page_of(client, "/answers/")
    newest, older = PublishedCase.objects.order_by("-id").values_list("number", flat=True)
    assert page.index(f"/case/{newest}/") < page.index(f"/case/{older}/")
    assert "Провалилась" not in page, "nobody's first words are a title"
    assert "2 cases, the newest first" in page
    assert "Дорожку переложили вчера." in page


@pytest.mark.usefixtures("many")
def test_show_more_goes_on_where_the_page_ended(client: Client) -> None:
    found: list[str] = []
    address = "/answers/?q=яма"
    while address:
        response = client.get(address)
        found += [shown.case.number for shown in response.context["cases"]]
        address = response.context["more"]
    assert found == [str(10_049 - number) for number in range(50)]


@pytest.mark.usefixtures("many")
def test_a_script_gets_only_the_rows(client: Client) -> None:
    page = client.get("/answers/?q=яма&part=rows").content.decode()
    assert page.count('o-answer"') == 20
    assert "<html" not in page
    assert "part=rows" in page


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=ямы", 50), ("q=номера", 50), ("street=улица Мира", 25), ("state=working", 1), ("topic=roads", 50),
        ("body=administration", 52), ("until=2026-11-11", 0), ("since=nonsense&state=broken", 52),
    ],
)  # fmt: skip
def test_the_address_holds_the_filters(client: Client, query: str, count: int) -> None:
    assert client.get(f"/answers/?{query}").context["count"] == count


def test_an_empty_list_says_what_to_do_next(client: Client) -> None:
    page = page_of(client, "/answers/?q=лавина")
    assert "Nothing was published of this." in page
    assert 'href="/report/"' in page
    PublishedCase.objects.all().delete()
    assert "Nothing is published yet." in page_of(client, "/answers/")


@pytest.mark.usefixtures("many")
def test_what_is_chosen_stays_in_the_form_and_can_be_taken_off(client: Client) -> None:
    page = page_of(client, "/answers/?topic=roads&street=улица Мира&q=яма")
    assert '<option value="roads" selected>roads</option>' in page
    assert 'value="яма"' in page
    assert 'href="/answers/?topic=roads&amp;q=%D1%8F%D0%BC%D0%B0"' in page


@pytest.mark.usefixtures("many")
def test_it_costs_few_queries_however_much_is_published(client: Client) -> None:
    client.get("/answers/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/answers/")
    assert len(asked) == 3


def test_it_may_be_shown_again_for_a_moment_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/answers/")
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=20"}
    assert "Cookie" in response["Vary"], "the look is part of the page"
    assert not response.cookies


def test_a_question_that_takes_too_long_is_given_up_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_asked: object, **_values: object) -> None:
        raise TooMuchToRead

    monkeypatch.setattr("otklik.web.portal.answers.list_published", give_up)
    page = page_of(client, "/answers/?q=яма")
    assert "This asks for too much at once. Choose a topic, a body or a street as well." in page


def test_a_page_is_drawn_once_for_all_who_ask_within_a_moment(client: Client, settings: Settings) -> None:
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "of this test"}
    settings.CACHES = {**settings.CACHES, "pages": in_memory}
    first = client.get("/answers/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/answers/").content == first.content
        assert not asked
        client.cookies["otklik_look"] = "dark"
        assert b'data-theme="dark"' in client.get("/answers/").content

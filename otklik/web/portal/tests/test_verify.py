"""The box «is this page official?»."""

import pytest
from django.test import Client

from otklik.organizations.models import Body
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Page

pytestmark = pytest.mark.usefixtures("noted", "only_public_tables")


@pytest.fixture
def noted(town: Body) -> None:
    """The pages of the town with their addresses."""
    note_addresses(Page.objects.all())


def read(client: Client, address: str) -> str:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_it_asks_for_an_address(client: Client) -> None:
    for address in ("/verify/", "/verify/?url=", "/"):
        page = read(client, address)
        assert 'action="/verify/"' in page
        assert "o-verdict" not in page


def test_it_says_yes_and_leads_to_the_body_and_its_page(client: Client) -> None:
    page = read(client, "/verify/?url=vk.ru/Polevskoy")
    assert "Yes, this is an official page" in page
    assert 'href="/bodies/administration/"' in page
    assert 'href="https://vk.com/polevskoy"' in page
    assert "20 November 2026" in page


def test_it_warns_of_a_fake_and_shows_the_real_page(client: Client) -> None:
    page = read(client, "/verify/?url=vk.com/po1evskoy")
    assert "No, this is not an official page" in page
    assert "Send no money" in page
    assert 'href="https://vk.com/polevskoy"' in page


@pytest.mark.parametrize("asked", ["vk.com/drugoy", "<script>alert(1)</script>", "a" * 5000, "t.me/+AbCdEf123"])
def test_it_does_not_know_everything(client: Client, asked: str) -> None:
    page = read(client, f"/verify/?url={asked}")
    assert "We do not know this page" in page
    assert "<script>alert" not in page

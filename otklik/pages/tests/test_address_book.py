"""Which page stands under which address, now and before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Page, PageAddress

pytestmark = pytest.mark.django_db


def make(number: int, url: str) -> Page:
    place = enter_territory("region", "Свердловская область")
    body = enter_body(BodyCard(slug="office", name="Администрация", short_name="Адм.", territory_id=place.id))
    return Page.objects.create(network="vk", external_id=str(number), name="Страница", url=url, owner=body)


def stands(page: Page) -> list[tuple[str, bool]]:
    """The page's names, the oldest first, and whether each is its own now."""
    rows = PageAddress.objects.filter(page=page).order_by("id").values_list("key", "until")
    return [(key, until is None) for key, until in rows]


def change(page: Page, url: str) -> None:
    page.url = url
    note_addresses([page])


def test_a_name_stays_known_when_the_page_takes_another_or_none() -> None:
    page = make(1, "https://vk.com/one")
    note_addresses([page])
    note_addresses([page])
    change(page, "https://vk.ru/Two")
    assert stands(page) == [("one", False), ("two", True)]
    change(page, "https://vk.com/club1")
    assert stands(page) == [("one", False), ("two", False)]
    change(page, "https://vk.com/one")
    assert stands(page)[-1] == ("one", True)


@pytest.mark.parametrize("url", ["", "https://example.org/one"])
def test_what_is_no_address_of_the_network_ends_none_that_is_known(url: str) -> None:
    page = make(1, "https://vk.com/one")
    note_addresses([page])
    change(page, url)
    assert stands(page) == [("one", True)]


def test_a_name_leads_to_one_page_at_a_time() -> None:
    first, second = make(1, "https://vk.com/one"), make(2, "https://vk.com/one")
    note_addresses([first])
    note_addresses([second])
    assert (stands(first), stands(second)) == ([("one", False)], [("one", True)])


def test_many_pages_cost_as_many_queries_as_one() -> None:
    pages = [make(number, f"https://vk.com/page{number}") for number in range(40)]
    with CaptureQueriesContext(connection) as queries:
        note_addresses(pages)
    assert PageAddress.objects.count() == 40
    assert len(queries) <= 5

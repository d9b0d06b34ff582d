"""The directory of official pages."""

import pytest
from django.test import Client

from otklik.organizations.models import Body, Staff
from otklik.organizations.services import BodyCard, enter_body
from otklik.pages.models import Page
from otklik.web.portal.tests.conftest import ReadsMoreThanPublic

pytestmark = pytest.mark.usefixtures("town")


def read(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("only_public_tables")
def test_it_lists_bodies_with_their_pages(client: Client) -> None:
    page = read(client)
    assert "Администрация Полевского" in page
    assert 'href="https://vk.com/polevskoy"' in page
    assert "Школа № 21" in page


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize("question", ["школа 21", "ШКОЛА №21", "шкала 21", "21 школа"])
def test_it_finds_the_school_that_people_mean(client: Client, question: str) -> None:
    page = read(client, f"/?q={question}")
    assert "/bodies/school-21/" in page
    assert "/bodies/school-2/" not in page


@pytest.mark.usefixtures("only_public_tables")
def test_it_filters_by_what_the_address_says(client: Client) -> None:
    assert "/bodies/school-2/" not in read(client, "/?network=vk")
    assert "/bodies/administration/" not in read(client, "/?sphere=Образование")
    assert "/bodies/administration/" in read(client, "/?territory=Полевской&network=vk")


@pytest.mark.usefixtures("only_public_tables")
def test_it_says_what_to_do_when_nothing_is_found(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = read(client, "/?q=космодром")
    assert "Nothing found" in page
    assert "Show all bodies" in page


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize(
    "address", ["/?since=99999999", "/?since=-1", "/?since=²", "/?since=999999", "/?q=%00", "/?q=" + "я" * 5000]
)
def test_it_reads_nonsense_in_the_address_without_harm(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.usefixtures("only_public_tables")
def test_it_sets_no_cookie_and_says_that_this_is_no_official_appeal(client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": "ru"})
    assert not response.cookies
    assert "59-" in response.content.decode()


def test_it_counts_what_each_value_of_a_filter_would_leave(client: Client) -> None:
    context = client.get("/?network=ok").context
    assert [(one.value, one.count) for one in context["spheres"].first] == [("Образование", 2)]
    assert [(one.value, one.count) for one in context["networks"].first] == [("ok", 2), ("vk", 1)]


def test_it_goes_on_from_screen_to_screen(client: Client, town: Body) -> None:
    for number in range(100, 130):
        enter_body(BodyCard(f"school-{number}", f"Школа № {number}", "Школа", territory_id=town.territory_id))
    first = client.get("/?q=школа")
    second = client.get(f"/{first.context['next']}")
    keys = [entry.body.slug for page in (first, second) for entry in page.context["entries"]]
    assert len(keys) == len(set(keys)) == 32
    assert not second.context["next"]
    assert client.get(f"/{second.context['previous']}").context["entries"] == first.context["entries"]


def test_it_notices_at_once_what_changed(client: Client) -> None:
    assert "Школа имени Мамина-Сибиряка" not in read(client)
    Body.objects.filter(slug="school-2").update(name="Школа имени Мамина-Сибиряка")
    assert "/bodies/school-2/" in read(client, "/?q=мамин сибиряк")
    Page.objects.filter(network="ok").update(url="https://ok.ru/renamed")
    assert "https://ok.ru/renamed" in read(client)


def test_it_leaves_out_bodies_that_are_closed(client: Client) -> None:
    assert "/bodies/school-2/" in read(client)
    Body.objects.filter(slug="school-2").update(is_active=False)
    assert "/bodies/school-2/" not in read(client)


@pytest.mark.usefixtures("only_public_tables")
def test_the_guard_refuses_a_table_that_is_not_public() -> None:
    with pytest.raises(ReadsMoreThanPublic):
        Staff.objects.count()

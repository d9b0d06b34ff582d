"""Whether a page is official: a table of addresses in all forms, asked of a small register."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.networks.connector import PageFacts
from otklik.organizations.models import Body
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.models import AskedAddress, FakeState, FoundBy, Page, SuspectedFake
from otklik.pages.services import register_page
from otklik.pages.told import take_over_facts
from otklik.pages.verify import Genuineness, Why, note_question, verify
from otklik.pages.verify_words import say_why

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
with (Path(__file__).parent / "addresses.csv").open(encoding="utf-8", newline="") as file:
    TABLE = [(row["address"], row["verdict"], row["why"]) for row in csv.DictReader(file)]

PAGES = (
    ("vk", "7001", "https://vk.com/polevskoy"),
    ("vk", "7002", "https://vk.ru/club7002"),
    ("vk", "7021", "https://vk.ru/school21_polevskoy"),
    ("vk", "7003", "https://vk.com/library_old"),
    ("vk", "7004", "https://vk.com/old_dk"),
    ("ok", "57900000000010", "https://ok.ru/demo.polevskoy"),
    ("ok", "57900000000011", "https://ok.ru/group/57900000000011"),
    ("telegram", "-1002900000010", "https://t.me/polevskoy_tg"),
    ("telegram", "-1002900000011", "https://t.me/+AbCdEfGhIj12"),
    ("max", "-72900000000010", "https://max.ru/polevskoy_max"),
    ("max", "-72900000000012", "https://max.ru/join/QwErTy123456"),
)


@pytest.fixture
def register(db: None) -> Body:
    """Pages in four networks: one renamed, one closed, one of a closed school; and what is known of fakes."""
    region = enter_territory("region", "Свердловская область")
    office = enter_body(BodyCard(slug="office", name="Администрация", short_name="Адм.", territory_id=region.id))
    school = enter_body(BodyCard(slug="closed", name="Школа № 1", short_name="Школа", territory_id=region.id))
    for network, external_id, url in PAGES:
        register_page(office, network=network, external_id=external_id, name=f"Страница {external_id}", url=url)
    register_page(school, network="vk", external_id="7005", name="Школа № 1", url="https://vk.com/closed_school")
    Body.objects.filter(id=school.id).update(is_active=False)
    Page.objects.filter(external_id="7004").update(is_active=False)
    renamed = Page.objects.get(external_id="7003")
    take_over_facts(renamed, PageFacts(name="Библиотеки", url="https://vk.ru/biblioteki_polevskoy"), now=NOW)
    for network, key, state in (
        ("vk", "polevskoy_official", FakeState.CONFIRMED),
        ("vk", "777", FakeState.CONFIRMED),
        ("telegram", "polevskoy_news", FakeState.SUSPECTED),
        ("vk", "polevskoy_fans", FakeState.CLEARED),
    ):
        resembled = Page.objects.get(external_id="7001")
        SuspectedFake.objects.create(
            network=network, key=key, resembles=resembled, state=state, found_by=FoundBy.PERSON, found_at=NOW
        )
    return office


@pytest.mark.usefixtures("register")
def test_it_is_right_about_every_address_of_the_table() -> None:
    found = [(address, verify(address).verdict.value, verify(address).why.value) for address, _, _ in TABLE]
    assert len(TABLE) >= 300
    assert [row for row, told in zip(found, TABLE, strict=True) if row != told] == []


def test_the_table_asks_for_everything_that_can_be_said() -> None:
    assert {why for _, _, why in TABLE} == set(Why)
    assert {verdict for _, verdict, _ in TABLE} == set(Genuineness)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("address", "most"),
    [("vk.com/polevskoy", 2), ("vk.com/club7001", 2), ("t.me/c/77/1", 2), ("vk.com/drugoy_gorod", 3)],
)
def test_it_asks_the_database_twice_and_for_near_names_once_more(address: str, most: int) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        verify(address)
    assert len(queries) <= most


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "name",
    ["polevskoi", "polevskoyy", "polevskoj", "polevskoy1", "polevskoy_adm", "adm.polevskoy", "officialpolevskoy",
     "polevskoynews", "polevsky", "school21_polevskoi"],
)  # fmt: skip
def test_a_near_name_is_told_with_the_real_page(name: str) -> None:
    found = verify(f"vk.com/{name}")
    assert (found.verdict, found.why) == (Genuineness.UNKNOWN, Why.NEAR)
    assert found.page is not None
    assert found.page.url in say_why(found)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["school22_polevskoy", "drugoy_gorod", "polevskaya_gazeta", "kosoy_brod"])
def test_another_name_is_near_to_none(name: str) -> None:
    assert verify(f"vk.com/{name}").why is Why.NOT_LISTED


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["@polevskoy", "@school21_polevskoy", "polevskoy_tg"])
def test_a_name_that_several_networks_may_have_is_never_official(name: str) -> None:
    assert verify(name).verdict is not Genuineness.OFFICIAL


@pytest.mark.usefixtures("register")
def test_it_tells_whose_page_it_is_and_where_it_is_now() -> None:
    page = verify("vk.com/library_old").page
    assert page is not None
    assert (page.body_slug, page.url) == ("office", "https://vk.ru/biblioteki_polevskoy")


@pytest.mark.usefixtures("register")
def test_it_tells_which_page_a_fake_resembles() -> None:
    page = verify("vk.com/polevskoy_official").page
    assert page is not None
    assert page.url == "https://vk.com/polevskoy"


@pytest.mark.usefixtures("register")
def test_a_name_that_another_page_took_over_leads_to_that_page(register: Body) -> None:
    register_page(register, network="vk", external_id="7030", name="Новая", url="https://vk.com/library_old")
    found = verify("vk.com/library_old")
    assert found.why is Why.REGISTERED
    assert found.page is not None
    assert found.page.name == "Новая"


@pytest.mark.usefixtures("register")
def test_it_keeps_only_what_nobody_knows_and_counts_it() -> None:
    for address in ("vk.com/drugoy_gorod", "m.vk.com/Drugoy_Gorod?x=1", "vk.com/polevskoy", "vk.com/id123", "привет"):
        note_question(verify(address))
    assert list(AskedAddress.objects.values_list("network", "key", "times")) == [("vk", "drugoy_gorod", 2)]


@pytest.mark.usefixtures("register")
def test_a_full_list_of_questions_takes_no_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.pages.verify.MOST_ASKED", 1)
    for address in ("vk.com/drugoy_gorod", "vk.com/tretiy_gorod", "vk.com/drugoy_gorod"):
        note_question(verify(address))
    assert list(AskedAddress.objects.values_list("key", "times")) == [("drugoy_gorod", 2)]

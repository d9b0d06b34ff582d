"""What staff enter: links that are no pages are refused, and what they leave open is proposed."""

import pytest

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.services import TypedIn, type_in_case
from otklik.topics.services import seed_topics
from tests.town import NOW, Town


def entry(town: Town, url: str) -> TypedIn:
    return TypedIn(body_id=town.office.id, channel="link", text="Яма у дома 5", url=url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.org/",
        "//example.org/",
        "vk.com/wall-1_2",
        "https://",
        "https:///wall-1_2",
        "https://vk.com/wall 1",
        "https://vk.com/\x00",
        " ",
    ],
)
def test_a_link_that_is_no_page_is_refused(town: Town, url: str) -> None:
    with pytest.raises(UnfitValue) as refused:
        type_in_case(entry(town, url), by=town.manager, now=NOW)
    assert refused.value.field == "url"
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("url", ["", "https://vk.com/wall-1_2?reply=3#top", "http://городок.рф"])
def test_a_link_to_a_page_is_kept(town: Town, url: str) -> None:
    number = type_in_case(entry(town, url), by=town.manager, now=NOW)
    assert Appeal.objects.get(number=number).source_url == url


def test_what_staff_left_open_of_a_call_is_proposed(town: Town) -> None:
    said = TypedIn(body_id=town.office.id, channel="phone", text="На ул. Бажова, 8 пахнет газом в подъезде")
    case = Appeal.objects.get(number=type_in_case(said, by=town.manager, now=NOW))
    assert "Бажова" in case.address
    assert case.importance == "emergency"


def test_what_staff_entered_of_a_call_stands(town: Town) -> None:
    said = TypedIn(
        body_id=town.office.id,
        channel="phone",
        text="На ул. Бажова, 8 пахнет газом в подъезде",
        address="Мира, 4",
        importance="high",
    )
    case = Appeal.objects.get(number=type_in_case(said, by=town.manager, now=NOW))
    assert (case.address, case.importance) == ("Мира, 4", "high")


def test_a_call_without_anything_entered_gets_topic_place_and_importance_from_its_words(town: Town) -> None:
    seed_topics()
    said = TypedIn(body_id=town.office.id, channel="phone", text="на ул. Бажова, 8 нет горячей воды")
    case = Appeal.objects.get(number=type_in_case(said, by=town.manager, now=NOW))
    assert case.topic is not None
    assert "вод" in case.topic.name.lower()
    assert "Бажова, 8" in case.address


def test_a_chosen_ordinary_importance_stands_against_the_words(town: Town) -> None:
    said = TypedIn(
        body_id=town.office.id, channel="phone", text="На ул. Бажова, 8 пахнет газом в подъезде", importance="ordinary"
    )
    assert Appeal.objects.get(number=type_in_case(said, by=town.manager, now=NOW)).importance == "ordinary"

"""The content of the demo is whole."""

import random
from collections import Counter
from datetime import date

import pytest

from otklik.demo.content.cards import (
    further_cards,
    list_merged_bodies,
    list_page_cards,
    list_pages_of,
    list_staff,
    list_territories,
    list_town_bodies,
)
from otklik.demo.content.talk import FATES, SEASONS, list_history, list_residents, list_said, list_stream
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.placing import choose_page
from otklik.organizations.models import BodyLevel
from otklik.organizations.numbers import check_ogrn
from otklik.organizations.rights import Role
from otklik.topics.catalogue import GROUPS as GROUPS_OF_TOPICS
from otklik.triage.findings import GROUNDS

TOWN = (
    "Администрация", "Счётная палата", "Финансовое управление", "Управление городского хозяйства",
    "Управление муниципальным имуществом", "Центр социально-коммунальных услуг", "Управление образованием",
    "Управление культурой", "Центр физкультурно-спортивных мероприятий", "Центр по работе с молодёжью «Феникс»",
    "Детская художественная школа", "Детская музыкальная школа № 1", "Центр культуры и народного творчества",
    "Централизованная библиотечная система", "Городской центр досуга «Азов»",
    "Центр развития творчества имени Н. Е. Бобровой", "Центр развития творчества имени П. П. Бажова",
)  # fmt: skip


def test_it_holds_the_seventeen_bodies_of_the_town_and_three_schools() -> None:
    names = [body.name for body in list_town_bodies()]
    for wanted in (*TOWN, "Школа № 4", "Школа № 8", "Школа № 21"):
        assert sum(name.startswith(wanted) for name in names) == 1, wanted


def test_it_names_parents_before_their_children() -> None:
    seen: set[str] = set()
    territories = {territory.key for territory in list_territories()}
    for body in list_town_bodies():
        assert body.parent in seen or not body.parent
        assert body.founder in seen or not body.founder
        assert body.territory in territories
        seen.add(body.slug)


def test_it_gives_every_body_a_page_in_vk_and_something_said_on_it() -> None:
    said_on = Counter(said.body for said in list_said())
    in_vk = [page.body for page in list_page_cards() if page.network == "vk"]
    assert sorted(in_vk) == sorted(body.slug for body in list_town_bodies())
    for body in list_town_bodies():
        assert said_on[body.slug] >= 2, body.slug


def test_it_gives_fewer_bodies_pages_in_the_other_networks() -> None:
    pages = Counter(page.network for page in list_page_cards())
    assert pages["vk"] > pages["ok"] > pages["max"] >= pages["telegram"] >= 5
    assert len({(page.network, page.number) for page in list_page_cards()}) == len(list_page_cards())
    assert {page.network for page in list_pages_of("administration")} == set(NETWORKS)


def test_it_says_where_it_has_to_be_said_only_what_can_be_said_there() -> None:
    for said in list_said():
        places = {choose_page(said, random.Random(number)).network for number in range(50)}
        assert places <= {page.network for page in list_pages_of(said.body)}
        if said.network or said.attachments:
            assert places == {said.network or "vk"}
        if said.edit:
            assert "ok" not in places
        for text in (said.text, said.answer, said.ask, said.reply, said.then):
            assert len(text) <= 1500


def test_it_gives_every_role_to_somebody_in_a_known_body() -> None:
    posts = [post for person in list_staff() for post in person.posts]
    assert {role for role, _ in posts} == {role.value for role in Role}
    assert {body for _, body in posts} <= {body.slug for body in list_town_bodies()}


def test_it_gives_an_approver_to_every_body_that_requires_approval_and_answers() -> None:
    held = {post for person in list_staff() for post in person.posts}
    answering = {body for role, body in held if role == "content_manager"}
    for body in list_town_bodies():
        if body.requires_approval and body.slug in answering:
            assert ("approver", body.slug) in held, body.slug


def test_it_says_nothing_twice_and_enough_in_every_season() -> None:
    texts = Counter(said.text for said in list_said())
    assert [text for text, times in texts.items() if times > 1] == []
    assert len(texts) >= 220
    for month in SEASONS:
        day = date(2026, month, 15)
        assert len(list_history(day)) >= 100
        assert len(list_stream(day)) >= 100


@pytest.mark.parametrize("fate", FATES)
def test_it_tells_a_story_with_every_fate_at_any_time_of_the_year(fate: str) -> None:
    for month in SEASONS:
        assert any(said.fate == fate for said in list_history(date(2026, month, 15))), month


def test_it_tells_whole_stories() -> None:
    bodies = {body.slug for body in list_town_bodies()}
    posts = {(page.body, post.key) for page in list_page_cards() for post in page.posts}
    for said in list_said():
        assert said.answering_body in bodies, said.text
        assert said.way == "private" or (said.body, said.post) in posts, said.text
        assert said.fate in ("", *FATES), said.text
        assert said.text or said.attachments
        if said.fate in ("interim", "deferred"):
            assert said.days, said.text
        if said.fate in ("answered", "closed", "reopened", "interim", "awaiting_approval", "rework", "asked_back"):
            assert said.answer, said.text
        if said.fate in ("clarifying", "asked_back", "given_up"):
            assert said.ask, said.text
        if said.fate == "duplicate":
            assert sum(other.text.startswith(said.of) for other in list_said()) == 1
        if said.fate in ("declined", "in_moderation"):
            assert said.ground in GROUNDS, said.text
        if said.fate in ("deferred", "misrouted", "declined", "handed_over", "rework"):
            assert said.because, said.text


def test_it_peoples_the_town_with_residents_of_their_own_names() -> None:
    residents = list_residents()
    assert len(residents) >= 400
    assert len({(one.first_name, one.last_name) for one in residents}) == len(residents)
    assert list_residents.__wrapped__() == residents


def test_it_names_a_resident_as_each_network_does() -> None:
    residents = list_residents()
    for network in NETWORKS:
        accounts = [one.account_in(network) for one in residents]
        assert len({account.id for account in accounts}) == len(residents)
    assert any("(" in one.account_in("ok").name for one in residents)
    assert any(one.account_in("telegram").name != one.account_in("vk").name for one in residents)


def test_it_knows_the_whole_card_of_every_body_with_numbers_that_can_be() -> None:
    cards = further_cards()
    assert set(cards) == {body.slug for body in list_town_bodies()}
    assert len({card.ogrn for card in cards.values()}) == len(cards)
    codes = {group.code for group in GROUPS_OF_TOPICS} | {
        one.code for group in GROUPS_OF_TOPICS for one in group.topics
    }
    for card in cards.values():
        check_ogrn(card.ogrn)
        assert card.level in BodyLevel.values
        assert set(card.competences) <= codes
        assert card.email.endswith(".example")
    assert {merged.into for merged in list_merged_bodies()} <= set(cards)

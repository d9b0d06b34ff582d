"""What everybody may read of a body: its whole card, what it answers for, and where a merged one went."""

import pytest

from otklik.organizations.competences import set_competences
from otklik.organizations.errors import NotPossible, UnfitEntry
from otklik.organizations.models import BodyTurn
from otklik.organizations.public_selectors import find_heir, find_public_body, list_public_bodies
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import BodyCard, enter_body
from otklik.organizations.tree import merge_body
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    seed_topics()
    return enter_cast()


def test_a_card_shows_contacts_numbers_spheres_and_competences_by_name(cast: Cast) -> None:
    card = BodyCard(
        "museum", "Музей", "Музей", cast.school.territory_id, sphere="Культура", further_spheres=("Туризм",),
        level="institution", ogrn="1027700132195", phone="8 (34350) 5-00-00", email="museum@example.org",
        site="https://museum.example.org", address="улица Ленина, 1", parent_id=cast.administration.id,
    )  # fmt: skip
    body = enter_body(card, now=NOW)
    topics = list(Topic.objects.filter(parent=None).order_by("-name")[:2])
    set_competences(body, [topic.id for topic in topics], by=None, now=NOW)
    shown = find_public_body("museum")
    assert shown is not None
    assert shown.competences == tuple(sorted(topic.name for topic in topics))
    assert (shown.ogrn, shown.level, shown.further_spheres) == ("1027700132195", "institution", ("Туризм",))
    assert (shown.phone, shown.email, shown.site) == (card.phone, card.email, card.site)
    assert (shown.address, shown.municipality) == (card.address, "Полевской")


def test_all_bodies_are_read_with_two_questions(cast: Cast, django_assert_num_queries: object) -> None:
    set_competences(cast.school, [Topic.objects.values_list("id", flat=True)[0]], by=None, now=NOW)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(list_public_bodies()) == 6


def test_competences_are_told_once_and_only_by_those_who_look_after_the_body(cast: Cast) -> None:
    curator = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    stranger = load_viewer(cast.staff["stranger"].id, on=NOW.date())
    topic = Topic.objects.filter(parent=None)[0]
    for _ in range(2):
        set_competences(cast.school, [topic.id], by=curator, now=NOW)
    assert BodyTurn.objects.filter(body=cast.school, fields=["competences"], by=curator.name).count() == 1
    with pytest.raises(NotPossible):
        set_competences(cast.school, [], by=stranger, now=NOW)
    with pytest.raises(UnfitEntry, match="no such topic"):
        set_competences(cast.school, [topic.id, 0], by=curator, now=NOW)


def test_a_merged_body_is_shown_no_more_and_leads_to_its_heir(cast: Cast) -> None:
    assert find_heir("school-8") is None
    merge_body(cast.school, into=cast.utilities, by=None, because="укрупнение", now=NOW)
    assert find_public_body("school-8") is None
    assert find_heir("school-8") == "utilities"

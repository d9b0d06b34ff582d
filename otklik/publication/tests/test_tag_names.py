"""What may be the name of a tag."""

import pytest

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Tag
from otklik.publication.tests.test_tags import cast, enter
from tests.people import Cast

__all__ = ["cast"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("", "no name"),
        ("   ", "no name"),
        ("я" * 41, "too long"),
        ("снег, лёд", "without commas"),
        ("снег; лёд", "without commas"),
        ("!!!", "without commas"),
        ("дело Ивановой", "personal data"),
        ("Мария Петрова", "personal data"),
        ("8 912 345-67-89", "personal data"),
        ("vera@mail.example", "personal data"),
        ("ул. Мира, 5, кв. 12", "without commas"),
        ("Мира 5 кв. 12", "personal data"),
    ],
)
def test_what_is_no_tag_or_names_somebody_is_refused_in_words(cast: Cast, name: str, wrong: str) -> None:
    with pytest.raises(UnfitValue, match=wrong) as refused:
        enter(cast, name)
    assert (refused.value.field, bool(refused.value.mend)) == ("name", True)
    assert not Tag.objects.exists()


@pytest.mark.parametrize(
    "name", ["Школа № 8", "ГИБДД", "Паводок-2026", "на контроле у губернатора", "Парк Маяковского"]
)
def test_names_of_places_offices_and_years_are_good_tags(cast: Cast, name: str) -> None:
    enter(cast, name)
    assert Tag.objects.get().name == name

"""A made-up region."""

import pytest

from otklik.bench.region import build_region
from otklik.organizations.models import Appointment, Body, BodyAncestry
from otklik.pages.models import Page


@pytest.mark.django_db
def test_it_builds_a_region_with_its_tree_and_its_pages() -> None:
    top = build_region(pages=500, staff=300)
    assert (Page.objects.count(), Appointment.objects.count()) == (500, 301)
    assert BodyAncestry.objects.filter(ancestor=top).count() == Body.objects.count() == 250
    school = Body.objects.filter(sphere="Образование").earliest("id")
    assert school.founder is not None
    assert list(school.above.order_by("-depth").values_list("ancestor__level", flat=True)) == [
        "region", "municipality", "institution",
    ]  # fmt: skip

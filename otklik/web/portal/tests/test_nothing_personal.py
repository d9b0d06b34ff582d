"""Whatever everybody may ask for holds nothing of what was planted into the cases behind it."""

import pytest
from django.test import Client

from otklik.publication.models import PublishedCase
from otklik.publication.tests.made_up import answered, decided
from otklik.publication.tests.planted import plant
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
PLANTED = [plant(number) for number in range(0, 220, 5)]
PAGES = ("/answers/", "/map/", "/map/cells.json", "/speed/", "/opendata/cases.csv", "/opendata/passport.json", "/")


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def test_no_page_list_or_file_shows_what_was_planted(cast: Cast, client: Client) -> None:
    cases = [
        answered(cast, one.text, f"Ответ: {one.text}", author=next(iter(one.people), "Лесное Солнышко"))
        for one in PLANTED
    ]
    published = {one.number: one for one in PublishedCase.objects.all()}
    assert len(PLANTED) * 0.8 < len(published)
    for planted, case in zip(PLANTED, cases, strict=True):
        if shown := published.get(decided(case).public_number):
            assert planted.left_in(f"{shown.text}\n{shown.answer}") == []
    secrets = {one for planted in PLANTED for one in (*planted.digits, *planted.exact) if len(one) > 5}
    for address in (*PAGES, f"/bodies/{cast.administration.slug}/", *(f"/case/{number}/" for number in published)):
        text = b"".join(client.get(address)).decode()
        assert [one for one in secrets if one in text] == [], address

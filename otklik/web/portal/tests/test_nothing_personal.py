"""Whatever everybody may ask for holds nothing of what was planted into the cases behind it."""

import pytest
from django.test import Client

from otklik.publication.models import PublishedCase, Subscription
from otklik.publication.open_data.making import make_open_files
from otklik.publication.subscriptions.words import tell_news
from otklik.publication.tests.made_up import answered, decided
from otklik.publication.tests.planted import plant
from otklik.shared.clock import now
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
PLANTED = [plant(number) for number in range(0, 220, 5)]
PAGES = (
    "/", "/answers/", "/map/", "/map/cells.json", "/speed/", "/answers/feed.atom", "/answers/feed.rss",
    "/answers/promised.ics", "/opendata/cases.csv", "/opendata/cases.json", "/opendata/passport.json",
    "/open311/v2/requests.json", "/open311/v2/requests.xml",
)  # fmt: skip


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
    make_open_files(now=now())
    secrets = {one for planted in PLANTED for one in (*planted.digits, *planted.exact) if len(one) > 5}
    for address in (*PAGES, f"/bodies/{cast.administration.slug}/", *(f"/case/{number}/" for number in published)):
        response = client.get(address)
        assert response.status_code == 200, address
        text = b"".join(response).decode()
        assert [one for one in secrets if one in text] == [], address
    letter = tell_news(Subscription(email="a@b.example", language="ru"), list(published.values()))
    assert [one for one in secrets if one in f"{letter.subject}\n{letter.text}"] == [], "letters of what is published"

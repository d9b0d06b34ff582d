"""The page where a resident says whether it is solved, over HTTP."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from otklik.answers.models.answer import ResidentVerdict
from otklik.answers.results.verdicts import open_verdict
from otklik.appeals.states import State
from tests.markup import parse
from tests.people import NOW, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> Iterator[str]:
    """Of the page of an answered case."""
    cast = enter_cast()
    case = open_case(cast, "Лёд у школы", state=State.ANSWERED)
    with time_machine.travel(NOW, tick=False):
        yield "/solved/" + open_verdict(case, now=NOW).rstrip("/").rsplit("/", 1)[-1] + "/"


def test_it_asks_for_no_cookie(address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert "Set-Cookie" not in browser.get(address).headers
    assert browser.post(address, {"solved": "yes"}).status_code == 302
    assert ResidentVerdict.objects.get().is_solved


def test_of_a_long_text_nothing_is_cut_and_the_link_is_not_used_up(address: str, client: Client) -> None:
    typed = {"solved": "no", "mark": "2", "reason": "late", "words": "Скользко. " * 201}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert page.context["at"] == "words"
    assert "помещается знаков — 2000, лишних — 9" in page.text
    assert typed["words"].strip() in page.text
    assert parse(page.text).find("input", value="2", checked=True)
    assert client.post(address, typed | {"words": "я\r\n" * 999 + "да"}).status_code == 302
    assert len(ResidentVerdict.objects.get().words) == 2_000


def test_what_is_missing_is_told_at_its_field(address: str, client: Client) -> None:
    page = client.post(address, {"words": "Скользко"})
    assert (page.status_code, page.context["at"]) == (422, "solved")
    assert "Скользко" in page.text

"""The map of a case's place: what it says, to whom, and what the browser may ask for."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.duplicates.services import remember_messages
from otklik.duplicates.steps import compare_waiting_texts
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.triage.models import Verdict
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]
HERE, NEAR = (56.4512, 60.1933), (56.4521, 60.1933)
ROW = "Двор по Мира, 5 замело снегом, не пройти"


def lying(
    cast: Cast, at: tuple[float, float] = HERE, *, is_of: str = "house", address: str = "улица Мира, 5, кв. 17"
) -> Appeal:
    """A case with a point, as the machine read it."""
    case = open_case(cast, ROW, author=f"Житель {at}")
    told = {"latitude": at[0], "longitude": at[1]}
    Appeal.objects.filter(id=case.id).update(address=address, **told)
    Verdict.objects.filter(message__case_link__appeal=case).update(point_of=is_of, point_certainty=0.81, **told)
    return case


def page_of(client: Client, case: Appeal, more: str = "") -> str:
    return client.get(f"/desk/appeals/{case.number}/{more}").content.decode()


def figure_of(page: str) -> str:
    found = re.search(r'<figure class="o-spot".*?</figure>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("is_of", "words"),
    [
        ("house", "На карте: дом"),
        ("street", "На карте: середина улицы, дом неизвестен"),
        ("told", "На карте: точка, которую отметил житель"),
        ("", "На карте: точка адреса"),
    ],
)
def test_it_says_in_words_what_the_point_is_and_how_sure_it_is(
    cast: Cast, sign_in: SignIn, is_of: str, words: str
) -> None:
    told = figure_of(page_of(sign_in(Role.COORDINATOR), lying(cast, is_of=is_of)))
    assert 'data-at="56.45120,60.19330"' in told
    assert words in " ".join(re.sub(r"<[^>]+>", " ", told).split())
    assert "81 %" in told.replace("\xa0", " ")


def test_what_a_person_has_accepted_is_no_guess_any_more(cast: Cast, sign_in: SignIn) -> None:
    case = lying(cast)
    Appeal.objects.filter(id=case.id).update(is_by_machine=False)
    told = figure_of(page_of(sign_in(Role.COORDINATOR), case))
    assert "o-sure" not in told
    assert "дом" in told


def test_no_flat_stands_on_the_map(cast: Cast, sign_in: SignIn) -> None:
    told = figure_of(page_of(sign_in(Role.COORDINATOR), lying(cast)))
    assert told
    assert "17" not in told
    assert "Мира" not in told


def test_without_a_point_it_says_so_and_fetches_nothing(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, ROW)
    client = sign_in(Role.COORDINATOR)
    assert "case-map" not in page_of(client, case)
    assert "На карте нет" not in page_of(client, case)
    Appeal.objects.filter(id=case.id).update(address="за гаражами")
    assert "На карте нет: справочник мест не знает этого адреса." in page_of(client, case)
    assert "case-map" not in page_of(client, case)


def test_only_who_may_correct_the_place_is_offered_it(cast: Cast, sign_in: SignIn) -> None:
    case = lying(cast)
    offered = {
        role: 'href="#correct-address"' in page_of(sign_in(role), case)
        for role in (Role.COORDINATOR, Role.CONTENT_MANAGER, Role.CURATOR, Role.MODERATOR)
    }
    corrects = {role: 'id="correct-address"' in page_of(sign_in(role), case) for role in offered}
    assert offered == corrects
    assert set(offered.values()) == {True, False}
    assert sign_in("stranger").get(f"/desk/appeals/{case.number}/").status_code == 404


def test_similar_cases_lie_around_it_within_what_one_sees(cast: Cast, sign_in: SignIn) -> None:
    case, near, same = lying(cast), lying(cast, NEAR), lying(cast)
    lying(cast, (56.4599, 60.1999))  # stays with the administration
    Appeal.objects.filter(id__in=[case.id, near.id, same.id]).update(body=cast.utilities, state=State.IN_WORK)
    remember_messages(list(ResidentMessage.objects.all()))
    compare_waiting_texts()
    box = page_of(sign_in(Role.EXECUTOR), case, "alike/")
    seen = page_of(sign_in(Role.COORDINATOR), case, "alike/")
    assert f'data-lies="56.45210,60.19330" data-number="{near.number}"' in seen
    assert "100 м отсюда" in seen.replace("\xa0", " ")
    assert f'data-number="{same.number}"' in seen
    assert "та же точка на карте" in seen
    assert "56.45990" in seen
    assert "56.45990" not in box


def test_pictures_come_from_the_named_server_of_tiles_alone(cast: Cast, sign_in: SignIn, settings: Settings) -> None:
    client, address = sign_in(Role.COORDINATOR), f"/desk/appeals/{lying(cast).number}/"
    assert "img-src 'self' data:;" in client.get(address)["Content-Security-Policy"]
    settings.OTKLIK_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.OTKLIK_TILES_HOSTS = ["https://tiles.example"]
    answer = client.get(address)
    assert "img-src 'self' data: https://tiles.example;" in answer["Content-Security-Policy"]
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in answer.content.decode()
    refused = client.post(f"{address}correct/", {"version": "1", "topic_id": "999999", "importance": "ordinary"})
    assert (refused.status_code, "tiles.example" in refused["Content-Security-Policy"]) == (422, True)
    placeless = open_case(cast, ROW)
    for path in ("", f"appeals/{placeless.number}/"):
        assert "tiles.example" not in client.get(f"/desk/{path}")["Content-Security-Policy"]

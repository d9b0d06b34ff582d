"""Connections and what was not understood."""

import json
from collections.abc import Callable

from django.db import transaction
from django.test import Client

from otklik.intake.accept import Arrival
from otklik.intake.models import RawEvent, RawState
from otklik.intake.services import accept_batch, apply_raw
from otklik.networks.errors import Refused
from otklik.organizations.rights import Role
from otklik.pages.models import Connection
from otklik.pages.services import note_trouble
from otklik.shared.lengths import TOO_LONG_THERE
from otklik.shared.words import with_values
from tests.people import NOW, Cast

SignIn = Callable[[str], Client]


def test_it_says_in_words_what_is_wrong_with_a_page_and_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    Connection.objects.filter(page=cast.page).update(
        last_error="VK does not accept the token.", next_step="Enter a new token.", last_error_at=NOW
    )
    page = sign_in(Role.COORDINATOR).get("/desk/connections/").content.decode()
    assert "VK does not accept the token." in page
    assert "Enter a new token." in page
    assert "Школа № 8" in page
    assert "/pause/" not in page


def test_it_says_the_numbers_of_a_trouble(cast: Cast, sign_in: SignIn) -> None:
    told = with_values(TOO_LONG_THERE, network="VK", most="4096", over="17")
    note_trouble(cast.page, Refused(told, next_step="Shorten the text and send it again."), now=NOW)
    client = sign_in(Role.ADMINISTRATOR)
    for address, times in (("/desk/connections/", 1), (f"/desk/connections/{cast.page.id}/", 2)):
        page = client.get(address).content.decode()
        assert page.count("VK принимает в одном сообщении не больше 4096 знаков, лишних: 17.") == times
        assert "%(" not in page


def test_an_administrator_pauses_a_page_with_a_reason_and_lets_it_go_on(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    client.post(f"/desk/connections/{cast.page.id}/pause/", {"because": " "})
    assert not Connection.objects.get(page=cast.page).is_paused
    client.post(f"/desk/connections/{cast.page.id}/pause/", {"because": "Меняем ключ"})
    assert Connection.objects.get(page=cast.page).is_paused
    assert "на паузе" in client.get("/desk/connections/").content.decode()
    assert "Меняем ключ" in client.get(f"/desk/connections/{cast.page.id}/").content.decode()
    client.post(f"/desk/connections/{cast.page.id}/resume/")
    assert not Connection.objects.get(page=cast.page).is_paused


def test_what_was_not_understood_is_shown_masked_and_played_again(cast: Cast, sign_in: SignIn) -> None:
    body = '{"secret": "s3cret", "type": "odd", "text": "звоните +7 912 345-67-89"}'.encode()
    accept_batch([Arrival(page_id=cast.page.id, network="vk", body=body, received_at=NOW)])
    RawEvent.objects.update(state=RawState.REFUSED, reason="no such type")
    event = RawEvent.objects.get()
    client = sign_in(Role.ADMINISTRATOR)
    assert "no such type" in client.get("/desk/raw/").content.decode()
    page = client.get(f"/desk/raw/{event.id}/").content.decode()
    assert "odd" in page
    assert "s3cret" not in page
    assert "345-67-89" not in page
    assert client.post(f"/desk/raw/{event.id}/replay/").status_code == 302
    assert RawEvent.objects.get().state == RawState.WAITING
    assert client.get(f"/desk/raw/{event.id}/").status_code == 404


def test_why_an_event_was_not_understood_is_said_in_russian(cast: Cast, sign_in: SignIn) -> None:
    body = json.dumps({"group_id": int(cast.page.external_id), "type": "odd_new", "text": "Ямы"}).encode()
    accept_batch([Arrival(page_id=cast.page.id, network="vk", body=body, received_at=NOW)])
    event = RawEvent.objects.get()
    with transaction.atomic():
        apply_raw([event])
    client = sign_in(Role.ADMINISTRATOR)
    assert "Такого события VK мы не знаем: «odd_new»" in client.get("/desk/raw/").content.decode()
    page = client.get(f"/desk/raw/{event.id}/").content.decode()
    assert "Такого события VK мы не знаем: «odd_new»" in page
    assert "Ямы" in page


def test_the_language_is_remembered(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    response = client.post("/desk/language/", {"language": "en", "next": "//evil.example/"})
    assert response["Location"] == "/desk/"
    assert "All open" in client.get("/desk/").content.decode()
    cast.staff[Role.COORDINATOR].refresh_from_db()
    assert cast.staff[Role.COORDINATOR].language == "en"


def test_the_live_ticket_is_for_what_the_person_sees(sign_in: SignIn) -> None:
    told = sign_in(Role.COORDINATOR).get("/desk/live-ticket/").json()
    assert "/live/?ticket=" in told["url"]

"""Proving ownership at the desk: what the card says at each step."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from otklik.networks.connector import PageFacts
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from otklik.pages.proof_steps import check_next_proof
from otklik.shared import clock
from tests.people import Cast

SignIn = Callable[[str], Client]


def card(client: Client, page: Page) -> str:
    return client.get(f"/desk/pages/{page.id}/").content.decode()


def test_a_letter_is_asked_for_sent_by_the_worker_and_its_code_entered(cast: Cast, sign_in: SignIn) -> None:
    client, page = sign_in(Role.CONTENT_MANAGER), cast.page
    assert "нет адреса электронной почты" in card(client, page)
    Body.objects.filter(id=cast.administration.id).update(email="info@polevskoy.example")
    assert "info@polevskoy.example" in card(client, page)
    client.post(f"/desk/pages/{page.id}/proof/mailed/")
    assert not mail.outbox
    assert "load delay:3s" in card(client, page)
    check_next_proof(now=clock.now())
    assert "Письмо ушло на info@polevskoy.example" in card(client, page)
    found = re.search(r"\b\d{8}\b", str(mail.outbox[0].body))
    assert found
    assert "Это не код из письма" in client.post(f"/desk/pages/{page.id}/code/", {"code": "1"}, follow=True).text
    assert "Спасибо" in client.post(f"/desk/pages/{page.id}/code/", {"code": found[0]}, follow=True).text
    assert "Все видят: подтверждена" in card(client, page)


def test_a_code_for_the_page_is_shown_until_it_is_found(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = sign_in(Role.CONTENT_MANAGER), cast.page
    client.post(f"/desk/pages/{page.id}/proof/published/")
    code = Page.objects.get(id=page.id).proofs.get().code
    assert code in card(client, page)
    assert code in card(sign_in(Role.AUDITOR), page)
    facts = PageFacts("Полевской. Официально", description=f"Администрация. {code}")
    monkeypatch.setattr(VkConnector, "read_page", lambda _self, _access: facts)
    check_next_proof(now=clock.now())
    assert code not in card(client, page)
    assert "Подтверждение утрачено" not in client.get("/desk/pages/?proof=proved").content.decode()


def test_a_lost_proof_comes_to_the_top_with_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    Page.objects.filter(id=cast.school_page.id).update(standing="lost")
    listed = sign_in(Role.COORDINATOR).get("/desk/pages/").content.decode()
    assert listed.index(">Школа № 8</a>") < listed.index("Полевской. Официально</a>")


def test_there_is_no_fourth_way(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(Role.CONTENT_MANAGER).post(f"/desk/pages/{cast.page.id}/proof/blood/").status_code == 404

"""How long an answer may be in each network, and how each network shows a thread."""

from collections.abc import Callable
from types import MappingProxyType

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from otklik.pages.public_selectors import look_of
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.web.desk.case.composing_views import measure
from otklik.web.desk.case.timeline import words_of_thread
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
LIMITS = {"vk": 4096, "ok": 3000, "max": 4000, "telegram": 4096}


def case_in(network: str, cast: Cast, settings: Settings) -> Appeal:
    """A case that came from this network, which is switched on."""
    settings.OTKLIK_NETWORKS = MappingProxyType(dict.fromkeys(LIMITS, settings.OTKLIK_NETWORKS["vk"]))
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    Page.objects.filter(id=cast.page.id).update(network=network)
    tokens = ConnectionSecrets(community_token="token", admin_token="token")
    connect_page(Page.objects.get(id=cast.page.id), secrets_entered=tokens, by=None, now=NOW)
    return case


@pytest.mark.parametrize("network", LIMITS)
def test_the_page_of_a_case_names_the_network_and_its_limit(
    network: str, cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    case = case_in(network, cast, settings)
    page = sign_in(Role.CONTENT_MANAGER).get(f"/desk/appeals/{case.number}/").content.decode()
    assert f"0 / {LIMITS[network]}</span>" in page
    assert f"Длина для {look_of(network).short_name}" in page
    assert f'<span class="o-net-name" aria-hidden="true">{look_of(network).short_name}</span>' in page
    assert ("эмодзи считается за два знака" in page) == (network == "telegram")


@pytest.mark.parametrize("network", LIMITS)
def test_a_text_beyond_the_limit_is_refused_with_what_was_typed(
    network: str, cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    case = case_in(network, cast, settings)
    text = "а" * (LIMITS[network] - 1) + "😀" + ("" if network == "telegram" else "!")
    form = {"text": text, "kind": "final", "version": case.version}
    answer = sign_in(Role.CONTENT_MANAGER).post(f"/desk/appeals/{case.number}/answer/submit/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{LIMITS[network] + 1} / {LIMITS[network]}" in page
    assert f"Такой длинный текст {look_of(network).short_name} не примет" in page
    assert f">{text}</textarea>" in page
    assert not Answer.objects.exists()
    case.refresh_from_db()
    assert case.state == State.IN_WORK


@pytest.mark.parametrize(("network", "used"), [("vk", 3), ("ok", 3), ("max", 3), ("telegram", 4)])
def test_a_text_is_measured_as_the_network_counts(network: str, used: int) -> None:
    room = measure(" я\r\n😀 ", network=network, limit=used)
    assert (room.used, room.wide, room.is_over) == (used, used - 2, False)
    assert measure("я\n😀!", network=network, limit=used).is_over


@pytest.mark.parametrize("network", LIMITS)
def test_every_network_says_how_it_shows_a_thread(
    network: str, cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    assert words_of_thread(network, "comment").how
    assert words_of_thread(network, "private").how
    assert words_of_thread(network, "wall_post").how == ""
    case = case_in(network, cast, settings)
    page = sign_in(Role.CONTENT_MANAGER).get(f"/desk/appeals/{case.number}/").content.decode()
    assert {"vk": "ответы под первым", "ok": "одним обсуждением", "max": "одним списком", "telegram": "под копией"}[
        network
    ] in page


def test_the_inbox_names_the_network_of_each_case(cast: Cast, sign_in: SignIn, settings: Settings) -> None:
    case_in("telegram", cast, settings)
    page = sign_in(Role.COORDINATOR).get("/desk/").content.decode()
    assert f'aria-label="Telegram: {cast.page.name}"' in page
    assert ">Telegram</span>" in page

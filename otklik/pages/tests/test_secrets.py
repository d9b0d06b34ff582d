"""Tokens of pages: encrypted at rest, readable with any key of the ring."""

import pytest
from pytest_django import Settings

from otklik.ground.secrets import new_key
from otklik.pages.errors import SecretLocked
from otklik.pages.models import Connection
from otklik.pages.secrets import seal, unseal
from otklik.pages.selectors import access_of
from otklik.pages.services import reseal_connections
from tests.town import build_town


def test_it_reads_back_what_it_encrypted() -> None:
    sealed = seal("vk1.a.token")
    assert b"token" not in sealed
    assert unseal(sealed) == "vk1.a.token"


def test_it_says_that_the_key_is_missing(settings: Settings) -> None:
    sealed = seal("vk1.a.token")
    settings.OTKLIK_KEYS = (new_key(),)
    with pytest.raises(SecretLocked, match="OTKLIK_KEYS"):
        unseal(sealed)


@pytest.mark.django_db
def test_it_rotates_to_the_first_key_so_that_old_ones_can_go(settings: Settings) -> None:
    page = build_town().page
    fresh = new_key()
    settings.OTKLIK_KEYS = (fresh, *settings.OTKLIK_KEYS)
    assert reseal_connections() == 1
    settings.OTKLIK_KEYS = (fresh,)
    page.connection = Connection.objects.get(page=page)
    assert access_of(page).community_token == "community-token"


@pytest.mark.django_db
def test_it_hides_tokens_where_access_is_printed() -> None:
    page = build_town().page
    assert "token" not in repr(access_of(page)).replace("community_token", "").replace("admin_token", "")

"""Which networks an installation speaks with."""

import pytest

from otklik.networks.registry import CONNECTORS
from otklik.networks.settings import network_settings


def test_it_speaks_with_every_network_that_is_not_off_by_itself() -> None:
    assert set(network_settings()) == {name for name, one in CONNECTORS.items() if one.is_on_by_default}


@pytest.mark.parametrize("name", list(CONNECTORS))
def test_it_switches_each_network_on_and_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"OTKLIK_{name.upper()}_ON", "yes")
    assert network_settings()[name].api_url == CONNECTORS[name].default_api_url
    monkeypatch.setenv(f"OTKLIK_{name.upper()}_ON", "no")
    assert name not in network_settings()

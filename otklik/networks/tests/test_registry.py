"""The list of networks."""

import re

import pytest

from otklik.networks.connector import NetworkMark
from otklik.networks.registry import CONNECTORS, connector_for, names


def test_it_names_each_connector_as_the_connector_names_itself() -> None:
    assert names() == tuple(connector.network for connector in CONNECTORS.values())


def test_it_finds_a_connector_by_name() -> None:
    assert connector_for("vk").title == "VKontakte"


def test_it_says_which_networks_there_are() -> None:
    with pytest.raises(LookupError, match="known: vk, ok"):
        connector_for("myspace")


@pytest.mark.parametrize("name", names())
def test_it_gives_each_network_a_name_that_fits_addresses_settings_and_tables(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]{1,11}", name)


@pytest.mark.parametrize("mark", [connector_for(name).mark for name in names()], ids=names())
def test_it_draws_each_network_so_that_it_can_be_seen(mark: NetworkMark) -> None:
    assert 0 < len(mark.short_name) <= 12
    assert re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9 .,-]{10,500}", mark.drawing)
    assert contrast_with_white(mark.colour) >= 3


def contrast_with_white(colour: str) -> float:
    """As WCAG 2.2 counts it; signs need three."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)

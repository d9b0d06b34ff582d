"""The list of networks."""

import pytest

from otklik.networks.registry import CONNECTORS, connector_for, names


def test_it_names_each_connector_as_the_connector_names_itself() -> None:
    assert names() == tuple(connector.network for connector in CONNECTORS.values())


def test_it_finds_a_connector_by_name() -> None:
    assert connector_for("vk").title == "ВКонтакте"


def test_it_says_which_networks_there_are() -> None:
    with pytest.raises(LookupError, match="known: vk, ok"):
        connector_for("myspace")

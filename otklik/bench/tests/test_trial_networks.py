"""The trial plays every network that we speak with."""

from otklik.bench.kills.played.troubles import SPEAKING
from otklik.bench.kills.town import PLAYED
from otklik.bench.management.commands.bench import NETWORKS
from otklik.networks.registry import names


def test_it_plays_every_network_and_breaks_its_calls() -> None:
    assert set(NETWORKS) == set(PLAYED) == set(SPEAKING) == set(names())


def test_it_lets_vk_refuse_nothing_for_good() -> None:
    assert [network for network, speaking in SPEAKING.items() if speaking.refusal is None] == ["vk"]

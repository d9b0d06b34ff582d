"""The social networks that we know, one line each."""

from types import MappingProxyType

from otklik.networks.connector import Connector
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.connectors.vk.connector import VkConnector

CONNECTORS: MappingProxyType[str, Connector] = MappingProxyType({
    "vk": VkConnector(),
    "ok": OkConnector(),
    "max": MaxConnector(),
    "telegram": TelegramConnector(),
})  # fmt: skip


def names() -> tuple[str, ...]:
    """The names of the networks, as pages and settings call them."""
    return tuple(CONNECTORS)


def connector_for(network: str) -> Connector:
    """The connector of a network. Raises LookupError for a name that is not in the list."""
    try:
        return CONNECTORS[network]
    except KeyError:
        raise LookupError(
            f"there is no connector for the network {network!r}; known: {', '.join(CONNECTORS)}"
        ) from None

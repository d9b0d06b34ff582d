"""The social networks that we know, one line each: the name of a folder in `otklik/networks/connectors`."""

from importlib import import_module
from types import MappingProxyType

from otklik.networks.connector import Connector

_NAMES = (
    "vk",
    "ok",
    "max",
    "telegram",
)
CONNECTORS: MappingProxyType[str, Connector] = MappingProxyType({
    name: import_module(f"otklik.networks.connectors.{name}.connector").CONNECTOR for name in _NAMES
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

"""How each social network is reached: its address, a proxy, time-outs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from otklik.ground import env
from otklik.networks.abilities import NeedsApplication, OpensForms, TellsKeys
from otklik.networks.registry import connector_for, names

PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """The way to one network."""

    api_url: str
    proxy: str
    timeout_seconds: float
    ca_bundle: str
    application_key: str = ""
    application_secret: str = field(repr=False, default="")
    sites_of_forms: tuple[str, ...] = ()
    """Which sites may show our forms in a frame once the network has opened them."""


def network_settings() -> Mapping[str, NetworkSettings]:
    """The way to every network that this installation speaks with, by its name."""
    return MappingProxyType({name: _settings_of(name) for name in names() if _is_on(name)})


def forms_of_keys() -> tuple[str, ...]:
    """What keys to networks look like, for keeping them out of logs."""
    known = [connector_for(name) for name in names()]
    return tuple(one.form_of_keys for one in known if isinstance(one, TellsKeys))


def _is_on(name: str) -> bool:
    return env.flag(f"OTKLIK_{name.upper()}_ON", default=connector_for(name).is_on_by_default)


def _settings_of(name: str) -> NetworkSettings:
    prefix = f"OTKLIK_{name.upper()}"
    connector = connector_for(name)
    needs_application = isinstance(connector, NeedsApplication)
    sites = tuple(connector.sites_of_forms) if isinstance(connector, OpensForms) else ()
    return NetworkSettings(
        api_url=env.web_address(f"{prefix}_API_URL", default=connector.default_api_url),
        proxy=env.web_address(f"{prefix}_PROXY", schemes=PROXY_SCHEMES),
        timeout_seconds=env.seconds(f"{prefix}_TIMEOUT_SECONDS", default=10, at_least=0.1, at_most=120).total_seconds(),
        ca_bundle=str(env.file("OTKLIK_CA_BUNDLE") or ""),
        application_key=env.text(f"{prefix}_APPLICATION_KEY") if needs_application else "",
        application_secret=env.text(f"{prefix}_APPLICATION_SECRET") if needs_application or sites else "",
        sites_of_forms=env.words(f"{prefix}_SITES_OF_FORMS", default=sites) if sites else (),
    )

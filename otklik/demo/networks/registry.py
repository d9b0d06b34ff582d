"""The networks of the demo, one line each."""

from types import MappingProxyType

from otklik.demo.networks.max import DemoMax
from otklik.demo.networks.network import DemoNetwork
from otklik.demo.networks.ok import DemoOk
from otklik.demo.networks.telegram import DemoTelegram
from otklik.demo.networks.vk import DemoVk

NETWORKS: MappingProxyType[str, DemoNetwork] = MappingProxyType({
    "vk": DemoVk(),
    "ok": DemoOk(),
    "max": DemoMax(),
    "telegram": DemoTelegram(),
})  # fmt: skip

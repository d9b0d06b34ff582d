"""The networks as residents and as independent clients see them: who writes there, and what stands in the thread."""

from tests.whole.networks.max import Max
from tests.whole.networks.network import NetworkOfPlay, Seen
from tests.whole.networks.ok import Ok
from tests.whole.networks.telegram import Telegram
from tests.whole.networks.vk import Vk

__all__ = ["NETWORKS", "NetworkOfPlay", "Seen"]

NETWORKS: tuple[type[NetworkOfPlay], ...] = (Vk, Ok, Max, Telegram)

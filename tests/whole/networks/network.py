"""The networks as residents and as independent clients see them: who writes there, and what stands in the thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from otklik.networks.settings import NetworkSettings
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import RunningSandbox

SECRET = "the-secret-of-the-page"
MARIA: dict[str, Any] = {"author_id": 500_000_000_777, "author_name": "Мария Ковалёва"}


@dataclass(frozen=True)
class Seen:
    """A message as the independent client reads it."""

    text: str
    is_by_page: bool
    answers: str
    """The text of the message that it replies to, where the network shows it."""
    photos: int = 0


class NetworkOfPlay:
    """A page with a post in the sandbox; each network has its own way to write there and to look."""

    network: ClassVar[str]
    pushes_comments: ClassVar[bool] = True
    shows_photos_in_talks: ClassVar[bool] = True
    page_id: str
    secrets: ConnectionSecrets

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.sandbox = sandbox
        self.control = sandbox.control

    @property
    def api_url(self) -> str:
        """Where the network's API is."""
        return f"{self.sandbox.url}/{self.network}"

    def networks(self, networks: Mapping[str, NetworkSettings]) -> Mapping[str, NetworkSettings]:
        """The settings of the networks as the desk reads them, this one switched on."""
        return MappingProxyType({**networks, self.network: replace(networks["vk"], api_url=self.api_url)})

    def settings(self) -> dict[str, str]:
        """What our processes have to know of the network."""
        return {f"OTKLIK_{self.network.upper()}_API_URL": self.api_url}

    def push_to(self, url: str) -> None:
        """Let the network push what happens to this address."""
        raise NotImplementedError

    def comment(self, text: str) -> float:
        """A resident comments the post. Returns when (unix time)."""
        raise NotImplementedError

    def message(self, text: str) -> float:
        """A resident writes privately. Returns when (unix time)."""
        raise NotImplementedError

    def see_comments(self) -> list[Seen]:
        """What an independent client finds under the post."""
        raise NotImplementedError

    def see_talk(self) -> list[Seen]:
        """What an independent client finds in the resident's private talk."""
        raise NotImplementedError

"""A town for the trial: one body, its pages in the networks of the trial, one person who answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from otklik.bench.kills.played.max import MaxPage
from otklik.bench.kills.played.ok import OkPage
from otklik.bench.kills.played.page import PlayedPage
from otklik.bench.kills.played.telegram import TelegramPage
from otklik.bench.kills.played.vk import VkPage
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.services import connect_page, register_page
from otklik.sandbox.testing import ControlClient

EMAIL = "clerk@example.org"
PASSWORD = "trial-trial-1"  # noqa: S105 - opens nothing
PLAYED: Mapping[str, Callable[..., PlayedPage]] = MappingProxyType(
    {"vk": VkPage, "ok": OkPage, "max": MaxPage, "telegram": TelegramPage}
)
ANSWERS_A_PAGE = {"telegram": 25}
"""Telegram lets a bot write twenty times a minute in a group: more answers need more channels."""


@dataclass(frozen=True, slots=True)
class Town:
    """What the trial works with."""

    person: Viewer
    pages: Mapping[int, PlayedPage]
    """By our own number of the page."""

    def pages_of(self, network: str) -> list[PlayedPage]:
        """The pages in one network."""
        return [page for page in self.pages.values() if page.network == network]


def build_town(control: ControlClient, *, networks: Sequence[str], answers: int, edge_url: str, now: datetime) -> Town:
    """Enter the town into the database and its pages into the networks."""
    region = enter_territory("region", "Область")
    town = enter_territory("municipality", "Город", parent=region)
    office = enter_body(BodyCard(slug="office", name="Администрация", short_name="Администрация", territory_id=town.id))
    pages = {}
    for network in networks:
        for number in range(-(-answers // ANSWERS_A_PAGE.get(network, answers))):
            played = PLAYED[network](control, number=number)
            pages[_enter(played, owner=office, edge_url=edge_url, now=now)] = played
    staff = enter_staff(EMAIL, name="Мария", password=PASSWORD)
    appoint(staff, office, Role.CONTENT_MANAGER)
    return Town(person=load_viewer(staff.id, on=now.date()), pages=pages)


def _enter(played: PlayedPage, *, owner: Body, edge_url: str, now: datetime) -> int:
    page = register_page(owner, network=played.network, external_id=played.external_id, name="Администрация")
    connection = connect_page(page, secrets_entered=played.secrets, by=None, now=now)
    played.connect(f"{edge_url}/hooks/{played.network}/{connection.key}/")
    return page.id

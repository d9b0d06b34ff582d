"""A town for the trial: one body, one connected page, one person who answers."""

from dataclasses import dataclass
from datetime import datetime

from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.sandbox.testing import ControlClient

GROUP = 7001
SECRET = "trial-secret"  # noqa: S105 - opens nothing


@dataclass(frozen=True, slots=True)
class Town:
    """What the trial works with."""

    person: Viewer
    page_id: int
    post_id: int


def build_town(sandbox: ControlClient, *, edge_url: str, now: datetime) -> Town:
    """Enter the town into the database and its page into the network."""
    region = enter_territory("region", "Область")
    town = enter_territory("municipality", "Город", parent=region)
    office = enter_body(BodyCard(slug="office", name="Администрация", short_name="Администрация", territory_id=town.id))
    page = register_page(office, network="vk", external_id=str(GROUP), name="Администрация")
    entered = ConnectionSecrets(
        community_token="community-token",  # noqa: S106 - of a played network
        admin_token="admin-token",  # noqa: S106
        webhook_secret=SECRET,
        confirmation="c0nf1rm",
    )
    connection = connect_page(page, secrets_entered=entered, by=None, now=now)
    staff = enter_staff("clerk@example.org", name="Мария", password="")
    appoint(staff, office, Role.CONTENT_MANAGER)
    sandbox.create_page(
        "Администрация",
        group_id=GROUP,
        community_token="community-token",  # noqa: S106
        admin_token="admin-token",  # noqa: S106
        confirmation="c0nf1rm",
        callback_url=f"{edge_url}/hooks/vk/{connection.key}/",
        secret=SECRET,
    )
    return Town(
        person=load_viewer(staff.id, on=now.date()),
        page_id=page.id,
        post_id=sandbox.write_post(GROUP, text="Новости города"),
    )

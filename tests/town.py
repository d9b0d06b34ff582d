"""A small town for tests: two bodies, one connected VK page, a few people; and what VK would push to it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from otklik.intake.accept import Arrival
from otklik.intake.services import accept_batch
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from tests.remembered import remembered

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""A Tuesday, 11:00 in Yekaterinburg."""
GROUP = 7001
POST = 77
SECRET = "town-secret"


@dataclass(frozen=True)
class Town:
    """What a test works with."""

    office: Body
    school: Body
    page: Page
    manager: Viewer
    executor: Viewer
    approver: Viewer
    coordinator: Viewer
    moderator: Viewer
    stranger: Viewer
    """Content manager of the school: sees nothing of the office."""


@remembered({}, {"requires_approval": True})
def build_town(*, requires_approval: bool = False) -> Town:
    """Enter the town into the database."""
    region = enter_territory("region", "Свердловская область")
    town = enter_territory("municipality", "Полевской", parent=region)
    office = enter_body(
        BodyCard(
            slug="office",
            name="Администрация города",
            short_name="Администрация",
            territory_id=town.id,
            requires_approval=requires_approval,
        )
    )
    school = enter_body(
        BodyCard(slug="school-8", name="Школа № 8", short_name="Школа № 8", territory_id=town.id, parent_id=office.id)
    )
    page = register_page(
        office, network="vk", external_id=str(GROUP), name="Администрация", url="https://vk.ru/club7001"
    )
    secrets = ConnectionSecrets(
        community_token="community-token", admin_token="admin-token", webhook_secret=SECRET, confirmation="c0nf1rm"
    )
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)

    def person(name: str, role: Role, body: Body = office) -> Viewer:
        staff = enter_staff(f"{name}@example.org", name=name, password="")
        appoint(staff, body, role)
        return load_viewer(staff.id, on=NOW.date())

    return Town(
        office=office,
        school=school,
        page=page,
        manager=person("manager", Role.CONTENT_MANAGER),
        executor=person("executor", Role.EXECUTOR),
        approver=person("approver", Role.APPROVER),
        coordinator=person("coordinator", Role.COORDINATOR),
        moderator=person("moderator", Role.MODERATOR),
        stranger=person("stranger", Role.CONTENT_MANAGER, school),
    )


def push(kind: str, thing: dict[str, Any]) -> bytes:
    """The body of a Callback event, as VK sends it."""
    event_id = f"{abs(hash((kind, json.dumps(thing, sort_keys=True)))):040x}"[:40]
    body = {"group_id": GROUP, "type": kind, "event_id": event_id, "v": "5.199", "object": thing, "secret": SECRET}
    return json.dumps(body, ensure_ascii=False).encode()


def comment(
    comment_id: int, text: str, *, author: int = 501, root: int | None = None, minutes: int = 0, post: int = POST
) -> dict[str, Any]:
    """A comment under a post; `root` is the comment that it stands under."""
    return {
        "id": comment_id,
        "from_id": author,
        "date": int((NOW + timedelta(minutes=minutes)).timestamp()),
        "text": text,
        "post_owner_id": -GROUP,
        "owner_id": -GROUP,
        "post_id": post,
        "parents_stack": [root] if root else [],
        **({"reply_to_comment": root, "reply_to_user": 501} if root else {}),
    }


def private_message(message_id: int, text: str, *, author: int = 501, minutes: int = 0) -> dict[str, Any]:
    """A private message to the page, as `message_new` carries it."""
    message = {
        "id": message_id,
        "conversation_message_id": message_id,
        "from_id": author,
        "peer_id": author,
        "date": int((NOW + timedelta(minutes=minutes)).timestamp()),
        "text": text,
        "out": 0,
        "attachments": [],
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "random_id": 0,
        "version": 10_000 + message_id,
    }
    return {"message": message, "client_info": {}}


def arrive(page: Page, *bodies: bytes, at: datetime = NOW) -> None:
    """Let webhooks come in, as the edge keeps them."""
    accept_batch([Arrival(page_id=page.id, network=page.network, body=body, received_at=at) for body in bodies])

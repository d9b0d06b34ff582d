"""A page in the sandbox for each network, and a message of every kind that residents can write there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from otklik.networks.acts import Act, ActKind
from otklik.networks.connector import Connector, PageAccess
from otklik.networks.events import MessageKind
from otklik.networks.registry import connector_for
from otklik.sandbox.testing import RunningSandbox

MARIA: Mapping[str, Any] = {"author_id": 500101, "author_name": "Мария Ковалёва"}
CHANNEL_OF_A_RESIDENT = -1002000000777


@dataclass(frozen=True, slots=True)
class Target:
    """A message that an act may concern."""

    external_id: str
    thread_id: str
    container_id: str = ""
    author_id: str = str(MARIA["author_id"])
    said_at: datetime | None = None


type Write = Callable[[MessageKind, datetime], Target]


@dataclass(frozen=True, slots=True)
class Stage:
    """A page of the sandbox, our access to it, and a way to let residents write there."""

    sandbox: RunningSandbox
    access: PageAccess
    write: Write

    @property
    def connector(self) -> Connector:
        return connector_for(self.access.network)

    def act_on(self, act: ActKind, kind: MessageKind, *, age: timedelta = timedelta()) -> Act:
        """This act on a message that was written so long ago."""
        said_at = datetime.now(UTC) - age
        target = self.write(kind, said_at)
        return Act(
            act,
            kind,
            target.author_id if act in (ActKind.BAN, ActKind.UNBAN) else target.external_id,
            target.thread_id,
            container_id=target.container_id,
            said_at=said_at,
            text="До 1 июня.",
            idempotency_key=1001,
        )

    def calls(self) -> int:
        """How often the network was asked."""
        rows = self.sandbox.control.counters()["calls"].get(self.access.network, {})
        return sum(row["calls"] for row in rows.values())

    def with_tokens(self, **tokens: str) -> PageAccess:
        """The same page with these tokens, and no others."""
        return replace(
            self.access,
            community_token=tokens.get("community_token", ""),
            admin_token=tokens.get("admin_token", ""),
        )


def build_stage(sandbox: RunningSandbox, network: str) -> Stage:
    """A fresh page with tokens of its own, so that no test waits for another's budget."""
    return _BUILDERS[network](sandbox)


def _vk(sandbox: RunningSandbox) -> Stage:
    page = sandbox.control.create_page("Администрация")
    wall = f"wall-{page.group_id}"
    post = f"{wall}_{sandbox.control.write_post(page.group_id, text='Новость')}"

    def write(kind: MessageKind, at: datetime) -> Target:
        said = {"text": "Яма", "date": int(at.timestamp()), **MARIA}
        if kind is MessageKind.COMMENT:
            number = sandbox.control.write_comment(page.group_id, int(post.rpartition("_")[2]), **said).id
            return Target(f"{post}_{number}", f"{post}_{number}", post)
        if kind is MessageKind.PRIVATE:
            written = sandbox.control.write_message(page.group_id, **said)
            return Target(f"peer500101_{written.more['conversation_message_id']}", "peer500101")
        if kind is MessageKind.WALL_POST:
            sandbox.control.write_message(page.group_id, **said)
            own = f"{wall}_{sandbox.control.write_post(page.group_id, text='Праздник')}"
            return Target(own, own, own)
        # the sandbox knows the author, but plays none of these places
        sandbox.control.write_message(page.group_id, **said)
        place = {
            MessageKind.BOARD_COMMENT: "topic", MessageKind.PHOTO_COMMENT: "photo", MessageKind.VIDEO_COMMENT: "video",
            MessageKind.MARKET_COMMENT: "market",
        }[kind]  # fmt: skip
        container = f"{place}-{page.group_id}_6"
        return Target(f"{container}_3", f"{container}_3", container)

    access = PageAccess(
        "vk", str(page.group_id), api_url=sandbox.vk_api_url, community_token=page.community_token,
        admin_token=page.admin_token,
    )  # fmt: skip
    return Stage(sandbox, access, write)


def _ok(sandbox: RunningSandbox) -> Stage:
    control, group = sandbox.control.ok, sandbox.control.ok.create_page("Администрация")
    types = {
        MessageKind.PHOTO_COMMENT: "GROUP_PHOTO", MessageKind.VIDEO_COMMENT: "GROUP_MOVIE",
        MessageKind.MARKET_COMMENT: "GROUP_PRODUCT",
    }  # fmt: skip

    def write(kind: MessageKind, at: datetime) -> Target:
        said = {"text": "Яма", "date": int(at.timestamp()), **MARIA}
        if kind is MessageKind.PRIVATE:
            written = control.write_message(group.group_id, **said)
            chat = written.more["chat_id"]
            return Target(f"{chat}/{written.id}", chat)
        type_name = types.get(kind, "GROUP_TOPIC")
        topic = control.write_topic(group.group_id, text="Новость", type=type_name)
        container = f"{type_name}:{topic}"
        comment = control.write_comment(group.group_id, topic, **said).id
        name = container if kind is MessageKind.WALL_POST else f"{container}:{comment}"
        return Target(name, name, container)

    access = PageAccess(
        "ok", str(group.group_id), api_url=sandbox.ok_api_url, community_token=group.group_key,
        admin_token=group.admin_token, application_key=group.application_key,
        application_secret=group.application_secret,
    )  # fmt: skip
    return Stage(sandbox, access, write)


def _max(sandbox: RunningSandbox) -> Stage:
    control, page = sandbox.control.max, sandbox.control.max.create_page("Отрадное")

    def write(kind: MessageKind, at: datetime) -> Target:
        said = {"text": "Яма", "timestamp": int(at.timestamp() * 1000), **MARIA}
        post = control.write_post(page.chat_id, text="Новость")
        comment = control.write_comment(page.chat_id, post, **said).mid
        if kind is MessageKind.PRIVATE:
            written = control.write_message(page.chat_id, **said)
            return Target(f"chat{written.chat_id}/{written.mid}", f"chat{written.chat_id}")
        name = post if kind is MessageKind.WALL_POST else f"{post}/{comment}"
        return Target(name, name, post)

    access = PageAccess("max", str(page.chat_id), api_url=sandbox.max_api_url, community_token=page.bot_token)
    return Stage(sandbox, access, write)


def _telegram(sandbox: RunningSandbox) -> Stage:
    control, page = sandbox.control.telegram, sandbox.control.telegram.create_page("Администрация")

    def write(kind: MessageKind, at: datetime) -> Target:
        said = {"text": "Яма", "date": int(at.timestamp()), **MARIA}
        if kind is MessageKind.PRIVATE:
            return Target(f"chat500101_{control.write_message(page.channel_id, **said).id}", "chat500101")
        post = control.write_post(page.channel_id, text="Новость")
        copy = f"group{page.group_id}_{post.copy_id}"
        comment = control.write_comment(page.channel_id, post_id=post.post_id, **said).id
        name = copy if kind is MessageKind.WALL_POST else f"{copy}_{comment}"
        return Target(name, f"{copy}_of500101", copy)

    access = PageAccess(
        "telegram", str(page.channel_id), api_url=sandbox.telegram_api_url, community_token=page.token,
    )  # fmt: skip
    return Stage(sandbox, access, write)


_BUILDERS: Mapping[str, Callable[[RunningSandbox], Stage]] = {
    "vk": _vk, "ok": _ok, "max": _max, "telegram": _telegram,
}  # fmt: skip

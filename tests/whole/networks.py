"""The networks as residents and as independent clients see them: who writes there, and what stands in the thread."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from aiogram import Bot as TelegramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import ReplyParameters
from maxapi import Bot as MaxBot
from vkbottle import API

from otklik.config.networks import NetworkSettings
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.ok.tests.ok_client import OkClient
from otklik.sandbox.testing import RunningSandbox

SECRET = "the-secret-of-the-page"
GROUP = 7001
MARIA: dict[str, Any] = {"author_id": 500_000_000_777, "author_name": "Мария Ковалёва"}


@dataclass(frozen=True)
class Seen:
    """A message as the independent client reads it."""

    text: str
    is_by_page: bool
    answers: str
    """The text of the message that it replies to, where the network shows it."""


class NetworkOfPlay:
    """A page with a post in the sandbox; each network has its own way to write there and to look."""

    network: ClassVar[str]
    pushes_comments: ClassVar[bool] = True
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


class Vk(NetworkOfPlay):
    """VK, looked at with vkbottle."""

    network = "vk"
    page_id = str(GROUP)
    secrets = ConnectionSecrets(
        community_token="community-token", admin_token="admin-token", webhook_secret=SECRET, confirmation="c0nf1rm"
    )

    def __init__(self, sandbox: RunningSandbox) -> None:
        super().__init__(sandbox)
        self.control.create_page(
            "Администрация", group_id=GROUP, community_token="community-token", admin_token="admin-token",
            secret=SECRET, confirmation="c0nf1rm",
        )  # fmt: skip
        self.post = self.control.write_post(GROUP, text="Новости города")

    def push_to(self, url: str) -> None:
        self.control.connect_page(GROUP, callback_url=url, secret=SECRET)

    def comment(self, text: str) -> float:
        return self.control.write_comment(GROUP, self.post, text=text, **MARIA).at

    def message(self, text: str) -> float:
        return self.control.write_message(GROUP, text=text, **MARIA).at

    def see_comments(self) -> list[Seen]:
        async def look() -> Any:
            api = self._api("admin-token")
            try:
                return await api.wall.get_comments(owner_id=-GROUP, post_id=self.post, thread_items_count=10)
            finally:
                await api.http_client.close()

        roots = asyncio.run(look()).items
        seen = [Seen(root.text, root.from_id == -GROUP, "") for root in roots]
        return seen + [Seen(one.text, one.from_id == -GROUP, root.text) for root in roots for one in root.thread.items]

    def see_talk(self) -> list[Seen]:
        async def look() -> Any:
            api = self._api("community-token")
            try:
                return await api.messages.get_history(peer_id=MARIA["author_id"])
            finally:
                await api.http_client.close()

        return [
            Seen(one.text, one.from_id == -GROUP, one.reply_message.text if one.reply_message else "")
            for one in asyncio.run(look()).items
        ]

    def _api(self, token: str) -> API:
        api = API(token)
        api.API_URL = f"{self.api_url}/method/"
        return api


class Ok(NetworkOfPlay):
    """OK, looked at with a client that was written from OK's own pages."""

    network = "ok"
    pushes_comments = False

    def __init__(self, sandbox: RunningSandbox) -> None:
        super().__init__(sandbox)
        self.group = self.control.ok.create_page("Администрация")
        self.topic = self.control.ok.write_topic(self.group.group_id, text="Новости города")
        self.page_id = str(self.group.group_id)
        self.secrets = ConnectionSecrets(community_token=self.group.group_key, admin_token=self.group.admin_token)
        self.client = OkClient(self.api_url, self.group)
        self.chat_id = ""

    def settings(self) -> dict[str, str]:
        application = {
            "OTKLIK_OK_APPLICATION_KEY": self.group.application_key,
            "OTKLIK_OK_APPLICATION_SECRET": self.group.application_secret,
        }
        return super().settings() | application

    def push_to(self, url: str) -> None:
        self.control.ok.connect_page(self.group.group_id, hook_url=url)

    def comment(self, text: str) -> float:
        return self.control.ok.write_comment(self.group.group_id, self.topic, text=text, **MARIA).at

    def message(self, text: str) -> float:
        written = self.control.ok.write_message(self.group.group_id, text=text, **MARIA)
        self.chat_id = written.more["chat_id"]
        return written.at

    def see_comments(self) -> list[Seen]:
        asked = {"discussionId": str(self.topic), "discussionType": "GROUP_TOPIC"}
        comments = self.client.rest("discussions.getComments", **asked)["comments"]
        texts = {one["id"]: one["text"] for one in comments}
        return [
            Seen(
                one["text"],
                one["author_ref"] == f"group:{self.page_id}",
                texts.get(one.get("reply_to_comment_id"), ""),
            )
            for one in comments
        ]

    def see_talk(self) -> list[Seen]:
        messages = self.client.graph(f"me/messages/{self.chat_id}")["messages"]
        texts = {one["message"]["mid"]: one["message"]["text"] for one in messages}
        return [
            Seen(
                one["message"]["text"],
                one["sender"].get("user_id") != f"user:{MARIA['author_id']}",
                texts.get(one["message"].get("reply_to"), ""),
            )
            for one in messages
        ]


class Max(NetworkOfPlay):
    """MAX, looked at with maxapi."""

    network = "max"

    def __init__(self, sandbox: RunningSandbox) -> None:
        super().__init__(sandbox)
        self.channel = self.control.max.create_page("Администрация")
        self.post = self.control.max.write_post(self.channel.chat_id, text="Новости города")
        self.page_id = str(self.channel.chat_id)
        self.secrets = ConnectionSecrets(community_token=self.channel.bot_token, webhook_secret=SECRET)
        self.talk_id = 0

    def push_to(self, url: str) -> None:
        self.control.max.connect_page(self.channel.chat_id, callback_url=url, secret=SECRET)

    def comment(self, text: str) -> float:
        return self.control.max.write_comment(self.channel.chat_id, self.post, text=text, **MARIA).at

    def message(self, text: str) -> float:
        written = self.control.max.write_message(self.channel.chat_id, text=text, **MARIA)
        self.talk_id = written.chat_id
        return written.at

    def see_comments(self) -> list[Seen]:
        return self._look(lambda bot: bot.get_comments(message_id=self.post))

    def see_talk(self) -> list[Seen]:
        return self._look(lambda bot: bot.get_messages(chat_id=self.talk_id))

    def _look(self, ask: Callable[[MaxBot], Any]) -> list[Seen]:
        async def look() -> Any:
            bot = MaxBot(self.channel.bot_token)
            bot.set_api_url(self.api_url)
            try:
                return await ask(bot)
            finally:
                await bot.close_session()

        return [
            Seen(
                one.body.text,
                bool(one.sender and one.sender.is_bot),
                one.link.message.text if one.link else "",
            )
            for one in asyncio.run(look()).messages
        ]


class Telegram(NetworkOfPlay):
    """Telegram, whose bots cannot read: aiogram replies to what stands there, and Telegram shows it what that is."""

    network = "telegram"

    def __init__(self, sandbox: RunningSandbox) -> None:
        super().__init__(sandbox)
        self.channel = self.control.telegram.create_page("Администрация")
        self.post = self.control.telegram.write_post(self.channel.channel_id, text="Новости города")
        self.page_id = str(self.channel.channel_id)
        self.secrets = ConnectionSecrets(community_token=self.channel.token, webhook_secret=SECRET)

    def settings(self) -> dict[str, str]:
        return super().settings() | {"OTKLIK_TELEGRAM_ON": "yes"}

    def push_to(self, url: str) -> None:
        self.control.telegram.connect_page(self.channel.channel_id, webhook_url=url, secret=SECRET)

    def comment(self, text: str) -> float:
        where = {"post_id": self.post.post_id}
        return self.control.telegram.write_comment(self.channel.channel_id, text=text, **where, **MARIA).at

    def message(self, text: str) -> float:
        return self.control.telegram.write_message(self.channel.channel_id, text=text, **MARIA).at

    def see_comments(self) -> list[Seen]:
        return self._look(self._state()["posts"][0]["comments"], chat_id=self.channel.group_id)

    def see_talk(self) -> list[Seen]:
        return self._look(self._state()["conversations"][0]["messages"], chat_id=MARIA["author_id"])

    def _state(self) -> dict[str, Any]:
        (page,) = self.control.telegram.state(self.channel.channel_id)["pages"]
        told: dict[str, Any] = page
        return told

    def _look(self, there: list[dict[str, Any]], *, chat_id: int) -> list[Seen]:
        texts = {one["message_id"]: one["text"] for one in there}

        async def look() -> list[Seen]:
            session = AiohttpSession(api=TelegramAPIServer.from_base(self.api_url))
            async with TelegramBot(self.channel.token, session=session) as bot:
                shown = [await bot.send_message(chat_id, "?", reply_parameters=_to(number)) for number in texts]
            found = [one.reply_to_message for one in shown if one.reply_to_message]
            return [
                Seen(one.text or "", bool(one.from_user and one.from_user.is_bot), texts.get(reply["reply_to"], ""))
                for one, reply in zip(found, there, strict=True)
            ]

        return asyncio.run(look())


NETWORKS: tuple[type[NetworkOfPlay], ...] = (Vk, Ok, Max, Telegram)


def _to(number: int) -> ReplyParameters:
    return ReplyParameters(message_id=number)

"""MAX, looked at with maxapi."""

import asyncio
from collections.abc import Callable
from typing import Any

from maxapi import Bot

from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import RunningSandbox
from tests.whole.networks.network import MARIA, SECRET, NetworkOfPlay, Seen


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

    def _look(self, ask: Callable[[Bot], Any]) -> list[Seen]:
        async def look() -> Any:
            bot = Bot(self.channel.bot_token)
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
                # a comment has none, and its body no room for any
                sum(attached.type == "image" for attached in getattr(one.body, "attachments", None) or ()),
            )
            for one in asyncio.run(look()).messages
        ]

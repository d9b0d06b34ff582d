"""Telegram, looked at with aiogram."""

import asyncio
from typing import Any

from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import RunningSandbox
from tests.whole.networks.network import MARIA, SECRET, NetworkOfPlay, Seen


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
        from aiogram import Bot  # takes seconds to load
        from aiogram.client.session.aiohttp import AiohttpSession
        from aiogram.client.telegram import TelegramAPIServer
        from aiogram.types import ReplyParameters

        texts = {one["message_id"]: one["text"] for one in there}

        async def look() -> list[Seen]:
            session = AiohttpSession(api=TelegramAPIServer.from_base(self.api_url))
            async with Bot(self.channel.token, session=session) as bot:
                shown = [
                    await bot.send_message(chat_id, "?", reply_parameters=ReplyParameters(message_id=number))
                    for number in texts
                ]
            found = [one.reply_to_message for one in shown if one.reply_to_message]
            return [
                Seen(
                    one.text or "",
                    bool(one.from_user and one.from_user.is_bot),
                    texts.get(reply["reply_to"], ""),
                    int(bool(one.photo)),
                )
                for one, reply in zip(found, there, strict=True)
            ]

        return asyncio.run(look())

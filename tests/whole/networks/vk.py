"""VK, looked at with vkbottle."""

import asyncio
from typing import TYPE_CHECKING, Any

from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import RunningSandbox
from tests.whole.networks.network import MARIA, SECRET, NetworkOfPlay, Seen

if TYPE_CHECKING:
    from vkbottle import API

GROUP = 7001


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
            Seen(
                one.text,
                one.from_id == -GROUP,
                one.reply_message.text if one.reply_message else "",
                sum(bool(attached.photo) for attached in one.attachments or ()),
            )
            for one in asyncio.run(look()).items
        ]

    def _api(self, token: str) -> "API":
        from vkbottle import API  # takes more than a second to load

        api = API(token)
        api.API_URL = f"{self.api_url}/method/"
        return api

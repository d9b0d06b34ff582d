"""The control API of Telegram as Python calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChannelOfSandbox:
    """A channel with its group and bot; `more` is all that the control API tells of it."""

    channel_id: int
    group_id: int
    name: str
    token: str
    bot_id: int
    more: Json


@dataclass(frozen=True, slots=True)
class PostOfSandbox:
    """A post of a channel and its copy in the group."""

    post_id: int
    copy_id: int


@dataclass(frozen=True, slots=True)
class WrittenInTelegram:
    """A comment or a private message; `id` is its number in its chat, `at` the unix time."""

    id: int
    author_id: int
    at: float
    more: Json


class TelegramControl:
    """One method per call; fields that are not named here go as `**fields`, as the README names them."""

    def __init__(self, get: Callable[..., Json], post: Callable[..., Json]) -> None:
        self._get = get
        self._post = post

    def create_page(self, name: str, **fields: Any) -> ChannelOfSandbox:
        return _channel(self._post("/telegram/pages/create", name=name, **fields))

    def connect_page(self, channel_id: int, *, webhook_url: str, **fields: Any) -> ChannelOfSandbox:
        told = self._post("/telegram/pages/connect", channel_id=channel_id, webhook_url=webhook_url, **fields)
        return _channel(told)

    def pages(self) -> list[ChannelOfSandbox]:
        return [_channel(page) for page in self._get("/telegram/pages")["pages"]]

    def revoke_token(self, token: str) -> None:
        self._post("/telegram/tokens/revoke", token=token)

    def restore_token(self, token: str) -> None:
        self._post("/telegram/tokens/restore", token=token)

    def create_user(self, **fields: Any) -> Json:
        return self._post("/telegram/users/create", **fields)

    def block(self, channel_id: int, user_id: int) -> None:
        """The resident stops the page's bot."""
        self._post("/telegram/users/block", channel_id=channel_id, user_id=user_id)

    def unblock(self, channel_id: int, user_id: int) -> None:
        self._post("/telegram/users/unblock", channel_id=channel_id, user_id=user_id)

    def write_post(self, channel_id: int, **fields: Any) -> PostOfSandbox:
        done = self._post("/telegram/posts/write", channel_id=channel_id, **fields)
        return PostOfSandbox(done["post_id"], done["copy_id"])

    def edit_post(self, channel_id: int, post_id: int, *, text: str) -> None:
        self._post("/telegram/posts/edit", channel_id=channel_id, post_id=post_id, text=text)

    def write_comment(self, channel_id: int, **fields: Any) -> WrittenInTelegram:
        return _written(self._post("/telegram/comments/write", channel_id=channel_id, **fields))

    def edit_comment(self, channel_id: int, message_id: int, *, text: str) -> None:
        self._post("/telegram/comments/edit", channel_id=channel_id, message_id=message_id, text=text)

    def delete_comment(self, channel_id: int, message_id: int) -> None:
        self._post("/telegram/comments/delete", channel_id=channel_id, message_id=message_id)

    def write_message(self, channel_id: int, **fields: Any) -> WrittenInTelegram:
        return _written(self._post("/telegram/messages/write", channel_id=channel_id, **fields))

    def edit_message(self, channel_id: int, user_id: int, message_id: int, *, text: str) -> None:
        place = {"channel_id": channel_id, "user_id": user_id, "message_id": message_id}
        self._post("/telegram/messages/edit", text=text, **place)

    def delete_message(self, channel_id: int, user_id: int, message_id: int) -> None:
        place = {"channel_id": channel_id, "user_id": user_id, "message_id": message_id}
        self._post("/telegram/messages/delete", **place)

    def ban(self, channel_id: int, who: int, **fields: Any) -> None:
        self._post("/telegram/bans/ban", channel_id=channel_id, who=who, **fields)

    def unban(self, channel_id: int, who: int) -> None:
        self._post("/telegram/bans/unban", channel_id=channel_id, who=who)

    def run_batch(self, acts: Sequence[Json], *, per_second: float = 0) -> int:
        """The batch's id; it runs in the background."""
        return int(self._post("/telegram/batches/run", acts=list(acts), per_second=per_second)["batch_id"])

    def batch(self, batch_id: int, *, start: int = 0) -> Json:
        return self._get(f"/telegram/batches/{batch_id}", **{"from": start})

    def state(self, channel_id: int | None = None) -> Json:
        return self._get("/telegram/state", **({} if channel_id is None else {"channel_id": channel_id}))


def _channel(told: Json) -> ChannelOfSandbox:
    return ChannelOfSandbox(
        told["channel_id"], told["group_id"], told["name"], token=told["token"], bot_id=told["bot_id"], more=told
    )


def _written(told: Json) -> WrittenInTelegram:
    return WrittenInTelegram(told["message_id"], told["author_id"], told["at"], told)

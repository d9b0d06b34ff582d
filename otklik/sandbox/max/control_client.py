"""The control API of MAX as Python calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChannelOfSandbox:
    """A channel with its bot; `more` is all that the control API tells of it."""

    chat_id: int
    title: str
    bot_id: int
    bot_token: str
    link: str
    more: Json


@dataclass(frozen=True, slots=True)
class WrittenInMax:
    """A comment or a message that a resident wrote; `chat_id` is the channel's or the talk's, `at` the unix time."""

    mid: str
    chat_id: int
    author_id: int
    at: float


class MaxControl:
    """One method per call; fields that are not named here go as `**fields`, as README names them."""

    def __init__(self, get: Callable[..., Json], post: Callable[..., Json]) -> None:
        self._get = get
        self._post_to = post

    def create_page(self, title: str, **fields: Any) -> ChannelOfSandbox:
        return _page(self._post("pages/create", title=title, **fields))

    def connect_page(self, chat_id: int, *, callback_url: str, **fields: Any) -> ChannelOfSandbox:
        return _page(self._post("pages/connect", chat_id=chat_id, callback_url=callback_url, **fields))

    def pages(self) -> list[ChannelOfSandbox]:
        return [_page(page) for page in self._get("/max/pages")["pages"]]

    def set_permissions(self, chat_id: int, permissions: Sequence[str]) -> None:
        self._post("pages/permissions", chat_id=chat_id, permissions=list(permissions))

    def move_bot(self, chat_id: int, *, is_inside: bool) -> None:
        self._post("pages/bot", chat_id=chat_id, is_inside=is_inside)

    def drop_subscriptions(self, chat_id: int) -> None:
        self._post("subscriptions/drop", chat_id=chat_id)

    def revoke_token(self, token: str) -> None:
        self._post("tokens/revoke", token=token)

    def restore_token(self, token: str) -> None:
        self._post("tokens/restore", token=token)

    def create_user(self, **fields: Any) -> Json:
        return self._post("users/create", **fields)

    def write_post(self, chat_id: int, **fields: Any) -> str:
        return str(self._post("posts/write", chat_id=chat_id, **fields)["mid"])

    def write_comment(self, chat_id: int, post: str, **fields: Any) -> WrittenInMax:
        return _written(self._post("comments/write", chat_id=chat_id, post=post, **fields))

    def write_message(self, chat_id: int, **fields: Any) -> WrittenInMax:
        """To the bot of this channel."""
        return _written(self._post("messages/write", chat_id=chat_id, **fields))

    def edit(self, mid: str, *, text: str) -> float:
        """A post, a comment or a private message."""
        return float(self._post("messages/edit", mid=mid, text=text)["at"])

    def delete(self, mid: str, **fields: Any) -> float:
        return float(self._post("messages/delete", mid=mid, **fields)["at"])

    def start_talk(self, chat_id: int, **fields: Any) -> Json:
        return self._post("talks/start", chat_id=chat_id, **fields)

    def stop_talk(self, chat_id: int, author_id: int) -> None:
        self._post("talks/stop", chat_id=chat_id, author_id=author_id)

    def ban(self, chat_id: int, user_id: int) -> None:
        self._post("bans/ban", chat_id=chat_id, user_id=user_id)

    def unban(self, chat_id: int, user_id: int) -> None:
        self._post("bans/unban", chat_id=chat_id, user_id=user_id)

    def run_batch(self, acts: Sequence[Json], *, per_second: float = 0) -> int:
        """The batch's id; it runs in the background."""
        return int(self._post("batches/run", acts=list(acts), per_second=per_second)["batch_id"])

    def batch(self, batch_id: int, *, start: int = 0) -> Json:
        return self._get(f"/max/batches/{batch_id}", **{"from": start})

    def state(self, chat_id: int | None = None) -> Json:
        return self._get("/max/state", **({} if chat_id is None else {"chat_id": chat_id}))

    def calls(self, method: str) -> int:
        """How often this method was called, by its name in MAX's schema."""
        rows = self._get("/counters")["calls"].get("max", {})
        return int(rows.get(method, {}).get("calls", 0))

    def add_fault(self, kind: str, **fields: Any) -> int:
        return int(self._post_to("/faults", kind=kind, network="max", **fields)["id"])

    def _post(self, path: str, **fields: Any) -> Json:
        return self._post_to(f"/max/{path}", **fields)


def _page(told: Json) -> ChannelOfSandbox:
    return ChannelOfSandbox(told["chat_id"], told["title"], told["bot_id"], told["bot_token"], told["link"], told)


def _written(told: Json) -> WrittenInMax:
    return WrittenInMax(told["mid"], told["chat_id"], told["author_id"], told["at"])

"""The control API as Python calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from otklik.sandbox.max.control_client import MaxControl
from otklik.sandbox.ok.control_client import OkControl
from otklik.sandbox.telegram.control_client import TelegramControl

Json = dict[str, Any]


class ControlRefused(Exception):
    """The sandbox said no; `status` is the HTTP status."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status}: {text}")
        self.status = status


@dataclass(frozen=True, slots=True)
class PageOfSandbox:
    """A community; `more` is all that the control API tells of it."""

    group_id: int
    name: str
    screen_name: str
    community_token: str
    admin_token: str
    service_token: str
    confirmation: str
    admin_ids: tuple[int, ...]
    more: Json


@dataclass(frozen=True, slots=True)
class Written:
    """A comment or a message that a resident wrote; `id` is its number, `at` the unix time."""

    id: int
    author_id: int
    at: float
    more: Json


class ControlClient:
    """One method per call of the control API; fields that are not named here go as `**fields`, as README names them."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=60, trust_env=False)
        self.telegram = TelegramControl(self.get, self.post)
        self.max = MaxControl(self.get, self.post)
        self.ok = OkControl(self.get, self.post)

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, **query: Any) -> Json:
        return _read(self._client.get(path, params=query))

    def post(self, path: str, **fields: Any) -> Json:
        return _read(self._client.post(path, json=fields))

    def reset(self) -> None:
        self.post("/reset")

    def settings(self, **changes: Any) -> Json:
        """All settings, after these changes."""
        return self.post("/settings", **changes) if changes else self.get("/settings")

    def counters(self) -> Json:
        return self.get("/counters")

    def calls(self, method: str, *, network: str = "vk") -> int:
        """How often this method was called."""
        rows = self.counters()["calls"].get(network, {})
        return int(rows.get(method, {}).get("calls", 0))

    def reset_counters(self) -> None:
        self.post("/counters/reset")

    def pushes(self) -> Json:
        return self.get("/pushes")

    def flush_pushes(self) -> int:
        return int(self.post("/pushes/flush")["flushed"])

    def add_fault(self, kind: str, **fields: Any) -> int:
        return int(self.post("/faults", kind=kind, **fields)["id"])

    def remove_faults(self, fault_id: int | None = None) -> int:
        return int(self.post("/faults/remove", **({} if fault_id is None else {"id": fault_id}))["removed"])

    def create_page(self, name: str, **fields: Any) -> PageOfSandbox:
        return _page(self.post("/vk/pages/create", name=name, **fields))

    def connect_page(self, group_id: int, *, callback_url: str, **fields: Any) -> PageOfSandbox:
        return _page(self.post("/vk/pages/connect", group_id=group_id, callback_url=callback_url, **fields))

    def pages(self) -> list[PageOfSandbox]:
        return [_page(page) for page in self.get("/vk/pages")["pages"]]

    def revoke_token(self, token: str) -> None:
        self.post("/vk/tokens/revoke", token=token)

    def restore_token(self, token: str) -> None:
        self.post("/vk/tokens/restore", token=token)

    def create_user(self, **fields: Any) -> Json:
        return self.post("/vk/users/create", **fields)

    def write_post(self, group_id: int, **fields: Any) -> int:
        return int(self.post("/vk/posts/write", group_id=group_id, **fields)["post_id"])

    def delete_post(self, group_id: int, post_id: int) -> None:
        self.post("/vk/posts/delete", group_id=group_id, post_id=post_id)

    def set_comments(self, group_id: int, post_id: int, *, are_open: bool) -> None:
        self.post("/vk/posts/comments", group_id=group_id, post_id=post_id, are_open=are_open)

    def write_comment(self, group_id: int, post_id: int, **fields: Any) -> Written:
        done = self.post("/vk/comments/write", group_id=group_id, post_id=post_id, **fields)
        return Written(done["comment_id"], done["author_id"], done["at"], done)

    def edit_comment(self, group_id: int, comment_id: int, **fields: Any) -> float:
        return float(self.post("/vk/comments/edit", group_id=group_id, comment_id=comment_id, **fields)["at"])

    def delete_comment(self, group_id: int, comment_id: int, **fields: Any) -> float:
        return float(self.post("/vk/comments/delete", group_id=group_id, comment_id=comment_id, **fields)["at"])

    def restore_comment(self, group_id: int, comment_id: int) -> float:
        return float(self.post("/vk/comments/restore", group_id=group_id, comment_id=comment_id)["at"])

    def write_message(self, group_id: int, **fields: Any) -> Written:
        done = self.post("/vk/messages/write", group_id=group_id, **fields)
        return Written(done["message_id"], done["author_id"], done["at"], done)

    def edit_message(self, group_id: int, message_id: int, **fields: Any) -> float:
        return float(self.post("/vk/messages/edit", group_id=group_id, message_id=message_id, **fields)["at"])

    def answer_message(self, group_id: int, peer_id: int, *, text: str) -> int:
        done = self.post("/vk/messages/answer", group_id=group_id, peer_id=peer_id, text=text)
        return int(done["message_id"])

    def ban(self, group_id: int, user_id: int, **fields: Any) -> None:
        self.post("/vk/bans/ban", group_id=group_id, user_id=user_id, **fields)

    def unban(self, group_id: int, user_id: int) -> None:
        self.post("/vk/bans/unban", group_id=group_id, user_id=user_id)

    def run_batch(self, acts: Sequence[Json], *, per_second: float = 0) -> int:
        """The batch's id; it runs in the background."""
        return int(self.post("/vk/batches/run", acts=list(acts), per_second=per_second)["batch_id"])

    def batch(self, batch_id: int, *, start: int = 0) -> Json:
        return self.get(f"/vk/batches/{batch_id}", **{"from": start})

    def state(self, group_id: int | None = None) -> Json:
        return self.get("/vk/state", **({} if group_id is None else {"group_id": group_id}))


def _read(answer: httpx.Response) -> Json:
    body: Json = answer.json()
    if answer.status_code != 200:
        raise ControlRefused(answer.status_code, str(body.get("error")))
    return body


def _page(told: Json) -> PageOfSandbox:
    return PageOfSandbox(
        group_id=told["group_id"],
        name=told["name"],
        screen_name=told["screen_name"],
        community_token=told["community_token"],
        admin_token=told["admin_token"],
        service_token=told["service_token"],
        confirmation=told["confirmation"],
        admin_ids=tuple(told["admin_ids"]),
        more=told,
    )

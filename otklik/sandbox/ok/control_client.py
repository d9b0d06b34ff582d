"""OK's part of the control API as Python calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GroupOfSandbox:
    """A group; `more` is all that the control API tells of it."""

    group_id: int
    name: str
    group_key: str
    admin_token: str
    admin_id: int
    application_key: str
    application_secret: str
    more: Json


@dataclass(frozen=True, slots=True)
class WrittenInOk:
    """A comment or a message that a resident wrote; `at` is the unix time."""

    id: str
    author_id: int
    at: float
    more: Json


class OkControl:
    """One method per call; fields that are not named here go as `**fields`, as README names them."""

    def __init__(self, get: Callable[..., Json], post: Callable[..., Json]) -> None:
        self._get = get
        self._post = post

    def create_page(self, name: str, **fields: Any) -> GroupOfSandbox:
        return _group(self._post("/ok/pages/create", name=name, **fields))

    def connect_page(self, group_id: int, *, hook_url: str) -> GroupOfSandbox:
        return _group(self._post("/ok/pages/connect", group_id=group_id, hook_url=hook_url))

    def pages(self) -> list[GroupOfSandbox]:
        return [_group(page) for page in self._get("/ok/pages")["pages"]]

    def revoke_token(self, token: str) -> None:
        self._post("/ok/tokens/revoke", token=token)

    def restore_token(self, token: str) -> None:
        self._post("/ok/tokens/restore", token=token)

    def create_application(self, **fields: Any) -> Json:
        return self._post("/ok/applications/create", **fields)

    def create_user(self, **fields: Any) -> Json:
        return self._post("/ok/users/create", **fields)

    def write_topic(self, group_id: int, **fields: Any) -> int:
        return int(self._post("/ok/topics/write", group_id=group_id, **fields)["topic_id"])

    def delete_topic(self, group_id: int, topic_id: int) -> None:
        self._post("/ok/topics/delete", group_id=group_id, topic_id=topic_id)

    def set_comments(self, group_id: int, topic_id: int, *, are_open: bool) -> None:
        self._post("/ok/topics/comments", group_id=group_id, topic_id=topic_id, are_open=are_open)

    def write_comment(self, group_id: int, topic_id: int, **fields: Any) -> WrittenInOk:
        done = self._post("/ok/comments/write", group_id=group_id, topic_id=topic_id, **fields)
        return WrittenInOk(done["comment_id"], done["author_id"], done["at"], done)

    def edit_comment(self, group_id: int, comment_id: str, *, text: str) -> float:
        return float(self._post("/ok/comments/edit", group_id=group_id, comment_id=comment_id, text=text)["at"])

    def delete_comment(self, group_id: int, comment_id: str, **fields: Any) -> float:
        return float(self._post("/ok/comments/delete", group_id=group_id, comment_id=comment_id, **fields)["at"])

    def write_message(self, group_id: int, **fields: Any) -> WrittenInOk:
        done = self._post("/ok/messages/write", group_id=group_id, **fields)
        return WrittenInOk(done["message_id"], done["author_id"], done["at"], done)

    def answer_message(self, group_id: int, user_id: int, *, text: str) -> str:
        return str(self._post("/ok/messages/answer", group_id=group_id, user_id=user_id, text=text)["message_id"])

    def ban(self, group_id: int, user_id: int) -> None:
        self._post("/ok/bans/ban", group_id=group_id, user_id=user_id)

    def unban(self, group_id: int, user_id: int) -> None:
        self._post("/ok/bans/unban", group_id=group_id, user_id=user_id)

    def run_batch(self, acts: Sequence[Json], *, per_second: float = 0) -> int:
        """The batch's id; it runs in the background."""
        return int(self._post("/ok/batches/run", acts=list(acts), per_second=per_second)["batch_id"])

    def batch(self, batch_id: int, *, start: int = 0) -> Json:
        return self._get(f"/ok/batches/{batch_id}", **{"from": start})

    def state(self, group_id: int | None = None) -> Json:
        return self._get("/ok/state", **({} if group_id is None else {"group_id": group_id}))


def _group(told: Json) -> GroupOfSandbox:
    names = ("group_id", "name", "group_key", "admin_token", "admin_id", "application_key", "application_secret")
    return GroupOfSandbox(**{name: told[name] for name in names}, more=told)

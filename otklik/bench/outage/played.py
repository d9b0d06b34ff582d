"""A page of each network as the trial plays it: what residents write there, and what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import ControlClient

SECRET = "trial-secret"  # noqa: S105 - opens nothing
FIRST_RESIDENT = 500_000_000_000
"""OK's accounts have long numbers; the other networks do not mind."""

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What a resident writes; `at` is the unix time, 0 for now."""

    text: str
    author: int
    at: int = 0
    is_private: bool = False

    @property
    def who(self) -> Json:
        return {"author_id": FIRST_RESIDENT + self.author, "author_name": f"Житель Н{self.author}"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the network shows it."""

    text: str
    is_by_page: bool


class PlayedPage(Protocol):
    """A page in the sandbox."""

    network: str
    external_id: str
    secrets: ConnectionSecrets
    pushes_comments: bool

    def connect(self, hook_url: str) -> None:
        """Let the network push the page's events there."""
        ...

    def write(self, words: Words) -> None:
        """A resident comments the page's post, or writes privately."""
        ...

    def shown(self) -> Iterator[Shown]:
        """All comments and private messages."""
        ...


@dataclass
class VkPage:
    """A community with a post."""

    control: ControlClient
    network: str = "vk"
    pushes_comments: bool = True
    group: int = 7001
    external_id: str = "7001"
    secrets: ConnectionSecrets = field(init=False)
    post: int = field(init=False)

    def __post_init__(self) -> None:
        told = self.control.create_page("Администрация", group_id=self.group, secret=SECRET)
        self.secrets = ConnectionSecrets(told.community_token, told.admin_token, SECRET, told.confirmation)
        self.post = self.control.write_post(self.group, text="Новости города")

    def connect(self, hook_url: str) -> None:
        self.control.connect_page(self.group, callback_url=hook_url, secret=SECRET)

    def write(self, words: Words) -> None:
        if words.is_private:
            self.control.write_message(self.group, text=words.text, date=words.at, **words.who)
        else:
            self.control.write_comment(self.group, self.post, text=words.text, date=words.at, **words.who)

    def shown(self) -> Iterator[Shown]:
        (page,) = self.control.state(self.group)["pages"]
        for root in (root for post in page["posts"] for root in post["comments"]):
            for one in (root, *root["replies"]):
                yield Shown(one["text"], is_by_page=one["author_id"] == -self.group)
        for one in (one for talk in page["conversations"] for one in talk["messages"]):
            yield Shown(one["text"], is_by_page=one["is_out"])


@dataclass
class OkPage:
    """A group with a topic."""

    control: ControlClient
    network: str = "ok"
    pushes_comments: bool = False
    external_id: str = field(init=False)
    secrets: ConnectionSecrets = field(init=False)
    topic: int = field(init=False)
    application: tuple[str, str] = field(init=False)
    """Its key and its secret, for the settings."""

    def __post_init__(self) -> None:
        told = self.control.ok.create_page("Администрация")
        self.application = (told.application_key, told.application_secret)
        self.external_id = str(told.group_id)
        self.secrets = ConnectionSecrets(told.group_key, told.admin_token, SECRET)
        self.topic = self.control.ok.write_topic(told.group_id, text="Новости города")

    def connect(self, hook_url: str) -> None:
        self.control.ok.connect_page(int(self.external_id), hook_url=hook_url)

    def write(self, words: Words) -> None:
        group, told = int(self.external_id), {"text": words.text, "date": words.at} | words.who
        if words.is_private:
            self.control.ok.write_message(group, **told)
        else:
            self.control.ok.write_comment(group, self.topic, **told)

    def shown(self) -> Iterator[Shown]:
        (page,) = self.control.ok.state(int(self.external_id))["pages"]
        for one in (one for topic in page["topics"] for one in topic["comments"]):
            yield Shown(one["text"], is_by_page=one["author"].startswith("group:"))
        for one in (one for talk in page["conversations"] for one in talk["messages"]):
            yield Shown(one["text"], is_by_page=one["is_out"])


@dataclass
class MaxPage:
    """A channel with a post and its bot."""

    control: ControlClient
    network: str = "max"
    pushes_comments: bool = True
    external_id: str = field(init=False)
    secrets: ConnectionSecrets = field(init=False)
    post: str = field(init=False)

    def __post_init__(self) -> None:
        told = self.control.max.create_page("Администрация")
        self.external_id = str(told.chat_id)
        self.secrets = ConnectionSecrets(told.bot_token, "", SECRET)
        self.post = self.control.max.write_post(told.chat_id, text="Новости города")

    def connect(self, hook_url: str) -> None:
        self.control.max.connect_page(int(self.external_id), callback_url=hook_url, secret=SECRET)

    def write(self, words: Words) -> None:
        channel, told = int(self.external_id), {"text": words.text, "timestamp": words.at * 1000} | words.who
        if words.is_private:
            self.control.max.write_message(channel, **told)
        else:
            self.control.max.write_comment(channel, self.post, **told)

    def shown(self) -> Iterator[Shown]:
        (page,) = self.control.max.state(int(self.external_id))["pages"]
        said = [one for post in page["posts"] for one in post["comments"]]
        said += [one for talk in page["talks"] for one in talk["messages"]]
        for one in said:
            yield Shown(one["text"] or "", is_by_page=one["sender_id"] in (0, page["bot_id"]))


@dataclass
class TelegramPage:
    """A channel with a post, its discussion group and its bot."""

    control: ControlClient
    network: str = "telegram"
    pushes_comments: bool = True
    external_id: str = field(init=False)
    secrets: ConnectionSecrets = field(init=False)
    post: int = field(init=False)
    bot: int = field(init=False)

    def __post_init__(self) -> None:
        told = self.control.telegram.create_page("Администрация")
        self.external_id, self.bot = str(told.channel_id), told.bot_id
        self.secrets = ConnectionSecrets(told.token, "", SECRET)
        self.post = self.control.telegram.write_post(told.channel_id, text="Новости города").post_id

    def connect(self, hook_url: str) -> None:
        self.control.telegram.connect_page(int(self.external_id), webhook_url=hook_url, secret=SECRET)

    def write(self, words: Words) -> None:
        channel, told = int(self.external_id), {"text": words.text, "date": words.at} | words.who
        if words.is_private:
            self.control.telegram.write_message(channel, **told)
        else:
            self.control.telegram.write_comment(channel, post_id=self.post, **told)

    def shown(self) -> Iterator[Shown]:
        (page,) = self.control.telegram.state(int(self.external_id))["pages"]
        said = [one for post in page["posts"] for one in post["comments"]]
        said += [one for talk in page["conversations"] for one in talk["messages"]]
        for one in said:
            yield Shown(one["text"], is_by_page=one["author_id"] == self.bot)


PLAYED: dict[str, type[VkPage | OkPage | MaxPage | TelegramPage]] = {
    "vk": VkPage,
    "ok": OkPage,
    "max": MaxPage,
    "telegram": TelegramPage,
}


def play_all(control: ControlClient) -> dict[str, PlayedPage]:
    """A page in every network."""
    return {name: played(control) for name, played in PLAYED.items()}

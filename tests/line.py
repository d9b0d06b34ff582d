"""A town whose page is connected to a sandbox: fixtures for tests that go over real HTTP."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pytest
from pytest_django import Settings

from otklik.sandbox.testing import RunningSandbox
from tests.town import GROUP, SECRET, Town, build_town


@dataclass(frozen=True)
class Line:
    """The town, its sandbox, and a post under which residents write."""

    town: Town
    sandbox: RunningSandbox
    post_id: int

    def write(self, text: str, **fields: Any) -> int:
        """A resident comments the post. Returns the comment's id."""
        return self.sandbox.control.write_comment(GROUP, self.post_id, text=text, **fields).id

    def replies(self) -> list[str]:
        """What the page has said under the post, deleted or not."""
        state = self.sandbox.control.state(GROUP)["pages"][0]
        comments = [one for post in state["posts"] for root in post["comments"] for one in (root, *root["replies"])]
        return [one["text"] for one in comments if one["author_id"] == -GROUP]


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> RunningSandbox:
    """The sandbox with nothing in it yet."""
    running_sandbox.control.reset()
    return running_sandbox


@pytest.fixture
def line(running_sandbox: RunningSandbox, settings: Settings, db: None) -> Line:
    """A fresh town on a fresh sandbox; nothing is pushed unless a test says where."""
    running_sandbox.control.reset()
    running_sandbox.control.create_page(
        "Администрация",
        group_id=GROUP,
        community_token="community-token",
        admin_token="admin-token",
        secret=SECRET,
        confirmation="c0nf1rm",
    )
    vk = replace(settings.OTKLIK_NETWORKS["vk"], api_url=running_sandbox.vk_api_url)
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": vk})
    return Line(build_town(), running_sandbox, running_sandbox.control.write_post(GROUP, text="Новости города"))

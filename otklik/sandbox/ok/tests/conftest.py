"""The sandbox, emptied before each test; a group with a topic, and a client of OK."""

from collections.abc import Iterator

import pytest

from otklik.sandbox.ok.control_client import GroupOfSandbox
from otklik.sandbox.ok.tests.ok_client import OkClient
from otklik.sandbox.testing import RunningSandbox


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> RunningSandbox:
    running_sandbox.control.reset()
    return running_sandbox


@pytest.fixture
def group(sandbox: RunningSandbox) -> GroupOfSandbox:
    return sandbox.control.ok.create_page("Администрация", is_government=True)


@pytest.fixture
def topic(sandbox: RunningSandbox, group: GroupOfSandbox) -> int:
    return sandbox.control.ok.write_topic(group.group_id, text="Дорожные работы")


@pytest.fixture
def client(sandbox: RunningSandbox, group: GroupOfSandbox) -> Iterator[OkClient]:
    client = OkClient(sandbox.ok_api_url, group)
    yield client
    client.http.close()

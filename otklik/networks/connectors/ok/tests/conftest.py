"""OK in memory, and time that does not pass; OK in the sandbox."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from otklik.networks import calls
from otklik.networks.budgets import Budget, Pace
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok import api
from otklik.networks.connectors.ok.parse import parse
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, FakeOk, Read
from otklik.networks.connectors.ok.tests.sandbox_town import Town
from otklik.networks.events import NetworkEvent
from otklik.sandbox.testing import RunningSandbox


@pytest.fixture
def ok(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOk]:
    """Every call of the API goes to memory; no call waits for its turn."""
    fake = FakeOk()
    with httpx.Client(transport=httpx.MockTransport(fake.handle)) as client:
        monkeypatch.setattr(api, "client_for", lambda *_: client)
        monkeypatch.setattr(calls, "client_for", lambda *_: client)
        monkeypatch.setattr(api, "budget_of", lambda *_, **__: Budget(Pace(10_000)))
        yield fake


@pytest.fixture
def fixtures() -> Path:
    return Path(__file__).parent.parent / "fixtures"


@pytest.fixture
def read(fixtures: Path) -> Read:
    """Reads the one event of a fixture."""

    def read_one(name: str) -> NetworkEvent:
        (event,) = parse((fixtures / f"{name}.json").read_bytes(), page_id=ACCESS.external_id)
        return event

    return read_one


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


@pytest.fixture
def town(sandbox: RunningSandbox) -> Town:
    """Tokens are new for each test, so that no test waits for another's budget."""
    sandbox.control.remove_faults()
    sandbox.control.reset_counters()
    page = sandbox.control.ok.create_page("Администрация", is_government=True, members_count=1200)
    access = PageAccess(
        "ok",
        str(page.group_id),
        api_url=sandbox.ok_api_url,
        community_token=page.group_key,
        admin_token=page.admin_token,
        application_key=page.application_key,
        application_secret=page.application_secret,
    )
    topic_id = sandbox.control.ok.write_topic(page.group_id, text="Новость")
    return Town(sandbox.control, access, page.group_id, topic_id)

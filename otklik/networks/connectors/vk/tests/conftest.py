"""VK in memory, and time that does not pass."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from otklik.networks import calls
from otklik.networks.budgets import Budget, Pace
from otklik.networks.connectors.vk import api
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk, Read
from otklik.networks.events import NetworkEvent


@pytest.fixture
def vk(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeVk]:
    """Every call of the API goes to memory; no call waits for its turn."""
    fake = FakeVk()
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

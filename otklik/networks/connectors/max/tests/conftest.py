"""MAX in memory, and time that does not pass."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from otklik.networks.budgets import Budget, Pace
from otklik.networks.connectors.max import api
from otklik.networks.connectors.max.parse import parse
from otklik.networks.connectors.max.tests.fake_max import ACCESS, FakeMax, Read
from otklik.networks.events import NetworkEvent


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeMax]:
    """Every call of the API goes to memory; no call waits for its turn."""
    played = FakeMax()
    with httpx.Client(transport=httpx.MockTransport(played.handle)) as client:
        monkeypatch.setattr(api, "client_for", lambda *_: client)
        monkeypatch.setattr(api, "budget_of_bot", lambda *_, **__: Budget(Pace(10_000)))
        yield played


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

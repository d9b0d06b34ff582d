"""Telegram in memory, and time that does not pass."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from otklik.networks.budgets import Budget, Pace
from otklik.networks.connectors.telegram import api
from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, FakeTelegram, Read
from otklik.networks.events import NetworkEvent


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelegram]:
    """Every call of the API goes to memory; no call waits for its turn."""
    fake = FakeTelegram()
    with httpx.Client(transport=httpx.MockTransport(fake.handle)) as client:
        monkeypatch.setattr(api, "client_for", lambda *_: client)
        for name in ("budget_of_bot", "budget_of_chat"):
            monkeypatch.setattr(api, name, lambda *_: Budget(Pace(10_000, 1)))
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

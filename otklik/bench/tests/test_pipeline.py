"""Residents of the benchmark write in every network that the sandbox plays."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from otklik.bench.pipeline import WAYS, write_posts, write_texts
from otklik.bench.place import BenchFailed
from otklik.sandbox.testing import ControlClient, RunningSandbox

NOWHERE = "http://127.0.0.1:9/hook/"

MAKERS: dict[str, Callable[[ControlClient], object]] = {
    "vk": lambda control: control.create_page("Администрация", callback_url=NOWHERE, secret="secret"),
    "ok": lambda control: control.ok.create_page("Администрация", hook_url=NOWHERE),
    "max": lambda control: control.max.create_page("Администрация", callback_url=NOWHERE, secret="a-secret"),
    "telegram": lambda control: control.telegram.create_page("Администрация", webhook_url=NOWHERE, secret="secret"),
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


@pytest.mark.parametrize("network", WAYS)
def test_the_network_takes_what_residents_write(sandbox: RunningSandbox, network: str) -> None:
    sandbox.control.reset()
    with httpx.Client(base_url=f"{sandbox.url}/control", timeout=30, trust_env=False) as control:
        with pytest.raises(BenchFailed, match=network):
            write_posts(control, network)
        MAKERS[network](sandbox.control)
        targets = write_posts(control, network)
        written = write_texts(control, targets, count=12, per_second=1000, tag="test")
        assert len(targets) == 1
        assert len(written) == 12

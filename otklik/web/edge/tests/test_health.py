import pytest

from otklik.web.edge.tests.conftest import HookedPage, event
from otklik.web.edge.tests.edge_process import RunningEdge


def test_it_is_alive_and_ready(edge: RunningEdge) -> None:
    assert edge.client.get("/healthz").status_code == 200
    assert edge.client.get("/readyz").text == "ready"


def test_it_counts_hooks_by_outcome(edge: RunningEdge, page: HookedPage) -> None:
    before = edge.counter('otklik_edge_hooks_total{network="vk",status="403"}')
    edge.hook(page.key, event(secret="wrong"))

    assert edge.counter('otklik_edge_hooks_total{network="vk",status="403"}') == before + 1


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_it_shows_no_metrics_through_a_proxy(edge: RunningEdge, header: str) -> None:
    assert edge.client.get("/metrics", headers={header: "203.0.113.5"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/desk/", "/live", "/healthz/x"])
def test_it_serves_nothing_else(edge: RunningEdge, path: str) -> None:
    assert edge.client.get(path).status_code == 404

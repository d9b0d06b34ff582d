"""`otklik bench verify`: is this page official? Asked over HTTP in a region of 7,000 pages."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

import httpx
from django.conf import settings

from otklik.bench.place import BenchFailed, BenchPlace, environment_for, running, wait_for_page
from otklik.bench.region import build_region
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Page
from otklik.sandbox.testing import free_ports

_FORMS = {
    "vk": (
        "https://vk.com/{name}", "vk.ru/{name}", "https://m.vk.com/{name}?from=search", "http://www.vk.com/{name}/",
        "https://vk.com/club{number}", "vk.com/public{number}", "https://vk.com/wall-{number}_15?reply=16",
        "https://vk.com/feed?w=wall-{number}_15", "https://vk.me/{name}", "VK.COM/{name}#top",
    ),
    "ok": (
        "https://ok.ru/{name}", "m.ok.ru/{name}", "https://ok.ru/group/{number}", "ok.ru/group/{number}/topic/15",
        "https://odnoklassniki.ru/{name}/", "https://m.ok.ru/dk?st.cmd=altGroupMain&st.groupId={number}",
    ),
}  # fmt: skip
_OTHERS = (
    ("https://vk.com/neizvestny_{number}", "unknown"), ("https://vk.com/{name}_0fficial", "unknown"),
    ("t.me/neizvestny_{number}", "unknown"), ("https://vk.com/id{number}", "not_official"),
    ("https://vk.com.example.org/{name}", "not_official"), ("Привет, {name}!", "unknown"),
)  # fmt: skip
"""Two of five questions are about pages that are not in the register."""


@dataclass(frozen=True, slots=True)
class VerifyFigures:
    """What was measured."""

    pages: int
    addresses: int
    answers: Spread
    yardstick: str
    yardstick_p95_ms: float
    wrong: int
    """How many answers were not what is known."""


def measure_verify(*, pages: int, addresses: int, rounds: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    build_region(pages=pages, staff=10)
    note_addresses(Page.objects.all())
    asked = list(islice(_questions(), addresses))
    place = BenchPlace(settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR))
    port = free_ports(1)
    with running(place, "pages", "pages", "--port", str(port)) as process:
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=process, log=place.log("pages"))
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            for address, _ in asked[:20]:
                _ask(client, address)
            answers = [(*_ask(client, address), verdict) for _ in range(rounds) for address, verdict in asked]
            bare = [_time_bare(client) for _ in range(addresses)]
    spread = spread_of([seconds for seconds, _, _ in answers])
    wrong = sum(told != verdict for _, told, verdict in answers)
    figures = VerifyFigures(
        pages=pages,
        addresses=len(asked),
        answers=spread,
        yardstick="/healthz of the same process, which asks the database nothing",
        yardstick_p95_ms=spread_of(bare).p95_ms,
        wrong=wrong,
    )
    return Report(
        "verify", figures, (Goal("answers.p95_ms", spread.p95_ms, at_most=50.0), Goal("wrong", wrong, at_most=0))
    )


def _questions() -> Iterator[tuple[str, str]]:
    """Addresses and what is known of them, of pages from all over the register."""
    forms = {network: cycle(of_network) for network, of_network in _FORMS.items()}
    others = cycle(_OTHERS)
    for place, page in enumerate(Page.objects.order_by("owner__slug", "network")):
        words = {"name": page.url.rpartition("/")[2], "number": page.external_id}
        if place % 5 < 3:
            yield next(forms[page.network]).format(**words), "official"
        else:
            address, verdict = next(others)
            yield address.format(**words), verdict


def _ask(client: httpx.Client, address: str) -> tuple[float, str]:
    started_at = time.perf_counter()
    answer = client.get("/api/v1/verify", params={"url": address})
    spent = time.perf_counter() - started_at
    if answer.status_code != httpx.codes.OK:
        raise BenchFailed(f"{address} was answered {answer.status_code}")
    return spent, answer.json()["verdict"]


def _time_bare(client: httpx.Client) -> float:
    started_at = time.perf_counter()
    client.get("/healthz")
    return time.perf_counter() - started_at

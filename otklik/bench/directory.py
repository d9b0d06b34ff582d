"""`otklik bench directory`: the public directory of a whole region, searched over HTTP."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx
from django.conf import settings

from otklik.bench.place import BenchFailed, BenchPlace, environment_for, running, wait_for_page
from otklik.bench.region import NETWORKS, build_region, town_names
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.sandbox.testing import free_ports

_ASKED = (
    "школа {n} {town}", "{n} школа {town}", "сош №{n} {town}", "садик {n} {town}", "детсад {n} {town}",
    "поликлиника {n} {town}", "поликлинника {n} {town}", "спортшкола {town}", "мэрия {town}", "админестрация {town}",
    "дк {town}", "библиотека бажова {town}", "irjkf {n} {town}", "соцзащита {town}", "школа {n}",
    "министерство културы",
)  # fmt: skip
_PAGES = {
    "nothing but an answer": "/healthz",
    "first view": "/",
    "filtered": f"/?sphere={quote('Образование')}&network=ok",
    "further on": "/?since=3000",
    "body": "/bodies/government/",
}


@dataclass(frozen=True, slots=True)
class PageFigures:
    """How one page did."""

    page: str
    times: Spread
    kilobytes: float
    """Of the page itself, not packed."""


@dataclass(frozen=True, slots=True)
class DirectoryFigures:
    """What was measured."""

    bodies: int
    searches: Spread
    first_search_seconds: float
    """The first question after the start: the register is read and its index built."""
    pages: tuple[PageFigures, ...]


def measure_directory(*, bodies: int, requests: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    place = BenchPlace(settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR))
    build_region(pages=bodies * len(NETWORKS), staff=100)
    port = free_ports(1)
    with (
        running(place, "pages", "pages", "--port", str(port)) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as resident,
    ):
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=process, log=place.log("pages"))
        first, _ = _read(resident, f"/?q={quote('школа 1')}")
        searches = [_read(resident, address)[0] for address in _searches(requests)]
        pages = tuple(_measure_page(resident, page, address) for page, address in _PAGES.items())
    figures = DirectoryFigures(bodies, spread_of(searches), round(first, 2), pages)
    goals = (
        Goal("searches.p95_ms", figures.searches.p95_ms, at_most=50.0),
        Goal("largest page, kilobytes", max(page.kilobytes for page in pages), at_most=150.0),
    )
    return Report("directory", figures, goals)


def _searches(requests: int) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311
    towns = town_names()
    for number in range(requests):
        asked = _ASKED[number % len(_ASKED)].format(n=chance.randrange(1, 13), town=chance.choice(towns))
        yield f"/?q={quote(asked)}"


def _measure_page(resident: httpx.Client, page: str, address: str) -> PageFigures:
    read = [_read(resident, address) for _ in range(40)]
    return PageFigures(page, spread_of([spent for spent, _ in read]), round(read[0][1] / 1024, 1))


def _read(resident: httpx.Client, address: str) -> tuple[float, int]:
    started_at = time.perf_counter()
    answer = resident.get(address)
    spent = time.perf_counter() - started_at
    if answer.status_code != httpx.codes.OK:
        raise BenchFailed(f"{address} answered {answer.status_code}")
    return spent, len(answer.content)

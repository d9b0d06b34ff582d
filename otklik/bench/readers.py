"""`otklik bench readers`: residents read published cases and public pages at a steady pace; how soon have they them?"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from otklik.bench.callers import Round, call_all, request_of, steady
from otklik.bench.place import BenchPlace, environment_for, running, wait_for_page
from otklik.bench.processor import seconds_by_process
from otklik.bench.region import build_region
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.bench.texts import text_of
from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase
from otklik.sandbox.testing import free_ports

PAGES: Final = (
    "/case/{number}/", "/case/{number}/", "/case/{number}/", "/answers/", "/map/", "/bodies/{slug}/", "/report/", "/",
)  # fmt: skip
"""What readers open, as often as it stands here; a page of cases that is new belongs here, too."""
_CONNECTIONS: Final = 64
_FIRST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ReadersFigures:
    """What was measured."""

    cases: int
    per_second: float
    read: Spread
    """From when a page was due until the whole of it was read."""
    by_page: dict[str, Spread]
    refused: int
    cpu_ms_per_page: float
    """Of the processes that serve; PostgreSQL apart."""


def measure_readers(*, cases: int, per_second: float, seconds: float, workers: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    build_region(pages=1_000, staff=10)
    slugs = list(Body.objects.order_by("id").values_list("slug", flat=True))
    PublishedCase.objects.bulk_create(_published(cases, slugs), batch_size=1_000)
    place = BenchPlace(settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR))
    port, count = free_ports(1), round(per_second * seconds)
    with running(place, "pages", "pages", "--port", str(port), "--workers", str(workers)) as pages:
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=pages, log=place.log("pages"))
        asked = list(_asked(count, cases=cases, slugs=slugs))
        warm = [request_of(path) for _kind, path in asked[:200]]
        call_all(Round(port, _CONNECTIONS, steady(warm, per_second=100, status=200, kind="")))
        before = seconds_by_process([pages.pid])
        calls = [
            call
            for at, (kind, path) in enumerate(asked)
            for call in steady([request_of(path)], per_second=1, status=200, kind=kind, after=at / per_second)
        ]
        answered = call_all(Round(port, _CONNECTIONS, calls))
        after = seconds_by_process([pages.pid])
    times = [spent for of_page in answered.times.values() for spent in of_page]
    figures = ReadersFigures(
        cases=cases,
        per_second=per_second,
        read=spread_of(times),
        by_page={kind: spread_of(of_page) for kind, of_page in sorted(answered.times.items())},
        refused=sum(answered.refused.values()),
        cpu_ms_per_page=round((sum(after.values()) - sum(before.values())) * 1000 / count, 2),
    )
    goals = (Goal("read.p95_ms", figures.read.p95_ms, at_most=200.0), Goal("refused", figures.refused, at_most=0))
    return Report("readers", figures, goals)


def _asked(count: int, *, cases: int, slugs: list[str]) -> Iterator[tuple[str, str]]:
    """Which page, and its address: cases and bodies from all over, the same in every run."""
    chance = random.Random(1)  # noqa: S311
    for place in range(count):
        page = PAGES[place % len(PAGES)]
        yield page, page.format(slug=chance.choice(slugs), number=_FIRST + chance.randrange(cases))


def _published(count: int, slugs: list[str]) -> Iterator[PublishedCase]:
    today = timezone.localdate()
    for place in range(count):
        yield PublishedCase(
            number=str(_FIRST + place),
            text=text_of(place, tag="обращение"),
            answer="Работы проведены вчера, проверено на месте. Спасибо, что написали.",
            state="answered",
            topic="ЖКХ",
            body_slug=slugs[place % len(slugs)],
            body_name="Администрация",
            network="vk",
            latitude=56.4 + place % 97 / 1_000,
            longitude=60.1 + place % 89 / 1_000,
            wrote_on=today - timedelta(days=place % 300 + 2),
            answered_on=today - timedelta(days=place % 300),
        )

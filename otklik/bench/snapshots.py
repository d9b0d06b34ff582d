"""`otklik bench snapshots`: how fast a region's pages are looked at, at VK's own pace, and with how many requests."""

import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.conf import settings

from otklik.bench.place import BenchFailed
from otklik.bench.report import Goal, Report
from otklik.organizations.models import Body
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.models import Connection, Page, PageSnapshot
from otklik.pages.pace import share_budgets
from otklik.pages.secrets import seal
from otklik.pages.steps import look_at_due_pages
from otklik.sandbox.testing import ControlClient, RunningSandbox
from otklik.worker.counting import OurCounts

REGION = 7_000
FIRST_GROUP = 7_000_001


@dataclass(frozen=True, slots=True)
class SnapshotFigures:
    """What was measured, of pages that are all connected."""

    pages: int
    administrators: int
    """Different administrators' tokens: VK allows each three requests a second, and each community's own twenty."""
    seconds: float
    pages_per_second: float
    requests: dict[str, int]
    """By method of VK."""
    requests_per_page: float
    hours_for_region: float
    """For 7,000 pages at the speed that was measured."""


def measure_snapshots(*, pages: int, administrators: int) -> Report:
    """Play so many communities in a sandbox that keeps VK's limits, and look at all of them once."""
    with RunningSandbox() as sandbox:
        _play(sandbox.control, pages=pages, administrators=administrators)
        settings.OTKLIK_NETWORKS = {"vk": replace(settings.OTKLIK_NETWORKS["vk"], api_url=sandbox.vk_api_url)}
        share_budgets()
        sandbox.control.reset_counters()
        began = time.perf_counter()
        while look_at_due_pages(network="vk", counts=OurCounts(), now=datetime.now(UTC)):
            pass
        seconds = time.perf_counter() - began
        calls = Counter({name: int(row["calls"]) for name, row in sandbox.control.counters()["calls"]["vk"].items()})
    seen = PageSnapshot.objects.filter(is_there=True, weekly_reach__isnull=False).count()
    if seen != pages:
        raise BenchFailed(f"{pages - seen} pages were not seen whole")
    figures = SnapshotFigures(
        pages=pages,
        administrators=administrators,
        seconds=round(seconds, 2),
        pages_per_second=round(pages / seconds, 2),
        requests=dict(calls),
        requests_per_page=round(calls.total() / pages, 3),
        hours_for_region=round(REGION * seconds / pages / 3_600, 3),
    )
    return Report("snapshots", figures, (Goal("hours_for_region", figures.hours_for_region, at_most=3.0),))


def _play(control: ControlClient, *, pages: int, administrators: int) -> None:
    """Communities in the sandbox and in the register, each with a post and both tokens."""
    territory = enter_territory("region", "Область")
    owner = enter_body(BodyCard(slug="owner", name="Область", short_name="Область", territory_id=territory.id))
    entered = Page.objects.bulk_create(_page(owner, number) for number in range(pages))
    lines: list[Connection] = []
    for number, page in enumerate(entered):
        made = control.create_page(
            page.name,
            group_id=FIRST_GROUP + number,
            admin_token=f"administrator-{number % administrators}",
            members_count=1_000,
            weekly_reach=400,
        )
        control.write_post(made.group_id, text="Новости")
        lines.append(
            Connection(
                page=page,
                key=f"key-{number}",
                community_token=seal(made.community_token),
                admin_token=seal(made.admin_token),
            )
        )
    Connection.objects.bulk_create(lines)


def _page(owner: Body, number: int) -> Page:
    return Page(network="vk", external_id=str(FIRST_GROUP + number), name=f"Страница {number}", owner=owner)

"""`otklik bench ingest`: webhooks kept a second, beside what PostgreSQL commits by itself on the same machine."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import psycopg
from django.conf import settings

from otklik.bench.clients import Order, Sent
from otklik.bench.place import BenchFailed, BenchPlace, environment_for, running, wait_for_page
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.bench.yardstick import single_row_commits_per_second
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.sandbox.testing import free_ports
from otklik.shared.clock import now

COMMUNITY = 7001
SECRET = "bench"  # noqa: S105
STEADY_PER_SECOND = 200.0


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """What was measured."""

    clients: int
    edge_workers: int
    rounds: int
    events_per_second: float
    """Webhooks answered `ok`, each durably stored; the median of the rounds."""
    under_load: Spread
    yardstick: str
    yardstick_per_second: float
    ratio: float
    steady_per_second: float
    steady: Spread
    """Times at a steady 200 a second, counted from when each event was due."""
    accepted: int
    stored: int
    lost: int
    refused: int


def measure_ingest(*, clients: int, seconds: float, rounds: int, workers: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    path, body = _make_page(), _body()
    place = BenchPlace(settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR))
    port = free_ports(1)
    with running(place, "edge", "edge", "--port", str(port), "--workers", str(workers)) as edge:
        wait_for_page(f"http://127.0.0.1:{port}/readyz", process=edge, log=place.log("edge"))
        order = Order(port=port, path=path, body=body, clients=clients, seconds=seconds)
        send(order_with(order, seconds=1.0))  # warms caches and prepared statements up
        before = _count_stored()
        yardsticks, runs = [], []
        for _ in range(rounds):
            yardsticks.append(_yardstick(place.folder, body, clients=clients, seconds=seconds))
            runs.append(send(order))
        steady = send(order_with(order, seconds=seconds * 2, per_second=STEADY_PER_SECOND))
        stored = _count_stored() - before
    return _report(clients=clients, workers=workers, yardsticks=yardsticks, runs=runs, steady=steady, stored=stored)


def order_with(order: Order, *, seconds: float, per_second: float = 0.0) -> Order:
    """The same order for another time."""
    return Order(**(asdict(order) | {"seconds": seconds, "per_second": per_second}))


def send(order: Order) -> Sent:
    """Send from a process of its own. Raises BenchFailed."""
    ended = subprocess.run(
        [sys.executable, "-m", "otklik.bench.clients"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise BenchFailed(f"the clients ended: {ended.stderr[-500:]}")
    return Sent(**json.loads(ended.stdout))


def _report(
    *, clients: int, workers: int, yardsticks: list[float], runs: list[Sent], steady: Sent, stored: int
) -> Report:
    per_second = median(run.accepted / run.seconds for run in runs)
    yardstick = median(yardsticks)
    sent = [*runs, steady]
    accepted, refused = sum(run.accepted for run in sent), sum(run.refused for run in sent)
    figures = IngestFigures(
        clients=clients,
        edge_workers=workers,
        rounds=len(runs),
        events_per_second=round(per_second, 1),
        under_load=spread_of([time for run in runs for time in run.times]),
        yardstick=f"single-row commits a second of the same PostgreSQL (pgbench, {clients} clients)",
        yardstick_per_second=round(yardstick, 1),
        ratio=round(per_second / yardstick, 3),
        steady_per_second=round(steady.accepted / steady.seconds, 1),
        steady=spread_of(steady.times),
        accepted=accepted,
        stored=stored,
        lost=max(accepted - stored, 0),
        refused=refused,
    )
    goals = (
        Goal("ratio", figures.ratio, at_least=0.5),
        Goal("steady.p99_ms", figures.steady.p99_ms, at_most=50.0),
        Goal("lost", figures.lost, at_most=0.0),
        Goal("refused", figures.refused, at_most=0.0),
    )
    return Report("ingest", figures, goals)


def _make_page() -> str:
    region = enter_territory("region", "Область")
    body = enter_body(BodyCard(slug="bench", name="Администрация", short_name="Администрация", territory_id=region.id))
    page = register_page(body, network="vk", external_id=str(COMMUNITY), name="Полевской")
    connection = connect_page(page, secrets_entered=ConnectionSecrets(webhook_secret=SECRET), by=None, now=now())
    return f"/hooks/vk/{connection.key}/"


def _body() -> str:
    text = "На улице Ленина у дома 5 яма на дороге, машины объезжают по газону. Когда починят? " * 2
    told = {
        "type": "wall_reply_new",
        "group_id": COMMUNITY,
        "secret": SECRET,
        "event_id": "0123456789abcdef",
        "v": "5.199",
        "object": {"id": 15, "from_id": 42, "date": 1_790_000_000, "text": text, "post_id": 3, "owner_id": -COMMUNITY},
    }
    return json.dumps(told, ensure_ascii=False)


def _yardstick(folder: Path, body: str, *, clients: int, seconds: float) -> float:
    return single_row_commits_per_second(
        settings.OTKLIK_DATABASE_URL, data_dir=folder, body=body.encode(), clients=clients, seconds=seconds
    )


def _count_stored() -> int:
    with psycopg.connect(settings.OTKLIK_DATABASE_URL) as database:
        row = database.execute("select count(*) from intake_rawevent").fetchone()
    return int(row[0]) if row else 0

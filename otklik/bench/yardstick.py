"""The yardstick of ingest: how many single rows PostgreSQL itself commits a second, by its own pgbench."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import psycopg

from otklik.bench.place import BenchFailed
from otklik.ground.postgres_place import make_place, programs

TABLE = "bench_yardstick"
_TPS = re.compile(rb"tps = ([\d.]+) \(without")


def single_row_commits_per_second(url: str, *, data_dir: Path, body: bytes, clients: int, seconds: float) -> float:
    """Rows like ours, one a transaction, prepared, from so many clients. Raises BenchFailed."""
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"drop table if exists {TABLE}")
        database.execute(f"create table {TABLE} (like intake_rawevent including all)")
    script = (
        f"insert into {TABLE} (received_at, page_id, network, source, body, state, reason, attempts) "  # noqa: S608
        f"values (now(), 1, 'vk', 'webhook', '\\x{body.hex()}', 'waiting', '', 0);\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        words = [str(programs(make_place(data_dir)) / "pgbench"), "-n", "-M", "prepared", "-f", file.name]
        words += ["-c", str(clients), "-j", str(os.cpu_count() or 1), "-T", str(max(1, round(seconds))), url]
        ended = subprocess.run(words, capture_output=True, check=False)
    found = _TPS.search(ended.stdout)
    if ended.returncode != 0 or found is None:
        raise BenchFailed(f"pgbench: {ended.stderr.decode(errors='replace')[-500:]}")
    return float(found[1])

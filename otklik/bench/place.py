"""A place of its own for a benchmark: an empty data directory with its own PostgreSQL, and processes that use it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from otklik.ground.postgres import Postgres

COMMAND = (sys.executable, "-m", "otklik.project.cli")
_STARTS_WITHIN_SECONDS = 180.0
_STOPS_WITHIN_SECONDS = 20.0


class BenchFailed(Exception):
    """A part of the benchmark did not start or ended by itself; the text says which, and its last words."""


@dataclass(frozen=True, slots=True)
class BenchPlace:
    """Where a benchmark works."""

    folder: Path
    environment: Mapping[str, str]

    def log(self, name: str) -> Path:
        """Where a process writes what it has to say."""
        return self.folder / f"{name}.log"


@contextlib.contextmanager
def empty_place() -> Iterator[BenchPlace]:
    """A folder that is removed afterwards, and an environment in which our commands use nothing else."""
    with tempfile.TemporaryDirectory(prefix="otklik-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # root's PostgreSQL is not root
        yield BenchPlace(folder, environment_for(folder))


def environment_for(folder: Path) -> dict[str, str]:
    """The environment of our commands there: settings of the real installation do not reach them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTKLIK_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_DATA_DIR": str(folder),
        "OTKLIK_LOG_LEVEL": "WARNING",
        # the machine is measured, not the time that a person has to think again
        "OTKLIK_UNDO_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }


@contextlib.contextmanager
def place_with_database() -> Iterator[BenchPlace]:
    """An empty place with a migrated database that lives as long as the benchmark."""
    with empty_place() as place:
        server = Postgres(place.folder)
        server.start()
        try:
            run(place, "migrate", "-v0", "--skip-checks")
            yield place
        finally:
            server.stop()


def run(place: BenchPlace, *words: str) -> None:
    """Run one of our commands to its end. Raises BenchFailed."""
    ended = subprocess.run(
        [*COMMAND, *words], env=dict(place.environment), stdout=sys.stderr, stderr=sys.stderr, check=False
    )
    if ended.returncode != 0:
        raise BenchFailed(f"`otklik {' '.join(words)}` ended with {ended.returncode}")


@contextlib.contextmanager
def running(place: BenchPlace, name: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of our commands beside the benchmark, in a process group of its own."""
    with place.log(name).open("ab") as log:
        process = subprocess.Popen(
            [*COMMAND, *words], env=dict(place.environment), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        _end(process)


def wait_for_page(url: str, *, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers 200. Raises BenchFailed."""
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    with httpx.Client(trust_env=False, timeout=5.0, follow_redirects=True) as client:
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if client.get(url).status_code == httpx.codes.OK:
                    return
            time.sleep(0.02)
    raise BenchFailed(f"{url} does not answer; {log}: {_last_words(log)}")


def wait_for_words(words: str, *, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the process has said these words. Raises BenchFailed."""
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > until or process.poll() is not None:
            raise BenchFailed(f"never said «{words}»; {log}: {_last_words(log)}")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_STOPS_WITHIN_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-2_000:] if log.exists() else "it wrote nothing"

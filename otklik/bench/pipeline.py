"""`otklik bench pipeline`: from a resident's comment in the network to a triaged and routed case in the desk.

Everything runs as in the demo: the sandbox plays the network and pushes to the edge, the worker works, pages are
served. The time runs from the moment at which the sandbox took the resident's words.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx

from otklik.bench.place import BenchFailed, BenchPlace, empty_place, free_ports, running, wait_for_page
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.bench.start import demo_words, wait_for_demo
from otklik.bench.texts import text_of
from otklik.bench.watching import Watcher
from otklik.config.postgres import Postgres

PRIVATE_EVERY = 10
"""Every so many messages one is private, the others are comments."""
SEEDED_WITHIN_SECONDS = 120.0
SETTLED_WITHIN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class PipelineFigures:
    """What was measured."""

    per_second: float
    messages: int
    visible: int
    """So many became cases that are triaged and routed, or held for a person."""
    missing: int
    times: Spread


def measure_pipeline(*, per_second: float, seconds: float) -> Report:
    """Run the demo and let residents write at this rate."""
    with _demo() as (place, sandbox):
        database_url = Postgres(place.folder / "demo").url
        targets = _write_posts(sandbox)
        _write(sandbox, targets, count=20, per_second=per_second, tag="warm")
        acts = round(per_second * seconds)
        with Watcher(database_url) as watcher:
            written = _write(sandbox, targets, count=acts, per_second=per_second, tag="bench")
            visible = watcher.wait_for(list(written), seconds=SETTLED_WITHIN_SECONDS)
    times = [visible[text] - at for text, at in written.items() if text in visible]
    figures = PipelineFigures(
        per_second=per_second,
        messages=len(written),
        visible=len(times),
        missing=len(written) - len(times),
        times=spread_of(times),
    )
    goals = (
        Goal("times.p95_ms", figures.times.p95_ms, at_most=1000.0),
        Goal("missing", figures.missing, at_most=0.0),
    )
    return Report("pipeline", figures, goals)


@contextmanager
def _demo() -> Iterator[tuple[BenchPlace, httpx.Client]]:
    with empty_place() as place:
        port = free_ports(3)
        with running(place, "demo", *demo_words(place, port)) as process:
            wait_for_demo(place, port, process)
            wait_for_page(f"http://127.0.0.1:{port + 1}/readyz", process=process, log=place.log("demo"))
            _wait_until_seeded(place.folder / "demo" / "demo.json")
            with httpx.Client(base_url=f"http://127.0.0.1:{port + 2}/control", timeout=30, trust_env=False) as sandbox:
                yield place, sandbox


def _wait_until_seeded(marker: Path) -> None:
    until = time.monotonic() + SEEDED_WITHIN_SECONDS
    while time.monotonic() < until:
        if json.loads(marker.read_text(encoding="utf-8")).get("is_seeded"):
            return
        time.sleep(0.1)
    raise BenchFailed(f"the town was not complete within {SEEDED_WITHIN_SECONDS:.0f} s")


def _write_posts(sandbox: httpx.Client) -> list[tuple[int, int]]:
    """A post on every page: (community, post)."""
    pages = [page["group_id"] for page in _ask(sandbox, "GET", "/vk/pages")["pages"] if page["servers"]]
    return [
        (group, _ask(sandbox, "POST", "/vk/posts/write", group_id=group, text="Новость")["post_id"]) for group in pages
    ]


def _write(
    sandbox: httpx.Client, targets: list[tuple[int, int]], *, count: int, per_second: float, tag: str
) -> dict[str, float]:
    """Let residents write; returns when the sandbox took each text."""
    texts = [text_of(number, tag=tag) for number in range(count)]
    acts = [
        _act(number, text, target) for number, (text, target) in enumerate(zip(texts, cycle(targets), strict=False))
    ]
    batch = _ask(sandbox, "POST", "/vk/batches/run", acts=acts, per_second=per_second)
    path = f"/vk/batches/{batch['batch_id']}"
    while not (told := _ask(sandbox, "GET", path, params={"from": count}))["is_finished"]:
        time.sleep(0.2)
    told = _ask(sandbox, "GET", path)
    return {text: result["at"] for text, result in zip(texts, told["results"], strict=True) if "at" in result}


def _act(number: int, text: str, target: tuple[int, int]) -> dict[str, Any]:
    group, post = target
    author = {"author_id": 900_000 + number, "author_name": f"Житель Полевской{number}"}
    if number % PRIVATE_EVERY == 0:
        return {"act": "messages/write", "group_id": group, "text": text, **author}
    return {"act": "comments/write", "group_id": group, "post_id": post, "text": text, **author}


def _ask(
    sandbox: httpx.Client, method: str, path: str, *, params: dict[str, Any] | None = None, **body: Any
) -> dict[str, Any]:
    answer = sandbox.request(method, path, params=params, json=body or None)
    if answer.is_error:
        raise BenchFailed(f"the sandbox refused {path}: {answer.text[:300]}")
    told: dict[str, Any] = answer.json()
    return told

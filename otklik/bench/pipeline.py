"""`otklik bench pipeline`: from a resident's comment in the network to a triaged and routed case in the desk.

Everything runs as in the demo: the sandbox plays the network and pushes to the edge, the worker works, pages are
served. The time runs from the moment at which the sandbox took the resident's words. OK pushes no comments: there only
private messages are measured, for what waits to be asked says nothing of us.

Beside the times stands how much processor each process took for a message: that hardly depends on what else the machine
does, so two versions can be compared where times cannot.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import httpx

from otklik.bench.place import BenchFailed, empty_place, running
from otklik.bench.processor import seconds_by_process
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.bench.start import demo_words, wait_for_demo, wait_for_the_past, wait_until_the_past_is_let_go
from otklik.bench.texts import text_of
from otklik.bench.watching import Watcher
from otklik.ground.postgres import Postgres
from otklik.sandbox.testing import free_ports

PRIVATE_EVERY = 10
"""Every so many messages one is private, the others are comments."""
SETTLED_WITHIN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Way:
    """How the sandbox's control API calls what residents write to in one network."""

    page: str
    post_path: str
    post_id: str
    """What the answer calls a new post."""
    under: str = ""
    """What a comment calls the post that it stands under; empty where comments are not pushed."""


WAYS = {
    "vk": Way("group_id", "posts/write", "post_id", "post_id"),
    "ok": Way("group_id", "topics/write", "topic_id"),
    "max": Way("chat_id", "posts/write", "mid", "post"),
    "telegram": Way("channel_id", "posts/write", "post_id", "post_id"),
}
_SIGNS_OF_A_WEBHOOK = ("servers", "subscriptions", "webhook_url")


@dataclass(frozen=True, slots=True)
class PipelineFigures:
    """What was measured."""

    network: str
    per_second: float
    messages: int
    visible: int
    """So many became cases that are triaged and routed, or held for a person."""
    missing: int
    times: Spread
    cpu_ms_per_message: Mapping[str, float]
    """Milliseconds of processor by process, from the first message until the last one was visible."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page with a post of its own, and how both are called."""

    network: str
    page: int
    post: int | str

    def act(self, number: int, text: str) -> dict[str, Any]:
        """What a resident writes there."""
        way = WAYS[self.network]
        act = {way.page: self.page, "text": text}
        act |= {"author_id": 900_000 + number, "author_name": f"Житель Полевской{number}"}
        if not way.under or number % PRIVATE_EVERY == 0:
            return {"act": "messages/write", **act}
        return {"act": "comments/write", way.under: self.post, **act}


def measure_pipeline(*, network: str, per_second: float, seconds: float) -> Report:
    """Run the demo and let residents write at this rate in one network."""
    with _demo() as (sandbox, server, demo):
        targets = write_posts(sandbox, network)
        write_texts(sandbox, targets, count=20, per_second=per_second, tag="warm")
        acts = round(per_second * seconds)
        roots = [pid for pid in (demo, server.pid) if pid is not None]
        with Watcher(server.url) as watcher:
            before = seconds_by_process(roots)
            written = write_texts(sandbox, targets, count=acts, per_second=per_second, tag="bench")
            visible = watcher.wait_for(list(written), seconds=SETTLED_WITHIN_SECONDS)
            after = seconds_by_process(roots)
    times = [visible[text] - at for text, at in written.items() if text in visible]
    figures = PipelineFigures(
        network=network,
        per_second=per_second,
        messages=len(written),
        visible=len(times),
        missing=len(written) - len(times),
        times=spread_of(times),
        cpu_ms_per_message=_per_message(before, after, messages=len(written)),
    )
    goals = (
        Goal("times.p95_ms", figures.times.p95_ms, at_most=1000.0),
        Goal("missing", figures.missing, at_most=0.0),
    )
    return Report("pipeline", figures, goals)


def _per_message(before: Mapping[str, float], after: Mapping[str, float], *, messages: int) -> Mapping[str, float]:
    """Milliseconds that each process took between the two looks, the hungriest first."""
    taken = {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}
    told = {name: round(seconds * 1000 / messages, 2) for name, seconds in taken.items()}
    return dict(sorted(told.items(), key=lambda pair: -pair[1]))


@contextmanager
def _demo() -> Iterator[tuple[httpx.Client, Postgres, int]]:
    """The control of the sandbox, the database and the process of a running demo."""
    with empty_place() as place:
        port = free_ports(3)
        with running(place, "demo", *demo_words(place, port)) as process:
            wait_for_demo(place, process)
            wait_for_the_past(place)
            wait_until_the_past_is_let_go(process.pid)
            with httpx.Client(base_url=f"http://127.0.0.1:{port + 2}/control", timeout=30, trust_env=False) as sandbox:
                yield sandbox, Postgres(place.folder / "demo"), process.pid


def write_posts(sandbox: httpx.Client, network: str) -> list[Target]:
    """A post on every page that has a webhook."""
    way, targets = WAYS[network], list[Target]()
    for page in _ask(sandbox, "GET", f"/{network}/pages")["pages"]:
        if any(page.get(sign) for sign in _SIGNS_OF_A_WEBHOOK):
            place = {way.page: page[way.page], "text": "Новость"}
            post = _ask(sandbox, "POST", f"/{network}/{way.post_path}", **place)[way.post_id]
            targets.append(Target(network, page[way.page], post))
    if not targets:
        raise BenchFailed(f"the demo has no page with a webhook in {network}")
    return targets


def write_texts(
    sandbox: httpx.Client, targets: list[Target], *, count: int, per_second: float, tag: str
) -> dict[str, float]:
    """Let residents write; returns when the sandbox took each text."""
    texts = [text_of(number, tag=tag) for number in range(count)]
    acts = [target.act(number, text) for number, (text, target) in enumerate(zip(texts, cycle(targets), strict=False))]
    batches = f"/{targets[0].network}/batches"
    batch = _ask(sandbox, "POST", f"{batches}/run", acts=acts, per_second=per_second)
    path = f"{batches}/{batch['batch_id']}"
    while not (told := _ask(sandbox, "GET", path, params={"from": count}))["is_finished"]:
        time.sleep(0.2)
    told = _ask(sandbox, "GET", path)
    return {text: result["at"] for text, result in zip(texts, told["results"], strict=True) if "at" in result}


def _ask(
    sandbox: httpx.Client, method: str, path: str, *, params: dict[str, Any] | None = None, **body: Any
) -> dict[str, Any]:
    answer = sandbox.request(method, path, params=params, json=body or None)
    if answer.is_error:
        raise BenchFailed(f"the sandbox refused {path}: {answer.text[:300]}")
    told: dict[str, Any] = answer.json()
    return told

"""Waiting until everybody has said everything and nothing waits any more."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
from django.db import OperationalError, connections

from otklik.bench.kills.stage import Stage, wait_until
from otklik.bench.kills.verdict import count_waiting
from otklik.pages.models import Connection
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.clock import now as read_clock

SAID_WITHIN_SECONDS = 900.0
CALM_WITHIN_SECONDS = 300.0
READ_EVERY = timedelta(seconds=3)
"""In the end pages that are read for news do not wait for their turn so long as usual."""
SLOWEST_LOOP_SECONDS = 2.5


def wait_for_answers(stage: Stage, *, seconds: float) -> bool:
    """Wait until the edge and the pages serve. Returns False when they did not within these seconds."""
    return wait_until(lambda: all(map(_answers, stage.addresses)), seconds=seconds, stage=stage)


def wait_until_said(stage: Stage, sandbox: RunningSandbox, *, is_all_said: Callable[[], bool]) -> bool:
    """Wait until everybody has said everything. Returns False when it takes too long."""
    # what the network would repeat in a minute comes now; it counts as one of its few tries, so not again and again
    sandbox.control.flush_pushes()

    given_up, since = 0, read_clock()

    def is_said() -> bool:
        # what the network gave up is not known to anybody who is to answer it before the page is read back
        nonlocal given_up, since
        if (gave_up := int(sandbox.control.counters()["pushes"]["given_up"])) > given_up:
            given_up, since = gave_up, read_clock()
        _is_read_back(since=since, is_all=given_up > 0)
        return is_all_said()

    return wait_until(is_said, seconds=SAID_WITHIN_SECONDS, stage=stage)


def wait_for_calm(stage: Stage, sandbox: RunningSandbox) -> None:
    """Wait until nothing waits; longer than a while is a finding."""
    sandbox.control.flush_pushes()
    calm_since = read_clock()

    def is_calm() -> bool:
        pushes = sandbox.control.pushes()
        if pushes["waiting"] or pushes["in_flight"]:
            return False
        is_read = _is_read_back(since=calm_since, is_all=bool(sandbox.control.counters()["pushes"]["given_up"]))
        return is_read and not _count_waiting()

    if wait_until(is_calm, seconds=CALM_WITHIN_SECONDS, stage=stage):
        # what the last events told may still have to be read by the slowest loop
        time.sleep(SLOWEST_LOOP_SECONDS)
        calm_since = read_clock()
        wait_until(is_calm, seconds=CALM_WITHIN_SECONDS, stage=stage)


def _is_read_back(*, since: datetime, is_all: bool) -> bool:
    """OK is heard by reading only; what any network gave up was never accepted: reading the pages back finds it."""
    now = read_clock()
    lines = Connection.objects.exclude(page__network="telegram")
    in_ok = lines.filter(page__network="ok")
    try:
        in_ok.filter(reconciled_at__lt=now - READ_EVERY).update(read_again_at=now)
        if is_all:
            lines.exclude(page__network="ok").filter(reconciled_at__lt=since).update(reconciled_at=None)
        waited_for = lines if is_all else in_ok
        return waited_for.count() == waited_for.filter(reconciled_at__gte=since).count()
    except OperationalError:
        connections.close_all()
        return False


def _count_waiting() -> int:
    try:
        return count_waiting()
    except OperationalError:
        connections.close_all()
        return 1


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False

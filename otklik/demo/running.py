"""One demo from its start to its end."""

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping

from otklik.demo import plan
from otklik.demo.addresses import Addresses
from otklik.demo.errors import DemoRefused
from otklik.demo.folder import DemoFolder
from otklik.demo.plan import Stream
from otklik.demo.processes import Child, Plan
from otklik.demo.supervisor import Supervisor
from otklik.ground.postgres import Postgres

DATABASE_SETTINGS = {"shared_buffers": "128MB"}
DATABASE_STOPS_WITHIN_SECONDS = 6
"""Children take five at most; whoever pressed Ctrl-C waits no longer than a quarter of a minute."""


class Running:
    """Starts the parts of a demo in their order and looks after them."""

    def __init__(self, folder: DemoFolder, addresses: Addresses, *, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._addresses = addresses
        self._tell = tell
        self._server = Postgres(
            folder.path, configuration=DATABASE_SETTINGS, stop_seconds=DATABASE_STOPS_WITHIN_SECONDS
        )
        self._supervisor = Supervisor(self._server, tell=tell)

    def run(self, stream: Stream, *, when_ready: Callable[[], None]) -> None:
        """Run until a signal comes. Raises DemoRefused when it cannot be started."""
        self._supervisor.listen_to_signals()
        self._clear_unless_it_can_go_on()
        server = self._server
        told = plan.environment(self._folder, self._addresses, database_url=server.program_url, owner_url=server.url)
        try:
            self._start(told)
            self._wait_until_ready()
            if not self._supervisor.is_stopping:
                when_ready()
            self._wait_for_the_past(told, stream)
            self._supervisor.look_after_all()
        finally:
            self._tell("ending…")
            self._supervisor.stop()

    def _clear_unless_it_can_go_on(self) -> None:
        """A start that was broken off in the middle leaves half a town; an earlier demo another town."""
        known = self._folder.read()
        if known.can_go_on:
            return
        if known.is_seeded:
            self._tell("the town is another one in this version: it begins anew")
        self._folder.empty()

    def _start(self, told: Mapping[str, str]) -> None:
        """Everything starts beside the making of the tables, except the worker: it needs them."""
        self._folder.change(edge_url="")
        self._add(plan.sandbox_plan(self._folder, self._addresses, told))
        self._prepare = Child(plan.prepare_plan(self._addresses, told), logs=self._folder.logs)
        self._prepare.start()
        self._add(plan.pages_plan(self._addresses, told))
        self._supervisor.start_server()
        self._add(plan.edge_plan(self._addresses, told))
        self._look_after(until=lambda: self._has_town() or self._prepare.has_ended())
        self._check_prepared()
        if not self._supervisor.is_stopping:
            self._add(plan.worker_plan(told))

    def _add(self, what: Plan) -> None:
        self._supervisor.add(Child(what, logs=self._folder.logs))

    def _look_after(self, *, until: Callable[[], bool]) -> None:
        self._supervisor.look_after_all(until=until)

    def _has_town(self) -> bool:
        return self._folder.read().edge_url == self._addresses.edge

    def _wait_until_ready(self) -> None:
        health = (
            f"{self._addresses.site}/readyz",
            f"{self._addresses.edge}/readyz",
            f"{self._addresses.sandbox}/control/health",
        )
        self._look_after(until=lambda: all(_answers(url) for url in health))

    def _wait_for_the_past(self, told: Mapping[str, str], stream: Stream) -> None:
        """Residents begin to write when the past month is complete."""
        self._look_after(until=self._prepare.has_ended)
        self._check_prepared()
        if self._supervisor.is_stopping:
            self._prepare.ask_to_stop()
            self._prepare.wait_until(0)
            return
        self._add(plan.stream_plan(self._folder, self._addresses, told, stream=stream))

    def _check_prepared(self) -> None:
        if self._prepare.has_ended() and self._prepare.exit_code != 0:
            raise DemoRefused(f"the town could not be made; {self._prepare.log} tells why")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False

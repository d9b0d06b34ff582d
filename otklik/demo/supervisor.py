"""The one who owns PostgreSQL and the children: starts them, looks after them, ends them in order."""

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Protocol

from otklik.demo.processes import Child

LOOK_EVERY_SECONDS = 0.1
LOOK_AT_DATABASE_EVERY = 3
"""Looks at the children for one look at the database."""
ROTATE_EVERY = 300


class Server(Protocol):
    """A database server, as far as it is looked after."""

    @property
    def pid(self) -> int | None: ...

    def start(self, *, until: Callable[[], bool]) -> None: ...

    def stop(self) -> None: ...


class Supervisor:
    """Looks after a server and children until it is told to stop."""

    def __init__(self, server: Server | None, *, tell: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self.is_stopping = False
        self._server = server
        self._tell = tell

    def listen_to_signals(self) -> None:
        """Ctrl-C, SIGTERM and the closed terminal end everything in order."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)

    def start_server(self) -> None:
        """Start the database."""
        if self._server is not None:
            self._server.start(until=self._is_told_to_stop)

    def add(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        child.start()
        self.children.append(child)

    def look_after_all(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Look after everything until it is time to stop, or until something is so."""
        looks = 0
        while not self.is_stopping and not until():
            if looks % LOOK_AT_DATABASE_EVERY == 0:
                self._look_after_server()
            self._look_after_children()
            if looks % ROTATE_EVERY == 0:
                for child in self.children:
                    child.rotate_log()
            looks += 1
            time.sleep(LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """End the children, the last started first, then the database."""
        self.is_stopping = True
        for child in reversed(self.children):
            child.ask_to_stop()
        asked_at = time.monotonic()
        for child in reversed(self.children):
            child.wait_until(asked_at + child.plan.stops_within_seconds)
        if self._server is not None:
            self._server.stop()

    def _look_after_children(self) -> None:
        for child in self.children:
            if child.look_after():
                self._tell(f"{child.plan.name} ended by itself and is started again; see {child.log}")

    def _look_after_server(self) -> None:
        if self._server is not None and self._server.pid is None:
            self._tell("PostgreSQL is gone and is started again")
            # waits for the sessions of the old one, so that no two servers write to the same files
            self._server.start(until=self._is_told_to_stop)

    def _is_told_to_stop(self) -> bool:
        return self.is_stopping

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

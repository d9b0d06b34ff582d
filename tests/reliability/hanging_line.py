"""A way to the database that can hang: it takes connections and passes nothing on."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path


class HangingLine:
    """Passes on what comes, by TCP, to the socket of a PostgreSQL, until it is told to hang."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._flows = threading.Event()
        self._flows.set()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        """From now on nothing is passed on, in lines that are open or new."""
        self._flows.clear()

    def hang_those_open(self) -> None:
        """Lines that are open pass nothing on any more; new ones do."""
        self._flows.clear()
        self._flows = threading.Event()
        self._flows.set()

    def flow(self) -> None:
        """What hung goes on."""
        self._flows.set()

    def close(self) -> None:
        """Hang up on everybody."""
        for one in (self._door, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._door.accept()
                there = socket.socket(socket.AF_UNIX)
                there.connect(str(self._target))
                self._open += [here, there]
                for way in ((here, there), (there, here)):
                    threading.Thread(target=self._pass_on, args=(*way, self._flows), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, flows: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while told := source.recv(65_536):
                flows.wait()
                target.sendall(told)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def hanging_line(target: Path) -> Iterator[HangingLine]:
    """The way, as long as it is needed."""
    line = HangingLine(target)
    try:
        yield line
    finally:
        line.flow()
        line.close()

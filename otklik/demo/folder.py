"""The data directory of a demo: its lock, its marker, and how it is emptied."""

import fcntl
import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Self

from otklik.demo.errors import DemoRefused
from otklik.ground.postgres import Postgres

MARKER = "demo.json"
EDITION = 4
"""Of the town: one more whenever a folder of an earlier demo could no longer be played on."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What the demo remembers of its folder."""

    is_seeded: bool = False
    """The town and its history are complete; until then a start begins anew."""
    edge_url: str = ""
    """Where the sandbox's pages push their events."""
    edition: int = 1

    @property
    def can_go_on(self) -> bool:
        """A start goes on from what is in the folder."""
        return self.is_seeded and self.edition == EDITION


class DemoFolder:
    """The data directory of one demo."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._lock: IO[str] | None = None

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def letters(self) -> Path:
        """Letters that would be sent are kept here, for people to read."""
        return self.path / "letters"

    @property
    def sandbox(self) -> Path:
        return self.path / "sandbox"

    @property
    def marker_file(self) -> Path:
        return self.path / MARKER

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Let another demo have the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def take(self) -> None:
        """Take the folder for this demo. Raises DemoRefused when it is another's or another demo runs in it."""
        if self.path.exists() and not self.path.is_dir():
            raise DemoRefused(f"{self.path} is no folder. Name another one with --data-dir.")
        if self.path.is_dir() and any(self.path.iterdir()) and not self.marker_file.is_file():
            raise DemoRefused(
                f"{self.path} is not empty and no demo made it, so nothing in it is touched. "
                "Name another folder with --data-dir."
            )
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / "demo.lock").open("a")
        except OSError as error:
            raise DemoRefused(f"{self.path} cannot be used: {error.strerror}. Name another with --data-dir.") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.leave()
            raise DemoRefused(
                f"Another demo runs in {self.path}. Stop it, or name another folder with --data-dir."
            ) from error
        if not self.marker_file.is_file():
            self.remember(Marker())

    def read(self) -> Marker:
        """What is remembered."""
        try:
            return Marker(**json.loads(self.marker_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return Marker()

    def remember(self, marker: Marker) -> None:
        """Remember it, as a whole or not at all."""
        draft = self.marker_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(marker)), encoding="utf-8")
        draft.replace(self.marker_file)

    def change(self, **values: bool | str | int) -> None:
        """Remember something new."""
        self.remember(replace(self.read(), **values))  # type: ignore[arg-type]

    def empty(self) -> None:
        """Throw everything away, the database first; only the lock and the marker stay."""
        self.remember(Marker())
        server = Postgres(self.path)
        server.stop()
        place = (self.path / "postgres").resolve()
        if (self.path / "postgres").is_symlink() and place.is_dir():
            shutil.rmtree(place)
        for path in self.path.iterdir():
            if path.name in (MARKER, "demo.lock"):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

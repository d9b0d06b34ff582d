"""Every change as one line of a file, so that a restart goes on where it was, after a SIGKILL too."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Line = tuple[str, dict[str, Any]]
FILE_NAME = "journal.jsonl"


class Journal:
    """Lines are gathered while one act is performed and written at its end: one system call an act."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE_NAME if folder else None
        self._waiting: list[str] = []
        self._descriptor = -1
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def read(self) -> Iterator[Line]:
        """The lines of the last run; a line that was torn by a kill is left out."""
        if self.path is None or not self.path.exists():
            return
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    kind, fields = json.loads(line)
                except ValueError:
                    continue
                yield kind, fields

    def start(self, lines: Iterable[Line]) -> None:
        """Begin a new file with these lines (the state as it stands); the old one is replaced at once or not at all."""
        if self.path is None:
            return
        self.close()
        self._waiting.clear()
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(_line(kind, fields) for kind, fields in lines)
        fresh.replace(self.path)
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND)

    def add(self, kind: str, fields: dict[str, Any]) -> None:
        if self.path is not None:
            self._waiting.append(_line(kind, fields))

    def flush(self) -> None:
        """Hand the gathered lines to the operating system: from now on a killed sandbox keeps them."""
        if not self._waiting or self._descriptor < 0:
            return
        lines = "".join(self._waiting).encode()
        self._waiting.clear()
        while lines:
            lines = lines[os.write(self._descriptor, lines) :]

    def close(self) -> None:
        if self._descriptor >= 0:
            self.flush()
            os.close(self._descriptor)
            self._descriptor = -1


def _line(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps([kind, fields], ensure_ascii=False, separators=(",", ":")) + "\n"

"""Starting the program that makes films (`film_program.py`) and judging what it has done: strangers' bytes went in.

It gets two open files without a name, so nothing is left of them whoever is killed; no environment, so no secret; and
bounds of processor, memory, size and time. Its answer is one word out of a list, or it fell. What it wrote is read as
if a stranger had sent it, and made clean once more.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from django.conf import settings

from otklik.media.models import ComesAs, FilmFault
from otklik.media.mp4 import BadVideo, clean_mp4
from otklik.media.sniffing import sniff

PROGRAM: Final = (sys.executable, "-I", "-m", "otklik.media.film_program")
_HEAD: Final = 1024
_LONGEST_WORD: Final = 32
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """A film, open, or why there is none."""

    file: BinaryIO | None
    size: int = 0
    fault: FilmFault | None = None


@contextmanager
def film_of(source: BinaryIO, *, program: tuple[str, ...] = PROGRAM) -> Iterator[Made]:
    """The film of a video in a real file; gone again afterwards. Takes minutes."""
    source.seek(0)
    kind = sniff(source.read(_HEAD))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as clean:
        word = _run(program, source, out, kind) if kind in ComesAs else "broken"
        if word != "done":
            yield Made(None, fault=_fault_of(word))
            return
        try:
            clean_mp4(out, clean)
        except BadVideo:
            yield Made(None, fault=FilmFault.BROKEN)
            return
        size = clean.seek(0, 2)
        clean.seek(0)
        yield Made(clean, size)


def cpu_seconds() -> int:
    """How much of a processor one film may take: three times its length, and some; 1080p takes as much as it lasts."""
    return 60 + 180 * settings.OTKLIK_VIDEO_MAX_MINUTES


def _run(program: tuple[str, ...], source: BinaryIO, out: BinaryIO, kind: str) -> str:
    """What it said; `heavy` where the processor's bound ended it, nothing where it fell or took too long."""
    source.seek(0)
    most_bytes = settings.OTKLIK_VIDEO_MAX_MB * _MEGABYTE
    told = (source.fileno(), out.fileno(), kind, settings.OTKLIK_VIDEO_MAX_MINUTES * 60, most_bytes)
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                [*program, *(str(one) for one in told), str(cpu_seconds()), str(os.getpid())],
                env={}, cwd="/", pass_fds=(source.fileno(), out.fileno()), stdin=subprocess.DEVNULL, stdout=answer,
                stderr=subprocess.DEVNULL, timeout=3 * cpu_seconds(), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return ""
        if done.returncode == -signal.SIGXCPU:
            return "heavy"
        answer.seek(0)
        return answer.read(_LONGEST_WORD).decode("ascii", "replace").strip() if done.returncode == 0 else ""


def _fault_of(word: str) -> FilmFault:
    return FilmFault(word) if word in FilmFault else FilmFault.FELL

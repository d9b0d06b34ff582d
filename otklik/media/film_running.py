"""Runs the transcoder (`film_program.py`) on untrusted files and validates its output.

It gets two open files without a name, so nothing is left of them whoever is killed; no environment, so no secret; and
bounds of processor, memory, size and time. Its answer is one word out of a list, or it fell. What it wrote is read as
if a stranger had sent it, and made clean once more.
"""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

from django.conf import settings

from otklik.media.models import ComesAs, FilmFault
from otklik.media.mp4 import BadVideo, clean_mp4
from otklik.media.sniffing import sniff

PROGRAM: Final = (sys.executable, "-I", "-m", "otklik.media.film_program")
LOOK_EVERY_SECONDS = 0.5
_HEAD: Final = 1024
_LONGEST_WORD: Final = 32
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """A film, open, or why there is none; neither: it was told to stop."""

    file: BinaryIO | None
    size: int = 0
    fault: FilmFault | None = None


@contextmanager
def film_of(source: BinaryIO, *, stop: threading.Event, program: tuple[str, ...] = PROGRAM) -> Iterator[Made]:
    """The film of a video in a real file; gone again afterwards. Takes minutes, or ends soon after `stop` is set.

    Raises OSError where the disk is full.
    """
    source.seek(0)
    kind = sniff(source.read(_HEAD))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as clean:
        word = _run(program, source, out, kind, stop=stop) if kind in ComesAs else "broken"
        if word != "done":
            yield Made(None, fault=None if stop.is_set() and not word else _fault_of(word))
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


def _run(program: tuple[str, ...], source: BinaryIO, out: BinaryIO, kind: str, *, stop: threading.Event) -> str:
    """What it said; `heavy` where the processor's bound ended it, nothing where it fell, was late or had to stop."""
    source.seek(0)
    most_bytes = settings.OTKLIK_VIDEO_MAX_MB * _MEGABYTE
    told = (source.fileno(), out.fileno(), kind, settings.OTKLIK_VIDEO_MAX_MINUTES * 60, most_bytes)
    with tempfile.TemporaryFile() as answer:
        running = subprocess.Popen(
            [*program, *(str(one) for one in told), str(cpu_seconds()), str(os.getpid())],
            env={}, cwd="/", pass_fds=(source.fileno(), out.fileno()), stdin=subprocess.DEVNULL, stdout=answer,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        code = _wait_for(running, stop=stop)
        if code == -signal.SIGXCPU:
            return "heavy"
        if code == os.EX_TEMPFAIL:
            raise OSError(errno.ENOSPC, "no room on the disk for a film")
        answer.seek(0)
        return answer.read(_LONGEST_WORD).decode("ascii", "replace").strip() if code == 0 else ""


def _wait_for(running: subprocess.Popen[bytes], *, stop: threading.Event) -> int:
    """How it ended; it is killed when its time is over, it is told to stop, or whoever waits is."""
    until = time.monotonic() + 3 * cpu_seconds()
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return running.wait(LOOK_EVERY_SECONDS)
            if stop.is_set() or time.monotonic() > until:
                running.kill()
    finally:
        running.kill()
        running.wait()


def _fault_of(word: str) -> FilmFault:
    return FilmFault(word) if word in FilmFault else FilmFault.FELL

"""Transcodes a video in a process of its own: `python -I -m otklik.media.film_program` reads a file and writes another.

It alone loads the decoders, which are a million lines of C that read strangers' bytes. It is given two open files and
bounds, and nothing else: no environment, no database, no secret. What it says in its one line of output (`WORDS`) and
what it has written, `film_running.py` does not believe either.
"""

import errno
import os
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import av
from av.audio.resampler import AudioResampler
from av.filter import Graph
from av.filter.context import FilterContext

from otklik.shared.parents import end_with_parent

WORDS: Final = ("done", "broken", "none", "picture", "long", "heavy")
"""How it went: made; not whole or in no known writing; no moving pictures; their size; their length; over a bound."""
LONGEST_SIDE: Final = 1280
"""Points of the film that is made; a smaller one stays as small."""
MOST_RATE: Final = 30
"""Pictures a second of the film that is made."""
MOST_POINTS: Final = 4096 * 2304
"""Of a picture that comes: what phones call 4K."""
MOST_MEMORY: Final = 1200 * 1024 * 1024
"""Bytes of address space, libraries and all; pictures of 4K in ten bits take a third of it."""
NICENESS: Final = 15
_FORMATS: Final = {"mp4": "mov", "webm": "matroska"}
_CODECS: Final = frozenset(
    {"h264", "hevc", "libdav1d", "av1", "vp8", "vp9", "mpeg4", "h263"}
    | {"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "amrnb", "amrwb", "alac", "pcm_s16le", "pcm_s16be"}
)
"""What phones and browsers write. Every other decoder stays untouched, however the file calls its tracks."""
_READING: Final = {"max_pixels": str(MOST_POINTS), "threads": "1"}
_TICKS: Final = Fraction(1, 90_000)
_LEAST_GAP: Final = Fraction(1, 10)
"""Seconds without sound that stay silent."""
_SOUND_RATE: Final = 48_000
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
_TURNS: Final = {90: ("transpose", "cclock"), -90: ("transpose", "clock"), 270: ("transpose", "clock")}


class Unfit(Exception):
    """It cannot be made; the argument is one of `WORDS`."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to make of which open files, by their numbers, within which bounds."""

    source: int
    out: int
    kind: str
    """`mp4` or `webm`."""
    most_seconds: int
    most_bytes: int
    """Of the film."""
    most_cpu: int
    """Seconds of a processor."""
    parent: int


def main(words: list[str]) -> None:
    """Do one task and say how it went. Whoever reads the output takes silence for a process that fell."""
    task = Task(int(words[0]), int(words[1]), words[2], *map(int, words[3:]))
    end_with_parent(task.parent)
    _be_bounded(task)
    try:
        print(_attempt(task), flush=True)  # noqa: T201 (this is how it answers)
    except OSError as error:
        if error.errno in _NO_ROOM:  # told by the way it ends: a word might find no room either
            os._exit(os.EX_TEMPFAIL)
        raise
    os._exit(0)  # nothing of a library's tidying up after a film that may have broken it


def _be_bounded(task: Task) -> None:
    os.nice(NICENESS)
    for which, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, task.most_cpu),
        (resource.RLIMIT_FSIZE, task.most_bytes),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_NOFILE, 32),
    ):
        # the processor's bound speaks by SIGXCPU before it kills
        resource.setrlimit(which, (most, most + 5 if which == resource.RLIMIT_CPU else most))


def _attempt(task: Task) -> str:
    try:
        _make(task)
    except Unfit as unfit:
        return str(unfit)
    except MemoryError:  # av's too; it may be the machine's want as well as the film's: silence, so it is tried again
        raise
    except OSError as error:  # av's errors of files are those too; the machine's wants are no fault of the film
        if error.errno in (*_NO_ROOM, errno.ENOMEM):
            raise
        return "heavy" if error.errno == errno.EFBIG else "broken"
    except (av.FFmpegError, ValueError):
        return "broken"
    return "done"


def _make(task: Task) -> None:
    with (
        av.open(
            f"/proc/self/fd/{task.source}",
            format=_FORMATS[task.kind],
            options=_READING,  # for the look that is taken at the first pictures, too
            container_options={"codec_whitelist": ",".join(_CODECS), "protocol_whitelist": "file", "enable_drefs": "0"},
        ) as came,
        av.open(
            f"/proc/self/fd/{task.out}", "w", format="mp4", options={"movflags": "faststart", "fflags": "bitexact"}
        ) as made,
    ):
        _Making(came, made, most_seconds=task.most_seconds).run()


class _Making:
    """The tracks of one film, picture by picture."""

    def __init__(self, came: Any, made: Any, *, most_seconds: int) -> None:
        self._came, self._made, self._most = came, made, most_seconds
        self._origin = Fraction(came.start_time or 0, av.time_base)
        if came.duration and Fraction(came.duration, av.time_base) > most_seconds + 1:
            raise Unfit("long")
        self._pictures = _pictures_of(came)
        self._sounds = _sounds_of(came)
        self._film: Any = None
        self._sound: Any = None
        self._resampler = AudioResampler(format="fltp", layout="stereo", rate=_SOUND_RATE, frame_size=1024)
        self._scaler = _Scaler()
        self._due = Fraction(0)
        self._last = -1
        self._heard: Fraction | None = None

    def run(self) -> None:
        """All of it. Raises Unfit, and av's errors."""
        chosen = [self._pictures, *([self._sounds] if self._sounds else [])]
        # of a track without sound players take the film for silent; so it is there from the start or not at all
        if self._sounds:
            self._sound = self._made.add_stream("aac", rate=_SOUND_RATE, layout="stereo")
            self._sound.codec_context.bit_rate = 96_000
        waiting: list[tuple[Callable[[Any], None], Any]] = []
        for packet in self._came.demux(*chosen):
            take = self._take_picture if packet.stream is self._pictures else self._take_sound
            for frame in _frames_of(packet):
                if self._film is None and take == self._take_sound:
                    waiting.append((take, frame))  # the head of the file is written with the first picture
                    if len(waiting) > 5_000:
                        raise Unfit("broken")
                    continue
                take(frame)
                while self._film is not None and waiting:
                    later, sound = waiting.pop(0)
                    later(sound)
        if self._film is None:
            raise Unfit("none")
        if self._sound is not None:
            self._write_sound(None)
            self._made.mux(self._sound.encode(None))
        self._made.mux(self._film.encode(None))

    def _take_picture(self, frame: Any) -> None:
        at = self._moment_of(frame)
        if at is None or at + Fraction(1, 1000) < self._due:
            return  # more of them than are wanted
        self._due = max(self._due, at - Fraction(1, MOST_RATE)) + Fraction(1, MOST_RATE)
        if frame.width * frame.height > MOST_POINTS:
            raise Unfit("picture")
        scaled = self._scaler.scale(frame)
        if self._film is None:
            self._film = _film_in(self._made, scaled, like=self._pictures.codec_context)
        scaled.pts = max(int(at / _TICKS), self._last + 1)
        self._last = scaled.pts
        scaled.time_base = _TICKS
        scaled.pict_type = 0
        self._made.mux(self._film.encode(scaled))

    def _take_sound(self, frame: Any) -> None:
        at = self._moment_of(frame)
        if at is None:
            return
        is_on = self._heard is not None and at < self._heard + _LEAST_GAP  # whatever was rounded, it goes on
        frame.pts = int((self._heard if self._heard is not None and is_on else at) * frame.sample_rate)
        frame.time_base = Fraction(1, frame.sample_rate)
        self._heard = Fraction(frame.pts + frame.samples, frame.sample_rate)
        self._write_sound(frame)

    def _write_sound(self, frame: Any) -> None:
        for ready in self._resampler.resample(frame):
            self._made.mux(self._sound.encode(ready))

    def _moment_of(self, frame: Any) -> Fraction | None:
        """Seconds from the beginning; None where nothing says it. Raises Unfit past the bound."""
        if frame.pts is None:
            return None
        at = Fraction(frame.pts) * Fraction(frame.time_base) - self._origin
        if at > self._most + 1:
            raise Unfit("long")
        return max(at, Fraction(0))


class _Scaler:
    """Turns pictures upright and makes them small enough; all of a film get the size of the first."""

    def __init__(self) -> None:
        self._size: tuple[int, int] | None = None
        self._known: tuple[Any, ...] = ()
        self._graph: Graph | None = None

    def scale(self, frame: Any) -> Any:
        """The picture as it goes into the film."""
        told = (frame.width, frame.height, frame.format.name, frame.rotation)
        if self._graph is None or told != self._known:
            self._graph, self._known = self._graph_for(frame), told
        self._graph.vpush(frame)
        return self._graph.vpull()

    def _graph_for(self, frame: Any) -> Graph:
        turned = frame.rotation in _TURNS
        wide, high = (frame.height, frame.width) if turned else (frame.width, frame.height)
        self._size = self._size or _fitting(wide, high)
        graph = Graph()
        graph.threads = 1
        steps: list[FilterContext] = [
            graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=_TICKS)
        ]
        if turned:
            steps.append(graph.add(*_TURNS[frame.rotation]))
        elif abs(frame.rotation) == 180:
            steps += [graph.add("hflip"), graph.add("vflip")]
        steps.append(graph.add("scale", f"{self._size[0]}:{self._size[1]}"))
        steps += [graph.add("format", "yuv420p"), graph.add("buffersink")]
        graph.link_nodes(*steps).configure()
        return graph


def _pictures_of(came: Any) -> Any:
    """The track of pictures. Raises Unfit, before a picture is unpacked."""
    if not came.streams.video:
        raise Unfit("none")
    track = came.streams.video[0]
    if not _is_readable(track):
        raise Unfit("broken")
    if not 0 < track.width * track.height <= MOST_POINTS:
        raise Unfit("picture")
    track.codec_context.thread_count = 1
    track.codec_context.options = _READING
    return track


def _sounds_of(came: Any) -> Any:
    """The first track of sound that can be read, or none."""
    return next((one for one in came.streams.audio if _is_readable(one) and one.sample_rate), None)


def _is_readable(track: Any) -> bool:
    return track.codec_context is not None and track.codec_context.codec.name in _CODECS


def _frames_of(packet: Any) -> Iterator[Any]:
    """What a packet holds: nothing where it is broken, as the last one of a film often is."""
    try:
        yield from packet.decode()
    except av.InvalidDataError:
        return


def _film_in(made: Any, first: Any, *, like: Any) -> Any:
    film = made.add_stream("libx264", rate=MOST_RATE)
    film.width, film.height, film.pix_fmt = first.width, first.height, "yuv420p"
    film.codec_context.time_base = _TICKS
    film.codec_context.thread_count = 1
    for name in ("color_primaries", "color_trc", "colorspace"):  # what the numbers of its colours mean
        setattr(film.codec_context, name, getattr(like, name))
    film.codec_context.options = {"preset": "veryfast", "crf": "26"}
    return film


def _fitting(wide: int, high: int) -> tuple[int, int]:
    """Both sides even, none longer than the bound."""
    part = min(Fraction(1), Fraction(LONGEST_SIDE, max(wide, high)))
    return max(2, int(wide * part) // 2 * 2), max(2, int(high * part) // 2 * 2)


if __name__ == "__main__":
    main(sys.argv[1:])

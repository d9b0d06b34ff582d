"""Tiny films of every kind that phones and browsers write, made by the encoders themselves."""

from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np

WIDE, HIGH = 64, 48
PLACE = "+56.4477+060.1933/"


def encode(
    box: str,
    codec: str,
    *,
    sound: str = "",
    size: tuple[int, int] = (WIDE, HIGH),
    pictures: int = 5,
    rate: int = 10,
    turned: int = 0,
    options: Mapping[str, str] | None = None,
) -> bytes:
    """A film of a red half beside a blue one, half a second of it, with a place in its head; `sound`: with silence."""
    file = BytesIO()
    with av.open(file, "w", format=box) as made:
        made.metadata["location"] = PLACE
        film: Any = made.add_stream(codec, rate=rate)
        film.width, film.height = size
        film.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        film.codec_context.thread_count = 1
        film.codec_context.options = dict(options or {})
        if turned:
            film.set_display_rotation(turned)
        track: Any = made.add_stream(sound, rate=48_000, layout="mono") if sound else None
        points = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        points[:, : size[0] // 2, 0] = points[:, size[0] // 2 :, 2] = 255
        for number in range(pictures):
            frame = av.VideoFrame.from_ndarray(points, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            made.mux(film.encode(frame))
        made.mux(film.encode(None))
        if track is not None:
            _add_silence(made, track, Fraction(pictures, rate))
    return file.getvalue()


def _add_silence(made: Any, track: Any, seconds: Fraction) -> None:
    each, kind = track.codec_context.frame_size, track.codec_context.format.name
    silence = np.zeros((1, each), dtype=np.float32 if kind.startswith("flt") else np.int16)
    for number in range(int(48_000 * seconds) // each):
        frame = av.AudioFrame.from_ndarray(silence, format=kind, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, number * each, Fraction(1, 48_000)
        made.mux(track.encode(frame))
    made.mux(track.encode(None))


def look(content: bytes) -> dict[str, Any]:
    """What a player finds: codecs by kind of track, size, length, pictures, words in the head, the corners' colours."""
    with av.open(BytesIO(content), "r") as film:
        pictures = list(film.decode(video=0))
        first = pictures[0].to_ndarray(format="rgb24")
        return {
            "tracks": sorted(f"{one.type} {one.codec_context.name}" for one in film.streams),
            "size": (pictures[0].width, pictures[0].height),
            "format": pictures[0].format.name,
            "turned": pictures[0].rotation,
            "count": len(pictures),
            "words": set(film.metadata) - {"major_brand", "minor_version", "compatible_brands"},
            "is_quick": content.find(b"moov") < content.find(b"mdat"),
            "corners": [_colour_of(first[y, x]) for y, x in ((2, 2), (2, -3), (-3, 2))],
        }


def _colour_of(point: Any) -> str:
    return "red" if point[0] > 150 else "blue" if point[2] > 150 else "other"


def kinds(folder: Path) -> dict[str, Path]:
    """One of every kind, in files."""
    quiet = {"x265-params": "log-level=none", "preset": "ultrafast"}
    made = {
        "mp4": encode("mp4", "libx264", sound="aac"),
        "mov": encode("mov", "libx265", sound="aac", turned=-90, options=quiet),
        "3gp": encode("3gp", "h263", sound="aac", size=(176, 144)),
        "vp8": encode("webm", "libvpx", sound="libopus"),
        "vp9": encode("webm", "libvpx-vp9", sound="libopus"),
        "fast": encode("mp4", "libx264", pictures=30, rate=60),
        "long": encode("mp4", "libx264", pictures=3, rate=1),
        "huge": encode("mp4", "libx264", size=(4800, 2000), pictures=1, options={"preset": "ultrafast"}),
        "foreign": encode("mov", "mjpeg"),
    }
    of_64_by_48, of_8000 = b"\x9d\x01\x2a\x40\x00\x30\x00", b"\x9d\x01\x2a\x40\x1f\x40\x1f"
    assert of_64_by_48 in made["vp8"]
    made["liar"] = made["vp8"].replace(of_64_by_48, of_8000)  # the head says 64 by 48, the first picture 8000 by 8000
    made["torn"] = made["vp9"][: len(made["vp9"]) * 5 // 6]
    made["stub"] = made["vp9"][:150]
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in made}

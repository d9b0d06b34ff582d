"""Of whatever phones and browsers write the program makes one kind of film, or says why not; it harms nobody."""

import errno
import os
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from otklik.media import film_program, film_running
from otklik.media.film_running import film_of
from otklik.media.models import FilmFault
from otklik.media.tests.encoders import PLACE, encode, look
from otklik.media.tests.films import TRACE, WHERE, box, track


def made_of(path: Path, program: Path | None = None) -> bytes | FilmFault | None:
    told = {"program": (sys.executable, str(program))} if program else {}
    with path.open("rb") as source, film_of(source, stop=threading.Event(), **told) as made:
        return made.file.read() if made.file else made.fault


@pytest.mark.parametrize(
    ("kind", "size", "count"),
    [
        ("mp4", (64, 48), 5),
        ("mov", (48, 64), 5),
        ("3gp", (176, 144), 5),
        ("vp8", (64, 48), 5),
        ("vp9", (64, 48), 5),
        ("torn", (64, 48), 3),
    ],
)
def test_every_kind_becomes_one_that_any_browser_plays(
    films: dict[str, Path], kind: str, size: tuple[int, int], count: int
) -> None:
    content = made_of(films[kind])
    assert isinstance(content, bytes)
    seen = look(content)
    assert (seen["tracks"], seen["count"]) == (["audio aac", "video h264"], count)
    assert (seen["size"], seen["format"], seen["turned"]) == (size, "yuv420p", 0)
    assert (seen["words"], seen["is_quick"]) == (set(), True)
    assert PLACE.encode() not in content
    # what was held upright stands upright: the red half was on the left, and is above after a turn to the right
    assert seen["corners"] == (["red", "red", "blue"] if kind == "mov" else ["red", "blue", "red"])


def test_no_more_than_thirty_pictures_a_second(films: dict[str, Path]) -> None:
    content = made_of(films["fast"])
    assert isinstance(content, bytes)
    assert look(content)["count"] == 15


def test_large_pictures_become_small(tmp_path: Path) -> None:
    (tmp_path / "wide").write_bytes(encode("mp4", "libx264", size=(1602, 400), pictures=1))
    content = made_of(tmp_path / "wide")
    assert isinstance(content, bytes)
    assert look(content)["size"] == (1280, 318)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("huge", FilmFault.PICTURE),
        ("liar", FilmFault.BROKEN),
        ("foreign", FilmFault.BROKEN),
        ("stub", FilmFault.BROKEN),
    ],
)
def test_it_says_why_it_makes_none(films: dict[str, Path], kind: str, fault: FilmFault) -> None:
    assert made_of(films[kind]) == fault


def test_what_lies_about_its_kind_is_refused(films: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"no film at all")
    assert made_of(tmp_path / "text") == FilmFault.BROKEN
    (tmp_path / "half").write_bytes(films["mp4"].read_bytes()[:32] + films["vp8"].read_bytes())
    assert made_of(tmp_path / "half") == FilmFault.BROKEN


def test_what_is_longer_than_the_bound_is_refused(films: dict[str, Path], settings: Settings) -> None:
    settings.OTKLIK_VIDEO_MAX_MINUTES = 0
    assert made_of(films["long"]) == FilmFault.LONG


def test_a_track_of_places_and_words_in_the_head_are_gone(films: dict[str, Path], tmp_path: Path) -> None:
    head, table = films["mp4"].read_bytes().split(b"moov")  # it stands at the end, after all samples
    places = track(b"meta", chunks=[len(head) - 4 + 8], samples=[len(TRACE)], written=box(b"mebx", bytes(7), b"\1"))
    came = head[:-4] + box(b"mdat", TRACE) + box(b"moov", table, places)
    assert (TRACE in came, PLACE.encode() in came, WHERE in came) == (True, True, True)
    (tmp_path / "came").write_bytes(came)
    made = made_of(tmp_path / "came")
    assert isinstance(made, bytes)
    assert (look(made)["tracks"], look(made)["words"]) == (["audio aac", "video h264"], set())
    assert (b"56.4477" in made, TRACE in made) == (False, False)


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", FilmFault.FELL),
        ("os.kill(os.getpid(), signal.SIGXCPU)", FilmFault.HEAVY),
        ("os.kill(os.getpid(), signal.SIGSEGV)", FilmFault.FELL),
        ("sys.exit(3)", FilmFault.FELL),
        ("print('long')", FilmFault.LONG),
        ("print('done')", FilmFault.BROKEN),
        ("print('done'); os.write(int(sys.argv[2]), b'no film' * 99)", FilmFault.BROKEN),
        ("print('x' * 10_000_000)", FilmFault.FELL),
        ("pass", FilmFault.FELL),
    ],
)
def test_whatever_becomes_of_the_program_is_a_word(
    films: dict[str, Path], tmp_path: Path, does: str, fault: FilmFault
) -> None:
    fake = tmp_path / "fake.py"
    fake.write_text(f"import os, signal, sys\n{does}\n")
    assert made_of(films["mp4"], fake) == fault


def test_one_that_hangs_is_ended(films: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_running, "cpu_seconds", lambda: 0)
    monkeypatch.setattr(film_running, "LOOK_EVERY_SECONDS", 0.01)
    fake = tmp_path / "fake.py"
    fake.write_text("import signal\nsignal.pause()\n")
    assert made_of(films["mp4"], fake) == FilmFault.FELL


def test_a_film_over_the_bound_of_a_file_is_not_finished(films: dict[str, Path]) -> None:
    with films["mp4"].open("rb") as source, tempfile.TemporaryFile() as out:
        files = (source.fileno(), out.fileno())
        words = [*film_running.PROGRAM, *(str(one) for one in (*files, "mp4", 180, 1_000, 600, os.getpid()))]
        done = subprocess.run(words, env={}, pass_fds=files, capture_output=True, text=True, check=True)
        assert (done.stdout, out.seek(0, 2) <= 1_000) == ("heavy\n", True)


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "full"), None),
        (OSError(errno.ENOMEM, "want"), None),
        (MemoryError(), None),
        (OSError(errno.EFBIG, "large"), "heavy"),
        (OSError(errno.EINVAL, "bad"), "broken"),
    ],
)
def test_a_want_of_the_machine_is_no_fault_of_the_film(
    monkeypatch: pytest.MonkeyPatch, error: Exception, word: str | None
) -> None:
    def wants(_: Any) -> None:
        raise error

    monkeypatch.setattr(film_program, "_make", wants)
    task = film_program.Task(0, 1, "mp4", 180, 1_000, 600, os.getpid())
    with pytest.raises(type(error)) if word is None else nullcontext():  # silence: it fell, and is tried again
        assert film_program._attempt(task) == word


def test_a_full_disk_is_told_of_as_that(films: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")  # every byte that is written there finds the disk full
    with full.open("r+b", buffering=0) as out:
        room = tempfile.TemporaryFile
        files = iter([nullcontext(out)])  # the film's own; what the program answers finds room
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda: next(files, None) or room())
        with pytest.raises(OSError, match="no room") as told:
            made_of(films["mp4"])
    assert told.value.errno == errno.ENOSPC


def test_it_is_told_no_secret_and_given_no_other_file(
    films: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTKLIK_SECRET_KEY", "told to nobody")
    fake, seen = tmp_path / "fake.py", tmp_path / "seen"
    fake.write_text(
        textwrap.dedent(f"""
            import os, sys
            from pathlib import Path
            files = sorted(int(one) for one in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{{one}}"))
            ours = [0, 1, 2, int(sys.argv[1]), int(sys.argv[2])]
            Path({str(seen)!r}).write_text(f"{{[*os.environ]}} {{[one for one in files if one not in ours]}}")
        """)
    )
    made_of(films["mp4"], fake)
    environment, _, files = seen.read_text().partition("] ")
    assert "OTKLIK" not in environment
    assert "DATABASE" not in environment
    assert files == "[]"
    assert os.environ["OTKLIK_SECRET_KEY"]

"""How much processor time the parts of a running system take, each process apart (Linux only)."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_OURS = ("otklik.project.cli", "otklik.sandbox", "otklik.demo.")
PROC = Path("/proc")


def seconds_by_process(roots: Collection[int], *, proc: Path = PROC) -> Mapping[str, float]:
    """Seconds of processor that these processes and all below them have taken, by what they are.

    Children that ended count with whoever waited for them. Those that have the same name count together. Empty where
    the system tells nothing of its processes.
    """
    below = _children(proc)
    taken: dict[str, float] = {}
    waiting, seen = list(roots), set[int]()
    while waiting:
        pid = waiting.pop()
        if pid in seen:
            continue  # a root may stand below another
        seen.add(pid)
        waiting += below.get(pid, [])
        if (seconds := _seconds_of(proc / str(pid))) is not None:
            name = _name_of(proc / str(pid))
            taken[name] = taken.get(name, 0.0) + seconds
    return taken


def runs_below(root: int, name: str, *, proc: Path = PROC) -> bool:
    """Whether a process of this name runs below another one.

    What it took in its whole life falls to whoever waits for it, at the moment of its end: whoever measures must not
    begin before that. False where the system tells nothing of its processes.
    """
    return name in seconds_by_process([root], proc=proc)


def _children(proc: Path) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for place in proc.glob("[0-9]*"):
        if (fields := _fields_of(place)) is not None:
            below.setdefault(int(fields[1]), []).append(int(place.name))
    return below


def _seconds_of(place: Path) -> float | None:
    fields = _fields_of(place)
    return sum(map(int, fields[11:15])) / _TICKS if fields is not None else None


def _fields_of(place: Path) -> list[str] | None:
    """What stands behind the name in `stat`: state, parent, …; proc(5) counts them from 3."""
    try:
        return (place / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _name_of(place: Path) -> str:
    """The word of our command, `flow` or `rest` for the two of a worker; the program's own name for others."""
    try:
        name = (place / "comm").read_text().strip()
        words = (place / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "gone"
    if name.startswith("otklik "):
        return name.removeprefix("otklik ")
    for at, word in enumerate(words):
        if word in _OURS[:1]:
            return words[at + 1]
        if word.startswith(_OURS[1:]):
            return word.rpartition(".")[2]
    return name

"""How much processor time our processes took: what a busy machine cannot spoil as it spoils the clock on the wall."""

from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")


def processor_seconds(roots: Iterable[int]) -> float:
    """The time on a processor of these processes and all that they started; 0 where the system does not tell.

    Only Linux tells. Threads that have ended are not counted any more: take the difference of two near moments.
    """
    return sum(_spent(pid) for pid in _families(set(roots))) / 1e9


def _families(roots: set[int]) -> set[int]:
    parents = {int(one.name): _parent(one) for one in _PROC.glob("[0-9]*")}
    found, before = set(roots), 0
    while len(found) > before:
        before = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found


def _parent(process: Path) -> int:
    """The fourth word of its state; the second is a name in brackets that may hold anything."""
    try:
        return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _spent(pid: int) -> int:
    """Nanoseconds, of all threads."""
    total = 0
    for task in (_PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except (OSError, IndexError, ValueError):
            continue  # it has just ended
    return total

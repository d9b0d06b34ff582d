"""Ends a child process when its parent dies, and names processes for `ps` (both Linux only)."""

import ctypes
import os
import signal
import sys

_SET_DEATH_SIGNAL, _SET_NAME = 1, 15
_LONGEST_NAME = 15
# loaded before any fork: a freshly forked child must not have to load libraries
_libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def end_with_parent(parent: int | None = None) -> None:
    """Ask the kernel, in a child, for a SIGTERM when the parent dies, however it dies.

    `parent`: who that is; a child that it left before the kernel was asked ends at once.
    """
    if _libc is None:
        return
    _libc.prctl(_SET_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def name_process(name: str) -> None:
    """What `ps -o comm`, `top` and `/proc/<pid>/comm` call this process: 15 bytes of the name at most."""
    if _libc is not None:
        _libc.prctl(_SET_NAME, name.encode()[:_LONGEST_NAME], 0, 0, 0)

"""Failpoints: places in the code where a test may kill the process, to prove that nothing is lost or done twice.

`OTKLIK_KILL_POINTS` names a folder. A file in it with the name of a failpoint kills, once, the process that reaches
it. Without the variable a failpoint costs one look into the environment.
"""

import os
import signal
from pathlib import Path


def failpoint(name: str) -> None:
    """Die here, as by `kill -9`, if there is a file of this name; once for each file."""
    folder = os.environ.get("OTKLIK_KILL_POINTS")
    if folder and _claim(Path(folder) / name):
        os.kill(os.getpid(), signal.SIGKILL)


def _claim(file: Path) -> bool:
    """Take the file away; of several processes that arrive together only one succeeds, as a rename has one winner."""
    claimed = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.rename(claimed)
    except FileNotFoundError:
        return False
    claimed.unlink()
    return True

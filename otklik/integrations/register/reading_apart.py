"""Reads a table in a process of its own: what the file makes its reader do stays within this process's bounds.

A small file can unfold to gigabytes, or keep a reader busy for minutes. `read_apart` starts this module as a program,
away from Django and from whatever the worker holds; it limits itself, then reads the table from its input.
"""

import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pkgutil import resolve_name
from typing import Final

from otklik.integrations.errors import TableRefused, TableTooHard
from otklik.integrations.register.headings import known_in
from otklik.integrations.register.sheets import CountsHeads, Line, load_readers, read_table

log = logging.getLogger(__name__)

MOST_MEMORY_BYTES: Final = 768 * 2**20
MOST_CPU_SECONDS: Final = 20
MOST_WAIT_SECONDS: Final = 60
"""Where processors are short, the same work takes longer."""


def read_apart(content: bytes, *, heads_in: CountsHeads = known_in) -> Iterator[Line]:
    """The rows as `read_table` gives them; `heads_in` is a function of a module. Raises TableRefused, also underway."""
    heads = f"{heads_in.__module__}:{heads_in.__qualname__}"
    program = [sys.executable, "-I", "-m", __name__, heads, str(MOST_MEMORY_BYTES), str(MOST_CPU_SECONDS)]
    surroundings = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # what openpyxl may load takes memory for each processor
    try:
        ended = subprocess.run(
            program, input=content, capture_output=True, timeout=MOST_WAIT_SECONDS, check=False, env=surroundings
        )
    except subprocess.TimeoutExpired:
        raise TableTooHard from None
    if ended.returncode != 0:
        log.warning("the reader of a table ended with %s: %s", ended.returncode, ended.stderr[-500:].decode())
        raise TableTooHard
    for told in ended.stdout.splitlines():
        match json.loads(told):
            case [int(number), list(texts)]:
                yield Line(number, tuple(texts))
            case refused:
                raise TableRefused(refused["wrong"], mend=refused["mend"], values=refused["values"])


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    load_readers()
    too_hard = TableTooHard()  # later there may be no memory for it
    _limit(int(sys.argv[2]), int(sys.argv[3]))
    try:
        for line in read_table(sys.stdin.buffer.read(), heads_in=resolve_name(sys.argv[1])):
            sys.stdout.write(json.dumps([line.number, line.texts]) + "\n")
    except (TableRefused, MemoryError) as why:
        told = why if isinstance(why, TableRefused) else too_hard
        sys.stdout.write(json.dumps({"wrong": told.wrong, "mend": told.mend, "values": told.values}) + "\n")


if __name__ == "__main__":
    _main()

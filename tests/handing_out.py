"""Which tests go to which process of pytest-xdist: those of a file together, slow ones one by one.

`--dist loadgroup` would do it by marks, which xdist 3.8 loses with pytest 9.2: an id of a test cannot be changed there.
"""

import functools
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).parent.parent


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """One process has all of a file that stand beside each other, so that what they share is made once.

    In the order in which they were collected, files may come back: with tests that empty the tables, for instance.
    """

    _scopes: dict[str, str] | None = None

    def _split_scope(self, nodeid: str) -> str:
        if self._scopes is None:
            self._scopes = scopes_of(next(iter(self.registered_collections.values())))
        return self._scopes[nodeid]


def scopes_of(ids: Sequence[str]) -> dict[str, str]:
    """By the id of each test, the name of those that it goes with."""
    scopes: dict[str, str] = {}
    for number, (file, together) in enumerate(groupby(ids, key=lambda one: one.partition("::")[0])):
        scopes |= {one: one if _are_apart(file) else f"{file}, {number}" for one in together}
    return scopes


@functools.cache
def _are_apart(file: str) -> bool:
    """Slow ones, and those in a browser, go to whoever is free; unless they share something for which one waits."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return ("mark.slow" in text or "mark.browser" in text) and 'scope="module"' not in text

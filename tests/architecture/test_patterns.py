"""No pattern and no reading of a text takes longer than in proportion to its length, whatever a resident sends."""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import FunctionType
from typing import cast

import pytest

import otklik
from otklik.publication.redacting import redact
from otklik.shared.patterns import _Late
from otklik.triage.emergencies import hearing
from otklik.triage.propose import propose_all

REPEATED = {
    "letters": "а", "latin letters": "a", "digits": "7", "spaces": " ", "lines": "\n", "brackets": "(", "at": "@",
    "mixed letters": "аa", "letters, digits, at": "a7@", "words": "а ", "numbers": "7 ", "halves": "а-",
}  # fmt: skip
"""What texts are made of that bring a pattern to try each end for each beginning."""
ROOT = Path(otklik.__file__).parent
LENGTHS = (1_000, 4_000, 16_000)
MOST_GROWTH = 9
"""Four times the text may take four times as long, or twice that on a busy machine; with its square it takes 16."""
FLOOR_SECONDS = 0.002
"""Less is too little to be compared, and four times the text would still be too little to matter."""
TRIES = 4
PASSED_OVER = ("tests", "migrations", "management", "sandbox", "bench", "demo")
"""No texts of residents come there."""

type Pattern = re.Pattern[str] | _Late | hearing.Pattern


def patterns_within(value: object, seen: set[int]) -> Iterator[Pattern]:
    """Patterns in a value of a module: itself, in a container, in an object of ours, in what a function holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern | _Late | hearing.Pattern):
        if isinstance(value, hearing.Pattern) or isinstance(value.pattern, str):
            yield value
        return
    for one in _held_by(value):
        yield from patterns_within(one, seen)


def _held_by(value: object) -> list[object]:
    """What a value of ours holds; nothing for one of a library."""
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, tuple | list | set | frozenset):
        return [*value]
    if isinstance(value, partial):
        return [value.func, *value.args, *value.keywords.values()]
    if isinstance(value, FunctionType):
        return [*(cell.cell_contents for cell in value.__closure__ or ()), *(value.__defaults__ or ())]
    if isinstance(value, type):
        return [*vars(value).values()] if value.__module__.startswith("otklik") else []
    if type(value).__module__.startswith("otklik"):
        names = (*getattr(value, "__slots__", ()), *getattr(value, "__dict__", ()))
        return [getattr(value, name, None) for name in names]
    return []


@cache
def patterns() -> dict[str, list[Pattern]]:
    """All patterns of a room that is on the way of a text, found by looking through its modules."""
    found: dict[str, list[Pattern]] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(otklik.__path__, "otklik."):
        parts = module.name.split(".")
        if not set(PASSED_OVER).isdisjoint(parts):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if not name.startswith("__"):
                within = [*patterns_within(value, seen)]
                found.setdefault(parts[1], []).extend(within)
                if len(within) == 1 and within[0] is value:
                    names_of[id(value)] = module.name, name
    return found


names_of: dict[int, tuple[str, str]] = {}
"""In which module and under which name a pattern is kept."""


@cache
def sources() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py"))


def is_only_matched(module: str, name: str) -> bool:
    """Whether no text is searched for what is kept under a name: it is asked of one place only."""
    looked_at = inspect.getsource(sys.modules[module]) if name.startswith("_") else sources()
    asked = re.findall(rf"\b{name}\b(?!\s*(?::|=|,))(.{{0,11}})", looked_at)
    return bool(asked) and all(one.startswith((".match(", ".fullmatch(")) for one in asked)


def seconds_of(read: Callable[[str], object], text: str) -> float:
    """Processor time: others on the machine count less so."""
    started = process_time()
    read(text)
    return process_time() - started


def grows_too_fast(read: Callable[[str], object], repeated: str) -> bool:
    """Whether a text four times as long takes much more than four times as long, each time it is tried."""
    texts = [(repeated * (length // len(repeated) + 1))[:length] + "\x01" for length in LENGTHS]
    for shorter, longer in pairwise(texts):
        least_short, least_long = float("inf"), float("inf")
        for _ in range(TRIES):
            least_long = min(least_long, seconds_of(read, longer))
            if least_long < FLOOR_SECONDS:
                return False
            least_short = min(least_short, seconds_of(read, shorter))
            if least_long < MOST_GROWTH * least_short:
                break
        else:
            return True
    return False


def asks(pattern: Pattern) -> Callable[[str], object]:
    """All that it finds in a text; of what is never searched for, whether it fits its beginning."""
    if id(pattern) in names_of and is_only_matched(*names_of[id(pattern)]):
        return cast("re.Pattern[str]", pattern).match
    return lambda text: sum(1 for _ in pattern.finditer(text))


def named(pattern: Pattern) -> str:
    return str(pattern.words if isinstance(pattern, hearing.Pattern) else pattern.pattern)[:120]


def test_it_finds_patterns_wherever_they_are_kept() -> None:
    counts = {room: len(found) for room, found in patterns().items()}
    assert counts["triage"] + counts["personal_data"] > 500
    held = [finds for _name, finds in [*hearing.__dict__.items()] if isinstance(finds, _Late)]
    assert set(map(id, held)) <= {id(one) for found in patterns().values() for one in found}


@pytest.mark.parametrize("read", [lambda text: propose_all([text]), redact], ids=["triage", "redactions"])
@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
def test_reading_a_text_takes_as_long_as_the_text_is(repeated: str, read: Callable[[str], object]) -> None:
    assert not grows_too_fast(read, repeated)


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
def test_each_pattern_takes_as_long_as_the_text_is(repeated: str) -> None:
    every = [one for found in patterns().values() for one in found]
    slow = {named(one): repeated for one in every if grows_too_fast(asks(one), repeated)}
    assert not slow

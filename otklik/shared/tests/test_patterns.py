"""Patterns compiled at their first use: they act like patterns, and every one of the product is a right one."""

import importlib
import pkgutil
import re
from types import ModuleType

import pytest

import otklik.gazetteer
import otklik.publication
import otklik.triage
from otklik.shared import patterns
from otklik.shared.patterns import compile_late


def test_act_like_a_pattern() -> None:
    late = compile_late(r"(?P<word>ям)а", re.IGNORECASE)

    assert [found["word"] for found in late.finditer("Яма и яма")] == ["Ям", "ям"]
    assert late.sub("дыра", "яма") == "дыра"
    assert late.search("ровно") is None
    assert (late.pattern, late.groups) == (r"(?P<word>ям)а", 1)


def test_tell_of_a_wrong_pattern_at_its_first_use() -> None:
    late = compile_late("(")

    with pytest.raises(re.error):
        late.search("")


@pytest.mark.parametrize("room", [otklik.triage, otklik.publication, otklik.gazetteer], ids=lambda room: room.__name__)
def test_compile_every_pattern_of_a_room(room: ModuleType) -> None:
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        passed_over = (".tests", ".migrations", ".management", ".learning_reader", ".learning_together")
        if any(part in found.name for part in passed_over):
            continue  # the last two need an extra that is not here, and have no such patterns
        for value in vars(importlib.import_module(found.name)).values():
            if isinstance(value, patterns._Late):
                assert value.pattern

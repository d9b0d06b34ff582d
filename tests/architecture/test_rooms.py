"""The rooms: one order everywhere, keys that point upstream, pages without models."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field

import otklik

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "otklik"


def rooms() -> list[str]:
    """The rooms in the order of the docstring of `otklik`."""
    return re.findall(r"^([a-z_]+) {2,}\S", otklik.__doc__ or "", re.MULTILINE)


def contract_layers() -> list[str]:
    """The rooms in the order of the import contract, the first that a message passes first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "1")
    return [room for layer in reversed(layers) for room in layer.split(" | ")]


def test_it_names_the_rooms_in_the_same_order_in_the_docstring_and_the_import_contract() -> None:
    beside = {"web": "worker", "worker": "web", "demo": "bench", "bench": "demo"}
    listed, contract = rooms(), contract_layers()
    assert sorted(listed) == sorted(contract)
    assert all(ours == theirs or beside.get(ours) == theirs for ours, theirs in zip(listed, contract, strict=True))


def test_it_walks_through_the_rooms_in_the_same_order_in_the_tour() -> None:
    tour = ROOT / "docs" / "tour.md"
    if not tour.exists():
        pytest.skip("docs/tour.md is not written yet")
    linked = re.findall(r"\]\(\.\./otklik/([a-z]+)/", tour.read_text(encoding="utf-8"))
    steps = [room for room in dict.fromkeys(linked) if room in FLOW]
    assert steps == [room for room in FLOW if room in steps]
    assert set(FLOW) == set(steps), f"the tour passes by {set(FLOW) - set(steps)}"


# A message's way; the tour may look at the ground (shared, audit, …) and at web and worker wherever it likes.
FLOW = ["intake", "triage", "appeals", "answers", "moderation", "publication"]


@pytest.mark.parametrize("room", rooms())
def test_it_says_in_five_lines_what_a_room_takes_leaves_and_promises(room: str) -> None:
    lines = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8").splitlines()
    text = "\n".join(lines)
    assert len(lines) <= 8
    assert all(f"\n{word}: " in text for word in ("Takes", "Leaves", "Promises"))
    assert not re.search(r"^(import|from|def|class) ", text, re.MULTILINE)


def foreign_keys() -> list[tuple[str, str, str]]:
    """Every key from one of our tables to another: (field, its room, the room that it points to)."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("otklik.")]
    fields = [field for model in ours for field in model._meta.get_fields() if isinstance(field, Field)]
    return [
        (str(field), field.model._meta.app_label, field.related_model._meta.app_label)
        for field in fields
        if isinstance(field.related_model, type)
    ]


@pytest.mark.parametrize(("field", "room", "target"), foreign_keys())
def test_it_points_keys_to_the_own_room_or_upstream(field: str, room: str, target: str) -> None:
    order = contract_layers()
    assert order.index(target) <= order.index(room), field


def test_it_keeps_the_audit_and_the_public_rows_free_of_keys() -> None:
    for name in ("audit", "publication.PublishedCase", "publication.BodySpeed", "intake.RawEvent"):
        label, _, model = name.partition(".")
        tables = [apps.get_model(label, model)] if model else list(apps.get_app_config(label).get_models())
        assert tables
        assert not [field for table in tables for field in table._meta.get_fields() if field.is_relation], name
    raw = apps.get_model("intake", "RawEvent")
    assert not [field for field, _, _ in foreign_keys() if field.endswith(f"-> {raw._meta.label}")]


@pytest.mark.parametrize("folder", ["web"])
def test_it_asks_no_table_in_the_pages(folder: str) -> None:
    files = [file for file in (PACKAGE / folder).rglob("*.py") if "tests" not in file.parts]
    found = [str(file) for file in files if re.search(r"\.objects\b", file.read_text(encoding="utf-8"))]
    assert files
    assert not found


def test_no_test_puts_another_clock_in_place_of_the_shared_one() -> None:
    """A page that is loaded meanwhile would keep it for good; `time_machine.travel` stops the time instead."""
    files = [*PACKAGE.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]
    swapped = re.compile(r"setattr\(\s*(?:\"otklik\.shared\.clock\.now\"|clock, \"now\")")
    assert not [str(file.relative_to(ROOT)) for file in files if swapped.search(file.read_text(encoding="utf-8"))]

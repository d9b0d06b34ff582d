"""The tables against OK's own pages and what was collected of its fields; skipped without them."""

import json
import os
import re
from pathlib import Path

import pytest

from otklik.sandbox.ok.methods import PERFORMERS
from otklik.sandbox.ok.refusals import TEXTS
from otklik.sandbox.ok.tables import GROUP_FIELDS, METHODS
from otklik.sandbox.ok.tests.ok_client import OkListener
from otklik.sandbox.testing import RunningSandbox

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks"
PAGES = SHARED / "specs/ok/apiok-docs-2017-ru"
needs_pages = pytest.mark.skipif(not PAGES.exists(), reason="OK's pages are not on this machine")
NOT_COLLECTED = {"users.getInfo", "users.getCurrentUser"}
NEWER = {"uid", "private", "premium", "blocked"}
"""Fields that every answer has, or that were collected elsewhere."""


def test_it_performs_every_method_of_its_table() -> None:
    assert set(PERFORMERS) == set(METHODS)


@needs_pages
@pytest.mark.parametrize("name", sorted(set(METHODS) - NOT_COLLECTED))
def test_it_takes_only_what_ok_s_pages_name(name: str) -> None:
    page = (PAGES / name.partition(".")[0] / f"{name}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\$params#(\S+)", page, re.MULTILINE))
    assert {parameter.name for parameter in METHODS[name].parameters} <= named


@needs_pages
def test_it_tells_only_fields_that_a_group_has() -> None:
    known = json.loads((SHARED / "specs/ok/group_getInfo_fields.json").read_text(encoding="utf-8"))
    assert set(GROUP_FIELDS) - NEWER <= set(known)


def test_it_refuses_in_ok_s_words() -> None:
    assert all(re.fullmatch(r"[A-Z_]+ : .+", text) for text in TEXTS.values())


@needs_pages
def test_it_pushes_what_ok_s_example_shows(sandbox: RunningSandbox) -> None:
    example = json.loads((SHARED / "payloads/ok/graph_user_graph_user_subscribe_post_4.json").read_text())
    listener = OkListener()
    group = sandbox.control.ok.create_page("Администрация", hook_url=listener.url)
    sandbox.control.ok.write_message(group.group_id, text="https://ya.ru/", attachments=["link"])
    pushed = listener.take()
    listener.close()
    assert _shape(example) <= _shape(pushed)


def _shape(value: object, path: str = "") -> set[str]:
    """Every field with the type of what it holds."""
    if isinstance(value, dict):
        return {one for name, inner in value.items() for one in _shape(inner, f"{path}.{name}")}
    if isinstance(value, list):
        return {one for inner in value for one in _shape(inner, f"{path}[]")}
    return {f"{path}: {type(value).__name__}"}

"""The tables against VK's published schema, and what we push and answer against its objects; skipped without it."""

import functools
import json
import os
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, Listener
from otklik.sandbox.vk.methods import PERFORMERS
from otklik.sandbox.vk.refusals import TEXTS
from otklik.sandbox.vk.tables import METHODS, Parameter

ROOT = Path(__file__).resolve().parents[3]
SPECS = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/vk"
needs_schema = pytest.mark.skipif(not SPECS.exists(), reason="VK's schema is not on this machine")
NOT_IN_SCHEMA = {("wall.get", "owner_id"), ("execute", "code")}
"""Documented by VK, missing in the published schema."""


@functools.cache
def _read(name: str) -> Any:
    return json.loads((SPECS / name).read_text(encoding="utf-8"))


def _kind(told: dict[str, Any]) -> str:
    if "enum" in told or told.get("$ref", "").endswith("wall_get_filter"):
        return "one"
    if "$ref" in told:
        return "str"
    if isinstance(told["type"], list):
        return "id"
    kind = {"number": "num", "boolean": "bool", "string": "str"}.get(told["type"], told["type"])
    if kind == "array":
        return "ints" if told["items"].get("type") == "integer" else "list"
    if kind == "integer":
        return "uint" if told.get("minimum") == 0 else "int"
    return str(kind)


def test_it_performs_every_method_of_its_table() -> None:
    assert set(PERFORMERS) == set(METHODS)


@needs_schema
@pytest.mark.parametrize("name", sorted(METHODS))
def test_it_takes_what_the_vendors_schema_takes(name: str) -> None:
    schema = _read("vk_methods_compact.json")[name]
    method = METHODS[name]

    assert method.tokens == set(schema["tokens"])
    told = {one: (_kind(p), p.get("required", False), _most(p)) for one, p in schema["params"].items()}
    ours = {p.name: (p.kind, p.is_required, p.at_most) for p in method.parameters if not _is_extra(name, p)}
    assert ours == told


def _most(told: dict[str, Any]) -> int | None:
    return told.get("maximum", told.get("maxLength", told.get("maxItems")))


def _is_extra(method: str, parameter: Parameter) -> bool:
    return (method, parameter.name) in NOT_IN_SCHEMA


@needs_schema
def test_it_knows_only_errors_that_vk_has() -> None:
    assert set(TEXTS) <= set(_read("vk_errors.json").values())


@needs_schema
def test_it_pushes_and_answers_as_the_vendors_schema_says(
    sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener, call: Call
) -> None:
    schema = _read("vk_5.199_draft07.json")
    attachments = ["photo", "sticker", "link", "video", "doc", "poll"]

    jsonschema.Draft7Validator.check_schema(schema)

    def check(definition: str, told: Any) -> None:
        jsonschema.Draft7Validator({**schema, "$ref": f"#/definitions/{definition}"}).validate(told)

    post_id = sandbox.control.write_post(page.group_id, text="Новость", attachments=["photo"])
    check("callback_wall_post_new", listener.take("wall_post_new")["object"])
    root = sandbox.control.write_comment(page.group_id, post_id, text="Яма", attachments=attachments)
    event = listener.take("wall_reply_new")
    check("callback_base", event)
    check("callback_wall_reply_new", event["object"])
    sandbox.control.write_comment(page.group_id, post_id, text="И тут", reply_to=root.id)
    check("callback_wall_reply_new", listener.take("wall_reply_new")["object"])
    sandbox.control.edit_comment(page.group_id, root.id, text="Яма!")
    check("callback_wall_reply_edit", listener.take("wall_reply_edit")["object"])
    message = sandbox.control.write_message(page.group_id, text="Вопрос", attachments=["photo", "sticker"])
    check("callback_message_new", listener.take("message_new")["object"])
    call(page.community_token, "messages.send", peer_id=message.author_id, message="Ответ", random_id=1)
    check("callback_message", listener.take("message_reply")["object"])
    sandbox.control.ban(page.group_id, root.author_id)
    check("callback_user_block", listener.take("user_block")["object"])

    group, wall = {"group_id": page.group_id}, {"owner_id": -page.group_id}
    talk = {"peer_id": message.author_id}
    check(
        "wall_getComments_extended_response",
        call(page.service_token, "wall.getComments", **wall, post_id=post_id, extended=1, thread_items_count=10),
    )
    check("wall_get_extended_response", call(page.service_token, "wall.get", **wall, extended=1))
    check("groups_getBanned_response", call(page.community_token, "groups.getBanned", **group))
    fields = {"fields": "description,cover,verified,wall,members_count,has_photo,can_message,counters,contacts,links"}
    check("groups_getById_object_response", call(page.community_token, "groups.getById", **group, **fields))
    managers = call(page.admin_token, "groups.getMembers", **group, filter="managers")
    check("groups_getMembers_filter_response", managers)
    weeks = call(page.admin_token, "stats.get", **group, interval="week", intervals_count=2)
    check("stats_get_response", weeks)
    check("groups_getTokenPermissions_response", call(page.community_token, "groups.getTokenPermissions"))
    check(
        "messages_getHistory_extended_response", call(page.community_token, "messages.getHistory", **talk, extended=1)
    )
    check("messages_getConversations_response", call(page.community_token, "messages.getConversations", **group))
    check("groups_getCallbackServers_response", call(page.community_token, "groups.getCallbackServers", **group))
    check("groups_getLongPollServer_response", call(page.community_token, "groups.getLongPollServer", **group))
    check("users_get_response", call(page.community_token, "users.get", user_ids=root.author_id, fields="sex"))

"""The tables against MAX's published schema, and what we push and answer against its objects; skipped without it."""

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.max.methods import PERFORMERS
from otklik.sandbox.max.objects import SHORT_NAMES
from otklik.sandbox.max.state import PERMISSIONS
from otklik.sandbox.max.tables import METHODS, UPDATE_TYPES, Field
from otklik.sandbox.max.tests.conftest import Call, Listener
from otklik.sandbox.testing import RunningSandbox

ROOT = Path(__file__).resolve().parents[4]
SPEC = (
    Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared"))
    / "networks/specs/max/max-openapi-0.0.32+comments.json"
)
needs_schema = pytest.mark.skipif(not SPEC.exists(), reason="MAX's schema is not on this machine")
Check = Callable[[str, Any], None]
KINDS = {"integer": "int", "boolean": "bool", "string": "str", "array": "list", "object": "obj"}
WRITTEN_IN_WORDS = {
    ("getComments", "comment_ids"): "list", ("subscribe", "secret"): "str", ("getUploadUrl", "type"): "str",
}  # fmt: skip


@functools.cache
def _schema() -> Any:
    return json.loads(SPEC.read_text(encoding="utf-8"))


def _resolved(schema: Any, told: Any) -> Any:
    while "$ref" in told or "allOf" in told:
        reference = told.get("$ref") or told["allOf"][0]["$ref"]
        told = schema["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return told


def _kind(schema: Any, told: Any) -> str:
    return KINDS[_resolved(schema, told).get("type", "object")]


def test_it_performs_every_method_of_its_table_but_the_poll_that_waits() -> None:
    assert set(METHODS) - set(PERFORMERS) == {"getUpdates"}


@needs_schema
@pytest.mark.parametrize("name", sorted(METHODS))
def test_it_takes_what_the_vendors_schema_takes(name: str) -> None:
    schema, method = _schema(), METHODS[name]
    operation = schema["paths"][method.path][method.verb.lower()]
    assert operation["operationId"] == name
    told = {
        one["name"]: _told(schema, name, one["name"], one["schema"], is_required=bool(one.get("required")))
        for one in operation.get("parameters", [])
        if one["in"] == "query"
    }
    assert {field.name: _ours(field) for field in method.address} == told
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    fields = _resolved(schema, body)["properties"] if body else {}
    assert {field.name: field.kind for field in method.body} == {
        one: WRITTEN_IN_WORDS.get((name, one)) or _kind(schema, told) for one, told in fields.items()
    }
    assert all(fields[field.name].get("maxLength") == field.longest for field in method.body)


def _told(schema: Any, method: str, name: str, told: Any, *, is_required: bool) -> tuple[Any, ...]:
    told = _resolved(schema, told)
    kind = WRITTEN_IN_WORDS.get((method, name)) or _kind(schema, told)
    usual = int(told["default"]) if kind == "int" and "default" in told else None
    return kind, is_required, told.get("minimum"), told.get("maximum"), usual


def _ours(field: Field) -> tuple[Any, ...]:
    return field.kind, field.is_required, field.least, field.most, field.usual


@needs_schema
def test_it_knows_the_updates_and_the_rights_that_max_has() -> None:
    schema = _schema()["components"]["schemas"]
    assert set(UPDATE_TYPES) == set(schema["Update"]["discriminator"]["mapping"])
    assert set(PERMISSIONS) <= set(schema["ChatAdminPermission"]["enum"])
    assert set(SHORT_NAMES) <= set(schema["Attachment"]["discriminator"]["mapping"])


def _plain(told: Any) -> Any:
    """The schema without `required: false`, which JSON Schema does not know; nulls are taken away before."""
    if isinstance(told, dict):
        return {name: _plain(value) for name, value in told.items() if not (name == "required" and value is False)}
    return [_plain(one) for one in told] if isinstance(told, list) else told


def _without_nulls(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _without_nulls(value) for name, value in told.items() if value is not None}
    return [_without_nulls(one) for one in told] if isinstance(told, list) else told


@pytest.fixture
def check() -> Check:
    """Holds a value against an object of MAX's schema."""
    schema = _plain(_schema())

    def hold(name: str, told: Any) -> None:
        reference = {"$ref": f"#/components/schemas/{name}", "components": schema["components"]}
        jsonschema.validate(_without_nulls(told), reference, jsonschema.Draft7Validator)

    return hold


@needs_schema
def test_it_pushes_as_the_vendors_schema_says(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, check: Check
) -> None:
    updates = _schema()["components"]["schemas"]["Update"]["discriminator"]["mapping"]

    def check_update(update_type: str) -> None:
        check(updates[update_type].rsplit("/", 1)[1], listener.take(update_type))

    sandbox.control.max.connect_page(page.chat_id, callback_url=listener.url)
    post = sandbox.control.max.write_post(page.chat_id, text="Новость", attachments=list(SHORT_NAMES))
    check_update("message_created")
    comment = sandbox.control.max.write_comment(page.chat_id, post, text="Яма", author_name="Мария Петрова")
    check_update("comment_created")
    sandbox.control.max.write_comment(page.chat_id, post, text="", reply_to=comment.mid)
    check_update("comment_created")
    sandbox.control.max.edit(comment.mid, text="Яма!")
    check_update("comment_edited")
    sandbox.control.max.delete(comment.mid)
    check_update("comment_removed")
    message = sandbox.control.max.write_message(page.chat_id, text="Вопрос", author_id=comment.author_id)
    check_update("bot_started")
    check_update("message_created")
    sandbox.control.max.edit(message.mid, text="Вопрос!")
    check_update("message_edited")
    sandbox.control.max.delete(message.mid)
    check_update("message_removed")
    sandbox.control.max.stop_talk(page.chat_id, message.author_id)
    check_update("bot_stopped")
    sandbox.control.max.set_permissions(page.chat_id, ["read_all_messages", "write", "delete"])
    check_update("bot_admin_permissions_changed")
    sandbox.control.max.move_bot(page.chat_id, is_inside=False)
    check_update("bot_removed")


@needs_schema
def test_it_answers_as_the_vendors_schema_says(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, call: Call, check: Check
) -> None:
    comment = sandbox.control.max.write_comment(page.chat_id, post, text="Яма", author_name="Мария Петрова")
    message = sandbox.control.max.write_message(page.chat_id, text="Вопрос", attachments=list(SHORT_NAMES))
    for path, name in (
        ("/me", "BotInfo"),
        (f"/chats/{page.chat_id}", "Chat"),
        (f"/chats/{message.chat_id}", "Chat"),
        (f"/chats/{page.chat_id}/members/me", "ChatMember"),
        (f"/chats/{page.chat_id}/members/admins", "ChatMembersList"),
        (f"/messages?chat_id={page.chat_id}", "MessageList"),
        (f"/messages?chat_id={message.chat_id}", "MessageList"),
        (f"/messages/{post}", "Message"),
        (f"/messages/{post}/comments", "CommentMessageList"),
        (f"/messages/{post}/comments/{comment.mid}", "CommentMessage"),
        ("/updates?timeout=0", "UpdateList"),
    ):
        status, body = call("GET", path)
        assert status == 200
        check(name, body)
    check("SendCommentResult", call("POST", f"/messages/{post}/comments", json={"text": "Едем"})[1])
    check("Error", call("GET", f"/messages/{post}/comments/mid.x")[1])
    sandbox.control.max.connect_page(page.chat_id, callback_url="http://127.0.0.1:9/")
    check("GetSubscriptionsResult", call("GET", "/subscriptions")[1])

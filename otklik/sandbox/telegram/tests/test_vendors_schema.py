"""The tables against Telegram's schema, and what we push and answer against its objects; skipped without it."""

import functools
import json
import os
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from otklik.sandbox.telegram.control_client import ChannelOfSandbox, TelegramControl
from otklik.sandbox.telegram.methods import PERFORMERS
from otklik.sandbox.telegram.objects import KINDS_OF_ATTACHMENTS
from otklik.sandbox.telegram.tables import METHODS, UPDATE_KINDS
from otklik.sandbox.telegram.tests.conftest import Call, Json
from otklik.sandbox.testing import RunningSandbox

ROOT = Path(__file__).resolve().parents[4]
SPECS = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/telegram"
needs_schema = pytest.mark.skipif(not SPECS.exists(), reason="Telegram's schema is not on this machine")
KINDS = {
    "Integer": "int", "String": "text", "Boolean": "flag", "Array of String": "texts", "Array of Integer": "ints",
    "InputFile": "file",
}  # fmt: skip


@functools.cache
def _spec() -> Json:
    told: Json = json.loads((SPECS / "bot-api-10.1.json").read_text(encoding="utf-8"))
    return told


def _kind(types: list[str]) -> str:
    return "chat" if types == ["Integer", "String"] else KINDS.get(types[0], "json")


def test_it_performs_every_method_of_its_table() -> None:
    assert set(PERFORMERS) == set(METHODS)


@needs_schema
@pytest.mark.parametrize("name", sorted(METHODS))
def test_it_takes_what_the_vendors_schema_takes(name: str) -> None:
    told = {(one["name"], _kind(one["types"]), one["required"]) for one in _spec()["methods"][name].get("fields", [])}
    assert {(one.name, one.kind, one.is_required) for one in METHODS[name].parameters} == told


@needs_schema
def test_it_knows_the_kinds_of_updates() -> None:
    assert {one["name"] for one in _spec()["types"]["Update"]["fields"]} == {"update_id", *UPDATE_KINDS}


@needs_schema
def test_it_tells_and_answers_as_the_vendors_schema_says(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, call: Call
) -> None:
    sandbox.control.settings(are_limits_on=False)
    schema = json.loads((SPECS / "bot-api-10.1-draft07.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)

    def check(definition: str, told: Any) -> None:
        jsonschema.Draft7Validator({**schema, "$ref": f"#/definitions/{definition}"}).validate(told)

    def ask(method: str, definition: str, **params: Any) -> None:
        answer = call(page.token, method, **params)
        assert answer["ok"], answer
        check(definition, answer["result"])

    place = {"channel_id": page.channel_id}
    post = control.write_post(**place, text="Новость", attachments=["photo"])
    comment = control.write_comment(**place, post_id=post.post_id, text="Яма")
    control.edit_comment(page.channel_id, comment.id, text="Яма!")
    for speaker in ({"author_id": -1002000000777}, {"speaks_as": "page"}, {"speaks_as": "group"}):
        control.write_comment(**place, reply_to=comment.id, text="…", **speaker)
    for kind in KINDS_OF_ATTACHMENTS:
        control.write_message(**place, attachments=[kind], author_id=comment.author_id)
    control.block(page.channel_id, comment.author_id)
    control.unblock(page.channel_id, comment.author_id)
    updates = call(page.token, "getUpdates")["result"]
    assert len(updates) == 17
    for update in updates:
        check("Update", update)
    group = {"chat_id": page.group_id}
    ask("getMe", "User")
    ask("getWebhookInfo", "WebhookInfo")
    ask("sendMessage", "Message", **group, text="Едем", reply_parameters={"message_id": comment.id})
    ask("getChat", "ChatFullInfo", **group)
    ask("getChat", "ChatFullInfo", chat_id=page.channel_id)
    ask("getChat", "ChatFullInfo", chat_id=comment.author_id)
    ask("getChatMember", "ChatMemberAdministrator", **group, user_id=page.bot_id)
    call(page.token, "banChatMember", **group, user_id=comment.author_id)
    ask("getChatMember", "ChatMemberBanned", **group, user_id=comment.author_id)
    refused = call(page.token, "getChat", chat_id=1)
    assert set(refused) == {"ok", "error_code", "description"}

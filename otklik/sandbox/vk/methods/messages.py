"""messages.send and messages.edit: what a community says in private."""

import time
from typing import Any

from otklik.sandbox.vk.methods.call import Call, method, own_page, read_attachments
from otklik.sandbox.vk.objects import Json, fill_attachment
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Message, Page

MESSAGE_LIMIT = 4096
"""Characters of one message; a longer one is refused with 914."""
RANDOM_ID_SECONDS = 3600
RANDOM_ID_MESSAGES = 100
"""VK looks for a repeated random_id among the talk's messages of the last hour, at most the last 100."""
EDIT_SECONDS = 24 * 3600
CHAT_FIRST_ID = 2_000_000_000


@method("messages.send")
def send(call: Call) -> Any:
    """One message to one talk (the answer is its id), or to many (a row each)."""
    page = own_page(call)
    if "random_id" not in call.params:
        raise VkError(100, "random_id is a required parameter")
    peer_ids = call.items("peer_ids")
    if peer_ids:
        return [_send_to_one_of_many(call, page, peer_id) for peer_id in peer_ids]
    peer_id = call.whole("peer_id") or call.whole("user_id")
    if not peer_id and call.text("domain"):
        peer_id = _peer_of_domain(call)
    if not peer_id:
        raise VkError(100, "one of this params should be passed: peer_id, user_id, domain, chat_id")
    return _send(call, page, peer_id).message_id


def _send_to_one_of_many(call: Call, page: Page, peer_id: int) -> Json:
    try:
        message = _send(call, page, peer_id)
    except VkError as refused:
        error = {"code": refused.code, "description": refused.text}
        return {"peer_id": peer_id, "message_id": 0, "conversation_message_id": 0, "error": error}
    return {
        "peer_id": peer_id,
        "message_id": message.message_id,
        "conversation_message_id": message.conversation_message_id,
    }


def _peer_of_domain(call: Call) -> int:
    for user in call.vk.world.users.values():
        if call.text("domain") in (user.screen_name, f"id{user.id}"):
            return user.id
    raise VkError(936)


def _send(call: Call, page: Page, peer_id: int) -> Message:
    repeated = _find_repeated(call, page, peer_id)
    if repeated is not None:
        return repeated
    _check_peer(call, page, peer_id)
    attachments = _attachments(call)
    text = call.text("message")
    if not text.strip() and not attachments:
        raise VkError(100, "message is empty or invalid")
    if len(text) > MESSAGE_LIMIT:
        raise VkError(914)
    if call.vk.settings.are_limits_on:
        call.vk.limit.check_flood(("message", page.group_id, peer_id, text))
    return call.vk.acts.write_message(
        page,
        peer_id=peer_id,
        author_id=page.owner_id,
        text=text,
        random_id=call.whole("random_id"),
        reply_to=call.whole("reply_to"),
        admin_id=call.token.user_id,
        attachments=attachments,
    )


def _find_repeated(call: Call, page: Page, peer_id: int) -> Message | None:
    random_id = call.whole("random_id")
    talk = call.vk.world.talks.get(page.group_id, {}).get(peer_id, [])
    if not random_id:
        return None
    earliest = time.time() - RANDOM_ID_SECONDS
    for message in talk[-RANDOM_ID_MESSAGES:]:
        if message.is_out and message.random_id == random_id and message.date >= earliest:
            return message
    return None


def _check_peer(call: Call, page: Page, peer_id: int) -> None:
    if peer_id >= CHAT_FIRST_ID and peer_id not in call.vk.world.users:
        raise VkError(917)
    user = call.vk.world.users.get(peer_id)
    if user is None:
        raise VkError(936)
    if call.vk.is_banned(page.group_id, peer_id):
        raise VkError(900)
    if user.is_messaging_closed:
        raise VkError(902)
    if peer_id not in call.vk.world.talks.get(page.group_id, {}) and peer_id not in page.allowed_by:
        raise VkError(901)


def _attachments(call: Call) -> list[Json]:
    if call.whole("sticker_id"):
        sticker = fill_attachment("sticker")
        return [sticker] if sticker else []
    names = [name for name in call.text("attachment").split(",") if name.strip()]
    return read_attachments(Call(call.vk, call.token, {"attachment": names}, call.base_url), "attachment")


@method("messages.edit")
def edit(call: Call) -> int:
    """Own messages within a day."""
    page = own_page(call)
    talk = call.vk.world.talks.get(page.group_id, {}).get(call.whole("peer_id"), [])
    message_id, cmid = call.whole("message_id"), call.whole("cmid")
    for message in talk:
        if message_id == message.message_id or cmid == message.conversation_message_id:
            break
    else:
        raise VkError(100, "message_id is invalid")
    if not message.is_out:
        raise VkError(920)
    if message.date < time.time() - EDIT_SECONDS:
        raise VkError(909)
    if len(call.text("message")) > MESSAGE_LIMIT:
        raise VkError(914)
    call.vk.acts.edit_message(page, message, text=call.text("message"))
    return 1

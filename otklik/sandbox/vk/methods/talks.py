"""messages.get…: the private talks of a community."""

from typing import Any

from otklik.sandbox.vk.methods.call import Call, method, own_page
from otklik.sandbox.vk.objects import Json, show_message, show_people
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Message, Page


def _talk(call: Call, page: Page, peer_id: int) -> list[Message]:
    return call.vk.world.talks.get(page.group_id, {}).get(peer_id, [])


@method("messages.getHistory")
def get_history(call: Call) -> Json:
    """One talk, newest first; `rev` turns it round."""
    page = own_page(call)
    peer_id = call.whole("peer_id") or call.whole("user_id")
    if not peer_id:
        raise VkError(100, "one of this params should be passed: user_id, peer_id")
    messages = list(_talk(call, page, peer_id))
    if call.text("rev") != "1":
        messages.reverse()
    start = max(0, _start(call, messages) + call.whole("offset"))
    shown = messages[start : start + call.whole("count", 20)]
    answer: Json = {"count": len(messages), "items": [show_message(call.vk.world, one) for one in shown]}
    if call.flag("extended") and messages:
        answer["conversations"] = [_show_talk(call, page, peer_id)]
    return answer | _people(call, page, [peer_id])


def _start(call: Call, messages: list[Message]) -> int:
    first = call.whole("start_message_id")
    if first <= 0:
        return 0
    newest_first = call.text("rev") != "1"
    for place, one in enumerate(messages):
        if (one.message_id <= first) if newest_first else (one.message_id >= first):
            return place
    return len(messages)


@method("messages.getConversations")
def list_conversations(call: Call) -> Json:
    """The page's talks, the latest first."""
    page = own_page(call)
    talks = call.vk.world.talks.get(page.group_id, {})
    peers = sorted(talks, key=lambda peer_id: talks[peer_id][-1].message_id, reverse=True)
    if call.text("filter") in ("unanswered", "unread"):
        peers = [peer_id for peer_id in peers if not talks[peer_id][-1].is_out]
    start = call.whole("offset")
    shown = peers[start : start + call.whole("count", 20)]
    items = [
        {"conversation": _show_talk(call, page, peer), "last_message": show_message(call.vk.world, talks[peer][-1])}
        for peer in shown
    ]
    return {"count": len(peers), "items": items} | _people(call, page, shown)


@method("messages.getConversationsById")
def list_conversations_by_id(call: Call) -> Json:
    page = own_page(call)
    peers = [peer_id for peer_id in call.items("peer_ids") if _talk(call, page, peer_id)]
    shown = [_show_talk(call, page, peer_id) for peer_id in peers]
    return {"count": len(shown), "items": shown} | _people(call, page, peers)


def _show_talk(call: Call, page: Page, peer_id: int) -> Json:
    last = _talk(call, page, peer_id)[-1]
    user = call.vk.world.users.get(peer_id)
    is_allowed = user is not None and not user.is_messaging_closed
    return {
        "peer": {"id": peer_id, "type": "user", "local_id": peer_id},
        "last_message_id": last.message_id,
        "last_conversation_message_id": last.conversation_message_id,
        "in_read": last.message_id,
        "out_read": last.message_id,
        "version": 10_000_000 + last.message_id,
        "sort_id": {"major_id": 0, "minor_id": last.message_id},
        "important": False,
        "unanswered": not last.is_out,
        "can_write": {"allowed": True} if is_allowed else {"allowed": False, "reason": 902},
    }


@method("messages.getById")
def list_messages(call: Call) -> Json:
    page = own_page(call)
    found = [call.vk.world.messages.get((page.group_id, one)) for one in call.items("message_ids")]
    cmids = call.items("cmids")
    found += [one for one in _talk(call, page, call.whole("peer_id")) if one.conversation_message_id in cmids]
    return _show_messages(call, page, [one for one in found if one is not None])


@method("messages.getByConversationMessageId")
def list_messages_of_talk(call: Call) -> Json:
    page = own_page(call)
    wanted = call.items("conversation_message_ids")
    talk = _talk(call, page, call.whole("peer_id"))
    return _show_messages(call, page, [one for one in talk if one.conversation_message_id in wanted])


def _show_messages(call: Call, page: Page, messages: list[Message]) -> Json:
    shown = [show_message(call.vk.world, one) for one in messages]
    return {"count": len(shown), "items": shown} | _people(call, page, [one.peer_id for one in messages])


@method("messages.isMessagesFromGroupAllowed")
def is_allowed(call: Call) -> Json:
    page = own_page(call)
    user = call.vk.world.users.get(call.whole("user_id"))
    has_said_so = call.whole("user_id") in page.allowed_by or bool(_talk(call, page, call.whole("user_id")))
    return {"is_allowed": int(has_said_so and user is not None and not user.is_messaging_closed)}


@method("messages.markAsRead")
def mark_as_read(call: Call) -> int:
    own_page(call)
    return 1


def _people(call: Call, page: Page, ids: list[int]) -> dict[str, Any]:
    if not call.flag("extended"):
        return {}
    return show_people(call.vk.world, [*ids, page.owner_id], call.items("fields"))

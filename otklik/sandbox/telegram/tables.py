"""Which methods the sandbox performs, with their parameters as Telegram's schema types them. Compared by a test."""

import re
from dataclasses import dataclass

_METHODS = """
getMe |
getUpdates | offset:int limit:int timeout:int allowed_updates:texts
setWebhook | url!:text certificate:file ip_address:text max_connections:int allowed_updates:texts drop_pending_updates:flag secret_token:text
deleteWebhook | drop_pending_updates:flag
getWebhookInfo |
getChat | chat_id!:chat
getChatMember | chat_id!:chat user_id!:int
getChatMemberCount | chat_id!:chat
getChatAdministrators | chat_id!:chat return_bots:flag
sendMessage | business_connection_id:text chat_id!:chat message_thread_id:int direct_messages_topic_id:int text!:text parse_mode:text entities:json link_preview_options:json disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:json reply_parameters:json reply_markup:json
sendPhoto | business_connection_id:text chat_id!:chat message_thread_id:int direct_messages_topic_id:int photo!:file caption:text parse_mode:text caption_entities:json show_caption_above_media:flag has_spoiler:flag disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:json reply_parameters:json reply_markup:json
sendMediaGroup | business_connection_id:text chat_id!:chat message_thread_id:int direct_messages_topic_id:int media!:json disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text reply_parameters:json
editMessageText | business_connection_id:text chat_id:chat message_id:int inline_message_id:text text:text parse_mode:text entities:json link_preview_options:json rich_message:json reply_markup:json
deleteMessage | chat_id!:chat message_id!:int
deleteMessages | chat_id!:chat message_ids!:ints
banChatMember | chat_id!:chat user_id!:int until_date:int revoke_messages:flag
unbanChatMember | chat_id!:chat user_id!:int only_if_banned:flag
banChatSenderChat | chat_id!:chat sender_chat_id!:int
unbanChatSenderChat | chat_id!:chat sender_chat_id!:int
"""  # noqa: E501 - one line a method reads best

UPDATE_KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
)  # fmt: skip
ONLY_IF_ASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Not told to a bot that asked for nothing in particular."""

CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")
GROUP_RIGHTS = ("can_delete_messages", "can_restrict_members")
ADMIN_FLAGS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
"""What `ChatMemberAdministrator` always tells, given or not; the last one since Bot API 10.3."""

_PARAMETER = re.compile(r"(\w+)(!?):(int|text|flag|chat|json|texts|ints|file)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    parameters: tuple[Parameter, ...]


def _parse(line: str) -> Method:
    name, _, parameters = line.partition("|")
    return Method(name.strip(), tuple(_parse_parameter(one) for one in parameters.split()))


def _parse_parameter(text: str) -> Parameter:
    found = _PARAMETER.match(text)
    if found is None:
        raise ValueError(text)
    name, required, kind = found.groups()
    return Parameter(name, kind, bool(required))


METHODS = {method.name: method for method in (_parse(line) for line in _METHODS.strip().splitlines())}
BY_SMALL_LETTERS = {name.lower(): method for name, method in METHODS.items()}
"""Telegram does not mind how a method's name is written."""

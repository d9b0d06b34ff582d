"""VK's methods that the sandbox offers: who may call them and what they take.

Written from VK's published schema 5.199 (github.com/VKCOM/vk-api-schema, MIT). One line a method: name | kinds of
tokens | parameters. `!` required · int · uint (≥ 0) · num · bool · str · id (number or name) · list, ints (comma
separated) · one(a|b) · `<=n` the largest number, the most characters or the most items.
"""

import re
from dataclasses import dataclass

API_VERSION = "5.199"

_EVENT_TYPES = """
    message_new message_reply message_allow message_edit message_deny message_typing_state message_read photo_new
    audio_new video_new wall_reply_new wall_reply_edit wall_reply_delete wall_reply_restore wall_post_new wall_repost
    wall_schedule_post_new wall_schedule_post_delete board_post_new board_post_edit board_post_restore
    board_post_delete photo_comment_new photo_comment_edit photo_comment_delete photo_comment_restore
    video_comment_new video_comment_edit video_comment_delete video_comment_restore market_comment_new
    market_comment_edit market_comment_delete market_comment_restore market_order_new market_order_edit poll_vote_new
    group_join group_leave group_change_settings group_change_photo group_officers_edit user_block user_unblock
    lead_forms_new like_add like_remove message_event message_reaction_event donut_subscription_create
    donut_subscription_prolonged donut_subscription_cancelled donut_subscription_price_changed
    donut_subscription_expired donut_money_withdraw donut_money_withdraw_error
"""
EVENT_TYPES = tuple(_EVENT_TYPES.split())
NOT_IN_LONG_POLL = (
    "wall_schedule_post_new",
    "wall_schedule_post_delete",
    "market_order_new",
    "market_order_edit",
    "lead_forms_new",
)
LONG_POLL_EVENT_TYPES = tuple(name for name in EVENT_TYPES if name not in NOT_IN_LONG_POLL)

RIGHTS = {"photos": 4, "docs": 131072, "wall": 8192, "messages": 4096, "manage": 262144}
"""Rights of a community token, with VK's bit of each."""

_SETTINGS = " ".join(f"{name}:bool" for name in EVENT_TYPES)
_LONG_POLL_SETTINGS = " ".join(f"{name}:bool" for name in LONG_POLL_EVENT_TYPES)

_METHODS = f"""
wall.get | user service | domain:id offset:uint count:uint filter:one(owner|others|all|postponed|suggests|archived|donut) extended:bool fields:list owner_id:int
wall.getById | user service | posts!:list extended:bool copy_history_depth:int fields:list
wall.getComments | user service | owner_id:int post_id:uint need_likes:bool start_comment_id:uint offset:int count:uint sort:one(asc|desc|smart) preview_length:uint extended:bool fields:list comment_id:uint thread_items_count:uint<=10
wall.getComment | user | owner_id:int comment_id!:uint extended:bool fields:list
wall.createComment | user group | owner_id:int post_id!:uint from_group:int message:str reply_to_comment:int attachments:list sticker_id:uint guid:str
wall.editComment | user | owner_id:int post_id:uint comment_id!:uint message:str attachments:list
wall.deleteComment | user | owner_id:int post_id:uint comment_id!:uint
wall.restoreComment | user | owner_id:int comment_id!:int
wall.post | user | owner_id:int friends_only:bool from_group:bool message:str attachments:list services:str signed:bool publish_date:uint lat:num long:num place_id:uint post_id:uint guid:str mark_as_ads:bool link_title:str link_photo_id:str close_comments:bool donut_paid_duration:int mute_notifications:bool copyright:str
wall.delete | user | owner_id:int post_id:uint
wall.closeComments | user group | owner_id!:int post_id!:uint
wall.openComments | user group | owner_id!:int post_id!:uint
groups.getById | user group service | group_ids:list group_id:id fields:list
groups.getMembers | user group service | group_id:id sort:one(id_asc|id_desc|time_asc|time_desc) offset:uint count:uint<=1000 fields:list filter:one(donut|friends|managers|unsure)
groups.ban | user | group_id!:int owner_id:int end_date:uint reason:uint comment:str comment_visible:bool
groups.unban | user | group_id!:int owner_id:int
groups.getBanned | user group | group_id!:int offset:uint count:uint<=200 fields:list owner_id:int
groups.getTokenPermissions | group |
groups.getSettings | user | group_id!:id
groups.getCallbackConfirmationCode | user group | group_id!:int
groups.addCallbackServer | user group | group_id!:int url!:str title!:str<=14 secret_key:str<=50
groups.editCallbackServer | user group | group_id!:int server_id!:uint url!:str title!:str<=14 secret_key:str<=50
groups.deleteCallbackServer | user group | group_id!:int server_id!:uint
groups.getCallbackServers | user group | group_id!:int server_ids:ints
groups.getCallbackSettings | user group | group_id!:int server_id:uint
groups.setCallbackSettings | user group | group_id!:int server_id:uint api_version:str {_SETTINGS}
groups.getLongPollServer | user group | group_id!:int
groups.getLongPollSettings | user group | group_id!:int
groups.setLongPollSettings | user group | group_id!:int enabled:bool api_version:str {_LONG_POLL_SETTINGS}
messages.send | user group | user_id:int random_id:int peer_id:int peer_ids:ints<=100 domain:str chat_id:uint<=100000000 message:str<=9000 lat:num long:num attachment:str<=9000 reply_to:int forward_messages:ints<=1000 forward:str sticker_id:uint group_id:int keyboard:str template:str payload:str<=1000 content_source:str dont_parse_links:bool disable_mentions:bool intent:one(account_update|bot_ad_invite|bot_ad_promo|confirmed_notification|customer_support|default|finance_notification|game_notification|moderated_newsletter|non_promo_newsletter|promo_newsletter|purchase_update) subscribe_id:uint<=100
messages.edit | user group | peer_id!:int message:str<=9000 lat:num long:num attachment:str keep_forward_messages:bool keep_snippets:bool group_id:int dont_parse_links:bool disable_mentions:bool message_id:uint cmid:uint template:str keyboard:str
messages.getHistory | user group | offset:int count:uint<=200 user_id:int peer_id:int start_message_id:int rev:one(1|0) extended:bool fields:list group_id:int
messages.getConversations | user group | offset:uint count:uint<=200 filter:one(all|archive|important|sorted_chats|unanswered|unread) extended:bool start_message_id:uint fields:list group_id:int
messages.getConversationsById | user group | peer_ids!:ints<=100 extended:bool fields:list group_id:int
messages.getById | user group | message_ids:ints<=100 preview_length:uint extended:bool fields:list group_id:int cmids:ints<=100 peer_id:int
messages.getByConversationMessageId | user group | peer_id!:int conversation_message_ids!:ints<=100 extended:bool fields:list group_id:int
messages.isMessagesFromGroupAllowed | user group | group_id!:int user_id!:int
messages.markAsRead | user group | message_ids:ints peer_id:int start_message_id:uint group_id:int mark_conversation_as_read:bool up_to_cmid:uint
photos.getWallUploadServer | user | group_id:int
photos.saveWallPhoto | user | user_id:int group_id:int photo!:str server:int hash:str latitude:num longitude:num caption:str
photos.getMessagesUploadServer | user group | peer_id:int
photos.saveMessagesPhoto | user group | photo!:str server:int hash:str
stats.get | user | group_id:int app_id:uint timestamp_from:num timestamp_to:num interval:one(all|day|month|week|year) intervals_count:uint filters:list stats_groups:list extended:bool
execute | user group | code!:str
users.get | user group service | user_ids:list<=1000 fields:list name_case:str from_group_id:int
utils.resolveScreenName | user group service | screen_name!:str
utils.getServerTime | user group service |
"""  # noqa: E501 - one line a method reads best

_PARAMETER = re.compile(r"(\w+)(!?):(int|uint|num|bool|str|id|list|ints|one)(?:\(([^)]*)\))?(?:<=(\d+))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str
    is_required: bool
    choices: tuple[str, ...]
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    tokens: frozenset[str]
    parameters: tuple[Parameter, ...]


def _parse(line: str) -> Method:
    name, tokens, parameters = (part.strip() for part in line.split("|", 2))
    return Method(name, frozenset(tokens.split()), tuple(_parse_parameter(one) for one in parameters.split()))


def _parse_parameter(text: str) -> Parameter:
    found = _PARAMETER.match(text)
    if found is None:
        raise ValueError(text)
    name, required, kind, choices, at_most = found.groups()
    return Parameter(name, kind, bool(required), tuple((choices or "").split("|")), int(at_most) if at_most else None)


METHODS = {method.name: method for method in (_parse(line) for line in _METHODS.strip().splitlines())}

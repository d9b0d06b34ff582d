"""Every kind of update and of service message up to the Bot API 10.3, and what we do with it."""

from otklik.networks.events import EventKind

KINDS: dict[str, EventKind] = {
    "message": EventKind.NEW,
    "edited_message": EventKind.EDITED,
}
"""What we handle. Telegram tells nothing of deletions in groups and private talks."""

_CHANNEL = "the channel's own material; comments hang on its copy in the discussion group"
_BUSINESS = "a person's own talks, connected to the bot by Telegram Business: they are none of the page's"
_NOTHING = "nothing was written"
_TRADE = "it concerns sales and payments"
_PEOPLE = "it concerns the members of a chat"
_INLINE = "somebody used the bot inside another talk"

NOT_HANDLED: dict[str, str] = {
    "channel_post": _CHANNEL,
    "edited_channel_post": _CHANNEL,
    "business_connection": _BUSINESS,
    "business_message": _BUSINESS,
    "edited_business_message": _BUSINESS,
    "deleted_business_messages": _BUSINESS,
    "guest_message": _INLINE,
    "message_reaction": "a reaction, " + _NOTHING,
    "message_reaction_count": "reactions, " + _NOTHING,
    "inline_query": _INLINE,
    "chosen_inline_result": _INLINE,
    "callback_query": "a button was pressed, " + _NOTHING,
    "shipping_query": _TRADE,
    "pre_checkout_query": _TRADE,
    "purchased_paid_media": _TRADE,
    "poll": "votes, " + _NOTHING,
    "poll_answer": "a vote, " + _NOTHING,
    "my_chat_member": "the bot's own rights in a chat changed",
    "chat_member": _PEOPLE,
    "chat_join_request": _PEOPLE,
    "chat_boost": _PEOPLE,
    "removed_chat_boost": _PEOPLE,
    "managed_bot": "it concerns another bot",
    "subscription": _TRADE,
    "stopped_message_generation": "a button was pressed, " + _NOTHING,
}
"""What we know and leave aside, with the reason."""

SERVICE_FIELDS = frozenset({
    "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
    "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message",
    "invoice", "successful_payment", "refunded_payment", "users_shared", "chat_shared", "gift", "unique_gift",
    "gift_upgrade_sent", "connected_website", "write_access_allowed", "passport_data", "proximity_alert_triggered",
    "boost_added", "chat_background_set", "checklist_tasks_done", "checklist_tasks_added",
    "direct_message_price_changed", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "giveaway_created",
    "giveaway", "giveaway_winners", "giveaway_completed", "managed_bot_created", "paid_message_price_changed",
    "poll_option_added", "poll_option_deleted", "suggested_post_approved", "suggested_post_approval_failed",
    "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
    "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",
    "community_chat_added", "community_chat_removed", "community_chat_joined", "user_shared",
})  # fmt: skip
"""A message with one of these is a note of Telegram itself, not somebody's words."""

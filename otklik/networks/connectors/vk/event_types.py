"""Every type of event that VK's Callback API and long poll know, and what we do with it."""

from otklik.networks.events import EventKind

_COMMENTS = ("wall_reply", "board_post", "photo_comment", "video_comment", "market_comment")
_WAYS = {
    "new": EventKind.NEW,
    "edit": EventKind.EDITED,
    "delete": EventKind.DELETED,
    "restore": EventKind.RESTORED,
}

KINDS: dict[str, tuple[str, EventKind]] = {
    **{f"{subject}_{way}": (subject, kind) for subject in _COMMENTS for way, kind in _WAYS.items()},
    "message_new": ("message", EventKind.NEW),
    "message_reply": ("message", EventKind.NEW),
    "message_edit": ("message", EventKind.EDITED),
    "messages_edit": ("message", EventKind.EDITED),
    "wall_post_new": ("wall_post", EventKind.NEW),
}
"""What we handle: the subject and what happened to it."""

_TALK = "nothing was written"
_PEOPLE = "it concerns the community's members"
_PAGE = "it concerns the page's own material or settings"
_TRADE = "it concerns sales and payments"

ALLOWED = "message_allow"
"""A person lets the page write: asked by our forms, they send our code along."""

NOT_HANDLED: dict[str, str] = {
    "confirmation": "a handshake, answered at once and not kept",
    "message_deny": _TALK,
    "message_event": "a button was pressed, " + _TALK,
    "message_read": _TALK,
    "message_reaction_event": "a reaction, " + _TALK,
    "message_typing_state": _TALK,
    "wall_repost": "somebody shared a post on a wall of their own",
    "wall_schedule_post_new": "a post that waits for its hour",
    "wall_schedule_post_delete": "a post that waited for its hour",
    "like_add": "a mark of approval, " + _TALK,
    "like_remove": "a mark of approval, " + _TALK,
    "poll_vote_new": "a vote, " + _TALK,
    "group_join": _PEOPLE,
    "group_leave": _PEOPLE,
    "user_block": _PEOPLE,
    "user_unblock": _PEOPLE,
    "group_change_photo": _PAGE,
    "group_change_settings": _PAGE,
    "group_officers_edit": _PAGE,
    "photo_new": _PAGE,
    "audio_new": _PAGE,
    "video_new": _PAGE,
    "app_payload": "it concerns an application of the community",
    "lead_forms_new": "a form of an advertisement",
    "market_order_new": _TRADE,
    "market_order_edit": _TRADE,
    "vkpay_transaction": _TRADE,
    "donut_subscription_create": _TRADE,
    "donut_subscription_prolonged": _TRADE,
    "donut_subscription_expired": _TRADE,
    "donut_subscription_cancelled": _TRADE,
    "donut_subscription_price_changed": _TRADE,
    "donut_money_withdraw": _TRADE,
    "donut_money_withdraw_error": _TRADE,
}
"""What we know and leave aside, with the reason."""

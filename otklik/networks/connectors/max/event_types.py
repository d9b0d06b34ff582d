"""Every type of update that MAX sends, and what we do with it."""

from otklik.networks.events import EventKind

KINDS: dict[str, tuple[str, EventKind]] = {
    "message_created": ("message", EventKind.NEW),
    "message_edited": ("message", EventKind.EDITED),
    "message_removed": ("message", EventKind.DELETED),
    "comment_created": ("comment", EventKind.NEW),
    "comment_edited": ("comment", EventKind.EDITED),
    "comment_removed": ("comment", EventKind.DELETED),
    "bot_started": ("start", EventKind.NEW),
}
"""What we handle: the subject and what happened to it."""

_PEOPLE = "it concerns the members of a chat"
_TALK = "nothing was written"

NOT_HANDLED: dict[str, str] = {
    "bot_added": "the bot was added to a chat or channel: its id stands in chat_id",
    "bot_removed": "the bot was removed from a chat or channel: look at the page's connection",
    "bot_admin_permissions_changed": "the bot's rights have changed: look at the page's connection",
    "bot_stopped": "a person stopped the bot and can no longer be written to, " + _TALK,
    "dialog_cleared": "a person cleared a talk on their side, " + _TALK,
    "dialog_muted": _TALK,
    "dialog_unmuted": _TALK,
    "dialog_removed": "a person removed a talk on their side, " + _TALK,
    "message_callback": "a button was pressed, " + _TALK,
    "message_chat_created": "a chat was made from a button, " + _TALK,
    "user_added": _PEOPLE,
    "user_removed": _PEOPLE,
    "chat_title_changed": "it concerns the page's own material or settings",
}
"""What we know and leave aside, with the reason."""

SUBSCRIBED = (*KINDS, "bot_added", "bot_removed", "bot_stopped", "bot_admin_permissions_changed")
"""What the webhook is subscribed to: what we handle, and what a person looks for when a connection fails."""

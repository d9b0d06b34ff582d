"""MAX's methods that the sandbox offers, and what they take.

Written from MAX's published schema (OpenAPI 0.0.32, with the comments of August 2026). One line a method: its name
there | verb and path | parameters of the address | fields of the body. `!` required · int · bool · str · list (comma
separated in an address) · obj · `a..b` smallest and largest number · `<=n` the most characters · `=n` when left out.
"""

import re
from dataclasses import dataclass

_METHODS = """
    getMyInfo | GET /me
    getChat | GET /chats/{chatId}
    getMembership | GET /chats/{chatId}/members/me
    getAdmins | GET /chats/{chatId}/members/admins
    getMembers | GET /chats/{chatId}/members | user_ids list, marker int, count int 1..100 =20
    removeMember | DELETE /chats/{chatId}/members | user_id int!, block bool
    getSubscriptions | GET /subscriptions
    subscribe | POST /subscriptions | | url str!, update_types list, secret str <=256
    unsubscribe | DELETE /subscriptions | url str!
    getMessages | GET /messages | chat_id int, message_ids list, from int, to int, count int 1..100 =50
    sendMessage | POST /messages | user_id int, chat_id int, disable_link_preview bool | text str <=4000,
        attachments list, link obj, notify bool, format str
    getUploadUrl | POST /uploads | type str!
    editMessage | PUT /messages | message_id str! | text str <=4000, attachments list, link obj, notify bool, format str
    deleteMessage | DELETE /messages | message_id str!
    getMessageById | GET /messages/{messageId}
    getUpdates | GET /updates | limit int 1..1000 =100, timeout int 0..90 =30, marker int, types list
    getComments | GET /messages/{messageId}/comments | comment_ids list, before int 0.., after int 0..,
        count int 1..100 =50
    sendComment | POST /messages/{messageId}/comments | disable_link_preview bool | text str <=4000, link obj,
        format str
    editComment | PUT /messages/{messageId}/comments | comment_id str! | text str <=4000, link obj, format str
    deleteComment | DELETE /messages/{messageId}/comments | comment_id str!
    getCommentById | GET /messages/{messageId}/comments/{commentId}
"""

UPDATE_TYPES = (
    "message_created",
    "message_edited",
    "message_removed",
    "message_callback",
    "comment_created",
    "comment_edited",
    "comment_removed",
    "bot_added",
    "bot_removed",
    "bot_started",
    "bot_stopped",
    "bot_admin_permissions_changed",
    "user_added",
    "user_removed",
    "chat_title_changed",
    "dialog_cleared",
    "dialog_muted",
    "dialog_unmuted",
    "dialog_removed",
)
_FIELD = re.compile(
    r"(?P<name>\w+) (?P<kind>\w+)(?P<need>!?)(?: (?P<least>\d+)\.\.(?P<most>\d*))?"
    r"(?: <=(?P<length>\d+))?(?: =(?P<usual>\d+))?\Z"
)
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of the address, or one field of the body."""

    name: str
    kind: str
    is_required: bool = False
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    verb: str
    path: str
    address: tuple[Field, ...]
    body: tuple[Field, ...]
    pattern: re.Pattern[str]


def _read_field(text: str) -> Field:
    found = _FIELD.match(text)
    if found is None:
        raise ValueError(text)
    numbers = {name: int(found[name]) if found[name] else None for name in ("least", "most", "length", "usual")}
    return Field(
        found["name"],
        found["kind"],
        found["need"] == "!",
        numbers["least"],
        numbers["most"],
        numbers["length"],
        numbers["usual"],
    )


def _read_line(line: str) -> Method:
    name, place, *lists = (part.strip() for part in line.split("|"))
    verb, path = place.split()
    address, body = (
        tuple(_read_field(" ".join(one.split())) for one in text.split(",") if one.strip())
        for text in (*lists, "", "")[:2]
    )
    return Method(name, verb, path, address, body, re.compile(_PART.sub(r"(?P<\1>[^/]+)", path) + r"\Z"))


def _read_methods() -> dict[str, Method]:
    joined = _METHODS.replace(",\n", ", ")
    lines = (_read_line(line) for line in joined.splitlines() if line.strip())
    return {method.name: method for method in lines}


METHODS = _read_methods()
"""By the name that MAX's schema gives to them."""

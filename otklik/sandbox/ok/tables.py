"""OK's methods that the sandbox offers: the right that they want and what they take.

Retyped from OK's pages (apiok.ru/dev/methods). One line a method: name | right | parameters. `!` required · int ·
bool · str · `<=n` the largest number or the most characters.
"""

import re
from dataclasses import dataclass

_METHODS = """
discussions.getList | VALUABLE_ACCESS | types category anchor direction count:int<=100 fields
discussions.getComments | VALUABLE_ACCESS | discussionId! discussionType! anchor direction count:int<=100 fields mark_as_read:bool includeRemoved:bool
discussions.getComment | VALUABLE_ACCESS | discussionId! discussionType! comment_id! fields
discussions.addDiscussionComment | GROUP_CONTENT | entityId! entityType! comment!<=3000 reply_to_comment_id as_admin:bool
discussions.editDiscussionComment | GROUP_CONTENT | discussionId! discussionType! comment_id! comment!<=3000
discussions.deleteDiscussionComments | GROUP_CONTENT | discussionId! discussionType! comment_ids! mark_as_spam:bool block_author:bool
group.getInfo | VALUABLE_ACCESS | uids! fields
group.getStatTopics | VALUABLE_ACCESS | gid! start_time:int<=9999999999999 end_time:int<=9999999999999 anchor count:int<=100 fields
group.getStatOverview | VALUABLE_ACCESS | gid! period start_time:int<=9999999999999 fields
users.getInfo |  | uids! fields
users.getCurrentUser |  | fields
"""  # noqa: E501
_PARAMETER = re.compile(r"(?P<name>\w+?)(?::(?P<kind>\w+))?(?P<required>!)?(?:<=(?P<most>\d+))?\Z")

TYPES = ("GROUP_TOPIC", "GROUP_PHOTO", "GROUP_MOVIE", "GROUP_PRODUCT")
UPDATE_TYPES = ("MESSAGE_CREATED", "MESSAGE_CALLBACK", "CHAT_SYSTEM")
COMMENT_FIELDS = [
    "author_id",
    "author_name",
    "author_ref",
    "reply_to_id",
    "reply_to_name",
    "reply_to_comment_id",
    "date",
    "id",
    "text",
    "type",
    "like_count",
]
DISCUSSION_FIELDS = [
    "object_type",
    "object_id",
    "title",
    "new_comments_count",
    "total_comments_count",
    "last_activity_date_ms",
    "ref_objects",
    "owner_uid",
]
GROUP_FIELDS = [
    "uid",
    "name",
    "shortname",
    "description",
    "members_count",
    "main_photo",
    "pic_avatar",
    "cover",
    "messages_allowed",
    "messaging_enabled",
    "who_can_comment",
    "gos_org",
    "role",
    "private",
    "premium",
    "blocked",
]

STAT_TOPIC_FIELDS = ["id", "created_ms", "reach"]


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str = "str"
    is_required: bool = False
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    right: str
    parameters: tuple[Parameter, ...]


def _read_method(line: str) -> Method:
    name, right, parameters = (part.strip() for part in line.split("|"))
    return Method(name, right, tuple(_read_parameter(word) for word in parameters.split()))


def _read_parameter(word: str) -> Parameter:
    found = _PARAMETER.match(word)
    if found is None:
        raise ValueError(f"the table has a mistake: {word}")
    most = found["most"]
    return Parameter(found["name"], found["kind"] or "str", bool(found["required"]), int(most) if most else None)


METHODS = {method.name: method for method in map(_read_method, _METHODS.strip().splitlines())}

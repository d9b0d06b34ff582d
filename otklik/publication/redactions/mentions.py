"""Hides mentions of people and links to their personal pages; names of communities stay."""

import re

MARK = "[имя скрыто]"
LINK_MARK = "[ссылка скрыта]"

_MENTION = re.compile(r"\[id\d+(?::[^|\]]*)?\|[^\]]*\]|[*@]id\d+(?:\s?\([^)]*\))?", re.IGNORECASE)
_COMMUNITY = re.compile(r"\[(?:club|public|event)\d+(?::[^|\]]*)?\|(?P<name>[^\]]*)\]", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:https?://)?(?:m\.|www\.)?(?:vk\.(?:com|ru)/id\d+|ok\.ru/profile/\d+|t\.me/(?!c/)[a-z]\w{4,}(?![\w/]))",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"(?<![\w@.])@[a-z][\w.]{2,}", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of mentions of people and links to their pages."""
    text = _MENTION.sub(MARK, text)
    text = _COMMUNITY.sub(r"\g<name>", text)
    text = _PROFILE.sub(LINK_MARK, text)
    return _NICKNAME.sub(MARK, text)

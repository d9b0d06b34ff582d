"""Hides mentions of people and links to their personal pages; names of communities stay."""

import re

from otklik.shared.patterns import compile_late

MARK = "[имя скрыто]"
LINK_MARK = "[ссылка скрыта]"

_MENTION = compile_late(r"\[id\d+(?::[^|\]]*)?\|[^\]]*\]|[*@]id\d+(?:\s?\([^)]*\))?", re.IGNORECASE)
_COMMUNITY = compile_late(r"\[(?:club|public|event)\d+(?::[^|\]]*)?\|(?P<name>[^\]]*)\]", re.IGNORECASE)
_PROFILE = compile_late(
    r"(?:https?://)?(?:m\.|www\.)?(?:vk\.(?:com|ru)/(?!(?:wall|photo|video|clip|album|topic|club|public|event|page|doc|poll|app|market)-?\d)[a-z][\w.]{2,}"
    r"|ok\.ru/(?:profile/\d+|(?!(?:group|video|live|dk|topic)\b)[a-z][\w.]{2,})|t\.me/(?!c/)[a-z]\w{4,}(?![\w/])|max\.ru/(?:u/)?[\w.-]{3,})(?!/)",
    re.IGNORECASE,
)
_NICKNAME = compile_late(r"(?<![\w@.])@[a-z][\w.]{2,}", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of mentions of people and links to their pages."""
    text = _MENTION.sub(MARK, text)
    text = _COMMUNITY.sub(r"\g<name>", text)
    text = _PROFILE.sub(LINK_MARK, text)
    return _NICKNAME.sub(MARK, text)

"""Hides mentions of people and links to their personal pages; names of communities stay."""

import re

from otklik.shared.patterns import compile_late

MARK = "[имя скрыто]"
LINK_MARK = "[ссылка скрыта]"

_MENTION = compile_late(
    r"\[id\d{1,20}(?::[^|\]]{0,100})?\|[^\]]{0,200}\]|[*@]id\d{1,20}(?:\s?\([^)]{0,200}\))?", re.IGNORECASE
)
_COMMUNITY = compile_late(
    r"\[(?:club|public|event)\d{1,20}(?::[^|\]]{0,100})?\|(?P<name>[^\]]{0,200})\]", re.IGNORECASE
)
_PROFILE = compile_late(
    r"(?:https?://)?(?:m\.|www\.)?(?:vk\.(?:com|ru|me)/(?!(?:wall|photo|video|clip|album|topic|page|doc|poll"
    r"|market)-\d|(?:club|public|event|app)\d)[a-z][\w.]{2,}"
    r"|ok\.ru/(?:profile/\d+|(?!(?:group|video|live|dk|topic)\b)[a-z][\w.]{2,})"
    r"|t\.me/(?:s/)?(?!c/)[a-z]\w{4,}(?![\w/])|max\.ru/(?:u/)?[\w.-]{3,})(?!/)(?:\?[\w=&%.-]*\w)?",
    re.IGNORECASE,
)
_ELSEWHERE = compile_late(
    r"(?:https?://|(?<![\w.-]))(?:(?:[\w-]{1,63}\.){0,2}(?:instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|tiktok\.com|threads\.net"
    r"|youtube\.com/@|twitch\.tv|discord\.gg|linkedin\.com|telegram\.me|telegram\.dog|wa\.me|viber\.click|skype\.com"
    r"|my\.mail\.ru|livejournal\.com|zen\.yandex\.ru)/?[\w@.%/+-]+"
    r"|(?:tg|viber|whatsapp|skype)://\S+|t\.me/\+\d+"
    r"|(?:m\.|www\.)?vk\.(?:com|ru)/(?:im|write|gim\d+|mail|al_im\.php)\S{0,200}[=\d]\d+)",
    re.IGNORECASE,
)
"""Pages of people in the networks that are not ours, chats with them, and links that call them."""
_NUMBER_OF_PERSON = compile_late(r"(?<![\w/])id\d{5,12}(?!\d)", re.IGNORECASE)
_NETWORK = (
    r"\b(?:телеграмм?\w{0,2}|телег[аеу]|тг|tg|telegram|вк|вконтакте|vk|инстаграмм?\w{0,2}|инст[аеу]|instagram"
    r"|одноклассник\w{0,2}|ок(?=\s?[:–—-])|макс\w?|max"
    r"|д[иэ]скорд\w?|discord|скайп\w?|skype|вайбер\w?|viber|в[ао]тс\s?ап\w?|whatsapp|тик\s?ток\w?|tiktok"
    r"|фейсбук\w?|facebook|мессенджер\w{0,2}|юзернейм\w?|username|ник(?:нейм)?|nick(?:name)?|логин\w?|login)"
)
_CALLED = compile_late(
    rf"(?P<before>{_NETWORK}(?:[\s:,–—-]{{1,3}}(?:мой|моя|я|это|ник|по нику|под ником|логин|страница"
    rf"|аккаунт))?[\s:,–—-]{{1,3}})"
    r"(?!(?:club|public|event|group)\d|https?:|www\.|(?:vk|ok|max|telegram|whatsapp|viber|instagram|facebook|skype|discord|tiktok|mail|web|bot|api|app|id|gov)\b)"
    r"(?!(?:iphone|ipad|ios|android|windows|wi-?fi|youtube|google|samsung|xiaomi|redmi|mp[34])|[\w.-]{1,80}\.(?:ru|com|net|org|su|info)\b)"
    r"(?P<name>(?:live:)?(?=[a-z0-9._-]*[a-z])[a-z][\w.-]{3,}(?:#\d{3,5})?)",
    re.IGNORECASE,
)
"""«телеграм masha_90», «вк natasha.belkina», «дискорд vasya#4417»."""
_LIKE_A_NICKNAME = compile_late(r"[\d_#]|\.\w|^live:")
_SAYS_WHOSE = compile_late(
    r"[:–—]|\b(?:мой|моя|ник\w*|под ником|логин\w?|login|user\w*|nick\w*|юзернейм\w?)\b", re.IGNORECASE
)
_NICKNAME = compile_late(r"(?<![\w@.])@[a-z][\w.]{2,}", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of mentions of people and links to their pages."""
    text = _MENTION.sub(MARK, text)
    text = _COMMUNITY.sub(r"\g<name>", text)
    text = _ELSEWHERE.sub(LINK_MARK, _PROFILE.sub(LINK_MARK, text))
    text = _CALLED.sub(_hide_called, _NUMBER_OF_PERSON.sub(MARK, text))
    return _NICKNAME.sub(MARK, text)


def _hide_called(found: re.Match[str]) -> str:
    """Latin letters only, and no plain word unless it is said to be a name: «телеграм widget»."""
    name = found["name"]
    is_name = name.isascii() and (_LIKE_A_NICKNAME.search(name) or _SAYS_WHOSE.search(found["before"]))
    return f"{found['before']}{MARK}" if is_name else found[0]

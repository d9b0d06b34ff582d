"""What addresses of VK name: pages, and everything that belongs to one and carries its number.

A community's number stands after a minus in the names of what it owns (`wall-123_45`); a person's has none. Seen in
addresses of VK itself; no page of the vendor lists them all.
"""

import re

from otklik.networks.addresses import Address, Link, Names
from otklik.networks.connectors.vk.ids import SITE

HOSTS = ("vk.com", "vk.ru", "vkontakte.ru", "vkvideo.ru", "vk.me", "vk.link", "vk.cc")
_SAME_SITE = frozenset({"", "www", "m", "new", "web"})
_OF_COMMUNITY = re.compile(r"(?:club|public|event|gim|board)([0-9]{1,18})\Z")
_OWNED_BY_COMMUNITY = re.compile(r"(?:[a-z]{1,16}|app[0-9]+_|@)?-([0-9]{1,18})(?![0-9a-z.])")
_OF_PERSON = re.compile(r"(?:id|write|wall|albums|photos|videos|audios|gifts|friends|stories)([0-9]{1,18})\Z")
_OWNED_BY_PERSON = re.compile(r"(?:wall|photo|video|clip|album|audio|doc|story|poll|note|topic|market)([0-9]{1,18})_")
_NAME = re.compile(r"\A(?![0-9]+\Z)[a-z0-9_.]{2,64}\Z")
_HASH = re.compile(r"[A-Za-z0-9_=/+-]{6,100}\Z")
_SERVICES = frozenset(
    {
        "ads", "apps", "audio", "blog", "bookmarks", "bugs", "clips", "dev", "discover", "docs", "edit", "fave", "feed",
        "friends", "gifts", "groups", "help", "im", "join", "jobs", "login", "market", "mail", "music", "news",
        "notifications", "privacy", "restore", "search", "services", "settings", "stats", "stickers", "stories",
        "support", "terms", "video", "videos", "vkpay", "wall",
    }
)  # fmt: skip
_SECTIONS = frozenset({"clips", "video", "videos", "stories", "music", "articles", "playlist", "wall", "market"})
"""Sections under which the page follows."""
_OVERLAYS = ("w", "z", "sel")
"""What these name is shown over the page of the path."""


def read_address(link: Link) -> tuple[Address, ...]:
    """The page of the path and what is shown over it; empty: no address of VK."""
    if not link.scheme and link.path:
        return _bare(link.path[0].lower())
    site = link.site_among(HOSTS)
    if site is None:
        return ()
    before, host = site
    if before not in _SAME_SITE or host == "vk.cc":
        return (_nothing(),)
    shown = [_owner(link.query[name].lower()) for name in _OVERLAYS if name in link.query]
    if link.path == ("stats",):
        shown.append(_owner(f"club{link.query.get('gid', '')}"))
    named = [one for one in (_of_path(link.path, host=host), *shown) if one and one.names is not Names.NOTHING]
    return tuple(dict.fromkeys(named)) or (_nothing(),)


def url_of(key: str) -> str:
    """A community by its number or its name, a person, or an invitation to a talk."""
    if key.startswith("+"):
        return f"https://vk.me/join/{key[1:]}"
    return f"{SITE}/club{key}" if key.isdecimal() else f"{SITE}/{key}"


def _bare(word: str) -> tuple[Address, ...]:
    """Without a host only what nobody else writes so: `@name`, `club123`, `wall-123_45`."""
    if word.startswith("@"):
        return (_mention(word),)
    owner = _owner(word)
    return (owner,) if owner and not word.startswith("-") else ()


def _of_path(path: tuple[str, ...], *, host: str) -> Address:
    if not path:
        return _nothing()
    first, *rest = (segment.lower() for segment in path)
    if host == "vk.me" and first == "join":
        return _invitation(path[1]) if rest else _nothing()
    if first in _SECTIONS and rest:
        return _of_path(tuple(rest), host=host)
    return _mention(first) if first.startswith("@") else _owner(first) or _name(first)


def _mention(word: str) -> Address:
    """`@name`, `@club123`, and articles: `@name-what-it-is-about`."""
    name = word.removeprefix("@")
    return _owner(word) or _owner(name) or _name(name.partition("-")[0])


def _owner(word: str) -> Address | None:
    """Whose this is, where the word carries a number."""
    found = _OF_COMMUNITY.match(word) or _OWNED_BY_COMMUNITY.match(word)
    if found is not None:
        return Address("vk", Names.PAGE_ID, str(int(found[1])))
    found = _OF_PERSON.match(word) or _OWNED_BY_PERSON.match(word)
    return Address("vk", Names.PERSON, f"id{int(found[1])}") if found else None


def _name(word: str) -> Address:
    if word in _SERVICES or word.endswith(".php"):
        return _nothing()
    if _NAME.match(word):
        return Address("vk", Names.PAGE_NAME, word)
    return _nothing() if word.isascii() else Address("vk", Names.IMPOSSIBLE)


def _invitation(key: str) -> Address:
    return Address("vk", Names.INVITATION, f"+{key}") if _HASH.match(key) else _nothing()


def _nothing() -> Address:
    return Address("vk", Names.NOTHING)

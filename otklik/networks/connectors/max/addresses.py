"""What addresses of MAX name: channels by name or number, invitations, people.

By links that MAX's API tells (`link` of a chat) and that its applications make.
"""

import re

from otklik.networks.addresses import Address, Link, Names
from otklik.networks.connectors.max.ids import SITE

HOSTS = ("max.ru",)
_SAME_SITE = frozenset({"", "www", "web", "m"})
_NUMBER = re.compile(r"-[0-9]{1,19}\Z")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{1,63}\Z")
_HASH = re.compile(r"[A-Za-z0-9_-]{6,128}\Z")
_SERVICES = frozenset(
    {
        ":share", "about", "blog", "business", "channels", "dev", "docs", "download", "faq", "help", "legal", "login",
        "max", "news", "partners", "policy", "press", "privacy", "share", "start", "stickers", "support", "terms",
    }
)  # fmt: skip


def read_address(link: Link) -> tuple[Address, ...]:
    """The channel of a link; empty: no address of MAX."""
    if not link.scheme and link.path:
        return (_name(link.path[0][1:]),) if link.path[0].startswith("@") else ()
    if link.scheme == "max":
        link = Link(scheme="web", host=link.host, path=link.path)
    site = link.site_among(HOSTS)
    if site is None:
        return ()
    return (_of_path(link.path) if site[0] in _SAME_SITE else _nothing(),)


def url_of(key: str) -> str:
    """A channel by its name or its number, a person, or an invitation."""
    return f"{SITE}/join/{key[1:]}" if key.startswith("+") else f"{SITE}/{key}"


def _of_path(path: tuple[str, ...]) -> Address:
    if not path:
        return _nothing()
    first, second = path[0], path[1] if len(path) > 1 else ""
    if _NUMBER.match(first):
        return _chat(first)
    match first.lower():
        case "join":
            return Address("max", Names.INVITATION, f"+{second}") if _HASH.match(second) else _nothing()
        case "c":
            return _chat(second)
        case "u":
            return Address("max", Names.PERSON, f"u/{second}") if _HASH.match(second) else _nothing()
    return _name(first.removeprefix("@"))


def _chat(number: str) -> Address:
    return Address("max", Names.PAGE_ID, str(int(number))) if _NUMBER.match(number) else _nothing()


def _name(word: str) -> Address:
    name = word.lower()
    if name in _SERVICES:
        return _nothing()
    if _NAME.match(name):
        return Address("max", Names.PAGE_NAME, name)
    return _nothing() if name.isascii() else Address("max", Names.IMPOSSIBLE)


def _nothing() -> Address:
    return Address("max", Names.NOTHING)

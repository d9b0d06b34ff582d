"""What addresses of OK name: groups by number or name, and people.

Seen in addresses of OK itself, also in those that its old mobile site made (`dk?st.groupId=…`).
"""

import re

from otklik.networks.addresses import Address, Link, Names
from otklik.networks.connectors.ok.ids import SITE

HOSTS = ("ok.ru", "odnoklassniki.ru", "odnoklassniki.ua", "ok.me")
_SAME_SITE = frozenset({"", "www", "m", "new", "web"})
_NUMBER = re.compile(r"[0-9]{1,20}\Z")
_GROUP = re.compile(r"group-?([0-9]{1,20})\Z")
_NAME = re.compile(r"\A(?![0-9]+\Z)[a-z0-9][a-z0-9._-]{1,63}\Z")
_SERVICES = frozenset(
    {
        "app", "apps", "cdk", "dk", "discussions", "dev", "feed", "game", "games", "gifts", "group", "groups", "guests",
        "help", "hobby", "live", "login", "marathons", "market", "messages", "messaging", "movie", "music",
        "notifications", "online", "payment", "profile", "search", "settings", "shop", "smileys", "st.cmd", "video",
        "vitrine", "web-api",
    }
)  # fmt: skip


def read_address(link: Link) -> tuple[Address, ...]:
    """The group or the person of the path; empty: no address of OK."""
    site = link.site_among(HOSTS)
    if site is None:
        return ()
    before, host = site
    if before not in _SAME_SITE or host == "ok.me" or not link.path:
        return (_nothing(),)
    return (_of_query(link) or _of_path(tuple(segment.lower() for segment in link.path)),)


def url_of(key: str) -> str:
    """A group by its number or its name, or a person."""
    return f"{SITE}/group/{key}" if key.isdecimal() else f"{SITE}/{key}"


def _of_query(link: Link) -> Address | None:
    if link.path[0].lower() not in ("dk", "cdk"):
        return None
    group, person = (link.query.get(name, "") for name in ("st.groupId", "st.friendId"))
    if _NUMBER.match(group):
        return _group(group)
    return _person(person) if _NUMBER.match(person) else None


def _of_path(path: tuple[str, ...]) -> Address:
    first, second = path[0], path[1] if len(path) > 1 else ""
    if found := _GROUP.match(first):
        return _group(found[1])
    if first == "group" and _NUMBER.match(second):
        return _group(second)
    if first == "profile" and second:
        return _person(second) if _NUMBER.match(second) else _nothing()
    if first in _SERVICES:
        return _nothing()
    if _NAME.match(first):
        return Address("ok", Names.PAGE_NAME, first)
    return _nothing() if first.isascii() else Address("ok", Names.IMPOSSIBLE)


def _group(number: str) -> Address:
    return Address("ok", Names.PAGE_ID, str(int(number)))


def _person(number: str) -> Address:
    return Address("ok", Names.PERSON, f"profile/{int(number)}")


def _nothing() -> Address:
    return Address("ok", Names.NOTHING)

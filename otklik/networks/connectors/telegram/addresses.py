"""What addresses of Telegram name: public names, channels by number, invitations.

By the vendor's list of links, https://core.telegram.org/api/links. A name may be a channel's, a group's, a bot's or a
person's: the address alone does not tell.
"""

import re

from otklik.networks.addresses import Address, Link, Names
from otklik.networks.connectors.telegram.ids import SITE

HOSTS = ("t.me", "telegram.me", "telegram.dog", "telegram.org", "telegra.ph")
_LINK_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_CHANNELS_BELOW = "-100"
"""Channels have this before the number that links carry."""
_NAME = re.compile(r"[a-z][a-z0-9_]{2,31}\Z")
_NUMBER = re.compile(r"[0-9]{1,16}\Z")
_CHANNEL = re.compile(r"-100([0-9]{1,16})\Z")
_HASH = re.compile(r"[A-Za-z0-9_-]{6,64}\Z")
_SERVICES = frozenset(
    {
        "addemoji", "addlist", "addstickers", "addtheme", "auction", "bg", "confirmphone", "contact", "giftcode", "iv",
        "invoice", "login", "m", "nft", "passport", "proxy", "setlanguage", "share", "socks", "stargift",
    }
)  # fmt: skip


def read_address(link: Link) -> tuple[Address, ...]:
    """The channel or name of a link; empty: no address of Telegram."""
    if not link.scheme and link.path:
        return (_name(link.path[0][1:]),) if link.path[0].startswith("@") else ()
    if link.scheme == "tg":
        return (_of_scheme(link),)
    site = link.site_among(HOSTS)
    if site is None:
        return ()
    before, host = site
    if host == "telegram.org" and before == "web":
        return (_of_web(link.fragment),)
    if host not in _LINK_HOSTS:
        return (_nothing(),)
    # every public name has a host of its own as well
    return (_of_path(link) if before in ("", "www") else _name(before),)


def url_of(key: str) -> str:
    """A name, an invitation, or a channel by its number, which only those in it can open."""
    channel = _CHANNEL.match(key)
    return f"{SITE}/c/{channel[1]}" if channel else f"{SITE}/{key}"


def _of_scheme(link: Link) -> Address:
    """`tg://resolve?domain=name`: the same links for the application itself."""
    match link.host:
        case "resolve":
            return _name(link.query.get("domain", ""))
        case "join":
            return _invitation(link.query.get("invite", ""))
        case "privatepost" | "boost":
            return _channel(link.query.get("channel", ""))
        case "user" | "openmessage":
            return _person(link.query.get("id") or link.query.get("user_id", ""))
    return _nothing()


def _of_web(fragment: str) -> Address:
    """The application in the browser has the talk behind a #."""
    if found := _CHANNEL.match(fragment):
        return _channel(found[1])
    return _name(fragment.removeprefix("@")) if fragment.startswith("@") else _nothing()


def _of_path(link: Link) -> Address:
    if not link.path:
        return _nothing()
    first, second = link.path[0], link.path[1] if len(link.path) > 1 else ""
    if first.startswith("+"):
        return _invitation(first[1:])
    match first.lower():
        case "joinchat":
            return _invitation(second)
        case "c":
            return _channel(second)
        case "boost" if "c" in link.query:
            return _channel(link.query["c"])
        case "s" | "boost":
            return _name(second)
    return _name(first.removeprefix("@"))


def _channel(number: str) -> Address:
    return Address("telegram", Names.PAGE_ID, f"{_CHANNELS_BELOW}{number}") if _NUMBER.match(number) else _nothing()


def _invitation(key: str) -> Address:
    """A link of digits alone is somebody's telephone."""
    if _NUMBER.match(key):
        return _person(key)
    return Address("telegram", Names.INVITATION, f"+{key}") if _HASH.match(key) else _nothing()


def _person(number: str) -> Address:
    return Address("telegram", Names.PERSON, f"user{int(number)}") if _NUMBER.match(number) else _nothing()


def _name(word: str) -> Address:
    name = word.lower()
    if name in _SERVICES:
        return _nothing()
    if _NAME.match(name):
        return Address("telegram", Names.PAGE_NAME, name)
    return _nothing() if name.isascii() else Address("telegram", Names.IMPOSSIBLE)


def _nothing() -> Address:
    return Address("telegram", Names.NOTHING)

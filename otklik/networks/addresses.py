"""Parses addresses that people pass on, as a browser does, and finds what one may name in a network.

What the parts mean is the connectors' business (`abilities.ReadsAddresses`). Plain and quick: no look-up anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qsl, unquote

_WEB = re.compile(r"https?:/*|//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"\A([a-z][a-z0-9+-]*):/*(?![0-9]+(?:[/?#]|\Z))", re.IGNORECASE)
"""A point before the colon makes it a host with a port."""
_AUTHORITY = re.compile(r"[^/?#]*")
_HOST = re.compile(r"\A[\w-]+(?:\.[\w-]+)+\Z")
_AROUND = " \t\r\n\"'«»„“”‘’()[]<>{},;!…"


class Names(StrEnum):
    """What an address names."""

    PAGE_ID = "page_id"
    """A page, by its lasting id in the network."""
    PAGE_NAME = "page_name"
    """A page or a person: by the name that its owner chose and may change."""
    INVITATION = "invitation"
    """A link that lets one in somewhere: where to, only the network knows."""
    PERSON = "person"
    """Somebody's own page, which is never a body's."""
    NOTHING = "nothing"
    """It belongs to the network and names no page: the news, a sticker, a shortened link."""
    IMPOSSIBLE = "impossible"
    """No page of this network can have such an address: it has letters that only look like those allowed."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address names in a network; the same for all ways of writing it."""

    network: str
    names: Names
    key: str = ""
    """An id as the register keeps it, a name in small letters, an invitation with a + before it: one key names one
    thing in its network. Empty where nothing is named."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text read as an address: the host in small letters without a port, the rest decoded."""

    scheme: str = ""
    """`web`, another one in small letters, or empty where there is no host."""
    host: str = ""
    user: str = ""
    """What stands before an @ in front of the host: browsers do not go there."""
    path: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    fragment: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a text of one word. Without a host all of it is the path: `@name`, `club123`."""
        plain = _trimmed(text).replace("\\", "/")
        if plain.startswith("@"):
            return cls(path=(plain,) if plain != "@" else ())
        found = _WEB.match(plain)
        if found is None and (other := _OTHER_SCHEME.match(plain)):
            return cls._parts(other[1].lower(), plain[other.end() :])
        link = cls._parts("web", plain[found.end() :] if found else plain)
        if link.host or found:
            return link
        return cls(path=(plain,) if plain else ())

    @classmethod
    def _parts(cls, scheme: str, rest: str) -> Self:
        authority = _AUTHORITY.match(rest)
        end = authority.end() if authority else 0
        user, _, host = rest[:end].rpartition("@")
        rest, _, fragment = rest[end:].partition("#")
        path, _, query = rest.partition("?")
        return cls(
            scheme=scheme,
            host=_host(host) if scheme == "web" else host.lower(),
            user=unquote(user),
            path=_segments(path),
            query=_first_values(query),
            fragment=unquote(fragment),
        )

    def site_among(self, hosts: Iterable[str]) -> tuple[str, str] | None:
        """(What stands before it, the host) where the link leads to one of these or to one under it; else None."""
        for host in hosts if self.scheme == "web" else ():
            if self.host == host:
                return "", host
            if self.host.endswith(f".{host}"):
                return self.host.removesuffix(f".{host}"), host
        return None


def _trimmed(text: str) -> str:
    """Without what surrounds an address in a sentence, and without characters that cannot be seen at its ends."""
    start, end = 0, len(text)
    while start < end and _is_around(text[start]):
        start += 1
    while end > start and (_is_around(text[end - 1]) or text[end - 1] in ".:?"):
        end -= 1
    return text[start:end]


def _is_around(character: str) -> bool:
    return character in _AROUND or character.isspace() or unicodedata.category(character) in ("Cf", "Cc")


def _host(text: str) -> str:
    """As browsers read it: forms of letters made plain, what is invisible left out, punycode undone; empty: none."""
    plain = unicodedata.normalize("NFKC", unquote(text)).lower().replace("。", ".")
    seen = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    host = re.sub(r":[0-9]*\Z", "", seen).rstrip(".")
    host = ".".join(_label(label) for label in host.split("."))
    return host if _HOST.match(host) else ""


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _segments(path: str) -> tuple[str, ...]:
    segments: list[str] = []
    for one in path.split("/"):
        segment = unquote(one).strip()
        if segment == "..":
            segments[-1:] = []
        elif segment not in ("", "."):
            segments.append(segment)
    return tuple(segments)


def _first_values(query: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values.setdefault(name, value)
    return values

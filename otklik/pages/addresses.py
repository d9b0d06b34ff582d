"""Reading what somebody gives as the address of a page: in which network it stands and what it names there.

Plain: texts in, what they say out. Whose page it is, `verify` looks up.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from otklik.networks.abilities import ReadsAddresses
from otklik.networks.addresses import Address, Link, Names
from otklik.networks.registry import CONNECTORS
from otklik.shared.lookalikes import skeleton

LONGEST_TEXT = 2_000
"""Characters of a text that is read; addresses of networks are far shorter."""
_LONG_NAME = 8
"""A host's name of so many letters is nobody's word by chance."""
_BETWEEN = re.compile(
    r"[\s|<>\"«»]+|(?<![,;])[,;]++(?=(?:https?:)?//|@|(?:[\w-]{1,63}\.){1,9}[\w-]{1,63}/)",
    re.IGNORECASE,
)
"""Between words, also those of a mention (`[club1|School]`) and of a pasted link (`<a href="…">`); a comma or semicolon
only where an address follows."""
_UNSEEN_MARKS = str.maketrans("", "", "._-")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. With nothing set it holds no address of a network."""

    addresses: tuple[Address, ...] = ()
    """More than one where a page is shown over another, or where only a name is given, without a network."""
    is_without_network: bool = False
    imitates: str = ""
    """The host of a network that the address only seems to lead to."""
    is_several: bool = False
    """It holds several addresses: only one can be answered for."""


def read_text(text: str) -> Reading:
    """Read the address in a text, which may be a sentence."""
    found = dict.fromkeys(
        reading for word in _BETWEEN.split(text[:LONGEST_TEXT]) if (reading := _read(word)) != Reading()
    )
    return Reading(is_several=True) if len(found) > 1 else next(iter(found), Reading())


def key_of(network: str, url: str) -> str | None:
    """The key under which a page's own address is known besides its id; empty: it has none, None: this tells none."""
    reader = _readers().get(network)
    named = reader.read_address(Link.of(url)) if reader else ()
    if not any(one.key for one in named):
        return None
    return next((one.key for one in named if one.key and one.names is not Names.PAGE_ID), "")


def url_of(network: str, key: str) -> str:
    """Where people find what an address names."""
    reader = _readers().get(network)
    return reader.url_of(key) if reader else key


def look_of_key(key: str) -> str:
    """What a name looks like at a glance: equal for names that can be mistaken for each other."""
    return skeleton(key).translate(_UNSEEN_MARKS)


def _read(word: str) -> Reading:
    link = Link.of(word)
    if imitated := _imitated(link):
        return Reading(imitates=imitated)
    named = [one.read_address(link) for one in _readers().values()]
    addresses = tuple(address for addresses in named for address in addresses)
    return Reading(addresses, is_without_network=sum(map(bool, named)) > 1)


def _readers() -> dict[str, ReadsAddresses]:
    return {name: connector for name, connector in CONNECTORS.items() if isinstance(connector, ReadsAddresses)}


def _imitated(link: Link) -> str:
    """The network's host that this link is made to look like, while it leads elsewhere; empty where it is not."""
    hosts = [host for reader in _readers().values() for host in reader.hosts]
    if link.scheme != "web" or not link.host or link.site_among(hosts):
        return ""
    looks, before = skeleton(link.host), skeleton(link.user.partition(":")[0])
    return next((host for host in hosts if _seems(looks, host) or _seems(before, host)), "")


def _seems(looks: str, host: str) -> bool:
    """The host with more behind it, a dash for its point, letters of another alphabet; long names also with a slip."""
    like = skeleton(host)
    begun, hyphened = re.escape(like), re.escape(like.replace(".", "-"))
    if re.search(rf"(?:\A|\.){begun}(?:[.-]|\Z)|(?:\A|[.-]){hyphened}[.-]", looks):
        return True
    name = like.partition(".")[0]
    return len(name) >= _LONG_NAME and (name in looks or Levenshtein.distance(looks, like, score_cutoff=1) <= 1)

"""Calling an address that a person entered: never one inside our own network, never where it sends us on to.

The name is looked up once, every address that it has is judged, and the call goes to the one that was judged: whoever
owns the name cannot point it elsewhere in between. TLS still names and proves the host. Of the answer only its status
is read.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import httpx
from django.conf import settings

from otklik.shared.words import marked as _
from otklik.shared.words import with_word

TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
"""Of one wait for the other side, in seconds."""
DEADLINE: Final = 10.0
"""Seconds from connecting to the answer: a server that answers by single letters holds nobody up.

Looking the name up comes before and is bound by the resolver of the system (5 seconds a try, as it comes)."""
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 by IPv6 (RFC 6052): the last four bytes are what is called in the end."""
_SPECIAL: Final = tuple(map(ipaddress.ip_network, ("192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16")))
"""By the registries of IANA nobody's on the internet, though `is_global` of older Pythons does not say so."""
type LookUp = Callable[[str, int], list[str]]
"""Host and port to the addresses that it has."""


@dataclass(frozen=True, slots=True)
class Called:
    """How a call went. `trouble` is empty where it was taken."""

    trouble: str = ""
    """Marked for translation."""
    status: int = 0

    @property
    def is_gone(self) -> bool:
        """The other side says that nobody listens there any more."""
        return self.status == HTTPStatus.GONE


def fault_of(url: str) -> str:
    """What is wrong with an address as it is written, marked for translation; empty for nothing."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return _("This is no web address.")
    if parts.scheme not in ("https", "http") or not parts.hostname or not has_port or not url.isascii():
        return _("This is no web address.")
    if parts.scheme == "http" and not settings.OTKLIK_HOOKS_HTTP:
        return _("Only addresses that begin with https:// are called.")
    if parts.username or parts.password or parts.fragment:
        return _("An address must hold no name, password or part after #.")
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return ""
    return "" if is_outside(str(literal)) else _("Addresses of the own network are not called.")


def is_outside(address: str) -> bool:
    """Whether this is a public address of the internet; where the setting allows it, any."""
    if settings.OTKLIK_HOOKS_PRIVATE:
        return True
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    if found.version == 6 and found in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return all(map(_is_public, (found, inner)))


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    is_special = address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not is_special and not any(address in network for network in _SPECIAL)


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def call_out(url: str, body: bytes, headers: Mapping[str, str], *, find: LookUp = look_up) -> Called:
    """POST a body to an address. Anything but 2xx within ten seconds is a failure (`DEADLINE`)."""
    fault = fault_of(url)
    if fault:
        return Called(fault)
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname or ""
    try:
        addresses = find(host, port)
    except OSError:
        return Called(_("The name of the host is not known."))
    if not addresses or not all(is_outside(one) for one in addresses):
        return Called(_("Addresses of the own network are not called."))
    at = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
    return _post(parts, f"{at}:{port}", body, headers)


async def _ask(parts: SplitResult, at: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises TimeoutError at the deadline."""
    target = parts._replace(netloc=at).geturl()
    named = {"Host": parts.netloc, "Content-Type": "application/json", "User-Agent": "Otklik-Webhooks", **headers}
    extensions: dict[str, Any] = {"sni_hostname": parts.hostname}
    async with (
        asyncio.timeout(DEADLINE),
        httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", target, content=body, headers=named, extensions=extensions) as answer,
    ):
        return answer.status_code


def _post(parts: SplitResult, at: str, body: bytes, headers: Mapping[str, str]) -> Called:
    try:
        status = asyncio.run(_ask(parts, at, body, headers))
    except (httpx.TimeoutException, TimeoutError):
        return Called(_("The other side did not answer in ten seconds."))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
        return Called(_("The connection was refused or broke."))
    if 200 <= status < 300:
        return Called(status=status)
    if 300 <= status < 400:
        return Called(_("The other side sends on to another address; enter that one."), status=status)
    return Called(with_word(_("The other side answered with an error"), str(status)), status=status)

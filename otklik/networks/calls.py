"""One HTTP request to a network: shared clients, and which error a failure on the way becomes."""

import atexit
import functools
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from otklik.networks.connector import PageAccess
from otklik.networks.errors import ConnectorError, NotOurs, Refused, TryLater
from otklik.networks.objects import Json, as_object, read_json

MOST_CONNECTIONS = 40

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""The request certainly did not reach the network."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a network's connector tells people what went wrong on the way; all marked for translation."""

    unreachable: str
    broken: str
    not_set_up: str
    unwell: str
    turned_away: str
    stranger: str
    settings: str
    """Which settings to look at."""


def client_for(access: PageAccess) -> httpx.Client:
    """The one client of this process for a network and a way out; it is safe to share between threads."""
    return _client(access.network, access.proxy, access.ca_bundle)


@functools.lru_cache(maxsize=128)
def _client(network: str, proxy: str, ca_bundle: str) -> httpx.Client:
    # each network has connections of its own: one that hangs must not use up those of the others
    del network
    trust = ssl.create_default_context()
    if ca_bundle:
        trust.load_verify_locations(cafile=ca_bundle)
    client = httpx.Client(
        proxy=proxy or None,
        verify=trust,
        trust_env=False,
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS),
        headers={"User-Agent": "Otklik"},
    )
    atexit.register(client.close)  # left to itself it would leave its connections to whoever tidies up
    return client


def patience(access: PageAccess) -> httpx.Timeout:
    """Most of the time is for the answer: a way that does not open in a third of it will not open."""
    seconds = access.timeout_seconds
    return httpx.Timeout(seconds, connect=seconds / 3, pool=seconds / 3)


@contextmanager
def on_the_way(words: Words, *, is_write: bool) -> Iterator[None]:
    """Around one request: what breaks on the way becomes TryLater, and Refused where our settings cannot work."""
    try:
        yield
    except NEVER_SENT:
        raise TryLater(words.unreachable) from None
    except (httpx.TransportError, httpx.DecodingError):
        raise TryLater(words.broken, is_uncertain=is_write) from None
    except (httpx.InvalidURL, ImportError, OSError, ValueError):
        # the text of these may hold a token or the proxy's password
        raise Refused(words.not_set_up, next_step=words.settings) from None


def fetch_picture(access: PageAccess, address: str, *, hosts: tuple[str, ...]) -> bytes:
    """A picture at one of the network's own hosts, by their ends; empty where it cannot be had: nothing needs one."""
    with suppress(httpx.HTTPError, httpx.InvalidURL):
        if httpx.URL(address).host.endswith(hosts):
            answer = client_for(access).get(address, timeout=patience(access))
            return answer.content if answer.is_success else b""
    return b""


def upload_photo(access: PageAccess, address: str, photo: bytes, *, field: str, words: Words) -> Json:
    """What the host where photos are sent tells of one; `field` is its name in the form.

    Raises Refused, whatever fails there: that is another host than the network's API, so it says nothing about how the
    network itself does, and no answer waits for it.
    """
    try:
        with on_the_way(words, is_write=False):
            form = {field: ("photo.jpg", photo, "image/jpeg")}
            response = client_for(access).post(address, files=form, timeout=patience(access))
        if not response.is_success:
            raise decide_stranger(response, words, is_write=False)
        return as_object(read_json(response.content))
    except (TryLater, NotOurs) as why:
        raise Refused(why.reason, code=f"upload {why.code}".strip()) from None


def decide_stranger(response: httpx.Response, words: Words, *, is_write: bool) -> ConnectorError:
    """What an answer means that is none of the network's: something before it spoke, or something else lives there."""
    code = f"HTTP {response.status_code}"
    if response.status_code >= 500:
        return TryLater(words.unwell, code=code, is_uncertain=is_write)
    if response.status_code in (403, 408, 425, 429):
        return TryLater(words.turned_away, code=code, until=find_return(response, now=datetime.now(UTC)))
    return Refused(words.stranger, code=code, next_step=words.settings)


def find_return(response: httpx.Response, *, now: datetime) -> datetime | None:
    """When to come again, as the header Retry-After says: seconds or a date."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit() and len(told) < 7:
        return now + timedelta(seconds=int(told))
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

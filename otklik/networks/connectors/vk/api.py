"""Calling VK's API: one POST, the token in its body, every failure as one of our errors."""

import functools
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from otklik.networks.budgets import Pace, budget_of
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.budgets import OF_COMMUNITY, OF_PERSON
from otklik.networks.connectors.vk.errors import decide_error
from otklik.networks.errors import ConnectorError, NotOurs, Refused, TryLater
from otklik.networks.objects import as_object, find_number, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

VERSION = "5.199"
MOST_CONNECTIONS = 40

type Value = str | int | bool

_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""The request certainly did not reach VK."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and how often VK may be asked with it."""

    value: str = field(repr=False)
    pace: Pace


def community_token(access: PageAccess) -> Token:
    """The community's token: answers and messages. Raises Refused where none is entered."""
    if not access.community_token:
        raise Refused(
            _("The page has no token of the community."),
            next_step=_("Enter the community's token in the settings of the page's connection."),
        )
    return Token(access.community_token, OF_COMMUNITY)


def admin_token(access: PageAccess) -> Token:
    """The token of an administrator: reading comments, hiding, banning. Raises Refused where none is entered."""
    if not access.admin_token:
        raise Refused(
            _("The page has no token of an administrator."),
            next_step=_("Enter a token of an administrator of the community in the settings of the page's connection."),
        )
    return Token(access.admin_token, OF_PERSON)


def any_token(access: PageAccess) -> Token:
    """The community's token, or the administrator's where there is no other."""
    return community_token(access) if access.community_token else admin_token(access)


def read(access: PageAccess, token: Token, method: str, params: Mapping[str, Value]) -> object:
    """Ask VK for something; nothing changes there. Gives back what stands in `response`."""
    return _call(access, token, method, params, is_write=False)


def write(access: PageAccess, token: Token, method: str, params: Mapping[str, Value]) -> object:
    """Change something in VK. A failure after sending is a TryLater that says so: `is_uncertain`."""
    return _call(access, token, method, params, is_write=True)


def _call(access: PageAccess, token: Token, method: str, params: Mapping[str, Value], *, is_write: bool) -> object:
    budget_of("vk", token.value, pace=token.pace).take()
    response = _post(access, token, method, params, is_write=is_write)
    _check_status(response, is_write=is_write)
    try:
        answer = as_object(read_json(response.content))
    except NotOurs:
        answer = {}
    if "error" in answer:
        raise _as_error(answer["error"], method=method, token=token, is_write=is_write)
    if "response" not in answer:
        raise TryLater(_("VK's answer cannot be read."), is_uncertain=is_write)
    return answer["response"]


def _post(
    access: PageAccess, token: Token, method: str, params: Mapping[str, Value], *, is_write: bool
) -> httpx.Response:
    form = {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in params.items()}
    form |= {"access_token": token.value, "v": VERSION}
    address = f"{access.api_url.rstrip('/')}/method/{method}"
    try:
        client = client_for(access.proxy, access.ca_bundle)
        return client.post(address, data=form, timeout=_patience(access.timeout_seconds))
    except _NEVER_SENT:
        raise TryLater(_("VK cannot be reached.")) from None
    except (httpx.TransportError, httpx.DecodingError):
        raise TryLater(_("The connection to VK broke before its answer came."), is_uncertain=is_write) from None
    except (httpx.InvalidURL, ImportError, OSError, ValueError):
        # the text of these may hold the proxy's password
        raise Refused(
            _("The address, the proxy or the certificates for VK are not set up rightly."),
            next_step=_("Look at the settings OTKLIK_VK_API_URL, OTKLIK_VK_PROXY and OTKLIK_CA_BUNDLE."),
        ) from None


def _patience(seconds: float) -> httpx.Timeout:
    """Most of the time is for the answer: a way that does not open in a third of it will not open."""
    return httpx.Timeout(seconds, connect=seconds / 3, pool=seconds / 3)


@functools.lru_cache(maxsize=32)
def client_for(proxy: str, ca_bundle: str) -> httpx.Client:
    """The one client of this process for a way out; it is safe to share between threads."""
    trust = ssl.create_default_context()
    if ca_bundle:
        trust.load_verify_locations(cafile=ca_bundle)
    return httpx.Client(
        proxy=proxy or None,
        verify=trust,
        trust_env=False,
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS),
        headers={"User-Agent": "Otklik"},
    )


def _check_status(response: httpx.Response, *, is_write: bool) -> None:
    """VK answers 200 even to errors; anything else comes from what stands before it."""
    status = response.status_code
    if response.is_success:
        return
    code = f"HTTP {status}"
    if status >= 500:
        raise TryLater(_("VK's server is unwell."), code=code, is_uncertain=is_write)
    if status in (403, 408, 425, 429):
        raise TryLater(_("VK's server turns us away for now."), code=code, until=_retry_at(response))
    raise Refused(
        _("What answers at VK's address is not VK."),
        code=code,
        next_step=_("Look at the settings OTKLIK_VK_API_URL, OTKLIK_VK_PROXY and OTKLIK_CA_BUNDLE."),
    )


def _retry_at(response: httpx.Response) -> datetime | None:
    """When to come again, as the header Retry-After says: seconds or a date."""
    told = response.headers.get("Retry-After", "").strip()
    now = datetime.now(UTC)
    if told.isascii() and told.isdigit() and len(told) < 7:
        return now + timedelta(seconds=int(told))
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _as_error(told: object, *, method: str, token: Token, is_write: bool) -> ConnectorError:
    error = as_object(told)
    code = find_number(error.get("error_code"))
    words = read_title(error.get("error_msg") or error.get("description"))
    log.info("VK refused %s: %s %s", method, code, words.replace(token.value, "…"))
    return decide_error(code or 0, is_write=is_write, now=datetime.now(UTC))


def error_of(told: object, *, method: str, token: Token) -> ConnectorError:
    """An error that VK put inside an answer, about one of several receivers."""
    error = as_object(told)
    return _as_error(
        {"error_code": error.get("code"), "error_msg": error.get("description")},
        method=method,
        token=token,
        is_write=True,
    )

"""Calling MAX's API: one request, the token in its header, every failure as one of our errors."""

import functools
import logging
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from otklik.networks.budgets import Pace
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.budgets import OF_BOT, budget_of_bot
from otklik.networks.connectors.max.errors import decide_error
from otklik.networks.errors import NotOurs, Refused, TryLater
from otklik.networks.objects import Json, as_object, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 40

type Value = str | int | bool

_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""The request certainly did not reach MAX."""
_SETTINGS = _("Look at the settings OTKLIK_MAX_API_URL, OTKLIK_MAX_PROXY and OTKLIK_CA_BUNDLE.")


def read(access: PageAccess, path: str, params: Mapping[str, Value] | None = None, *, pace: Pace = OF_BOT) -> Json:
    """Ask MAX for something; nothing changes there."""
    return _call(access, "GET", path, params=params or {}, body=None, pace=pace, is_write=False)


def write(
    access: PageAccess,
    method: str,
    path: str,
    params: Mapping[str, Value] | None = None,
    *,
    body: Mapping[str, object] | None = None,
) -> Json:
    """Change something in MAX. A failure after sending is a TryLater that says so: `is_uncertain`."""
    return _call(access, method, path, params=params or {}, body=body, pace=OF_BOT, is_write=True)


def _call(
    access: PageAccess,
    method: str,
    path: str,
    *,
    params: Mapping[str, Value],
    body: Mapping[str, object] | None,
    pace: Pace,
    is_write: bool,
) -> Json:
    token = _token_of(access)
    budget_of_bot(token, pace=pace).take()
    request = httpx.Request(
        method,
        f"{access.api_url.rstrip('/')}{path}",
        params={name: _as_word(value) for name, value in params.items()},
        json=body,
        headers={"Authorization": token, "User-Agent": "Otklik"},
        extensions={"timeout": _patience(access.timeout_seconds).as_dict()},
    )
    response = _send(access, request, is_write=is_write)
    return _read_response(response, f"{method} {path}", token=token, is_write=is_write)


def _as_word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _token_of(access: PageAccess) -> str:
    token = access.community_token
    if not token:
        raise Refused(
            _("The page has no token of its bot."),
            next_step=_("Enter the bot's token in the settings of the page's connection."),
        )
    if not (token.isascii() and token.isprintable()):
        raise Refused(
            _("What is entered as the bot's token cannot be one."),
            next_step=_("Enter the bot's token anew in the settings of the page's connection."),
        )
    return token


def _send(access: PageAccess, request: httpx.Request, *, is_write: bool) -> httpx.Response:
    try:
        return client_for(access.proxy, access.ca_bundle).send(request)
    except _NEVER_SENT as why:
        if _is_distrust(why):
            raise _distrusted() from None
        raise TryLater(_("MAX cannot be reached.")) from None
    except (httpx.TransportError, httpx.DecodingError):
        raise TryLater(_("The connection to MAX broke before its answer came."), is_uncertain=is_write) from None
    except (httpx.InvalidURL, ImportError, OSError, ValueError):
        # the text of these may hold the proxy's password
        raise Refused(
            _("The address, the proxy or the certificates for MAX are not set up rightly."), next_step=_SETTINGS
        ) from None


def _is_distrust(why: BaseException) -> bool:
    """Whether the certificate was not believed. Checks are never off: MAX's own CA has to be set up."""
    seen: BaseException | None = why
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _distrusted() -> TryLater:
    """Nothing was sent; what waits goes out once the certificates are there."""
    return TryLater(
        _(
            "MAX's certificate is not trusted here. It is issued by the Russian Trusted CA: "
            "name a file with that CA's certificates in the setting OTKLIK_CA_BUNDLE."
        ),
        code="certificate",
        until=datetime.now(UTC) + timedelta(minutes=5),
    )


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
    )


def _read_response(response: httpx.Response, what: str, *, token: str, is_write: bool) -> Json:
    """The answer's object. MAX says no by an HTTP status, and sometimes by `success: false` with status 200."""
    try:
        answer = as_object(read_json(response.content))
    except NotOurs:
        answer = {}
    status = response.status_code
    if response.is_success and answer and answer.get("success") is not False:
        return answer
    if response.is_success and not answer:
        raise TryLater(_("MAX's answer cannot be read."), is_uncertain=is_write)
    code = read_title(answer.get("code"), at_most=60)
    if not code and not response.is_success:
        _check_status(response)
    words = read_title(answer.get("message") or answer.get("error")).replace(token, "…")
    log.info("MAX refused %s: HTTP %s %s %s", what, status, code, words)
    now = datetime.now(UTC)
    raise decide_error(code, status=status, is_write=is_write, now=now, until=_retry_at(response, now=now))


def _check_status(response: httpx.Response) -> None:
    """Without a code the answer comes from what stands before MAX, or from something else at its address."""
    status = response.status_code
    if status in (401, 405) or status >= 500:
        return
    if status in (403, 408, 425, 429):
        until = _retry_at(response, now=datetime.now(UTC))
        raise TryLater(_("MAX's server turns us away for now."), code=f"HTTP {status}", until=until)
    raise Refused(_("What answers at MAX's address is not MAX."), code=f"HTTP {status}", next_step=_SETTINGS)


def _retry_at(response: httpx.Response, *, now: datetime) -> datetime | None:
    """When to come again, as the header Retry-After says: seconds or a date."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit() and len(told) < 7:
        return now + timedelta(seconds=int(told))
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

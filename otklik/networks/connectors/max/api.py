"""Calling MAX's API: one request, the token in its header, every failure as one of our errors."""

import logging
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx

from otklik.networks.budgets import Pace
from otklik.networks.calls import NEVER_SENT, Words, client_for, decide_stranger, find_return, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.budgets import OF_BOT, budget_of_bot
from otklik.networks.connectors.max.errors import decide_error
from otklik.networks.connectors.max.limits import NO_TOKEN
from otklik.networks.errors import NotOurs, Refused, TryLater
from otklik.networks.limits import refusal
from otklik.networks.objects import Json, as_object, listed, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

type Value = str | int | bool

UNREADABLE = _("MAX's answer cannot be read.")
WORDS = Words(
    unreachable=_("MAX cannot be reached."),
    broken=_("The connection to MAX broke before its answer came."),
    not_set_up=_("The address, the proxy or the certificates for MAX are not set up rightly."),
    unwell=_("MAX had an error of its own."),
    turned_away=_("MAX's server turns us away for now."),
    stranger=_("What answers at MAX's address is not MAX."),
    settings=_("Look at the settings OTKLIK_MAX_API_URL, OTKLIK_MAX_PROXY and OTKLIK_CA_BUNDLE."),
)


def read(access: PageAccess, path: str, params: Mapping[str, Value] | None = None, *, pace: Pace = OF_BOT) -> Json:
    """Ask MAX for something; nothing changes there."""
    return _call(access, "GET", path, params=params or {}, body=None, pace=pace, is_write=False)


def ask(access: PageAccess, method: str, path: str, params: Mapping[str, Value]) -> Json:
    """Prepare something that nobody sees, in an answer's turn: what breaks on the way leaves no doubt."""
    return _call(access, method, path, params=params, body=None, pace=OF_BOT, is_write=False, is_answer=True)


def read_list(access: PageAccess, path: str, name: str, params: Mapping[str, Value] | None = None) -> list[Json]:
    """The objects of a list that MAX's answer must have; without it the answer means nothing: TryLater."""
    return listed(read(access, path, params), name, unreadable=UNREADABLE)


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
    is_answer: bool = False,
) -> Json:
    token = _token_of(access)
    budget_of_bot(token, pace=pace).take(is_reading=not (is_write or is_answer))
    request = httpx.Request(
        method,
        f"{access.api_url.rstrip('/')}{path}",
        params={name: _as_word(value) for name, value in params.items()},
        json=body,
        headers={"Authorization": token, "User-Agent": "Otklik"},
        extensions={"timeout": patience(access).as_dict()},
    )
    response = _send(access, request, is_write=is_write)
    return _read_response(response, f"{method} {path}", token=token, is_write=is_write)


def _as_word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _token_of(access: PageAccess) -> str:
    token = access.community_token
    if not token:
        raise refusal(NO_TOKEN)
    if not (token.isascii() and token.isprintable()):
        raise Refused(
            _("What is entered as the bot's token cannot be one."),
            next_step=_("Enter the bot's token anew in the settings of the page's connection."),
        )
    return token


def _send(access: PageAccess, request: httpx.Request, *, is_write: bool) -> httpx.Response:
    with on_the_way(WORDS, is_write=is_write):
        try:
            return client_for(access).send(request)
        except NEVER_SENT as why:
            if _is_distrust(why):
                raise _distrusted() from None
            raise


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
        raise TryLater(UNREADABLE, is_uncertain=is_write)
    code = read_title(answer.get("code"), at_most=60)
    if not code and not response.is_success and status not in (401, 405) and status < 500:
        # what stands before MAX spoke, or something else at its address
        raise decide_stranger(response, WORDS, is_write=is_write)
    words = read_title(answer.get("message") or answer.get("error")).replace(token, "…")
    log.info("MAX refused %s: HTTP %s %s %s", what, status, code, words)
    now = datetime.now(UTC)
    raise decide_error(code, status=status, is_write=is_write, now=now, until=find_return(response, now=now))

"""Calling OK's two APIs: signed REST at /fb.do, the Bot API at /graph/. Every failure is one of our errors."""

import hashlib
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from otklik.networks.budgets import budget_of
from otklik.networks.calls import Words, client_for, decide_stranger, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok.budgets import OF_ADMIN, OF_GROUP
from otklik.networks.connectors.ok.errors import decide_error
from otklik.networks.connectors.ok.limits import NO_ADMIN_TOKEN, NO_GROUP_KEY
from otklik.networks.errors import NotOurs, Refused, TryLater
from otklik.networks.limits import refusal
from otklik.networks.objects import as_object, find_number, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

NOT_SIGNED = frozenset({"access_token", "session_key", "sig"})

type Value = str | int | bool

_WORDS = Words(
    unreachable=_("OK cannot be reached."),
    broken=_("The connection to OK broke before its answer came."),
    not_set_up=_("The address, the proxy or the certificates for OK are not set up rightly."),
    unwell=_("OK's server is unwell."),
    turned_away=_("OK's server turns us away for now."),
    stranger=_("What answers at OK's address is not OK."),
    settings=_("Look at the settings OTKLIK_OK_API_URL, OTKLIK_OK_PROXY and OTKLIK_CA_BUNDLE."),
)
_TOKEN_IN_ADDRESS = re.compile(r"(access_token=)[^&\s\"']+")


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `what` names it for the log."""

    what: str
    verb: str
    path: str
    token: str = field(repr=False)
    is_write: bool
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)


def rest_read(access: PageAccess, method: str, params: Mapping[str, Value]) -> object:
    """Ask OK's REST for something; nothing changes there. The answer may be None."""
    return _rest(access, method, params, is_write=False)


def rest_write(access: PageAccess, method: str, params: Mapping[str, Value]) -> object:
    """Change something by OK's REST. A failure after sending is a TryLater that says so: `is_uncertain`."""
    answer = _rest(access, method, params, is_write=True)
    if answer is None:
        raise TryLater(_("OK's answer cannot be read."), is_uncertain=True)
    return answer


def graph_read(access: PageAccess, path: str, params: Mapping[str, Value]) -> object:
    """Ask the Bot API for something."""
    token = _group_key(access)
    budget_of("ok", token, pace=OF_GROUP).take(is_reading=True)
    query = {"access_token": token} | _as_texts(params)
    return _ask(access, Request(f"GET {path}", "GET", f"/graph/{path}", token, is_write=False, query=query))


def graph_write(access: PageAccess, path: str, body: Mapping[str, Any]) -> object:
    """Change something by the Bot API."""
    token = _group_key(access)
    budget_of("ok", token, pace=OF_GROUP).take()
    # the Bot API takes its key nowhere but in the address
    query = {"access_token": token}
    return _ask(access, Request(f"POST {path}", "POST", f"/graph/{path}", token, is_write=True, query=query, body=body))


def _rest(access: PageAccess, method: str, params: Mapping[str, Value], *, is_write: bool) -> object:
    token = _admin_token(access)
    budget_of("ok", token, pace=OF_ADMIN).take(is_reading=not is_write)
    form = _as_texts(params) | {"application_key": access.application_key, "format": "json", "method": method}
    form["sig"] = sign(form, session_secret=session_secret(token, access.application_secret))
    form["access_token"] = token
    return _ask(access, Request(method, "POST", "/fb.do", token, is_write=is_write, form=form))


def session_secret(token: str, application_secret: str) -> str:
    """The secret of a token: OK tells it along with the token, and it can always be made anew."""
    return hashlib.md5((token + application_secret).encode(), usedforsecurity=False).hexdigest()


def sign(params: Mapping[str, str], *, session_secret: str) -> str:
    """OK's signature of a REST call: all parameters in order, then the secret."""
    told = "".join(f"{name}={params[name]}" for name in sorted(params) if name not in NOT_SIGNED)
    signed = (told + session_secret).encode("utf-8", "surrogatepass")
    return hashlib.md5(signed, usedforsecurity=False).hexdigest()


def _as_texts(params: Mapping[str, Value]) -> dict[str, str]:
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in params.items()}


def _admin_token(access: PageAccess) -> str:
    if not access.admin_token:
        raise refusal(NO_ADMIN_TOKEN)
    if not access.application_key or not access.application_secret:
        raise Refused(
            _("The settings do not name our application in OK."),
            next_step=_("Enter OTKLIK_OK_APPLICATION_KEY and OTKLIK_OK_APPLICATION_SECRET."),
        )
    return access.admin_token


def _group_key(access: PageAccess) -> str:
    if not access.community_token:
        raise refusal(NO_GROUP_KEY)
    return access.community_token


def _ask(access: PageAccess, request: Request) -> object:
    response = _send(access, request)
    try:
        answer = read_json(response.content)
        is_read = True
    except NotOurs:
        answer, is_read = None, False
    error = as_object(answer)
    if "error_code" in error:
        code, words = find_number(error["error_code"]), read_title(error.get("error_msg"))
        log.info("OK refused %s: %s %s", request.what, code, words.replace(request.token, "…"))
        raise decide_error(code or 0, is_write=request.is_write, now=datetime.now(UTC))
    if not response.is_success:
        raise decide_stranger(response, _WORDS, is_write=request.is_write)
    if not is_read:
        raise TryLater(_("OK's answer cannot be read."), is_uncertain=request.is_write)
    return answer


def _send(access: PageAccess, request: Request) -> httpx.Response:
    address = access.api_url.rstrip("/") + request.path
    if request.body is not None:
        content: dict[str, Any] = {
            "content": json.dumps(request.body, ensure_ascii=False).encode("utf-8", "surrogatepass"),
            "headers": {"Content-Type": "application/json;charset=utf-8"},
        }
    else:
        content = {"data": request.form} if request.form is not None else {}
    _hide_tokens_in_logs()
    with on_the_way(_WORDS, is_write=request.is_write):
        return client_for(access).request(
            request.verb, address, params=request.query or None, timeout=patience(access), **content
        )


def _hide_tokens_in_logs() -> None:
    """httpx may log addresses, and the Bot API's hold a key."""
    logger = logging.getLogger("httpx")
    if hide_tokens not in logger.filters:
        logger.addFilter(hide_tokens)


def hide_tokens(record: logging.LogRecord) -> bool:
    """Write dots in place of a token; nothing is left out of the log."""
    told = record.getMessage()
    if "access_token=" in told:
        record.msg, record.args = _TOKEN_IN_ADDRESS.sub(r"\1…", told), ()
    return True

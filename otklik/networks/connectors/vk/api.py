"""Calling VK's API: one POST, the token in its body, every failure as one of our errors."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from otklik.networks.budgets import Pace, budget_of
from otklik.networks.calls import Words, client_for, decide_stranger, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.budgets import OF_COMMUNITY, OF_PERSON
from otklik.networks.connectors.vk.errors import decide_error
from otklik.networks.connectors.vk.limits import NO_ADMIN_TOKEN, NO_COMMUNITY_TOKEN
from otklik.networks.errors import ConnectorError, NotOurs, TryLater
from otklik.networks.limits import refusal
from otklik.networks.objects import Json, as_object, as_objects, find_number, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

VERSION = "5.199"
MOST_PARTS = 25
"""Calls in one `execute`: https://dev.vk.ru/ru/method/execute"""

type Value = str | int | bool

WORDS = Words(
    unreachable=_("VK cannot be reached."),
    broken=_("The connection to VK broke before its answer came."),
    not_set_up=_("The address, the proxy or the certificates for VK are not set up rightly."),
    unwell=_("VK's server is unwell."),
    turned_away=_("VK's server turns us away for now."),
    stranger=_("What answers at VK's address is not VK."),
    settings=_("Look at the settings OTKLIK_VK_API_URL, OTKLIK_VK_PROXY and OTKLIK_CA_BUNDLE."),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and how often VK may be asked with it."""

    value: str = field(repr=False)
    pace: Pace


def community_token(access: PageAccess) -> Token:
    """The community's token: answers and messages. Raises Refused where none is entered."""
    if not access.community_token:
        raise refusal(NO_COMMUNITY_TOKEN)
    return Token(access.community_token, OF_COMMUNITY)


def admin_token(access: PageAccess) -> Token:
    """The token of an administrator: reading comments, hiding, banning. Raises Refused where none is entered."""
    if not access.admin_token:
        raise refusal(NO_ADMIN_TOKEN)
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


@dataclass(frozen=True, slots=True)
class Part:
    """One of the calls that a request carries; `path` picks from its answer, as VKScript does: `.items@.date`."""

    method: str
    params: Mapping[str, Value]
    path: str = ""

    def as_script(self) -> str:
        return f"API.{self.method}({json.dumps(dict(self.params))}){self.path}"


def read_together(access: PageAccess, token: Token, parts: Sequence[Part]) -> list[object]:
    """Ask up to `MOST_PARTS` things by one request. Each gets its answer, or the error that VK gave instead."""
    code = f"return [{','.join(part.as_script() for part in parts)}];"
    whole = _ask(access, token, "execute", {"code": code}, is_write=False)
    answers = whole["response"]
    if not isinstance(answers, list) or len(answers) != len(parts):
        raise TryLater(_("VK's answer cannot be read."))
    errors = iter(as_objects(whole.get("execute_errors")))

    def told(part: Part, answer: object) -> object:
        # what failed stands there as false, or as null where something was to be picked from it
        if answer is not None and answer is not False:
            return answer
        return _as_error(next(errors, {}), method=part.method, token=token, is_write=False)

    return [told(part, answer) for part, answer in zip(parts, answers, strict=True)]


def _call(access: PageAccess, token: Token, method: str, params: Mapping[str, Value], *, is_write: bool) -> object:
    return _ask(access, token, method, params, is_write=is_write)["response"]


def _ask(access: PageAccess, token: Token, method: str, params: Mapping[str, Value], *, is_write: bool) -> Json:
    """The whole answer; it has a `response`."""
    budget_of("vk", token.value, pace=token.pace).take(is_reading=not is_write)
    response = _post(access, token, method, params, is_write=is_write)
    if not response.is_success:
        # VK answers 200 even to errors
        raise decide_stranger(response, WORDS, is_write=is_write)
    try:
        answer = as_object(read_json(response.content))
    except NotOurs:
        answer = {}
    if "error" in answer:
        raise _as_error(answer["error"], method=method, token=token, is_write=is_write)
    if "response" not in answer:
        raise TryLater(_("VK's answer cannot be read."), is_uncertain=is_write)
    return answer


def _post(
    access: PageAccess, token: Token, method: str, params: Mapping[str, Value], *, is_write: bool
) -> httpx.Response:
    form = {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in params.items()}
    form |= {"access_token": token.value, "v": VERSION}
    address = f"{access.api_url.rstrip('/')}/method/{method}"
    with on_the_way(WORDS, is_write=is_write):
        return client_for(access).post(address, data=form, timeout=patience(access))


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

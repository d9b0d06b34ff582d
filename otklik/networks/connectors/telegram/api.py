"""Calling the Bot API: one POST with JSON, every failure as one of our errors.

Telegram wants the token in the address of every call. So no address may ever stand in a log, a reason or a traceback:
errors of the HTTP client are replaced by ours, and its own log lines are masked.
"""

import logging
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

import httpx

from otklik.networks.calls import Words, client_for, decide_stranger, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.budgets import budget_of_bot, budget_of_chat
from otklik.networks.connectors.telegram.errors import decide_error
from otklik.networks.connectors.telegram.limits import NO_TOKEN
from otklik.networks.errors import ConnectorError, NotOurs, TryLater
from otklik.networks.limits import refusal
from otklik.networks.objects import Json, as_object, find_whole, read_json, read_title
from otklik.shared.words import marked as _

log = logging.getLogger(__name__)

type Value = str | int | bool | list[str] | Mapping[str, str | int | bool]

_TOKEN = re.compile(r"\A[0-9]+:[A-Za-z0-9_-]+\Z")
_FILE = re.compile(r"\A[\w-]+(?:[./][\w-]+)*\Z")
_TOKEN_IN_ADDRESS = re.compile(r"(/bot)[^/\s]+")
UNREADABLE = _("Telegram's answer cannot be read.")
_WORDS = Words(
    unreachable=_("Telegram cannot be reached."),
    broken=_("The connection to Telegram broke before its answer came."),
    not_set_up=_("The address, the proxy or the certificates for Telegram are not set up rightly."),
    unwell=_("Telegram's server is unwell."),
    turned_away=_("Telegram's server turns us away for now."),
    stranger=_("What answers at Telegram's address is not Telegram."),
    settings=_("Look at the settings OTKLIK_TELEGRAM_API_URL, OTKLIK_TELEGRAM_PROXY and OTKLIK_CA_BUNDLE."),
)


class _NoTokens(logging.Filter):
    """Takes tokens out of the lines that the HTTP client writes about each call."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN_IN_ADDRESS.sub(r"\1…", record.getMessage()), ()
        return True


logging.getLogger("httpx").addFilter(_NoTokens())


def read(access: PageAccess, method: str, params: Mapping[str, Value] | None = None) -> object:
    """Ask Telegram for something; nothing changes there. Gives back what stands in `result`."""
    return _call(access, method, params or {}, is_write=False)


def write(access: PageAccess, method: str, params: Mapping[str, Value]) -> object:
    """Change something in Telegram. A failure after sending is a TryLater that says so: `is_uncertain`."""
    return _call(access, method, params, is_write=True)


def say(access: PageAccess, chat: int, params: Mapping[str, Value]) -> object:
    """Write a message into a chat, at the pace that Telegram allows there."""
    await_turn(access, chat)
    return write(access, "sendMessage", {"chat_id": chat, **params})


def await_turn(access: PageAccess, chat: int, *, photos: int = 0) -> float:
    """Wait for the turn of a message in a chat, with so many photos to follow in one call.

    Returns how many seconds after it the photos may follow: their turns are taken as well, so that our own pace cannot
    part them from the words. In a group an album counts by its photos. Raises OutOfTurn while nothing is said yet.
    """
    return budget_of_chat(_token(access), chat).take_ahead(photos if chat < 0 else min(photos, 1))


def show(access: PageAccess, method: str, *, fields: Mapping[str, str], files: Mapping[str, bytes]) -> object:
    """Write photos into a chat, several in one call are one album; their turns were taken before."""
    return _call(access, method, fields, is_write=True, files=files)


def fetch_file(access: PageAccess, file_id: str) -> bytes:
    """A file that Telegram keeps; empty where it cannot be had: nothing depends on one."""
    with suppress(ConnectorError, httpx.HTTPError, httpx.InvalidURL):
        path = read_title(as_object(read(access, "getFile", {"file_id": file_id})).get("file_path"), at_most=500)
        if _FILE.match(path):
            address = f"{access.api_url.rstrip('/')}/file/bot{_token(access)}/{path}"
            answer = client_for(access).get(address, timeout=patience(access))
            return answer.content if answer.is_success else b""
    return b""


def _token(access: PageAccess) -> str:
    """The bot's token. Raises Refused where none is entered, or what is entered could not stand in an address."""
    if not _TOKEN.match(access.community_token):
        raise refusal(NO_TOKEN)
    return access.community_token


def _call(
    access: PageAccess, method: str, params: Mapping[str, Value], *, is_write: bool,
    files: Mapping[str, bytes] | None = None,
) -> object:  # fmt: skip
    token = _token(access)
    budget_of_bot(token).take(is_reading=not is_write)
    response = _post(access, token, method, params, is_write=is_write, files=files)
    try:
        answer = as_object(read_json(response.content))
    except NotOurs:
        answer = {}
    if answer.get("ok") is True and "result" in answer and response.is_success:
        return answer["result"]
    if answer.get("ok") is False:
        raise _as_error(answer, method=method, is_write=is_write)
    raise _as_strange(response, is_write=is_write)


def _post(
    access: PageAccess, token: str, method: str, params: Mapping[str, Value], *, is_write: bool,
    files: Mapping[str, bytes] | None,
) -> httpx.Response:  # fmt: skip
    address = f"{access.api_url.rstrip('/')}/bot{token}/{method}"
    with on_the_way(_WORDS, is_write=is_write):
        if files:
            form = {name: (f"{name}.jpg", content, "image/jpeg") for name, content in files.items()}
            return client_for(access).post(address, data=dict(params), files=form, timeout=patience(access))
        return client_for(access).post(address, json=dict(params), timeout=patience(access))


def _as_error(answer: Json, *, method: str, is_write: bool) -> ConnectorError:
    code = find_whole(answer.get("error_code")) or 0
    words = read_title(answer.get("description"))
    log.info("Telegram refused %s: %s %s", method, code, words)
    retry_after = find_whole(as_object(answer.get("parameters")).get("retry_after"))
    return decide_error(code, words, retry_after=retry_after, is_write=is_write, now=datetime.now(UTC))


def _as_strange(response: httpx.Response, *, is_write: bool) -> ConnectorError:
    """An answer that is none of Telegram's: what stands before it spoke, or its answer was torn."""
    if response.is_success:
        return TryLater(UNREADABLE, is_uncertain=is_write)
    return decide_stranger(response, _WORDS, is_write=is_write)

"""Everything that MAX checks before it performs a call: its address, its token, its speed, its parameters."""

import json
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from otklik.sandbox.max.refusals import MaxError, no_right, wrong
from otklik.sandbox.max.state import Page, World
from otklik.sandbox.max.tables import METHODS, Field, Method

CALLS_PER_SECOND = 30
POLLS_PER_SECOND = 2


def find_method(verb: str, path: str) -> tuple[Method, dict[str, str]]:
    """The method at this address, and the parts of its path."""
    is_known = False
    for method in METHODS.values():
        found = method.pattern.match(path)
        if found is None:
            continue
        if method.verb == verb:
            return method, found.groupdict()
        is_known = True
    if is_known:
        raise MaxError(405, "method.not.allowed", "Method is not allowed")
    raise MaxError(404, "not.found", f"Path {path} is not recognized")


def find_page(world: World, token: str) -> Page:
    """The page whose bot holds the token."""
    page = world.page_of_token(token)
    if page is None:
        raise MaxError(401, "verify.token", "Invalid access_token")
    return page


def check_right(page: Page, *rights: str) -> None:
    """The bot must be in the channel, with all of these rights."""
    if not page.is_bot_inside:
        raise MaxError(404, "chat.not.found", "Chat not found")
    missing = [right for right in rights if right not in page.permissions]
    if missing:
        raise no_right(f"Not enough permissions: {missing[0]}")


class SpeedLimit:
    """At most so many calls in any second, per token; the long poll has a smaller limit of its own."""

    def __init__(self) -> None:
        self._calls: dict[tuple[int, bool], deque[float]] = {}

    def check_speed(self, page: Page, method: Method) -> None:
        is_poll = method.name == "getUpdates"
        now = time.monotonic()
        calls = self._calls.setdefault((page.bot_id, is_poll), deque())
        while calls and calls[0] <= now - 1:
            calls.popleft()
        if len(calls) >= (POLLS_PER_SECOND if is_poll else CALLS_PER_SECOND):
            raise MaxError(429, "too.many.requests", "Too many requests")
        calls.append(now)

    def clear(self) -> None:
        self._calls.clear()


def read_address(method: Method, told: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of the address as the schema types them; what it does not know is ignored."""
    read: dict[str, Any] = {}
    for field in method.address:
        text = told.get(field.name)
        if text is None or text == "":
            if field.is_required:
                raise wrong(f"Missing required parameter: {field.name}")
            if field.usual is not None:
                read[field.name] = field.usual
            continue
        read[field.name] = _read_word(field, text)
    return read


def _read_word(field: Field, text: str) -> Any:
    match field.kind:
        case "int":
            return _check_number(field, text)
        case "bool":
            if text not in ("true", "false"):
                raise wrong(f"{field.name}: must be true or false")
            return text == "true"
        case "list":
            return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _check_number(field: Field, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise wrong(f"{field.name}: must be a number") from None
    if not -(2**63) <= number < 2**63:
        raise wrong(f"{field.name}: is out of range")
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        raise wrong(f"{field.name}: must be between {field.least} and {field.most}")
    return number


_TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "list": (list,), "obj": (dict,), "int": (int,)}


def read_body(method: Method, raw: bytes) -> dict[str, Any]:
    """The fields of the body; null counts as left out."""
    if not method.body:
        return {}
    try:
        told = json.loads(raw or b"{}")
    except ValueError:
        raise wrong("Malformed JSON") from None
    if not isinstance(told, dict):
        raise wrong("The body must be an object")
    read: dict[str, Any] = {}
    for field in method.body:
        value = told.get(field.name)
        if value is None:
            if field.is_required:
                raise wrong(f"Missing required field: {field.name}")
            continue
        if not isinstance(value, _TYPES[field.kind]):
            raise wrong(f"{field.name}: is of a wrong type")
        if field.longest is not None and isinstance(value, str) and len(value) > field.longest:
            raise wrong(f"{field.name}: size must be between 0 and {field.longest}")
        read[field.name] = value
    return read

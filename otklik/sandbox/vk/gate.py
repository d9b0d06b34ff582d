"""Everything that VK checks before it performs a call: version, token, rights, speed, parameters."""

import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Token, World
from otklik.sandbox.vk.tables import METHODS, Method, Parameter

CALLS_PER_SECOND = {"group": 20, "user": 3, "service": 3}
"""https://dev.vk.ru/ru/api/api-requests"""
OLDEST_VERSION = (5, 81)
SAME_TEXTS_A_MINUTE = 5
"""VK does not publish its flood control; this is strict enough to be met in a test."""

_METHOD_RIGHTS = {"messages": "messages", "wall": "wall", "photos": "photos"}
_MANAGE = ("Callback", "LongPoll", "getBanned")


def find_token(world: World, params: Mapping[str, str]) -> Token:
    """The token of the call; error 5 when there is none, it is unknown or it was revoked."""
    given = params.get("access_token", "")
    if not given:
        raise VkError(5, "no access_token passed.")
    token = world.tokens.get(given)
    if token is None or token.is_revoked:
        raise VkError(5)
    return token


def check_version(params: Mapping[str, str]) -> None:
    version = params.get("v", "")
    if not version:
        raise VkError(8, "v (version) is required")
    try:
        parts = tuple(int(part) for part in version.split("."))
    except ValueError:
        raise VkError(8, "v (version) is invalid") from None
    if parts < OLDEST_VERSION:
        raise VkError(8, "versions below 5.81 are deprecated")


def find_method(name: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise VkError(3)
    return method


def check_rights(world: World, token: Token, method: Method) -> None:
    """The kind of the token, then what a community's token was issued for."""
    if token.kind not in method.tokens:
        raise VkError(28 if token.kind == "service" else 27 if token.kind == "group" else 7)
    needed = _needed_right(method.name)
    if token.kind == "group" and needed and needed not in world.pages[token.group_id].rights:
        raise VkError(15, "no access to call this method. It cannot be called with current scopes.")


def _needed_right(method: str) -> str:
    section, _, name = method.partition(".")
    if any(part in name for part in _MANAGE):
        return "manage"
    return _METHOD_RIGHTS.get(section, "")


class SpeedLimit:
    """At most so many calls in any second, per token."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = {}
        self._texts: dict[tuple[Any, ...], deque[float]] = {}

    def check_speed(self, token: Token) -> None:
        now = time.monotonic()
        calls = self._calls.setdefault(token.token, deque())
        while calls and calls[0] <= now - 1:
            calls.popleft()
        if len(calls) >= CALLS_PER_SECOND[token.kind]:
            raise VkError(6)
        calls.append(now)

    def check_flood(self, key: tuple[Any, ...]) -> None:
        """The same text in the same place again and again is a flood."""
        now = time.monotonic()
        times = self._texts.setdefault(key, deque())
        while times and times[0] <= now - 60:
            times.popleft()
        if len(times) >= SAME_TEXTS_A_MINUTE:
            raise VkError(9)
        times.append(now)
        if len(self._texts) > 10_000:
            self._texts = {one: seen for one, seen in self._texts.items() if seen and seen[-1] > now - 60}

    def clear(self) -> None:
        self._calls.clear()
        self._texts.clear()


def read_parameters(method: Method, params: Mapping[str, str]) -> dict[str, Any]:
    """The parameters as the schema types them; error 100 names the first wrong one; VK ignores unknown ones."""
    read: dict[str, Any] = {}
    for parameter in method.parameters:
        text = params.get(parameter.name)
        if text is None or (text == "" and parameter.kind != "str"):
            if parameter.is_required:
                raise VkError(100, f"{parameter.name} is undefined")
            continue
        read[parameter.name] = _read(parameter, text)
    return read


def _read(parameter: Parameter, text: str) -> Any:
    match parameter.kind:
        case "int" | "uint":
            return _read_whole(parameter, text)
        case "num":
            return _read_real(parameter, text)
        case "bool":
            if text.lower() not in ("0", "1", "true", "false"):
                raise VkError(100, f"{parameter.name} should be a boolean")
            return text.lower() in ("1", "true")
        case "list" | "ints":
            return _read_list(parameter, text)
        case "one":
            if text not in parameter.choices:
                raise VkError(100, f"{parameter.name} has an invalid value")
            return text
    if parameter.at_most is not None and len(text) > parameter.at_most:
        raise VkError(100, f"{parameter.name} is too long")
    return text


def _read_whole(parameter: Parameter, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise VkError(100, f"{parameter.name} not integer") from None
    if parameter.kind == "uint" and number < 0:
        raise VkError(100, f"{parameter.name} should be positive")
    if parameter.at_most is not None and number > parameter.at_most:
        raise VkError(100, f"{parameter.name} should be less or equal to {parameter.at_most}")
    if not -(2**63) <= number < 2**63:
        raise VkError(100, f"{parameter.name} not integer")
    return number


def _read_real(parameter: Parameter, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise VkError(100, f"{parameter.name} should be a number") from None


def _read_list(parameter: Parameter, text: str) -> list[Any]:
    items: list[Any] = [item.strip() for item in text.split(",") if item.strip()]
    if parameter.at_most is not None and len(items) > parameter.at_most:
        raise VkError(100, f"{parameter.name} should contain at most {parameter.at_most} items")
    if parameter.kind == "list":
        return items
    try:
        return [int(item) for item in items]
    except ValueError:
        raise VkError(100, f"{parameter.name} should contain integers") from None

"""Everything that OK checks before it performs a call: application, token, signature, right, speed, parameters."""

import hashlib
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Application, Token, World
from otklik.sandbox.ok.tables import METHODS, Method, Parameter

CALLS_PER_SECOND = 20
"""OK publishes no number; a client that stays at its own few calls a second never meets this one."""
SAME_TEXTS_A_MINUTE = 5
NOT_SIGNED = ("sig", "access_token", "session_key")


def find_method(params: Mapping[str, str]) -> Method:
    method = METHODS.get(params.get("method", ""))
    if method is None:
        raise OkError(3)
    return method


def find_application(world: World, params: Mapping[str, str]) -> Application:
    application = world.applications.get(params.get("application_key", ""))
    if application is None:
        raise OkError(101)
    return application


def find_token(world: World, given: str, *, kind: str) -> Token:
    """Error 453 without a token, 103 for one that is unknown, 102 for one that is over."""
    if not given:
        raise OkError(453)
    token = world.tokens.get(given)
    if token is None or token.kind != kind:
        raise OkError(103)
    if token.is_revoked:
        raise OkError(102)
    return token


def check_signature(params: Mapping[str, str], *, token: Token, application: Application) -> None:
    secret = hashlib.md5((token.token + application.secret).encode(), usedforsecurity=False).hexdigest()
    told = "".join(f"{name}={params[name]}" for name in sorted(params) if name not in NOT_SIGNED)
    wanted = hashlib.md5((told + secret).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    if params.get("sig") != wanted:
        raise OkError(104)


def check_right(method: Method, application: Application) -> None:
    if method.right and method.right not in application.rights:
        raise OkError(10, method.right)


class SpeedLimit:
    """At most so many calls in any second, per token; the same text in the same place again and again is a flood."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = {}
        self._texts: dict[tuple[Any, ...], deque[float]] = {}

    def check_speed(self, token: Token) -> None:
        _check(self._calls, token.token, seconds=1, at_most=CALLS_PER_SECOND, code=11)

    def check_flood(self, *key: Any) -> None:
        _check(self._texts, key, seconds=60, at_most=SAME_TEXTS_A_MINUTE, code=8)

    def clear(self) -> None:
        self._calls.clear()
        self._texts.clear()


def _check[Key](seen: dict[Key, deque[float]], key: Key, *, seconds: float, at_most: int, code: int) -> None:
    now = time.monotonic()
    times = seen.setdefault(key, deque())
    while times and times[0] <= now - seconds:
        times.popleft()
    if len(times) >= at_most:
        raise OkError(code)
    times.append(now)
    if len(seen) > 10_000:
        for old in [one for one, moments in seen.items() if not moments or moments[-1] <= now - seconds]:
            del seen[old]


def read_parameters(method: Method, params: Mapping[str, str]) -> dict[str, Any]:
    """The parameters as the table types them; error 100 names the first wrong one; unknown ones are ignored."""
    read: dict[str, Any] = {}
    for parameter in method.parameters:
        text = params.get(parameter.name)
        if text is None or text == "":
            if parameter.is_required:
                raise OkError(100, f"Missed required parameter: {parameter.name}")
            continue
        read[parameter.name] = _read(parameter, text)
    return read


def _read(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "bool":
        if text not in ("true", "false"):
            raise OkError(100, f"Invalid parameter {parameter.name} value : [{text}]")
        return text == "true"
    if parameter.kind == "int":
        if not text.isdecimal() or int(text) > (parameter.at_most or 10**9):
            raise OkError(100, f"Invalid parameter {parameter.name} value : [{text}]")
        return int(text)
    if parameter.at_most is not None and len(text) > parameter.at_most:
        raise OkError(100, f"Text too long: {parameter.name}")
    return text


def read_fields(told: str, *, prefix: str, known: list[str], type_name: str) -> list[str]:
    """The fields that were asked for. One that OK does not have spoils the whole call."""
    names = [one.strip().lower().removeprefix(f"{prefix}.") for one in told.split(",") if one.strip()]
    wanted = known if not names or "*" in names else names
    for name in wanted:
        if name not in known:
            raise OkError(100, f"Field '{name.upper()}' does not exist in type {type_name}")
    return wanted

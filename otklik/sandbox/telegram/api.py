"""The HTTP face of the Bot API: reads a call, lets faults strike, performs it, answers as Telegram does."""

import asyncio
import inspect
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.faults import CALL_KINDS, Fault
from otklik.sandbox.multipart import Part, read_parts
from otklik.sandbox.strikes import strike
from otklik.sandbox.telegram import gate
from otklik.sandbox.telegram.methods import PERFORMERS, Call
from otklik.sandbox.telegram.network import NETWORK, Telegram
from otklik.sandbox.telegram.refusals import PREFIXES, TelegramError, too_often
from otklik.sandbox.telegram.state import Json
from otklik.sandbox.telegram.tables import BY_SMALL_LETTERS

RETRY_AFTER_SECONDS = 3


class Api:
    """Answers /telegram/bot<token>/<method>."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def answer(self, request: Request) -> Response:
        token, name = request.path_params["token"], request.path_params["name"]
        params = await _read_params(request)
        known = BY_SMALL_LETTERS.get(name.lower())
        name = known.name if known else name
        self.telegram.counters.count_call(NETWORK, name)
        fault = self._take_fault(token, name)
        perform = self._performer(token, name, params)
        if fault is None:
            return await self._perform(name, perform)
        self.telegram.counters.count_fault(NETWORK, name)
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
            return await self._perform(name, perform)
        # performed here, since reading updates has to be waited for
        done = await self._perform(name, perform) if _is_performed(fault) else Response()
        return await strike(fault, perform=lambda: done, refuse=lambda code: self._refuse(name, _error_of(code)))

    def _performer(self, token: str, name: str, params: dict[str, Any]) -> Callable[[], Any]:
        files = {name: one for name, one in params.items() if isinstance(one, Part)}

        def perform() -> Any:
            method = gate.find_method(name)
            bot = gate.find_bot(self.telegram.world, token)
            if self.telegram.settings.are_limits_on:
                self.telegram.limit.check_speed(bot)
            return PERFORMERS[method.name](Call(self.telegram, bot, gate.read_parameters(method, params), files))

        return perform

    async def _perform(self, name: str, perform: Callable[[], Any]) -> Response:
        try:
            result = perform()
            if inspect.isawaitable(result):
                result = await result
        except TelegramError as refused:
            return self._refuse(name, refused)
        finally:
            self.telegram.pushes.flush()
        return _as_json({"ok": True, "result": result}, status=200)

    def _refuse(self, name: str, refused: TelegramError) -> Response:
        self.telegram.counters.count_error(NETWORK, name, refused.code)
        told: Json = {"ok": False, "error_code": refused.code, "description": refused.text}
        if refused.retry_after:
            told["parameters"] = {"retry_after": refused.retry_after}
        return _as_json(told, status=refused.code)

    def _take_fault(self, token: str, name: str) -> Fault | None:
        if not self.telegram.faults.faults:
            return None
        bot = self.telegram.world.bot_by_token(token)
        page = self.telegram.acts.page_of(bot) if bot else 0
        return self.telegram.faults.take(CALL_KINDS, network=NETWORK, page=page, method=name)


def _is_performed(fault: Fault) -> bool:
    return fault.kind in ("timeout_after", "cut_after") or (fault.kind in ("http", "nonsense") and fault.is_performed)


def _error_of(code: int) -> TelegramError:
    """The error that a fault asks for by its number."""
    if code == 429:
        return too_often(RETRY_AFTER_SECONDS)
    return TelegramError(code if code in PREFIXES else 500, "")


async def _read_params(request: Request) -> dict[str, Any]:
    """From the address, a form or JSON, as Telegram takes them."""
    params: dict[str, Any] = dict(parse_qsl(request.url.query, keep_blank_values=True))
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        parts = read_parts(content_type, body)
        return params | {name: one if one.filename else one.text for name, one in parts.items()}
    if content_type.startswith("application/json"):
        try:
            told = json.loads(body or b"{}")
        except ValueError:
            return params
        return params | told if isinstance(told, dict) else params
    params.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return params


def _as_json(body: Json, *, status: int) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status_code=status, media_type="application/json")

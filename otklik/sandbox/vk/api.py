"""The HTTP face of VK's API: reads a call, lets faults strike, performs it, answers as VK does."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.faults import CALL_KINDS, Fault
from otklik.sandbox.strikes import strike
from otklik.sandbox.vk import gate
from otklik.sandbox.vk.methods import PERFORMERS, Call, Executed
from otklik.sandbox.vk.network import NETWORK, Vk, call_page
from otklik.sandbox.vk.refusals import VkError

NOT_TOLD = ("access_token", "client_secret")
WITH_ERROR: dict[int, dict[str, str]] = {
    14: {"captcha_sid": "239633676097", "captcha_img": "https://api.vk.ru/captcha.php?sid=239633676097"},
    17: {"redirect_uri": "https://m.vk.ru/login?act=security_check"},
    24: {"confirmation_text": "Подтвердите действие"},
}
"""What some errors carry besides their text."""


class Api:
    """Answers /vk/method/<name>."""

    def __init__(self, vk: Vk) -> None:
        self.vk = vk

    async def answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        params = await _read_params(request)
        self.vk.counters.count_call(NETWORK, name)
        fault = self._take_fault(name, params)
        base_url = f"{request.url.scheme}://{request.url.netloc}"
        if fault is None:
            return _as_json(self.perform(name, params, base_url))
        self.vk.counters.count_fault(NETWORK, name)
        return await self._answer_with(fault, name, params, base_url)

    def perform(self, name: str, params: Mapping[str, str], base_url: str) -> dict[str, Any]:
        """Perform one call and write it down; the answer is VK's body."""
        try:
            done = self._perform(name, params, base_url)
        except VkError as refused:
            self.vk.counters.count_error(NETWORK, name, refused.code)
            return show_error(refused.code, refused.text, name, params)
        finally:
            self.vk.pushes.flush()
        if not isinstance(done, Executed):
            return {"response": done}
        errors = {"execute_errors": done.execute_errors} if done.execute_errors else {}
        return {"response": done.response} | errors

    def _perform(self, name: str, params: Mapping[str, str], base_url: str) -> Any:
        method = gate.find_method(name)
        gate.check_version(params)
        token = gate.find_token(self.vk.world, params)
        if self.vk.settings.are_limits_on:
            self.vk.limit.check_speed(token)
        gate.check_rights(self.vk.world, token, method)
        typed = gate.read_parameters(method, params)
        return PERFORMERS[name](Call(self.vk, token, typed, base_url))

    def _take_fault(self, name: str, params: Mapping[str, str]) -> Fault | None:
        if not self.vk.faults.faults:
            return None
        token = self.vk.world.tokens.get(params.get("access_token", ""))
        page = call_page(self.vk.world, params, token.group_id if token else 0)
        return self.vk.faults.take(CALL_KINDS, network=NETWORK, page=page, method=name)

    async def _answer_with(self, fault: Fault, name: str, params: Mapping[str, str], base_url: str) -> Response:
        def refuse(code: int) -> Response:
            self.vk.counters.count_error(NETWORK, name, code)
            return _as_json(show_error(code, VkError(code).text, name, params))

        return await strike(fault, perform=lambda: _as_json(self.perform(name, params, base_url)), refuse=refuse)


def show_error(code: int, text: str, name: str, params: Mapping[str, str]) -> dict[str, Any]:
    told = [{"key": "method", "value": name}, {"key": "oauth", "value": "1"}]
    told += [{"key": key, "value": value} for key, value in params.items() if key not in NOT_TOLD]
    error: dict[str, Any] = {"error_code": code, "error_msg": text, "request_params": told}
    if code == 15 and "scopes" in text:
        error["error_subcode"] = 1133
    return {"error": error | WITH_ERROR.get(code, {})}


async def _read_params(request: Request) -> dict[str, str]:
    params = dict(parse_qsl(request.url.query, keep_blank_values=True))
    if request.method == "POST":
        body = await request.body()
        params.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    bearer = request.headers.get("authorization", "")
    if bearer.lower().startswith("bearer "):
        params.setdefault("access_token", bearer[7:].strip())
    return params


def _as_json(body: dict[str, Any]) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), media_type="application/json; charset=utf-8")

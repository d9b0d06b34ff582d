"""The HTTP face of OK's REST, /ok/fb.do: reads a call, lets faults strike, performs it, answers as OK does."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.faults import CALL_KINDS
from otklik.sandbox.ok import gate
from otklik.sandbox.ok.methods import PERFORMERS, Call
from otklik.sandbox.ok.network import NETWORK, Ok
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.strikes import strike


class Rest:
    """Answers /ok/fb.do."""

    def __init__(self, ok: Ok) -> None:
        self.ok = ok

    async def answer(self, request: Request) -> Response:
        params = await _read_params(request)
        name = params.get("method", "")
        self.ok.counters.count_call(NETWORK, name)
        fault = self.ok.faults.take(CALL_KINDS, network=NETWORK, page=self._page_of(params), method=name)
        if fault is None:
            return self.perform(name, params)
        self.ok.counters.count_fault(NETWORK, name)
        return await strike(
            fault,
            perform=lambda: self.perform(name, params),
            refuse=lambda code: refuse(self.ok, name, OkError(code)),
        )

    def perform(self, name: str, params: Mapping[str, str]) -> Response:
        """Perform one call and write it down."""
        try:
            return as_json(self._perform(params))
        except OkError as refused:
            return refuse(self.ok, name, refused)
        finally:
            self.ok.pushes.flush()

    def _perform(self, params: Mapping[str, str]) -> Any:
        method = gate.find_method(params)
        application = gate.find_application(self.ok.world, params)
        token = gate.find_token(self.ok.world, params.get("access_token", ""), kind="user")
        gate.check_signature(params, token=token, application=application)
        gate.check_right(method, application)
        if self.ok.settings.are_limits_on:
            self.ok.limit.check_speed(token)
        return PERFORMERS[method.name](Call(self.ok, token, gate.read_parameters(method, params)))

    def _page_of(self, params: Mapping[str, str]) -> int:
        """The group that a call is about, as far as can be told before it is checked; for faults of one page."""
        number = params.get("discussionId") or params.get("entityId") or ""
        topic = self.ok.world.topics.get(int(number)) if number.isdecimal() else None
        if topic is not None:
            return topic.group_id
        own = [
            group.group_id for group in self.ok.world.groups.values() if group.admin_token == params.get("access_token")
        ]
        return own[0] if len(own) == 1 else 0


def refuse(ok: Ok, name: str, error: OkError) -> Response:
    """OK refuses with HTTP 200; the code stands in a header too."""
    ok.counters.count_error(NETWORK, name, error.code)
    told = {"error_code": error.code, "error_msg": error.text, "error_data": None}
    return as_json(told, headers={"invocation-error": str(error.code)})


def as_json(body: Any, *, headers: Mapping[str, str] | None = None) -> Response:
    content = json.dumps(body, ensure_ascii=False)
    return Response(content, media_type="application/json;charset=utf-8", headers=headers)


async def _read_params(request: Request) -> dict[str, str]:
    params = dict(parse_qsl(request.url.query, keep_blank_values=True))
    if request.method == "POST":
        body = await request.body()
        params.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return params

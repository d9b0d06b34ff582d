"""The HTTP face of MAX's API: reads a call, lets faults strike, performs it, answers as MAX does."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.faults import CALL_KINDS, Fault
from otklik.sandbox.max import gate
from otklik.sandbox.max.call import Call
from otklik.sandbox.max.longpoll import answer_poll
from otklik.sandbox.max.methods import PERFORMERS
from otklik.sandbox.max.network import NETWORK, Max
from otklik.sandbox.max.refusals import MaxError
from otklik.sandbox.max.state import Page
from otklik.sandbox.strikes import CutResponse, http_error, nonsense

PREFIX = "/max"
UNKNOWN = "unknown"
ERRORS = {
    400: "proto.payload",
    401: "verify.token",
    403: "access.denied",
    404: "not.found",
    429: "too.many.requests",
    500: "internal.error",
    503: "service.unavailable",
}
"""The code of an error that a fault asks for by its HTTP status alone."""


class Api:
    """Answers /max/<path>."""

    def __init__(self, network: Max) -> None:
        self.max = network

    async def answer(self, request: Request) -> Response:
        name = self._name_of(request)
        self.max.counters.count_call(NETWORK, name)
        fault = self._take_fault(request, name)
        if fault is None:
            return await self.perform(request, name)
        self.max.counters.count_fault(NETWORK, name)
        return await self._answer_with(fault, request, name)

    async def perform(self, request: Request, name: str) -> Response:
        """Perform one call and write it down."""
        try:
            return _as_json(await self._perform(request))
        except MaxError as refused:
            return self._refuse(refused, name)
        finally:
            self.max.pushes.flush()

    async def _perform(self, request: Request) -> dict[str, Any]:
        method, parts = gate.find_method(request.method, _path_of(request))
        page = gate.find_page(self.max.world, request.headers.get("authorization", ""))
        if self.max.settings.are_limits_on:
            self.max.limit.check_speed(page, method)
        asked = gate.read_address(method, request.query_params)
        told = gate.read_body(method, await request.body())
        if method.name not in PERFORMERS:
            return await answer_poll(self.max, page, asked)
        base_url = str(request.base_url).rstrip("/")
        return PERFORMERS[method.name](Call(self.max, page, {**parts, **asked, **told}, base_url))

    def _name_of(self, request: Request) -> str:
        try:
            return gate.find_method(request.method, _path_of(request))[0].name
        except MaxError:
            return UNKNOWN

    def _take_fault(self, request: Request, name: str) -> Fault | None:
        if not self.max.faults.faults:
            return None
        page: Page | None = self.max.world.page_of_token(request.headers.get("authorization", ""))
        chat_id = page.chat_id if page else 0
        return self.max.faults.take(CALL_KINDS, network=NETWORK, page=chat_id, method=name)

    async def _answer_with(self, fault: Fault, request: Request, name: str) -> Response:
        match fault.kind:
            case "latency":
                await asyncio.sleep(fault.seconds)
                return await self.perform(request, name)
            case "http":
                if fault.is_performed:
                    await self.perform(request, name)
                return http_error(fault)
            case "error":
                code = fault.error or ERRORS.get(fault.status, "internal.error")
                return self._refuse(MaxError(fault.status, code, code), name)
            case "cut_before":
                return CutResponse()
            case "silence":
                await asyncio.sleep(fault.seconds)
                return CutResponse()
            case "nonsense":
                if fault.is_performed:
                    await self.perform(request, name)
                return nonsense(fault)
        await self.perform(request, name)
        if fault.kind == "timeout_after":
            await asyncio.sleep(fault.seconds)
        return CutResponse()

    def _refuse(self, refused: MaxError, name: str) -> Response:
        self.max.counters.count_error(NETWORK, name, refused.code)
        return _as_json({"code": refused.code, "message": refused.text}, status=refused.status)


def _path_of(request: Request) -> str:
    return request.url.path.removeprefix(PREFIX)


def _as_json(body: Mapping[str, Any], *, status: int = 200) -> Response:
    told = json.dumps(body, ensure_ascii=False)
    return Response(told, status_code=status, media_type="application/json; charset=utf-8")

"""The HTTP face of OK's Bot API, /ok/graph/…: private messages of a group, with the group's key."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.faults import CALL_KINDS
from otklik.sandbox.ok import gate
from otklik.sandbox.ok.chats import PERFORMERS, GraphCall
from otklik.sandbox.ok.network import NETWORK, Ok
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.rest import as_json, refuse
from otklik.sandbox.ok.state import Json
from otklik.sandbox.ok.updates import wait_for_updates
from otklik.sandbox.strikes import strike


@dataclass(frozen=True, slots=True)
class Asked:
    """One request before it is checked: the method as OK's pages call it, and what it carries."""

    name: str
    token: str
    chat: str
    query: dict[str, str]
    body: Json | None


class Graph:
    """Answers /ok/graph/me/<what> and /ok/graph/me/<what>/<chat>."""

    def __init__(self, ok: Ok) -> None:
        self.ok = ok

    async def answer(self, request: Request) -> Response:
        asked = await _read(request)
        self.ok.counters.count_call(NETWORK, asked.name)
        token = self.ok.world.tokens.get(asked.token)
        page = token.group_id if token else 0
        fault = self.ok.faults.take(CALL_KINDS, network=NETWORK, page=page, method=asked.name)
        if fault is not None:
            self.ok.counters.count_fault(NETWORK, asked.name)
            return await strike(
                fault,
                perform=lambda: self._perform(asked),
                refuse=lambda code: refuse(self.ok, asked.name, OkError(code)),
            )
        if asked.name == "graph.user.updates.get":
            return await self._poll(asked)
        return self._perform(asked)

    async def _poll(self, asked: Asked) -> Response:
        try:
            return as_json(await wait_for_updates(self._check(asked)))
        except OkError as refused:
            return refuse(self.ok, asked.name, refused)

    def _perform(self, asked: Asked) -> Response:
        try:
            performer: Callable[[GraphCall], Json] | None = PERFORMERS.get(asked.name)
            if performer is None:
                raise OkError(2001, "no such path")
            return as_json(performer(self._check(asked)))
        except OkError as refused:
            return refuse(self.ok, asked.name, refused)
        finally:
            self.ok.pushes.flush()

    def _check(self, asked: Asked) -> GraphCall:
        token = gate.find_token(self.ok.world, asked.token, kind="group")
        if self.ok.settings.are_limits_on:
            self.ok.limit.check_speed(token)
        if asked.name.endswith(".post") and asked.body is None:
            raise OkError(2001, "Content-Type must be application/json, with a JSON object")
        group = self.ok.world.groups[token.group_id]
        return GraphCall(self.ok, group, asked.query, asked.body or {}, chat=asked.chat)


async def _read(request: Request) -> Asked:
    query = dict(request.query_params)
    chat = request.path_params.get("chat", "") or query.get("chat_id", "")
    name = f"graph.user.{request.path_params['what']}.{request.method.lower()}"
    return Asked(name, query.pop("access_token", ""), chat, query, await _read_body(request))


async def _read_body(request: Request) -> Json | None:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        body = json.loads(await request.body())
    except ValueError:
        return None
    return body if isinstance(body, dict) else None

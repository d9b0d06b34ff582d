"""Webhooks in: prove that an event is the network's, keep it, and only then say `ok`.

Answers: unknown page 404; too long 413; not JSON 400; wrong secret 403, and nothing is stored; authentic, understood or
not, 200 once it is committed; database away 503, so that the network tries again.
"""

import json
import logging
from dataclasses import dataclass

from granian.rsgi import HTTPProtocol, ProtocolClosed, ProtocolError, Scope

from otklik.intake.accept import Arrival
from otklik.networks.connector import Reception, ReceptionKind
from otklik.networks.errors import NotOurs
from otklik.networks.registry import connector_for, names
from otklik.pages.selectors import KeyedAccess
from otklik.shared.clock import now
from otklik.web.edge import replies
from otklik.web.edge.arrivals import Arrivals, NotKept
from otklik.web.edge.counters import Counters
from otklik.web.edge.known_pages import CannotTell, KnownPages
from otklik.web.edge.replies import Reply

log = logging.getLogger(__name__)


class _TooLong(Exception):
    pass


class _Gone(Exception):
    """The caller hung up before the body was whole."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What receiving a webhook needs."""

    pages: KnownPages
    arrivals: Arrivals
    counters: Counters
    max_bytes: int


async def receive_hook(hooks: Hooks, scope: Scope, protocol: HTTPProtocol) -> Reply:
    """Take one webhook at /hooks/<network>/<key>/ and say what to answer."""
    words = scope.path.strip("/").split("/")
    if len(words) != 3 or words[1] not in names():
        return replies.NOT_FOUND
    _, network, key = words
    reply = await _receive_of(hooks, network, key, scope=scope, protocol=protocol)
    hooks.counters.count_hook(network, reply.status)
    return reply


async def _receive_of(hooks: Hooks, network: str, key: str, *, scope: Scope, protocol: HTTPProtocol) -> Reply:
    if scope.method != "POST":
        return replies.ONLY_POST
    try:
        page = await hooks.pages.find(network, key)
        if page is None:
            return replies.NOT_FOUND
        body = await _read_body(scope, protocol, at_most=hooks.max_bytes)
        return await _keep(hooks, page, network=network, body=body, scope=scope)
    except _TooLong:
        return replies.TOO_LONG
    except (CannotTell, NotKept, _Gone):
        return replies.TRY_AGAIN


async def _keep(hooks: Hooks, page: KeyedAccess, *, network: str, body: bytes, scope: Scope) -> Reply:
    try:
        reception = _prove(page, network=network, body=body, scope=scope)
    except NotOurs as refusal:
        if not _is_json(body):
            return replies.NOT_JSON
        log.info("%s: a webhook for page %s is refused: %s", network, page.page_id, refusal.reason)
        return replies.NOT_OURS
    if reception.kind is ReceptionKind.KEEP:
        await hooks.arrivals.keep(Arrival(page_id=page.page_id, network=network, body=body, received_at=now()))
    return Reply(200, reception.reply)


def _prove(page: KeyedAccess, *, network: str, body: bytes, scope: Scope) -> Reception:
    return connector_for(network).receive(body, dict(scope.headers.items()), access=page.access)


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


async def _read_body(scope: Scope, protocol: HTTPProtocol, *, at_most: int) -> bytes:
    """The whole body; stops reading as soon as it is too long, whatever the header said."""
    told = scope.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > at_most:
        raise _TooLong
    parts, length = [], 0
    try:
        if told:
            return await protocol()
        async for part in protocol:
            length += len(part)
            if length > at_most:
                raise _TooLong
            parts.append(part)
    except (ProtocolClosed, ProtocolError):
        raise _Gone from None
    return b"".join(parts)

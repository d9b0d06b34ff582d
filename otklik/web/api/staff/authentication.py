"""Authentication of the API: whose key it is, what it allows, how often it asks (rate limit)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from otklik.integrations.answering_once import SlowWork
from otklik.integrations.keys import KeyHolder, KeyScope, find_key, take_turn
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.web.api.staff.problems import NoRight, problem

TELLS_ONCE = re.compile(
    r"/(parts/link|verdict/link|webhooks|secret|code|evidence/(?:way|files/[^/]+)|connections/[^/]+/test)$"
)
"""Addresses that answer with a secret, which is kept nowhere, count tries, note each taking of a file, or ask a network
how it is now: none of it can be told a second time."""
CHANGES_NOTHING = re.compile(r"/preview$")
"""Addresses by which nothing is done: asked again they say what is so then, with no idempotency key and none kept."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Program:
    """Who calls: the person as whom the program acts, and the moment of the call."""

    holder: KeyHolder
    now: datetime

    @property
    def viewer(self) -> Viewer:
        """As whom."""
        return self.holder.viewer


class ProgramRequest(HttpRequest):
    """A request that was authenticated."""

    program: Program
    slow: SlowWork | None = None
    """With an Idempotency-Key: the slow work, apart from the transaction of the act."""


def beforehand[T](request: HttpRequest, work: Callable[[], T]) -> T:
    """What comes of slow work that the operation needs, done while nothing is locked, whether or not a key came along.

    Whatever the operation does before this, it may do twice: read and refuse, nothing else.
    """
    slow: SlowWork | None = getattr(request, "slow", None)
    return work() if slow is None else slow.take(work)


class Key(HttpBearer):
    """The scheme as OpenAPI tells it; the key itself was looked at by `authenticate`."""

    def authenticate(self, request: HttpRequest, token: str) -> Program | None:  # noqa: ARG002 (ninja passes it)
        """Who came in."""
        return getattr(request, "program", None)


def authenticate(request: HttpRequest, *, now: datetime) -> HttpResponse | None:
    """Look at the key and count the call. Returns None where the program may go on, else what it is told.

    A session of the desk opens nothing here: so no page of another site can make a browser act.
    """
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    holder = find_key(token.strip()[:_LONGEST_TOKEN], now=now) if kind.lower() == "bearer" else None
    if holder is None:
        words = _("Show the key of a program that works: Authorization: Bearer otk_….")
        headers = {"WWW-Authenticate": 'Bearer realm="otklik"'}
        return problem(HTTPStatus.UNAUTHORIZED, words, code="no_key", headers=headers)
    wait = take_turn(holder.key_id, now=now)
    if wait:
        words = _("Too many calls in a minute.")
        return problem(HTTPStatus.TOO_MANY_REQUESTS, words, code="too_often", headers={"Retry-After": str(wait)})
    cast(ProgramRequest, request).program = Program(holder, now)
    return None


def as_owner(request: HttpRequest) -> Program:
    """Who calls, for what belongs to the owner and to no post: notices, webhooks. Raises NoRight for a narrowed key."""
    program = require_right(request)
    if program.holder.is_narrowed:
        raise NoRight(_("This key acts from one post only: use one that acts with all roles of its owner."))
    return program


def require_right(request: HttpRequest, right: Right | None = None, *, scope: KeyScope | None = None) -> Program:
    """Who calls, if the key is for such calls and its owner has the right somewhere. Raises NoRight.

    Without `scope`: reading for what only reads, else writing. Over an object the service itself asks for the right.
    """
    program = cast(ProgramRequest, request).program
    needed = scope or (KeyScope.READ if request.method in _READING else KeyScope.WRITE)
    if not program.holder.allows(needed) and not (scope and program.holder.allows(KeyScope.WRITE)):
        raise NoRight(_("This key is not for that: it lacks «%(scope)s».") % {"scope": needed.value})
    if right is not None and not program.viewer.may_anywhere(right):
        raise NoRight(_("None of your roles allows this."))
    return program

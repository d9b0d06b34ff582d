"""Webhooks out: which addresses are told of what, and how it goes."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.integrations.hooks.events import Event
from otklik.integrations.hooks.services import (
    HookRow,
    HookWish,
    add_hook,
    let_go_on,
    list_hooks,
    pause_hook,
    remove_hook,
    renew_secret,
)
from otklik.web.api.staff.authentication import as_owner
from otklik.web.api.staff.shapes import Asked, Done, Id, Nothing
from otklik.web.desk.account.hooks import trouble_of

router = Router(tags=["Webhooks"])


class Hook(Schema):
    """An address, and how it goes."""

    id: int
    name: str
    url: str
    owner: str
    events: list[Event]
    waiting: int
    told_at: datetime | None
    failures: int
    failing_since: datetime | None
    trouble: str = Field(description="Why the last try went wrong; empty for nothing.")
    next_at: datetime
    paused_at: datetime | None


def _hook(row: HookRow) -> dict[str, object]:
    shown = {name: getattr(row, name) for name in Hook.model_fields if name != "trouble"}
    return shown | {"trouble": trouble_of(row)}


@router.get("/webhooks", response=list[Hook])
def hooks(request: HttpRequest) -> list[dict[str, object]]:
    """The addresses that are told of cases; whoever keeps the system sees everybody's."""
    return [_hook(row) for row in list_hooks(as_owner(request).viewer)]


class HookIn(Asked):
    """An address, and what it is told of."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
    url: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
    events: Annotated[list[Event], Field(min_length=1, max_length=len(Event))]


class Secret(Schema):
    """What webhooks are signed with; told once."""

    id: int
    secret: str


@router.post("/webhooks", response=Secret)
def new_hook(request: HttpRequest, given: HookIn) -> dict[str, object]:
    """Tell an address of what happens from now on. The secret is told once."""
    program = as_owner(request)
    number, secret = add_hook(HookWish(given.name, given.url, given.events), by=program.viewer, now=program.now)
    return {"id": number, "secret": secret}


@router.post("/webhooks/{int:hook_id}/secret", response=Secret)
def new_secret(request: HttpRequest, hook_id: Id, given: Nothing) -> dict[str, object]:
    """Sign with another secret; the one before signs too for a day."""
    program = as_owner(request)
    return {"id": hook_id, "secret": renew_secret(hook_id, by=program.viewer, now=program.now)}


@router.post("/webhooks/{int:hook_id}/go-on", response=Done)
def go_on(request: HttpRequest, hook_id: Id, given: Nothing) -> Done:
    """Tell it again, from where it stopped."""
    program = as_owner(request)
    let_go_on(hook_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/webhooks/{int:hook_id}/pause", response=Done)
def stop(request: HttpRequest, hook_id: Id, given: Nothing) -> Done:
    """Tell it nothing for now; what happens meanwhile waits, a month at most."""
    program = as_owner(request)
    pause_hook(hook_id, by=program.viewer, now=program.now)
    return Done()


@router.post("/webhooks/{int:hook_id}/remove", response=Done)
def forget(request: HttpRequest, hook_id: Id, given: Nothing) -> Done:
    """Tell it nothing any more; what waits is gone."""
    program = as_owner(request)
    remove_hook(hook_id, by=program.viewer, now=program.now)
    return Done()

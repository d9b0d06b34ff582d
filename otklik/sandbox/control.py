"""The control API: scripts drive the sandbox with JSON."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from otklik.sandbox.batches import Batch, run_batch
from otklik.sandbox.body import Body, parse_object
from otklik.sandbox.errors import ControlError
from otklik.sandbox.faults import CALL_KINDS, DEFAULT_SECONDS, NONSENSE, PUSH_KINDS, Fault
from otklik.sandbox.max import control as max_control
from otklik.sandbox.max import picture as max_picture
from otklik.sandbox.max import writing as max_writing
from otklik.sandbox.ok import control as ok_control
from otklik.sandbox.ok import picture as ok_picture
from otklik.sandbox.ok import writing as ok_writing
from otklik.sandbox.sandbox import Sandbox
from otklik.sandbox.telegram import control as telegram_control
from otklik.sandbox.telegram import picture as telegram_picture
from otklik.sandbox.telegram import writing as telegram_writing
from otklik.sandbox.vk.control import PAGE_ACTS, list_pages
from otklik.sandbox.vk.picture import show_state
from otklik.sandbox.vk.writing import BATCH_ACTS, WRITING_ACTS

Answer = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[JSONResponse]]
VK_ACTS = {**PAGE_ACTS, **WRITING_ACTS}
TELEGRAM_ACTS = {**telegram_control.PAGE_ACTS, **telegram_writing.WRITING_ACTS}
MAX_ACTS = {**max_control.PAGE_ACTS, **max_writing.WRITING_ACTS}
OK_ACTS = {**ok_control.PAGE_ACTS, **ok_writing.WRITING_ACTS}
BATCHES = {
    "vk": BATCH_ACTS,
    "ok": ok_writing.BATCH_ACTS,
    "max": tuple(max_writing.WRITING_ACTS),
    "telegram": tuple(telegram_writing.WRITING_ACTS),
}
PUSHES_SHOWN = 1000


def control_routes(sandbox: Sandbox) -> list[Route]:
    """Every address under /control/."""
    control = Control(sandbox)
    acts: dict[str, Callable[[Body], Answer]] = {
        "reset": control.reset,
        "settings": control.change_settings,
        "counters/reset": control.reset_counters,
        "pushes/flush": control.flush_pushes,
        "faults": control.add_fault,
        "faults/remove": control.remove_faults,
    }
    for network, performed in _performers(sandbox).items():
        acts |= {f"{network}/{name}": act for name, act in performed.items()}
        offered = {name: performed[name] for name in BATCHES[network]}
        acts[f"{network}/batches/run"] = partial(control.start_batch, offered)
    routes = [
        Route(f"/control/{path}", _reading(read), methods=["GET"]) for path, read in _reads(sandbox, control).items()
    ]
    routes += [Route(f"/control/{path}", _acting(sandbox, act), methods=["POST"]) for path, act in acts.items()]
    return routes


def _reads(sandbox: Sandbox, control: "Control") -> dict[str, Callable[[Request], Answer]]:
    return {
        "health": lambda _: {"status": "ok", "networks": ["vk", "ok", "max", "telegram"]},
        "settings": lambda _: asdict(sandbox.settings),
        "counters": lambda _: asdict(sandbox.counters),
        "pushes": lambda _: control.list_pushes(),
        "faults": lambda _: {"faults": [asdict(fault) for fault in sandbox.faults.faults.values()]},
        "vk/pages": lambda _: list_pages(sandbox.vk),
        "vk/state": control.show_vk_state,
        "vk/batches/{batch_id:int}": control.show_batch,
        "telegram/pages": lambda _: telegram_control.list_pages(sandbox.telegram),
        "telegram/state": lambda request: telegram_picture.show_wanted(sandbox.telegram.world, request.query_params),
        "telegram/batches/{batch_id:int}": control.show_batch,
        "max/pages": lambda _: max_control.list_pages(sandbox.max),
        "max/state": lambda request: max_picture.show_wanted(
            sandbox.max.world, request.query_params.get("chat_id", "")
        ),
        "max/batches/{batch_id:int}": control.show_batch,
        "ok/pages": lambda _: ok_control.list_pages(sandbox.ok),
        "ok/state": control.show_ok_state,
        "ok/batches/{batch_id:int}": control.show_batch,
    }


def _performers(sandbox: Sandbox) -> dict[str, dict[str, Callable[[Body], Answer]]]:
    return {
        "vk": {name: partial(act, sandbox.vk) for name, act in VK_ACTS.items()},
        "ok": {name: partial(act, sandbox.ok) for name, act in OK_ACTS.items()},
        "max": {name: partial(act, sandbox.max) for name, act in MAX_ACTS.items()},
        "telegram": {name: partial(act, sandbox.telegram) for name, act in TELEGRAM_ACTS.items()},
    }


def _reading(read: Callable[[Request], Answer]) -> Endpoint:
    async def answer(request: Request) -> JSONResponse:
        try:
            return JSONResponse(read(request))
        except ControlError as refused:
            return JSONResponse({"error": refused.text}, status_code=refused.status)

    return answer


def _acting(sandbox: Sandbox, act: Callable[[Body], Answer]) -> Endpoint:
    async def answer(request: Request) -> JSONResponse:
        try:
            body = Body(parse_object(await request.body()))
            done = act(body)
        except ControlError as refused:
            return JSONResponse({"error": refused.text}, status_code=refused.status)
        finally:
            sandbox.journal.flush()
        return JSONResponse(done)

    return answer


class Control:
    """What concerns all networks, and batches."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def reset(self, _: Body) -> Answer:
        self.sandbox.reset()
        return {}

    def change_settings(self, body: Body) -> Answer:
        now = self.sandbox.settings
        changed = replace(
            now,
            time_factor=body.real("time_factor", now.time_factor),
            are_limits_on=body.flag("are_limits_on", default=now.are_limits_on),
            pause_after_errors=body.number("pause_after_errors", now.pause_after_errors),
            pause_seconds=body.real("pause_seconds", now.pause_seconds),
        )
        if changed.time_factor < 0 or changed.pause_seconds < 0 or changed.pause_after_errors < 0:
            raise ControlError(400, "time_factor, pause_after_errors and pause_seconds: must not be below 0")
        self.sandbox.change_settings(asdict(changed))
        return asdict(changed)

    def reset_counters(self, _: Body) -> Answer:
        self.sandbox.counters.reset()
        return {}

    def flush_pushes(self, _: Body) -> Answer:
        return {"flushed": self.sandbox.pushes.make_all_due()}

    def list_pushes(self) -> Answer:
        pushes = self.sandbox.pushes
        in_flight = sum(lane.in_flight for lane in pushes.lanes.values())
        names = ("network", "page", "event_type", "event_id", "url", "attempts", "due_at", "last_error")
        shown = [{name: getattr(push, name) for name in names} for push in list(pushes.pushes.values())[:PUSHES_SHOWN]]
        return {"waiting": len(pushes.pushes) - in_flight, "in_flight": in_flight, "items": shown}

    def add_fault(self, body: Body) -> Answer:
        kind = body.text("kind")
        if kind not in (*CALL_KINDS, *PUSH_KINDS):
            raise ControlError(400, f"kind: must be one of {', '.join((*CALL_KINDS, *PUSH_KINDS))}")
        fault = Fault(
            id=self.sandbox.faults.next_id(),
            kind=kind,
            network=body.text("network") if body.has("network") else None,
            page=body.maybe_number("page"),
            method=body.text("method") if body.has("method") else None,
            count=body.number("count", 1),
            skip=body.number("skip", 0),
            chance=body.real("chance", 1.0),
            seconds=body.real("seconds", DEFAULT_SECONDS.get(kind, 0.0)),
            status=body.number("status", 503),
            code=body.number("code", 10),
            error=body.text("error", ""),
            times=body.number("times", 1),
            window=body.number("window", 10),
            is_performed=body.flag("is_performed", default=False),
            retry_after=body.number("retry_after", 0),
            body=body.text("body", "page"),
        )
        body.close()
        if fault.body not in NONSENSE:
            raise ControlError(400, f"body: must be one of {', '.join(NONSENSE)}")
        self.sandbox.faults.put(fault)
        return {"id": fault.id}

    def remove_faults(self, body: Body) -> Answer:
        return {"removed": self.sandbox.faults.remove(body.maybe_number("id"))}

    def show_vk_state(self, request: Request) -> Answer:
        world = self.sandbox.vk.world
        wanted = request.query_params.get("group_id", "")
        if not wanted:
            return show_state(world, world.pages.values())
        page = world.pages.get(int(wanted)) if wanted.isdigit() else None
        if page is None:
            raise ControlError(404, "group_id: there is no such page")
        return show_state(world, [page])

    def show_ok_state(self, request: Request) -> Answer:
        world = self.sandbox.ok.world
        wanted = request.query_params.get("group_id", "")
        if not wanted:
            return ok_picture.show_state(world, world.groups.values())
        group = world.groups.get(int(wanted)) if wanted.isdigit() else None
        if group is None:
            raise ControlError(404, "group_id: there is no such page")
        return ok_picture.show_state(world, [group])

    def start_batch(self, offered: Mapping[str, Callable[[Body], Answer]], body: Body) -> Answer:
        acts = body.things("acts")
        for number, act in enumerate(acts):
            if not isinstance(act, dict) or act.get("act") not in offered:
                raise ControlError(400, f"acts: number {number} must be an object with act one of {', '.join(offered)}")

        def perform(act: Answer) -> Answer:
            return offered[act["act"]](Body({name: value for name, value in act.items() if name != "act"}))

        sandbox = self.sandbox
        batch = Batch(len(sandbox.batches) + 1, acts)
        sandbox.batches[batch.id] = batch
        per_second = body.real("per_second", 0.0)
        sandbox.pushes.spawn(run_batch(batch, perform, per_second=per_second, flush=sandbox.journal.flush))
        return {"batch_id": batch.id, "total": len(acts)}

    def show_batch(self, request: Request) -> Answer:
        batch = self.sandbox.batches.get(request.path_params["batch_id"])
        if batch is None:
            raise ControlError(404, "there is no such batch")
        start = request.query_params.get("from", "0")
        return batch.show(int(start) if start.isdigit() else 0)

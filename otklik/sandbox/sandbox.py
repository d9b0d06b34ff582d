"""The sandbox as one object: settings, faults, counters, pushes, journal and the networks."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from otklik.sandbox.batches import Batch
from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import Fault, FaultBook
from otklik.sandbox.journal import Journal, Line
from otklik.sandbox.max.network import Max
from otklik.sandbox.ok.network import Ok
from otklik.sandbox.pushes import Push, PushQueue
from otklik.sandbox.settings import Settings
from otklik.sandbox.telegram.network import Telegram
from otklik.sandbox.vk.network import Vk

BAN_CHECK_SECONDS = 0.5


class Sandbox:
    """Without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.journal = Journal(folder)
        self.settings = Settings()
        self.counters = Counters()
        self.faults = FaultBook(self.journal.add)
        self.pushes = PushQueue(self.settings, self.counters, keep=self.journal.add, flush=self.journal.flush)
        self.vk = Vk(
            self.settings, faults=self.faults, counters=self.counters, pushes=self.pushes, keep=self.journal.add
        )
        self.ok = Ok(
            self.settings, faults=self.faults, counters=self.counters, pushes=self.pushes, keep=self.journal.add
        )
        self.max = Max(
            self.settings, faults=self.faults, counters=self.counters, pushes=self.pushes, keep=self.journal.add
        )
        self.telegram = Telegram(
            self.settings, faults=self.faults, counters=self.counters, pushes=self.pushes, keep=self.journal.add
        )
        self.batches: dict[int, Batch] = {}
        self._clock: asyncio.Task[None] | None = None

    def load(self) -> None:
        """Go on where the last run ended; the journal is written anew without what is superseded."""
        for kind, values in self.journal.read():
            self._load_line(kind, values)
        self.journal.start(self._lines())

    def start(self) -> None:
        """Begin to push; needs the running loop."""
        self.pushes.start()
        self._clock = asyncio.get_running_loop().create_task(self._tick())

    async def stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
        await self.pushes.stop()
        self.journal.close()

    def reset(self) -> None:
        """Forget everything."""
        self.pushes.clear()
        self.vk.clear()
        self.telegram.clear()
        self.max.clear()
        self.ok.clear()
        self.faults.faults.clear()
        self.counters.reset()
        self.batches.clear()
        self.change_settings(asdict(Settings()))
        self.journal.start(())

    def change_settings(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self.settings, name, value)
        self.journal.add("settings", asdict(self.settings))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(BAN_CHECK_SECONDS)
            if self.vk.world.bans:
                self.vk.end_bans()
                self.journal.flush()

    def _load_line(self, kind: str, values: dict[str, Any]) -> None:
        match kind:
            case "settings":
                for name, value in values.items():
                    setattr(self.settings, name, value)
            case "fault":
                self.faults.put(Fault(**values))
            case "fault_gone":
                self.faults.faults.pop(values["id"], None)
            case "push":
                self.pushes.put(Push(**values))
            case "push_done":
                self.pushes.pushes.pop(values["id"], None)
            case _:
                for world in (self.vk.world, self.ok.world, self.max.world, self.telegram.world):
                    if world.load(kind, values):
                        return

    def _lines(self) -> Iterator[Line]:
        yield "settings", asdict(self.settings)
        for fault in self.faults.faults.values():
            yield "fault", asdict(fault)
        yield from self.vk.world.lines()
        yield from self.telegram.world.lines()
        yield from self.max.world.lines()
        yield from self.ok.world.lines()
        for push in self.pushes.pushes.values():
            yield "push", asdict(push)

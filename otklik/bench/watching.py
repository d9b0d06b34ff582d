"""Watching the desk: when did a case become visible, triaged and routed?"""

import json
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import psycopg

from otklik.shared.wake import LIVE_CHANNEL

_ROUTED = """
select m.text from appeals_appeal a
join appeals_appealmessage link on link.appeal_id = a.id
join intake_residentmessage m on m.id = link.message_id
where a.number = any(%s) and (a.decided_by ? 'route' or a.state = 'in_moderation')
"""


class Watcher:
    """Hears what the desk hears, and notes for every text when its case was there."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._seen: dict[str, float] = {}
        self._is_over = False
        self._is_listening = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._is_listening.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._thread.join(10)

    def wait_for(self, texts: Sequence[str], *, seconds: float) -> dict[str, float]:
        """When each text was visible (unix time); gives up after the seconds."""
        until = time.monotonic() + seconds
        wanted = set(texts)
        while time.monotonic() < until and not wanted <= self._seen.keys():
            time.sleep(0.05)
        return {text: at for text, at in self._seen.copy().items() if text in wanted}

    def _watch(self) -> None:
        with (
            psycopg.connect(self._url, autocommit=True) as hearing,
            psycopg.connect(self._url, autocommit=True) as asking,
        ):
            hearing.execute(f"listen {LIVE_CHANNEL}")
            self._is_listening.set()
            while not self._is_over:
                for notice in hearing.notifies(timeout=0.5, stop_after=1):
                    self._note(asking, notice.payload)

    def _note(self, asking: psycopg.Connection, payload: str) -> None:
        rows = asking.execute(_ROUTED, [_numbers(payload)]).fetchall()
        at = time.time()
        for (text,) in rows:
            self._seen.setdefault(text, at)


def _numbers(payload: str) -> list[int]:
    return [one["number"] for one in json.loads(payload)["appeals"]]

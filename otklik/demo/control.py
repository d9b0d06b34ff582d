"""Speaking to the sandbox's control API: what residents do there, and how its pages are set up."""

import time
from collections.abc import Sequence
from typing import Any

import httpx

PATIENCE_SECONDS = 60.0
Answer = dict[str, Any]


class ControlRefused(Exception):
    """The sandbox would not do it; what the network would not let a resident do, either."""


class Control:
    """The control API of one sandbox. While the sandbox is being started again, calls wait for it."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/control/", timeout=10.0, trust_env=False)

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def get(self, path: str) -> Answer:
        """Read something."""
        return self._ask("GET", path, None)

    def post(self, path: str, **body: Any) -> Answer:
        """Do something. Raises ControlRefused."""
        return self._ask("POST", path, body)

    def run_batch(self, network: str, acts: Sequence[Answer]) -> list[Answer]:
        """Do many things in a network, in this order; waits for the end."""
        batch = self.post(f"{network}/batches/run", acts=list(acts))
        while True:
            shown = self.get(f"{network}/batches/{batch['batch_id']}")
            if shown["is_finished"]:
                results: list[Answer] = shown["results"]
                return results
            time.sleep(0.02)

    def read_page(self, network: str, **named: int) -> Answer:
        """Everything that stands on a page; the network's own field says which."""
        ((field, number),) = named.items()
        page: Answer = self.get(f"{network}/state?{field}={number}")["pages"][0]
        return page

    def _ask(self, method: str, path: str, body: Answer | None) -> Answer:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._client.request(method, path, json=body)
                break
            except httpx.ConnectError:
                # only a connection that was never made may be repeated without doing the same thing twice
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        if answer.status_code >= 400:
            raise ControlRefused(f"{path}: {answer.text[:300]}")
        shown: Answer = answer.json()
        return shown

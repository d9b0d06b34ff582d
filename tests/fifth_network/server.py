"""Zavalinka played over HTTP: its yards, its refusals, and an answer that breaks off after it was taken."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

YARD, KEY, WORD = "lipki", "key-of-lipki", "word-of-lipki"
BEGAN_AT = int(time.time()) - 3600
"""What is older than the first reading looks back would never be read."""


@dataclass
class Zavalinka:
    """One yard: what is said there aloud, and what is whispered."""

    url: str = ""
    hook: str = ""
    """Where webhooks go; empty: nobody is told, as while the network is down."""
    said: list[dict[str, Any]] = field(default_factory=list)
    whispers: list[dict[str, Any]] = field(default_factory=list)
    breaks_off: int = 0
    """So many answers are never given, though the words were taken."""

    def say(self, text: str, *, topic: int = 3, person: int = 501, name: str = "Мария П") -> dict[str, Any]:
        """A resident says something aloud."""
        return self._tell("said", self.keep(topic=topic, to=0, text=text, by={"person": person, "name": name}))

    def whisper(self, text: str, *, person: int = 501, name: str = "Мария П") -> dict[str, Any]:
        """A resident whispers to the keeper."""
        thing = {"person": person, "number": len(self.whispers) + 1, "text": text, "at": BEGAN_AT}
        self.whispers.append(thing)
        return self._tell("whispered", thing | {"by": {"person": person, "name": name}})

    def keep(self, **thing: Any) -> dict[str, Any]:
        """What was said gets a number."""
        numbered = {"number": len(self.said) + 1, "at": BEGAN_AT + len(self.said)} | thing
        self.said.append(numbered)
        return numbered

    def _tell(self, what: str, thing: dict[str, Any]) -> dict[str, Any]:
        if self.hook:
            told = {"yard": YARD, "what": what, "thing": thing}
            answer = httpx.post(self.hook, json=told, headers={"Zavalinka-Word": WORD}, trust_env=False, timeout=20)
            assert (answer.status_code, answer.text) == (200, "ok")
        return thing

    def answer(self, verb: str, path: str, told: dict[str, Any]) -> dict[str, Any] | None:
        """What a request gets; None: there is no such thing."""
        address = urlsplit(path)
        match verb, address.path.strip("/").split("/")[1:]:
            case "GET", [yard] if yard == YARD:
                return {"name": "Двор на Липках", "people": 42}
            case "GET", [_, "said"]:
                after = int(parse_qs(address.query)["after"][0])
                return {"said": [thing for thing in self.said if thing["number"] > after][:2]}
            case "GET", [_, "said", number]:
                return next((thing for thing in self.said if str(thing["number"]) == number), None)
            case "POST", [_, "said"]:
                return self.keep(**told, by={"keeper": True})
            case "POST", [_, "whispers"]:
                self.whispers.append({"number": len(self.whispers) + 1, "by": {"keeper": True}} | told)
                return self.whispers[-1]
        return None


@contextmanager
def open_yard() -> Iterator[Zavalinka]:
    """Zavalinka on a free port."""
    yard = Zavalinka()

    class Gate(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, told: dict[str, Any]) -> None:
            if self.headers["Key"] != KEY:
                return self._write(403, {"why": "key"})
            answer = yard.answer(self.command, self.path, told)
            if self.command == "POST" and yard.breaks_off:
                yard.breaks_off -= 1
                self.close_connection = True
                return None
            return self._write(200, answer) if answer is not None else self._write(404, {"why": "gone"})

        def _write(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    server.daemon_threads = True
    yard.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield yard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

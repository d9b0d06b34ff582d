"""A mail server for tests: real SMTP on this machine, with moods."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Any

from pytest_django import Settings


class Mood(StrEnum):
    """How the server treats the next letters."""

    TAKES = "takes"
    BUSY = "busy"
    """Asks to come again: 451."""
    REFUSES = "refuses"
    """Knows no such mailbox: 550."""
    HANGS_UP = "hangs_up"
    """Takes the letter and breaks off without a word."""


@dataclass
class PostOffice:
    """What the server got."""

    mood: Mood = Mood.TAKES
    letters: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    """To whom each of these is sent back where it cannot be delivered."""
    raw: list[bytes] = field(default_factory=list)
    """The letters as they came."""
    refusal: str = "550 no such mailbox"
    port: int = 0

    def use(self, settings: Settings) -> None:
        """Send through this server."""
        options: dict[str, Any] = {"host": "127.0.0.1", "port": self.port, "timeout": 20}
        backend = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A running server; every connection is served in a thread of its own."""
    office = PostOffice()

    class Counter(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            _serve(office, self)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield office
        server.shutdown()


def _serve(office: PostOffice, line: socketserver.StreamRequestHandler) -> None:
    def say(words: str) -> None:
        line.wfile.write(f"{words}\r\n".encode())

    say("220 post office")
    sender = ""
    while words := line.rfile.readline():
        match words[:4].upper().strip():
            case b"EHLO" | b"HELO":
                say("250 post office")
            case b"MAIL":
                sender = words.decode().partition("<")[2].partition(">")[0]
                say("250 fine")
            case b"RCPT" if office.mood is Mood.REFUSES:
                say(office.refusal)
            case b"RCPT" if office.mood is Mood.BUSY:
                say("451 come again")
            case b"DATA":
                say("354 go on")
                letter = b"".join(iter(line.rfile.readline, b".\r\n"))
                office.senders.append(sender)
                office.raw.append(letter)
                office.letters.append(message_from_bytes(letter, policy=policy.default))
                if office.mood is Mood.HANGS_UP:
                    return
                say("250 taken")
            case b"QUIT":
                say("221 bye")
                return
            case _:
                say("250 fine")

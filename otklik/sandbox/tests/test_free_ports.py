"""A port that was drawn is kept for whoever drew it, before its server starts and after."""

import random
import socket

import pytest

from otklik.sandbox.testing import free_ports


def test_a_drawn_port_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = free_ports(2)
    lots = iter([first, first + 1, first, free_ports()])

    class Loaded(random.SystemRandom):
        def randrange(self, *_: object, **__: object) -> int:
            return next(lots)

    monkeypatch.setattr("otklik.sandbox.testing.random.SystemRandom", Loaded)
    with pytest.raises(StopIteration):  # all four are kept already
        free_ports()


def test_nobody_listens_there_until_a_server_does() -> None:
    port = free_ports()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=60)
    with socket.create_server(("127.0.0.1", port)), socket.create_connection(("127.0.0.1", port), timeout=60):
        pass

"""Calling an address that a person entered: judged before it is called, called where it was judged."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from pytest_django import Settings

from otklik.integrations.hooks.calling_out import call_out, fault_of, is_outside
from otklik.integrations.tests.receiver import Receiver, open_receiver


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.OTKLIK_HOOKS_HTTP = settings.OTKLIK_HOOKS_PRIVATE = True
    with open_receiver() as receiver:
        yield receiver


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:a00:1::1",
        "::ffff:127.0.0.1", "ff02::1", "64:ff9b::a00:1", "192.0.2.1", "198.18.0.1",
        "fec0::1", "feff::1", "2002:e000:1::1", "::ffff:224.0.0.1", "64:ff9b::e000:1", "64:ff9b:1::1", "2001::1",
        "2001:db8::1", "3fff::1", "5f00::1", "::10.0.0.1", "100::1", "240.0.0.1", "192.88.99.1", "192.0.0.1",
    ],
)  # fmt: skip
def test_no_address_of_the_own_network_is_called(address: str) -> None:
    assert not is_outside(address)
    called = call_out("https://1c.example/", b"{}", {}, find=lambda _host, _port: ["93.184.216.34", address])
    assert called.trouble == "Addresses of the own network are not called."


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_addresses_of_the_internet_may_be_called(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/x"])
def test_an_inner_address_written_as_such_is_refused_when_it_is_entered(url: str) -> None:
    assert fault_of(url) == "Addresses of the own network are not called."


def test_the_call_goes_to_the_address_that_was_judged(receiver: Receiver) -> None:
    """Whatever the name means by then: it is not looked up a second time."""
    asked: list[str] = []

    def find(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = receiver.url.replace("127.0.0.1", "names.invalid")
    assert call_out(url, b"{}", {"webhook-id": "x"}, find=find).trouble == ""
    assert asked == ["names.invalid"]
    assert receiver.came[0][0]["host"].startswith("names.invalid:")


def test_a_name_that_nobody_knows_and_a_closed_door_are_said(receiver: Receiver) -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError

    assert call_out(receiver.url, b"{}", {}, find=nobody).trouble == "The name of the host is not known."
    assert call_out("http://127.0.0.1:9/", b"{}", {}).trouble == "The connection was refused or broke."


@pytest.fixture
def dripping(settings: Settings) -> Iterator[str]:
    """A server that answers by headers without end."""
    settings.OTKLIK_HOOKS_HTTP = settings.OTKLIK_HOOKS_PRIVATE = True
    over = threading.Event()

    class Drips(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 204 No Content\r\n")
                for number in range(90):
                    self.wfile.write(f"x-{number}: y\r\n".encode())
                    if over.wait(0.05):
                        return
                self.wfile.write(b"\r\n")

    with ThreadingTCPServer(("127.0.0.1", 0), Drips) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        over.set()
        server.shutdown()


def test_a_server_that_answers_letter_by_letter_holds_nobody_up(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.integrations.hooks.calling_out.DEADLINE", 0.3)
    assert call_out(dripping, b"{}", {}).trouble == "The other side did not answer in ten seconds."

"""The command `otklik` looks after the embedded server by itself."""

import os
import socket
import sys
from importlib import metadata
from pathlib import Path

import pytest
from django.db import OperationalError, ProgrammingError, connection
from psycopg.errors import UndefinedColumn
from psycopg_pool import PoolTimeout
from pytest_django import Settings

from otklik.ground.env import SettingRefused
from otklik.project import cli


class Server:
    """Notes what is asked of it."""

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls

    def __call__(self, data_dir: Path) -> "Server":
        return self

    def start(self) -> None:
        self.calls.append("start")

    def leave(self) -> None:
        self.calls.append("leave")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    calls: list[str] = []
    settings.OTKLIK_EMBEDDED_POSTGRES = True
    monkeypatch.setattr(cli, "Postgres", Server(calls))
    monkeypatch.setattr(cli, "execute", lambda argv: calls.append(argv[1]))
    return calls


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["migrate"], ["start", "migrate", "leave"]),
        (["work"], ["start", "work", "leave"]),
        (["demo", "--port", "1"], ["demo"]),
        (["help", "migrate"], ["help"]),
        (["keys", "new"], ["keys"]),
        (["keys", "rotate"], ["start", "keys", "leave"]),
        (["migrate", "--help"], ["migrate"]),
    ],
)
def test_it_starts_the_server_for_commands_that_need_it(
    words: list[str], expected: list[str], calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["otklik", *words])
    cli.main()
    assert calls == expected


def test_it_leaves_the_server_alone_when_another_database_is_named(
    calls: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OTKLIK_EMBEDDED_POSTGRES = False
    monkeypatch.setattr(sys, "argv", ["otklik", "migrate"])
    cli.main()
    assert calls == ["migrate"]


def test_it_leaves_the_server_when_the_command_fails_and_says_why_in_one_line(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(argv: list[str]) -> None:
        raise SettingRefused("OTKLIK_X", value="y", wanted="write z")

    monkeypatch.setattr(cli, "execute", fail)
    monkeypatch.setattr(sys, "argv", ["otklik", "migrate"])
    with pytest.raises(SystemExit, match="otklik: OTKLIK_X='y' cannot be used: write z"):
        cli.main()
    assert calls == ["start", "leave"]


def test_it_tells_our_version_and_our_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["otklik", "--version"])
    cli.main()
    assert capsys.readouterr().out == f"otklik {metadata.version('otklik')}\n"
    monkeypatch.setattr(sys, "argv", ["otklik"])
    cli.main()
    lines = capsys.readouterr().out
    assert "  demo            Run all of Otklik here" in lines
    assert "startproject" not in lines


def test_a_database_that_refuses_is_told_in_its_own_words(
    calls: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OTKLIK_EMBEDDED_POSTGRES = False

    def fail(argv: list[str]) -> None:
        raise OperationalError("couldn't get a connection after 10.00 sec") from PoolTimeout()

    monkeypatch.setattr(cli, "execute", fail)
    monkeypatch.setattr(sys, "argv", ["otklik", "migrate"])
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(taken.getsockname()[1]))
        with pytest.raises(SystemExit, match=r"the database cannot be used: .*Connection refused"):
            cli.main()


def test_tables_that_wait_for_an_update_are_told_in_one_line(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(argv: list[str]) -> None:
        raise ProgrammingError("column does not exist") from UndefinedColumn()

    monkeypatch.setattr(cli, "execute", fail)
    monkeypatch.setattr(sys, "argv", ["otklik", "body", "list"])
    with pytest.raises(SystemExit, match=r"older than the program; .*: otklik migrate"):
        cli.main()


def test_a_line_that_breaks_elsewhere_is_no_silence(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(argv: list[str]) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "execute", fail)
    monkeypatch.setattr(sys, "argv", ["otklik", "body", "list"])
    with Path(os.devnull).open("w", encoding="utf-8") as read:
        monkeypatch.setattr(sys, "stdout", read)
        with pytest.raises(BrokenPipeError):
            cli.main()


def test_it_ends_in_silence_when_nobody_reads_on(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as unread:
        monkeypatch.setattr(sys, "stdout", unread)
        monkeypatch.setattr(cli, "execute", lambda argv: unread.writelines(["line"] * 10_000))
        monkeypatch.setattr(sys, "argv", ["otklik", "body", "list"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == 1

"""Settings are read or refused, and a refusal names the setting and the way to mend it."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from otklik.ground import env
from otklik.ground.databases import database_settings
from otklik.ground.env import SettingRefused


@pytest.mark.parametrize(
    ("given", "read", "expected"),
    [
        (" words ", lambda: env.text("X"), "words"),
        ("", lambda: env.text("X", default="d"), "d"),
        ("Yes", lambda: env.flag("X"), True),
        ("0", lambda: env.flag("X", default=True), False),
        ("", lambda: env.flag("X", default=True), True),
        ("5", lambda: env.number("X", default=1, at_least=1, at_most=5), 5),
        ("0.5", lambda: env.seconds("X", default=1, at_least=0.1, at_most=5), timedelta(seconds=0.5)),
        ("a, b,,", lambda: env.words("X"), ("a", "b")),
        ("", lambda: env.words("X", default=("c",)), ("c",)),
        ("2026-03-20, 2026-05-27", lambda: env.days("X"), {date(2026, 3, 20), date(2026, 5, 27)}),
        ("", lambda: env.days("X"), set()),
        ("INFO", lambda: env.choice("X", default="DEBUG", among=("DEBUG", "INFO")), "INFO"),
        ("https://a.example/", lambda: env.web_address("X"), "https://a.example"),
        ("", lambda: env.web_address("X"), ""),
        ("", lambda: env.file("X"), None),
        ("Europe/Moscow", lambda: env.time_zone("X", default="UTC"), "Europe/Moscow"),
    ],
)
def test_it_reads_what_makes_sense(
    given: str, read: Callable[[], object], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X", given)
    assert read() == expected


@pytest.mark.parametrize(
    ("given", "read", "mend"),
    [
        ("maybe", lambda: env.flag("X"), "write yes or no"),
        ("6", lambda: env.number("X", default=1, at_least=1, at_most=5), "from 1 to 5"),
        ("-1", lambda: env.number("X", default=1, at_least=1, at_most=5), "from 1 to 5"),
        ("٣", lambda: env.number("X", default=1, at_least=1, at_most=5), "from 1 to 5"),
        ("nan", lambda: env.seconds("X", default=1, at_least=0.1, at_most=5), "from 0.1 to 5"),
        ("soon", lambda: env.seconds("X", default=1, at_least=0.1, at_most=5), "from 0.1 to 5"),
        ("LOUD", lambda: env.choice("X", default="DEBUG", among=("DEBUG", "INFO")), "one of DEBUG, INFO"),
        ("ftp://a", lambda: env.web_address("X"), "http://host"),
        ("https://", lambda: env.web_address("X"), "https://host"),
        ("https://a:99999", lambda: env.web_address("X"), "https://host"),
        ("/not/there", lambda: env.file("X"), "can be read"),
        ("/etc/passwd", lambda: env.folder("X", default=Path()), "name a folder"),
        ("Mars/Olympus", lambda: env.time_zone("X", default="UTC"), "Asia/Yekaterinburg"),
        ("../../etc", lambda: env.time_zone("X", default="UTC"), "Asia/Yekaterinburg"),
    ],
)
def test_it_refuses_nonsense_and_says_how_to_mend_it(
    given: str, read: Callable[[], object], mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X", given)
    with pytest.raises(SettingRefused) as refusal:
        read()
    assert str(refusal.value).startswith("X=")
    assert mend in str(refusal.value)


def test_it_takes_settings_from_a_file_but_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTKLIK_A", "environment")
    for name in ("OTKLIK_B", "OTKLIK_C"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    file = tmp_path / ".env"
    file.write_text("# comment\n\nOTKLIK_A=file\nOTKLIK_B='quoted # kept'\nexport OTKLIK_C = spaced \n")
    env.read_file(file)
    assert [os.environ[f"OTKLIK_{letter}"] for letter in "ABC"] == ["environment", "quoted # kept", "spaced"]


def test_it_names_the_line_of_a_file_that_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# fine\nno equals sign\n")
    with pytest.raises(SettingRefused, match="line 2"):
        env.read_file(tmp_path / ".env")


def test_it_reads_the_address_of_a_database() -> None:
    read = database_settings("postgresql://us%40er:p%3Aw@host:6543/name?sslmode=require")
    assert [read[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "us@er",
        "p:w",
        "host",
        "6543",
        "name",
    ]
    assert read["OPTIONS"]["sslmode"] == "require"
    assert database_settings("postgresql://otklik@/otklik?host=/run/x")["HOST"] == "/run/x"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "postgresql://host:port/name", "nonsense"])
def test_it_refuses_the_address_of_another_database_without_repeating_its_password(url: str) -> None:
    with pytest.raises(SettingRefused, match="DATABASE_URL") as refusal:
        database_settings(url)
    assert url not in str(refusal.value)


def test_it_tells_no_password_when_it_refuses_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_VK_PROXY", "socks4://otklik:hunter2@proxy.example:1080")
    with pytest.raises(SettingRefused) as refused:
        env.web_address("OTKLIK_VK_PROXY", schemes=("http", "https"))
    assert "hunter2" not in str(refused.value)

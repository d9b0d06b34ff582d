"""Secrets are made once, kept for their owner only, and refused when they are weak."""

import re
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from otklik.ground import secrets
from otklik.ground.env import SettingRefused
from otklik.project.logs import mask_secrets


def test_it_makes_a_secret_once_and_keeps_it_for_its_owner_only(tmp_path: Path) -> None:
    first = secrets.secret_key(tmp_path)
    assert len(first) >= 50
    assert secrets.secret_key(tmp_path) == first
    file = tmp_path / "keys" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_agrees_on_one_secret_when_many_ask_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda n: secrets.kept_secret(tmp_path / f"{n % 2}", made=str(n)), range(16)))
    assert len(made) == 2


def test_it_takes_the_key_ring_of_the_environment_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = secrets.new_key(), secrets.new_key()
    monkeypatch.setenv("OTKLIK_KEYS", f"{new},{old}")
    assert secrets.key_ring(tmp_path) == (new, old)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [("OTKLIK_SECRET_KEY", "short", secrets.secret_key), ("OTKLIK_KEYS", "not-a-key", secrets.key_ring)],
)
def test_it_refuses_weak_secrets_without_repeating_them(
    name: str, value: str, read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingRefused) as refusal:
        read(tmp_path)
    assert name in str(refusal.value)
    assert value not in str(refusal.value)


@pytest.mark.parametrize(
    "line",
    [
        "GET /method/x?access_token=HUSH&v=5.199",
        "{'secret': 'HUSH', 'type': 'message_new'}",
        '{"access_token": "HUSH"}',
        "Authorization: Bearer HUSH",
        "postgresql://otklik:HUSH@db/otklik",
        "proxy http://user:HUSH@proxy:3128",
        "token vk1.a.HUSH-HUSH_HUSH refused",
        "GET /solved/HUSH-HUSH_HUSH-HUSH-HUSH/ 200",
        "GET /mail/HUSH-HUSH_HUSH-HUSH-HUSH/ 404",
        "POST /case/38504035/HUSH-HUSH_HUSH-HUSH-HUSH/ 422",
        "GET /photos/HUSH-HUSH_HUSH-HUSH-HUSH-HUSH-HU/2/ 200",
        "POST /bot700012345:HUSH-HUSH-HUSH-HUSH-HUSH-HUSH-HUSH/sendMessage",
    ],
)
def test_it_keeps_secrets_out_of_the_log(line: str) -> None:
    assert "HUSH" not in mask_secrets(line)


def _addresses(patterns: Sequence[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, here)
        elif "secret>" in here or "token>" in here:
            yield re.sub(r"<\w+:(\w+)>", lambda found: _FOR.get(found[1], "7"), here)


_SECRET = "HUSH-HUSH_HUSH-HUSH-HUSH-HUSH-HU"
_FOR = {"secret": _SECRET, "token": _SECRET, "form": "json"}


@pytest.mark.parametrize("address", sorted(set(_addresses(get_resolver().url_patterns))))
def test_no_address_that_opens_something_stands_in_the_log(address: str) -> None:
    assert "HUSH" not in mask_secrets(f"GET {address} 200")

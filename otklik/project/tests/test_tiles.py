"""The setting of a server of tiles."""

import pytest

from otklik.ground.env import SettingRefused
from otklik.project.tiles import hosts_of, tiles_url


@pytest.mark.parametrize("url", ["tiles", "https://tiles.example/", "https://{s}.tiles.example/{z}/{x}/{y}.png"])
def test_it_refuses_what_is_no_pattern_of_one_server(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_TILES_URL", url)
    with pytest.raises(SettingRefused, match="OTKLIK_TILES_URL"):
        tiles_url()


def test_pictures_are_let_in_from_its_host_alone() -> None:
    assert hosts_of("https://tiles.example:8443/a/{z}/{x}/{y}.png") == ["https://tiles.example:8443"]
    assert hosts_of("") == []

"""The background of maps: a tile server if configured, else our own drawing, which calls no foreign server."""

from typing import Final
from urllib.parse import urlsplit

from otklik.ground import env

_HOLES: Final = ("{z}", "{x}", "{y}")


def tiles_url() -> str:
    """The pattern of addresses, `https://tiles.example/{z}/{x}/{y}.png`; empty: our own drawing.

    Raises SettingRefused where it is no web address, a part is missing, or it names several servers at once.
    """
    url = env.web_address("OTKLIK_TILES_URL")
    if url and ("{s}" in url or not all(hole in url for hole in _HOLES)):
        wanted = "write https://host/{z}/{x}/{y}.png, the address of one server without {s}"
        raise env.SettingRefused("OTKLIK_TILES_URL", value=url, wanted=wanted)
    return url


def hosts_of(url: str) -> list[str]:
    """Where the policy of a page with a map lets pictures come from."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if url else []

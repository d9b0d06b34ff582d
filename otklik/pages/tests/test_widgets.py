"""Where the forms of a page may stand, as people type it."""

import pytest

from otklik.organizations.errors import UnfitEntry
from otklik.pages.widgets import MOST_ORIGINS, read_origins


@pytest.mark.parametrize(
    ("typed", "origins"),
    [
        ("", []),
        ("https://school8.example/news/?x=1\n\n school8.example", ["https://school8.example"]),
        ("HTTP://School8.Example:8080", ["http://school8.example:8080"]),
        ("https://a.example:443/ http://a.example:80 a.example", ["https://a.example", "http://a.example"]),
        ("https://a.example:80 http://a.example:443", ["https://a.example:80", "http://a.example:443"]),
        ("https://a.example#b.example", ["https://a.example"]),
        ("школа8.рф", ["https://xn--8-7sb3aeo2d.xn--p1ai"]),
        ("http://10.0.0.7:3000 https://b.example", ["http://10.0.0.7:3000", "https://b.example"]),
    ],
)
def test_an_address_becomes_an_origin(typed: str, origins: list[str]) -> None:
    assert read_origins(typed) == origins


@pytest.mark.parametrize(
    "typed",
    ["*", "https://*", "https://*.example", "ftp://a.example", "javascript://a.example", "https://a:b@c.example",
     "https://", "https://a.example:99999", "https://a.example; script-src *", "'self'", "https://-a.example",
     "https://a_b.example", "https://[::1]:8000", "https://a.example.", "//a.example",
     "https://a.example,https://b.example",
     "https://a.example\\@b.example", "blob:https://a.example", "data:text/html,x", f"https://{'a' * 200}.example"],
)  # fmt: skip
def test_nothing_else_gets_into_the_policy(typed: str) -> None:
    with pytest.raises(UnfitEntry):
        read_origins(typed)


def test_there_is_a_limit() -> None:
    with pytest.raises(UnfitEntry):
        read_origins("\n".join(f"https://s{n}.example" for n in range(MOST_ORIGINS + 1)))

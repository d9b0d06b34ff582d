"""Whose pages may hear live changes."""

from pathlib import Path

import pytest
from django.conf import settings

from otklik.web.edge.origins import own_origins
from otklik.web.edge.tests.conftest import test_database_url
from otklik.web.edge.tests.edge_process import running_edge

BOTH = ("http://127.0.0.1:9000", "http://localhost:9000")


def test_a_demo_is_opened_by_any_name_of_this_machine() -> None:
    for site in BOTH:
        assert own_origins(site, is_demo=True) == {*BOTH, "http://[::1]:9000"}
    assert "http://localhost:9000" in own_origins("http://[::1]:9000", is_demo=True)


@pytest.mark.parametrize(
    ("site", "is_demo"),
    [
        ("http://127.0.0.1:9000", False),
        ("http://localhost:9000", False),
        ("https://otklik.example", False),
        ("https://otklik.example", True),
        ("http://192.168.1.5:9000", True),
    ],
)
def test_every_other_installation_has_one_origin(site: str, is_demo: bool) -> None:
    assert own_origins(f"{site}/", is_demo=is_demo) == {site}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_demo", [True, False])
def test_the_running_edge_of_a_demo_lets_both_names_read_and_no_other_port(tmp_path: Path, is_demo: bool) -> None:
    told = {"OTKLIK_SITE_URL": BOTH[0], "OTKLIK_IS_DEMO": "yes" if is_demo else ""}
    with running_edge(
        database_url=test_database_url(), data_dir=settings.OTKLIK_DATA_DIR, log=tmp_path / "log", more_settings=told
    ) as edge:
        let_in = [
            edge.client.get("/live/", params={"ticket": "x"}, headers={"Origin": origin}).headers.get(
                "access-control-allow-origin"
            )
            for origin in (*BOTH, "http://localhost:9001", "http://evil.example:9000")
        ]
    assert let_in == [BOTH[0], BOTH[1] if is_demo else None, None, None]

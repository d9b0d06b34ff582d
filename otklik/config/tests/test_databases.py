"""The address of the database, as Django wants it."""

import pytest

from otklik.config.databases import database_settings
from otklik.config.env import SettingRefused


def test_it_reads_an_address() -> None:
    told = database_settings("postgresql://anna:p%40ss@db.example:5433/otklik?sslmode=require")
    assert [told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "anna", "p@ss", "db.example", "5433", "otklik",
    ]  # fmt: skip
    assert told["OPTIONS"]["sslmode"] == "require"


def test_it_reads_the_folder_of_a_socket() -> None:
    told = database_settings("postgresql://otklik@/otklik?host=/run/postgres")
    assert (told["HOST"], told["PORT"]) == ("/run/postgres", "")


def test_it_tries_again_soon_after_an_outage_however_long_it_was() -> None:
    pool = database_settings("postgresql://otklik@/otklik")["OPTIONS"]["pool"]
    assert pool["reconnect_timeout"] < pool["timeout"]


@pytest.mark.parametrize("url", ["mysql://otklik@/otklik", "postgresql://otklik@/", "postgresql://h:port/otklik"])
def test_it_refuses_what_is_no_address_and_does_not_repeat_it(url: str) -> None:
    with pytest.raises(SettingRefused) as caught:
        database_settings(url)
    assert url not in str(caught.value)

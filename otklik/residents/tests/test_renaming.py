"""Taking over the names that a network shows, also while another worker does the same."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection

from otklik.residents.models import NetworkAccount
from otklik.residents.services import rename_accounts

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def accounts() -> list[NetworkAccount]:
    names = [NetworkAccount(network="vk", external_id=one, name="", first_seen_at=NOW) for one in ("1", "2")]
    return NetworkAccount.objects.bulk_create(names)


@pytest.mark.django_db
def test_each_account_gets_its_own_name() -> None:
    first, second = accounts()
    rename_accounts([(second, "Ольга"), (first, "Пётр")])
    assert list(NetworkAccount.objects.order_by("id").values_list("name", flat=True)) == ["Пётр", "Ольга"]
    assert (first.name, second.name) == ("Пётр", "Ольга")


@pytest.mark.django_db(transaction=True)
def test_they_are_locked_in_the_order_of_their_numbers_wherever_they_lie() -> None:
    first, second = accounts()
    NetworkAccount.objects.filter(id=first.id).update(name="x")  # now it lies behind the other one
    told = connection.settings_dict
    place = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "dbname": told["NAME"]}
    with ThreadPoolExecutor(1) as pool, psycopg.connect(**place) as other, psycopg.connect(**place) as looks:
        other.execute("select from residents_networkaccount where id = %s for update", [second.id])
        renaming = pool.submit(_rename, [(second, "Ольга"), (first, "Пётр")])
        try:
            _wait_until_somebody_waits(looks)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                looks.execute("select from residents_networkaccount where id = %s for update nowait", [first.id])
        finally:
            other.rollback()
        renaming.result(timeout=60)
    assert list(NetworkAccount.objects.order_by("id").values_list("name", flat=True)) == ["Пётр", "Ольга"]


def _rename(names: list[tuple[NetworkAccount, str]]) -> None:
    try:
        with connection.cursor() as cursor:  # as the planner does of itself where a table is large
            cursor.execute("set enable_nestloop = off; set enable_mergejoin = off; set enable_indexscan = off")
        rename_accounts(names)
    finally:
        connection.close()


def _wait_until_somebody_waits(looks: psycopg.Connection) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        row = looks.execute(
            "select exists (select from pg_stat_activity where datname = current_database()"
            " and wait_event_type = 'Lock')"
        ).fetchone()
        looks.rollback()
        if row and row[0]:
            return
        time.sleep(0.02)
    raise AssertionError("nobody waits")

"""What is laid again is what the services write: the same rows in every table, and the same things returned."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from otklik.audit.chain import verify_chain
from otklik.audit.models import AuditRecord
from otklik.audit.services import seal_records
from otklik.ground.secrets import new_key
from otklik.organizations.models import Territory
from otklik.pages.models import Connection
from otklik.pages.secrets import unseal
from otklik.shared import clock
from tests.people import enter_cast
from tests.remembered import LOG, as_remembered, counted_from_afar, learn, taken_back
from tests.town import build_town

BY_LOT = {
    LOG: ("salt", "words"),
    "organizations_staff": ("password",),
    "pages_connection": ("key", "community_token", "admin_token", "webhook_secret"),
}
"""Drawn by lot, or sealed with something drawn."""


def all_rows() -> dict[str, list[Any]]:
    """What stands in every table, but for what is drawn by lot."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            without = "".join(f" - '{name}'" for name in BY_LOT.get(table, ()))
            cursor.execute(f'select (to_jsonb(one){without})::text from "{table}" as one order by 1')
            rows[table] = cursor.fetchall()
    return rows


def shown(thing: Any) -> Any:
    """A thing with all that is in it."""
    if isinstance(thing, Model):
        by_lot = BY_LOT.get(thing._meta.db_table, ())
        return [getattr(thing, one.attname) for one in thing._meta.concrete_fields if one.name not in by_lot]
    if isinstance(thing, dict):
        return {name: shown(part) for name, part in thing.items()}
    return thing


@pytest.mark.parametrize(
    "build",
    [enter_cast, build_town, partial(build_town, requires_approval=True)],
    ids=["cast", "town", "town that approves"],
)
def test_the_rows_are_those_that_the_services_write(db: None, build: Any) -> None:
    write = partial(getattr(build, "func", build).__wrapped__, **getattr(build, "keywords", {}))
    memory = learn(write)

    def see(make: Callable[[], Any]) -> tuple[Any, Any]:
        with taken_back(), counted_from_afar([*memory.tables, LOG]), as_remembered():
            made = make()
            return {field.name: shown(getattr(made, field.name)) for field in fields(made)}, all_rows()

    (written, rows), (laid, rows_laid) = see(write), see(memory.lay)
    assert rows["organizations_staff"]
    assert {table: rows_laid[table] for table in rows if rows[table] != rows_laid[table]} == {}
    assert laid == written


def test_each_time_ids_keys_and_times_are_new_and_what_a_test_changed_is_forgotten(db: None) -> None:
    seen: list[dict[str, Any]] = []
    for _ in range(2):
        with taken_back():
            began, cast = clock.now(), enter_cast()
            assert cast.school.parent is not None
            assert cast.school.name == "Школа № 8"
            cast.school.name = "Школа"
            seen.append(
                {
                    "ids": {one.id for one in cast.staff.values()},
                    "keys": set(Connection.objects.values_list("key", flat=True)),
                }
            )
            assert AuditRecord.objects.filter(at__gte=began, at__lte=clock.now()).count() > 20
            assert unseal(Connection.objects.get(page=cast.page).community_token) == "token"
    assert not seen[0]["ids"] & seen[1]["ids"]
    assert not seen[0]["keys"] & seen[1]["keys"]


def test_the_audit_log_of_what_was_laid_holds(db: None) -> None:
    enter_cast()
    assert seal_records(now=clock.now()) > 20
    assert verify_chain(AuditRecord).bad is None


def test_where_something_stands_already_the_services_write(db: None) -> None:
    build_town()
    enter_cast()
    assert Territory.objects.filter(name="Полевской").count() == 1


def test_what_is_read_must_be_empty_too(db: None) -> None:
    """The town asks for absences and for pages' addresses, and writes neither."""
    memory = learn(build_town.__wrapped__)  # type: ignore[attr-defined]
    assert {"organizations_absence", "pages_pageaddress"} < set(memory.tables)


def test_with_another_setting_the_services_write(db: None, settings: Any) -> None:
    memory = learn(enter_cast.__wrapped__)  # type: ignore[attr-defined]
    assert memory.is_true_here()
    settings.OTKLIK_KEYS = (new_key(), *settings.OTKLIK_KEYS)
    assert not memory.is_true_here()
    settings.OTKLIK_KEYS = settings.OTKLIK_KEYS[1:]
    assert memory.is_true_here()


def test_what_a_test_patches_is_not_remembered_for_the_next(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was learnt before: with names as they are."""
    monkeypatch.setattr("tests.people.enter_territory", None)
    with taken_back():
        assert enter_cast().school.name == "Школа № 8"

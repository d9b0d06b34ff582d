"""A region's register of 7,000 rows: exactly the planted errors are refused, and out and in again changes nothing."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from otklik.integrations.models import ImportState, RefusedRow, RegisterImport
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.integrations.steps import run_import
from otklik.integrations.tests.made_up_register import as_xlsx, enter_ground, make_register, plant_errors
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Scope
from otklik.pages.models import Exemption, Page
from tests.people import NOW

TABLES = (Body, BodyAncestry, Page, Exemption)


def bring(content: bytes) -> RegisterImport:
    """Bring a table and have it checked."""
    brought = bring_register(content, file_name="реестр.xlsx", by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def apply(brought: RegisterImport) -> RegisterImport:
    """Apply what was checked."""
    ask_to_apply(brought.id, by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def undo(brought: RegisterImport) -> RegisterImport:
    """Take it back."""
    ask_to_undo(brought.id, by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def all_rows() -> str:
    """Everything that the tables of the register hold."""
    rows = {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


@pytest.mark.django_db
@pytest.mark.slow
def test_it_refuses_exactly_the_planted_errors_and_a_second_round_changes_nothing() -> None:
    enter_ground()
    empty = all_rows()
    rows = make_register(7_000)
    planted = plant_errors(rows, 60)
    checked = bring(as_xlsx(rows))
    assert checked.state == ImportState.CHECKED, checked.trouble
    found = {row.row: [fault["column"] for fault in row.faults] for row in RefusedRow.objects.all()}
    assert found == {place + 2: [column.value] for place, column in planted.items()}
    assert (checked.rows_good, checked.rows_refused) == (6_940, 60)
    assert all_rows() == empty
    applied = apply(checked)
    assert applied.state == ImportState.APPLIED, applied.trouble
    assert Page.objects.count() == applied.new_pages
    written = all_rows()
    for as_format in Format:
        again = bring(write_register(list_register(Scope(everything=True)), as_format=as_format))
        assert (again.state, again.rows_refused) == (ImportState.CHECKED, 0)
        assert apply(again).state == ImportState.APPLIED
        assert all_rows() == written
    assert undo(applied).state == ImportState.UNDONE
    assert all_rows() == empty

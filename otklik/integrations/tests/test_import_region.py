"""A region's register of 7,000 rows: exactly the planted errors are refused, and out and in again changes nothing."""

import pytest

from otklik.integrations.models import ImportState, RefusedRow, RegisterChange
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.selectors import row_of
from otklik.integrations.tests.bringing import all_rows, apply, bring, out_and_in_again, undo
from otklik.integrations.tests.made_up_register import as_xlsx, enter_ground, make_register, plant_errors
from otklik.organizations.rights import Scope
from otklik.pages.models import Page
from tests.people import NOW


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
    changes = RegisterChange.objects.count()
    again = bring(write_register(list_register(Scope(everything=True)), as_format=Format.XLSX))
    assert (again.state, again.rows_refused, RegisterChange.objects.count()) == (ImportState.CHECKED, 0, changes)
    assert not row_of(again, now=NOW).changes_anything


@pytest.mark.django_db
def test_it_takes_a_town_back_after_it_went_out_and_in_again() -> None:
    enter_ground()
    empty = all_rows()
    applied = apply(bring(as_xlsx(make_register(300))))
    assert (applied.state, applied.rows_refused) == (ImportState.APPLIED, 0)
    out_and_in_again(Format.CSV)
    assert undo(applied).state == ImportState.UNDONE
    assert all_rows() == empty

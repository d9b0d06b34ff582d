"""The register that the demo shows has rows of both kinds."""

import pytest

from otklik.demo.register import seed_register
from otklik.demo.seed import seed_town
from otklik.integrations.models import ImportState, RefusedRow, RegisterImport
from tests.people import NOW


@pytest.mark.django_db
def test_a_register_waits_with_good_rows_and_refused_ones() -> None:
    seed_town()
    seed_register(now=NOW)
    seed_register(now=NOW)
    waiting = RegisterImport.objects.get()
    assert (waiting.state, waiting.rows_good, waiting.unknown_titles) == (ImportState.CHECKED, 5, ["примечание"])
    assert {row.row: [fault["column"] for fault in row.faults] for row in RefusedRow.objects.all()} == {
        5: ["ogrn"],
        6: ["widgets", "activity"],
        7: ["founder"],
        8: ["link"],
    }

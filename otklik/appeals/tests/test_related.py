"""Which rows of a case are asked for along with it."""

from otklik.appeals.selectors.related import kinds_of_rows


def test_a_case_is_read_with_rows_of_its_own_room_alone() -> None:
    tables = {table for tables in kinds_of_rows().values() for table, _ in tables}
    assert {"appeals_note", "appeals_emergency"} <= tables
    assert all(table.startswith("appeals_") for table in tables)

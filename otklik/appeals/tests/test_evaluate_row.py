"""The table beside this file was worked out by hand from production calendars; none of it was printed by the code."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.appeals.deadline_table import COLUMNS, UNITS, BadCell, evaluate_row

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 1240 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
TABLE = Path(__file__).with_name("deadlines.csv")
GOOD = {
    "start": "2026-12-30T15:00:00+05:00",
    "amount": "5",
    "unit": "working_days",
    "zone": "Asia/Yekaterinburg",
    "week": "mon-fri 09:00-13:00,14:00-18:00",
    "calendar": "ru",
    "pauses": "",
    "day_off_rule": "",
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_it_agrees_with_the_table_that_was_worked_out_by_hand() -> None:
    table = rows()
    differing = [(n, row["due"], due) for n, row in enumerate(table, 2) if (due := due_of(row)) != row["due"]]

    assert differing == []
    assert len(table) >= 200


def due_of(row: dict[str, str]) -> str:
    return evaluate_row(row).due_at.isoformat()


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("start", "2026-12-30T15:00:00", "no offset"),
        ("start", "", "no moment"),
        ("amount", "-1", "no amount"),
        ("amount", "1,5", "no amount"),
        ("amount", "nan", "no amount"),
        ("amount", "1.5", "not whole"),
        ("amount", "99999999", "200 years"),
        ("unit", "weeks", "there are hours, working_hours"),
        ("zone", "Mars/Base", "no zone"),
        ("zone", "../etc", "no zone"),
        ("zone", "", "no zone"),
        ("week", "", "needs hours"),
        ("week", "mon-fri 18:00-09:00", "does not end later"),
        ("week", "mon-fri 09:00-25:00", "does not end later"),
        ("week", "mon-fri 09:70-18:00", "minutes that no hour has"),
        ("week", "mon-fri 09:00-13:00,12:00-18:00", "twice"),
        ("week", "mon-fri 09:00-18:00; fri 09:00-16:00", "«fri» stands there twice"),
        ("week", "fri-mon 09:00-18:00", "backwards"),
        ("week", "monday 09:00-18:00", "no day"),
        ("week", "mon-fri", "no line of a week"),
        ("week", ";", "needs hours"),
        ("calendar", "kz", "no calendar"),
        ("pauses", "2026-12-30T16:00:00+05:00", "no pause"),
        ("pauses", "2026-12-30T16:00:00+05:00/", "no moment"),
        ("pauses", "2026-12-31T16:00:00+05:00/2026-12-30T16:00:00+05:00", "cannot end before"),
        ("day_off_rule", "skip", "no rule"),
    ],
)
def test_it_names_the_column_and_what_is_wrong_with_it(column: str, cell: str, problem: str) -> None:
    with pytest.raises(BadCell, match=problem) as bad:
        evaluate_row(GOOD | {column: cell})

    assert bad.value.column == column


def test_it_says_why() -> None:
    pauses = "2027-01-12T09:00:00+05:00/2027-01-12T18:00:00+05:00"
    evaluated = evaluate_row(GOOD | {"start": "2026-11-02T15:00:00+05:00", "amount": "45", "pauses": pauses})

    assert [line.say(str) for line in evaluated.why] == [
        "Term: 45 working d.",
        "Counted from 02.11.2026 15:00.",
        "Paused from 12.01.2027 09:00 to 12.01.2027 18:00.",
        "Days off: 04.11.2026, 31.12.2026–10.01.2027.",
        "An hour shorter: 03.11.2026.",
    ]


def test_the_command_prints_a_line_a_row_and_names_the_rows_that_are_wrong(tmp_path: Path) -> None:
    path, out = tmp_path / "table.csv", StringIO()
    with path.open("w", encoding="utf-8", newline="") as target:
        table = csv.DictWriter(target, COLUMNS)
        table.writeheader()
        table.writerows([GOOD, GOOD | {"zone": "Mars"}, GOOD])

    with pytest.raises(CommandError, match="row 2, column «zone»"):
        call_command("deadlines", "evaluate", path, "--json", stdout=out)

    lines = out.getvalue().splitlines()
    assert [line.startswith('{"due": "2027-01-15T18:00:00+05:00", "why": [') for line in lines] == [True, False, True]


def test_the_command_names_the_columns_that_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("start,amount\n", encoding="utf-8")

    with pytest.raises(CommandError, match="unit, zone, week, calendar, pauses, day_off_rule"):
        call_command("deadlines", "evaluate", path)


@settings(max_examples=60)
@given(
    start=MOMENTS,
    later=st.timedeltas(timedelta(), timedelta(days=20)),
    amount=st.integers(0, 60),
    more=st.integers(0, 5),
    unit=st.sampled_from(sorted(UNITS)),
    rule=st.sampled_from(["keep", "previous", "next"]),
    pause=st.tuples(
        MOMENTS,
        st.timedeltas(timedelta(), timedelta(days=30)),
    ),
)
def test_what_begins_later_or_lasts_longer_or_pauses_is_never_due_earlier(
    start: datetime,
    later: timedelta,
    amount: int,
    more: int,
    unit: str,
    rule: str,
    pause: tuple[datetime, timedelta],
) -> None:
    row = GOOD | {"start": start.isoformat(), "amount": str(amount), "unit": unit, "day_off_rule": rule}
    due_at = evaluate_row(row).due_at
    paused = f"{pause[0].isoformat()}/{(pause[0] + pause[1]).isoformat()}"

    assert evaluate_row(row | {"amount": str(amount + more)}).due_at >= due_at
    assert evaluate_row(row | {"pauses": paused}).due_at >= due_at
    if amount:
        assert evaluate_row(row | {"start": (start + later).isoformat()}).due_at >= due_at

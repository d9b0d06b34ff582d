"""What the bench of reports sends: stamps whose work is done, as a browser does it."""

from otklik.bench.reports import find_number
from otklik.intake.gate import is_worked, issue_stamp


def test_the_number_behind_a_stamp_is_the_one_that_the_gate_wants() -> None:
    stamp = issue_stamp()
    assert is_worked(stamp.signed, find_number(stamp))

import pytest

from otklik.shared.backoff import ceiling_seconds, delay_seconds


def test_it_does_not_wait_without_a_failure() -> None:
    assert delay_seconds(0) == 0.0


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 300), (5000, 300)])
def test_it_doubles_the_ceiling_up_to_five_minutes(failures: int, seconds: float) -> None:
    assert ceiling_seconds(failures) == seconds


@pytest.mark.parametrize("failures", [1, 4, 10, 5000])
def test_it_spreads_over_the_second_half(failures: int) -> None:
    drawn = [delay_seconds(failures) / ceiling_seconds(failures) for _ in range(2000)]

    assert 0.5 <= min(drawn) < 0.55
    assert 0.95 < max(drawn) <= 1

from datetime import UTC, datetime

import time_machine

from otklik.shared.clock import now


@time_machine.travel(datetime(2026, 3, 4, 5, 6, tzinfo=UTC), tick=False)
def test_it_is_aware_and_in_utc() -> None:
    assert now() == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    assert now().tzinfo is UTC

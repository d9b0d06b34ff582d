"""When works of a topic begin again."""

from datetime import date

import pytest

from otklik.topics.catalogue import GROUPS
from otklik.topics.seasons import SEASONS, next_season

ASPHALT = "roads-nekachestvennoe-pokrytie-asfaltovykh-dorog"


@pytest.mark.parametrize(
    ("code", "on", "begins"),
    [
        (ASPHALT, date(2026, 11, 24), date(2027, 5, 15)),
        (ASPHALT, date(2027, 2, 1), date(2027, 5, 15)),
        (ASPHALT, date(2027, 5, 15), None),
        (ASPHALT, date(2027, 10, 15), None),
        (ASPHALT, date(2027, 10, 16), date(2028, 5, 15)),
        ("roads-uborka-dorog-ot-snega-i-naledi", date(2026, 11, 24), None),
        ("", date(2026, 11, 24), None),
    ],
)
def test_it_says_when_works_begin_again(code: str, on: date, begins: date | None) -> None:
    assert next_season(code, on=on) == begins


def test_every_season_is_of_a_topic_that_there_is() -> None:
    assert set(SEASONS) <= {topic.code for group in GROUPS for topic in group.topics}

"""What others write as JSON is read as far as it makes sense, and never breaks the reader."""

from datetime import UTC, datetime

import pytest

from otklik.networks import objects
from otklik.networks.errors import NotOurs


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b'{"a": Infinity}', b"[" * 100_000])
def test_it_refuses_bytes_that_are_no_json(body: bytes) -> None:
    with pytest.raises(NotOurs):
        objects.read_json(body)


def test_it_reads_a_bare_null() -> None:
    assert objects.read_json(b"null") is None


def test_it_takes_what_is_no_object_for_an_empty_one() -> None:
    assert objects.as_object({"a": 1}) == {"a": 1}
    assert objects.as_object([1]) == {}
    assert objects.as_objects([{"a": 1}, 2, None]) == [{"a": 1}]
    assert objects.as_objects({"a": 1}) == []


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), (-5, -5), ("5", 5), ("-5", -5), (0, 0), (True, None), (5.0, None), ("5\n", None), ("٥", None), ("", None)],
)
def test_it_reads_a_whole_number_also_as_text(value: object, number: int | None) -> None:
    assert objects.find_number(value) == number


@pytest.mark.parametrize("value", [2**63, -(2**63), "9" * 19, "9" * 5_000])
def test_it_finds_no_number_that_64_bits_cannot_hold(value: object) -> None:
    assert objects.find_number(value) is None


def test_it_tells_a_number_from_its_text_where_a_network_does() -> None:
    assert objects.find_whole(5) == 5
    assert objects.find_whole("5") is None


def test_it_finds_the_first_field_with_an_id() -> None:
    assert objects.find_id({"a": 0, "b": "x", "c": "-7", "d": 8}, "a", "b", "c", "d") == -7
    assert objects.find_id({"a": 0}, "a", "b") is None


def test_it_orders_by_positive_numbers_only() -> None:
    assert objects.find_sequence(None, -1, 0, "12", 13) == 12
    assert objects.find_sequence(None, -1) is None


def test_it_reads_moments_of_seconds_and_of_milliseconds() -> None:
    assert objects.find_time_of_seconds(1_764_000_000) == datetime(2025, 11, 24, 16, tzinfo=UTC)
    moment = datetime(2025, 11, 24, 16, 0, 0, 123_000, tzinfo=UTC)
    assert objects.find_time_of_milliseconds(1_764_000_000_123) == moment
    assert objects.milliseconds_of(moment) == 1_764_000_000_123


@pytest.mark.parametrize("value", [None, 0, -1, "soon", 253_402_300_800_000, 2**63 - 1])
def test_it_finds_no_moment_outside_of_the_calendar(value: object) -> None:
    assert objects.find_time_of_milliseconds(value) is None
    assert objects.find_time_of_seconds(value) is None


def test_it_reads_the_last_second_of_the_calendar() -> None:
    assert objects.find_time_of_seconds(253_402_300_799) == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_it_makes_any_text_storable() -> None:
    assert objects.read_text("a\0б\ud83d") == "a\ufffdб\ufffd"
    assert objects.read_text("\ud83d\ude00") == "😀"
    assert objects.read_text(5) == ""


def test_it_puts_a_title_on_one_short_line() -> None:
    assert objects.read_title(" Двор\n\tна  Мира ") == "Двор на Мира"
    assert objects.read_title("абвгд", at_most=3) == "аб…"


def test_it_reads_only_addresses_that_a_page_may_link_to() -> None:
    assert objects.read_address(" https://example.org/a ") == "https://example.org/a"
    assert objects.read_address("javascript:alert(1)") == ""
    assert objects.read_address("https://example.org/a", at_most=10) == ""

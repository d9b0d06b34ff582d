"""Who may send by our own pages: nobody pays for their neighbours, and a form is sent once."""

from datetime import timedelta

import pytest

from otklik.intake.gate import (
    LASTS,
    MOST_TRIES,
    Stamp,
    Way,
    Weight,
    forget_senders,
    is_heavy,
    is_ours,
    is_worked,
    issue_stamp,
    may_bring,
    may_write_to,
    salt_of,
    weigh,
    weigh_sender,
)
from otklik.intake.gate import _target as target_of
from otklik.intake.gate_models import SendingPace, SpentStamp
from otklik.shared.clock import now


def found_by_work(stamp: Stamp) -> str:
    return next(str(n) for n in range(MOST_TRIES) if target_of(stamp.salt, str(n)) == stamp.target)


def test_only_the_number_behind_a_stamp_of_ours_counts() -> None:
    stamp, other = issue_stamp(), issue_stamp()
    number = found_by_work(stamp)
    assert is_worked(stamp.signed, number)
    assert not is_worked(other.signed, number)
    for wrong in ("", "-", str(int(number) + 1), "9" * 20):
        assert not is_worked(stamp.signed, wrong)


@pytest.mark.parametrize("forged", ["", "a.b", "a.b:c:d", "x" * 400])
def test_what_we_did_not_issue_is_none_of_ours(forged: str) -> None:
    assert not is_ours(forged)
    assert not is_worked(forged, "1")


def test_a_stamp_is_known_again_by_its_salt() -> None:
    stamp = issue_stamp()
    assert salt_of(stamp.signed) == stamp.salt
    assert salt_of("a.b:c:d") is None


@pytest.mark.django_db
def test_who_sends_a_lot_goes_the_slower_way_and_the_neighbours_do_not() -> None:
    at = now()
    ways = [weigh_sender("10.0.0.7", "Firefox", now=at) for _ in range(8)]
    assert ways == [Way.OPEN] * 6 + [Way.SLOWER] * 2
    assert weigh_sender("10.0.0.7", "Chrome", now=at) is Way.OPEN
    assert weigh_sender("10.0.0.7", "Firefox", now=at + timedelta(minutes=1)) is Way.OPEN


@pytest.mark.django_db
def test_a_whole_office_is_not_shut_out_and_a_flood_is() -> None:
    at = now()
    ways = [weigh_sender("10.0.0.7", f"browser {n}", now=at) for n in range(201)]
    assert set(ways[:200]) == {Way.OPEN}
    assert ways[200] is Way.SHUT
    assert weigh_sender("10.0.0.8", "browser 1", now=at) is Way.OPEN


@pytest.mark.django_db
def test_a_household_of_ipv6_is_one_address() -> None:
    at = now()
    for n in range(6):
        weigh_sender(f"2001:db8::{n}", "Firefox", now=at)
    assert weigh_sender("2001:db8::ffff", "Firefox", now=at) is Way.SLOWER
    assert weigh_sender("2001:db8:0:1::1", "Firefox", now=at) is Way.OPEN


@pytest.mark.django_db
def test_a_flood_of_one_sender_shuts_out_nobody_else_and_costs_them_nothing() -> None:
    at = now()
    ways = [weigh_sender("10.0.0.7", "Firefox", now=at) for _ in range(207)]
    assert ways == [Way.OPEN] * 6 + [Way.SLOWER] * 200 + [Way.SHUT]
    assert weigh("10.0.0.7", "Chrome", now=at) == Weight(Way.OPEN, MOST_TRIES)


@pytest.mark.django_db
def test_the_work_grows_with_the_number_from_one_sender_and_from_one_address() -> None:
    at = now()
    one = [weigh("10.0.0.7", "Firefox", now=at).most_tries for _ in range(100)]
    many = [weigh("10.0.0.8", f"browser {n}", now=at).most_tries for n in range(100)]
    for works in (one, many):
        assert works == sorted(works)
        assert (works[0], works[-1]) == (MOST_TRIES, 32 * MOST_TRIES)
    assert weigh("10.0.0.9", "Firefox", now=at).most_tries == MOST_TRIES
    assert weigh("10.0.0.7", "Firefox", now=at + timedelta(minutes=5)).most_tries == MOST_TRIES


def test_a_light_stamp_does_not_pay_for_heavy_work() -> None:
    heavy = Weight(Way.SLOWER, 8 * MOST_TRIES)
    assert not is_heavy(issue_stamp().signed, heavy)
    assert not is_heavy(issue_stamp(most_tries=10).signed, heavy)
    assert is_heavy(issue_stamp(most_tries=2 * MOST_TRIES).signed, heavy)
    assert is_heavy(issue_stamp().signed, Weight(Way.OPEN, MOST_TRIES))
    assert not is_heavy("a.b:c:d", Weight(Way.OPEN, MOST_TRIES))


@pytest.mark.django_db
def test_no_address_is_kept_and_nothing_for_long() -> None:
    weigh_sender("10.0.0.7", "Firefox", now=now())
    SpentStamp.objects.create(salt=issue_stamp().salt, until=now() + LASTS)
    assert all("10.0" not in row.key and len(row.key) == 64 for row in SendingPace.objects.all())
    assert forget_senders(now=now()) == 0
    assert forget_senders(now=now() + timedelta(days=2)) == 3
    assert not SpentStamp.objects.exists()


@pytest.mark.django_db
def test_nobody_fills_a_mailbox_or_keeps_the_machine_at_photos() -> None:
    at = now()
    assert [may_write_to("Vera@mail.example", sender="", now=at) for _ in range(4)] == [True] * 3 + [False]
    assert not may_write_to("vera@mail.example", sender="", now=at)
    assert may_write_to("vera@mail.example", sender="", now=at + timedelta(hours=8, seconds=1))
    assert all(may_bring("10.0.0.7", now=at) for _ in range(120))
    assert not may_bring("10.0.0.7", now=at)
    assert may_bring("10.0.0.8", now=at)

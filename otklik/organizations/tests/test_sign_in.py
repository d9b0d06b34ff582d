"""Signing in by e-mail and password."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import TooManyAttempts, WrongSignIn
from otklik.organizations.models import SignInAttempt, Staff
from otklik.organizations.services import enter_staff
from otklik.organizations.sign_in import (
    MOST_FOR_ONE_ACCOUNT,
    MOST_FOR_ONE_ADDRESS,
    MOST_FOR_ONE_EMAIL,
    is_guessing_codes,
    note_wrong_code,
    sign_in,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
PASSWORD = "Клеверный-луг-17"
HOME, OFFICE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def anna() -> Staff:
    return enter_staff("anna@example.org", name="Анна Берсенева", password=PASSWORD)


def fail(times: int, *, email: str = "anna@example.org", address: str = HOME, now: datetime = NOW) -> None:
    for _time in range(times):
        with pytest.raises(WrongSignIn):
            sign_in(email, password="wrong", address=address, now=now)


def test_it_finds_the_person_however_the_email_is_typed(anna: Staff) -> None:
    assert sign_in(" Anna@Example.org ", password=PASSWORD, address=HOME, now=NOW) == anna
    assert AuditRecord.objects.filter(act="sign_in").count() == 1


def test_it_says_the_same_of_a_wrong_password_and_of_nobody(anna: Staff) -> None:
    with pytest.raises(WrongSignIn) as wrong:
        sign_in("anna@example.org", password="wrong", address=HOME, now=NOW)
    with pytest.raises(WrongSignIn) as nobody:
        sign_in("nobody@example.org", password=PASSWORD, address=HOME, now=NOW)
    assert str(wrong.value) == str(nobody.value)


def test_it_lets_nobody_in_who_has_left(anna: Staff) -> None:
    anna.is_active = False
    anna.save()
    with pytest.raises(WrongSignIn):
        sign_in("anna@example.org", password=PASSWORD, address=HOME, now=NOW)


def test_it_refuses_even_the_right_password_after_ten_failures(anna: Staff) -> None:
    fail(MOST_FOR_ONE_EMAIL)
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address=HOME, now=NOW)


def test_it_lets_the_person_in_from_another_address_meanwhile(anna: Staff) -> None:
    fail(MOST_FOR_ONE_EMAIL)
    assert sign_in("anna@example.org", password=PASSWORD, address=OFFICE, now=NOW) == anna


def test_it_forgets_failures_after_an_hour(anna: Staff) -> None:
    fail(MOST_FOR_ONE_EMAIL)
    later = NOW + timedelta(hours=1, seconds=1)
    assert sign_in("anna@example.org", password=PASSWORD, address=HOME, now=later) == anna
    fail(1, now=later)
    assert not SignInAttempt.objects.filter(at__lte=NOW).exists()


def test_it_stops_one_address_that_tries_many_people(anna: Staff) -> None:
    for number in range(MOST_FOR_ONE_ADDRESS):
        fail(1, email=f"person{number}@example.org")
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address=HOME, now=NOW)


def test_it_stops_many_addresses_that_try_one_person_and_shuts_no_known_device_out(anna: Staff) -> None:
    for number in range(MOST_FOR_ONE_ACCOUNT):
        fail(1, address=f"198.51.{number}.7")
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address=HOME, now=NOW)
    assert sign_in("anna@example.org", password=PASSWORD, address=HOME, device="laptop", now=NOW) == anna


def test_a_known_device_that_guesses_is_stopped_and_stops_nobody_else(anna: Staff) -> None:
    for _time in range(MOST_FOR_ONE_EMAIL):
        with pytest.raises(WrongSignIn):
            sign_in("anna@example.org", password="wrong", address=HOME, device="stolen", now=NOW)
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address=HOME, device="stolen", now=NOW)
    for device in ("laptop", ""):
        assert sign_in("anna@example.org", password=PASSWORD, address=HOME, device=device, now=NOW) == anna


@pytest.mark.parametrize(
    ("guessing", "near", "far"),
    [
        ("2001:db8:1:2::{}", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
        ("::ffff:198.51.100.7", "198.51.100.7", "198.51.100.8"),
    ],
)
def test_a_household_of_ipv6_is_one_address(anna: Staff, guessing: str, near: str, far: str) -> None:
    for number in range(MOST_FOR_ONE_EMAIL):
        fail(1, address=guessing.format(number))
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address=near, now=NOW)
    assert sign_in("anna@example.org", password=PASSWORD, address=far, now=NOW) == anna


def test_it_stops_a_network_that_tries_many_people(anna: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.organizations.sign_in.MOST_FOR_ONE_NETWORK", 20)
    for number in range(20):
        fail(1, email=f"person{number}@example.org", address=f"198.51.100.{number}")
    with pytest.raises(TooManyAttempts):
        sign_in("anna@example.org", password=PASSWORD, address="198.51.100.200", now=NOW)
    assert sign_in("anna@example.org", password=PASSWORD, address="198.51.101.1", now=NOW) == anna


def test_wrong_codes_elsewhere_do_not_shut_a_known_device_out(anna: Staff) -> None:
    for _time in range(MOST_FOR_ONE_EMAIL):
        note_wrong_code(anna.id, now=NOW)
    assert is_guessing_codes(anna.id, now=NOW)
    assert not is_guessing_codes(anna.id, device="laptop", now=NOW)
    for _time in range(MOST_FOR_ONE_EMAIL):
        note_wrong_code(anna.id, device="laptop", now=NOW)
    assert is_guessing_codes(anna.id, device="laptop", now=NOW)


def test_it_keeps_no_email_and_no_address_of_failures(anna: Staff) -> None:
    fail(1)
    kept = " ".join(str(row) for row in (*SignInAttempt.objects.values(), *AuditRecord.objects.values()))
    assert "anna@example.org" not in kept
    assert HOME not in kept

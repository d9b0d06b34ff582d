"""Letters that come back: a report of a mail server ends what cannot be delivered, and nothing else does."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from otklik.publication.models import Subscription
from otklik.publication.subscriptions.bouncing import BOUNCES_COUNT_FOR, MOST_BOUNCES, Bounce, note_bounce, read_report
from otklik.publication.subscriptions.links import LinkFor, return_address, secret_of
from otklik.shared import clock

KEY = "0123456789abcdef"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
REPORT = """\
Return-Path: <>
Date: Wed, 25 Nov 2026 12:00:01 +0300 (MSK)
From: MAILER-DAEMON@mx.otklik.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B0UND"
Message-Id: <20261125090001.1@mx.otklik.example>

--B0UND
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

<vera@mail.example>: host mx.mail.example said: {code} no such user here

--B0UND
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.otklik.example
Arrival-Date: Wed, 25 Nov 2026 12:00:00 +0300 (MSK)

Final-Recipient: rfc822; vera@mail.example
Action: {action}
Status: {code}
Diagnostic-Code: smtp; 550 {code} no such user here

--B0UND
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: otklik@otklik.example
To: vera@mail.example
Subject: =?utf-8?b?0J3QvtCy0L7QtQ==?=
Action: failed
Status: 5.1.1

https://otklik.example/case/1000000001/

--B0UND--
"""


@pytest.fixture(autouse=True)
def mailbox(settings: Settings) -> None:
    settings.OTKLIK_BOUNCE_ADDRESS = "bounces@otklik.example"


def report(*, to: str = "", action: str = "failed", code: str = "5.1.1") -> bytes:
    """A report as Postfix writes it."""
    return REPORT.format(to=to or return_address(KEY), action=action, code=code).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("action", "code", "found"),
    [
        ("failed", "5.1.1", Bounce(KEY, is_gone=True)),
        ("Failed", "5.1.10 (bad destination)", Bounce(KEY, is_gone=True)),
        ("failed", "5.2.1", Bounce(KEY, is_gone=True)),
        ("failed", "5.2.2", Bounce(KEY, is_gone=False)),
        ("failed", "5.1.8", Bounce(KEY, is_gone=False)),
        ("failed", "5.7.1", Bounce(KEY, is_gone=False)),
        ("failed", "4.4.7", None),
        ("delayed", "5.1.1", None),
        ("delivered", "2.0.0", None),
        ("failed", "no", None),
    ],
)
def test_only_what_failed_for_good_counts(action: str, code: str, found: Bounce | None) -> None:
    assert read_report(report(action=action, code=code)) == found


def test_a_server_may_tell_apart_where_it_was_delivered() -> None:
    hidden = report(to="undisclosed-recipients:;")
    assert read_report(hidden) is None
    assert read_report(hidden, to=[return_address(KEY).upper()]) == Bounce(KEY, is_gone=True)
    assert read_report(b"Delivered-To: " + return_address(KEY).encode() + b"\r\n" + hidden) is not None


def test_nobody_ends_anothers_letters_by_a_report_they_made_up(settings: Settings) -> None:
    forged = "bounces+" + KEY + "0" * 20 + "@otklik.example"
    other = f"bounces+{secret_of(KEY, LinkFor.END)}@otklik.example"
    elsewhere = return_address(KEY).replace("otklik.example", "evil.example")
    for to in ("bounces@otklik.example", forged, other, elsewhere):
        assert read_report(report(to=to)) is None
    settings.OTKLIK_BOUNCE_ADDRESS = ""
    assert read_report(report(to=f"bounces+{secret_of(KEY, LinkFor.RETURN)}@otklik.example")) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\xff\x00\xfe", b"To: x\r\n\r\nhello",
        b"To: bounces+0123\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x",
        b"Content-Type: multipart/report; boundary=\"\"\r\nTo: =?utf-8?q?=ff?=\r\n\r\n",
        report()[:700], report() * 3,
    ],
)  # fmt: skip
def test_whatever_comes_it_is_read_or_left(raw: bytes) -> None:
    assert read_report(raw) in (None, Bounce(KEY, is_gone=True))


def test_an_answer_of_an_absent_person_is_no_report() -> None:
    letter = f"To: {return_address(KEY)}\r\nAuto-Submitted: auto-replied\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    assert read_report(letter.encode()) is None


@pytest.fixture
def subscription(db: None) -> Subscription:
    return Subscription.objects.create(
        key=KEY, email="vera@mail.example", language="ru", consent="letters", asked={}, asked_hash="1", pace="weekly",
        made_at=NOW, confirmed_at=NOW, told_until=NOW, look_at=NOW,
    )  # fmt: skip


def test_a_full_mailbox_is_given_some_tries(subscription: Subscription) -> None:
    full = Bounce(KEY, is_gone=False)
    ends = [note_bounce(full, now=NOW + timedelta(days=day)) for day in range(MOST_BOUNCES)]
    assert ends == [False] * (MOST_BOUNCES - 1) + [True]
    assert not Subscription.objects.exists()
    assert not note_bounce(full, now=NOW), "it is over"


def test_what_came_back_long_ago_does_not_count(subscription: Subscription) -> None:
    at = NOW
    for _turn in range(MOST_BOUNCES + 1):
        assert not note_bounce(Bounce(KEY, is_gone=False), now=at)
        at += BOUNCES_COUNT_FOR
    assert Subscription.objects.get().bounces == 1


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_mail_server_hands_it_to_the_command(
    subscription: Subscription, monkeypatch: pytest.MonkeyPatch, is_ours: bool
) -> None:
    raw = report() if is_ours else b"buy our watches"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    out = io.StringIO()
    call_command("mail", "bounced", stdout=out)
    assert Subscription.objects.exists() is not is_ours
    assert ("ended" in out.getvalue()) is is_ours
    assert "vera" not in out.getvalue()


def test_an_address_is_forgotten_by_a_command_and_again_after_a_backup(
    subscription: Subscription, settings: Settings, tmp_path: Path
) -> None:
    settings.OTKLIK_DATA_DIR = tmp_path
    call_command("mail", "forget", "VERA@mail.example", stdout=io.StringIO())
    assert not Subscription.objects.exists()
    assert "vera" not in (tmp_path / "erased.txt").read_text()
    with pytest.raises(CommandError):
        call_command("mail", "forget", "VERA@mail.example")
    subscription.save(force_insert=True)
    told = io.StringIO()
    call_command("residents", "repeat", stdout=told)
    assert "Subscriptions ended again: 1." in told.getvalue()
    assert not Subscription.objects.exists()
    # who asked anew after that did not come back with a backup
    subscription.made_at = clock.now() + timedelta(days=1)
    subscription.save(force_insert=True)
    call_command("residents", "repeat", stdout=told)
    assert Subscription.objects.exists()


@pytest.mark.parametrize("to", ["a:b;c:", '"', "=?utf-8?q?=0A?= <a@b.c>", "\udcff"])
def test_nonsense_in_a_header_is_no_report_and_no_failure(to: str) -> None:
    assert read_report(f"To: {to}\r\n\r\nBuy!".encode("utf-8", "surrogateescape")) is None

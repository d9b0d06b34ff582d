"""Sends one letter by SMTP: taken, refused, to be retried, or in doubt. Never inside a transaction."""

import re
import smtplib
from collections.abc import Mapping
from email.policy import SMTP
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from otklik.shared.text import without_turning

NO_SUCH_MAILBOX: Final = re.compile(r"5\.(?:1\.(?:1|2|3|6|10)|2\.1)")
"""Enhanced codes (RFC 3463) of an address that is bad or moved away, or whose mailbox is shut for good."""
_ENHANCED: Final = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_BARE_CODES: Final = (550, 551, 553)
"""Where the server says no enhanced code (RFC 5321, 4.2.3)."""


class _Unfolded(EmailMessage):
    """Its lines are not folded: a long address in `List-Unsubscribe` would come out as an encoded word that is none."""

    def message(self, *, policy: Any = SMTP) -> Any:
        return super().message(policy=policy.clone(max_line_length=998))


class LetterNotTaken(Exception):
    """The letter certainly did not leave. `is_final`: the server will not take it later either.

    `is_no_mailbox`: because it knows no such mailbox.
    """

    def __init__(self, reason: str, *, is_final: bool, is_no_mailbox: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason[:300]
        self.is_final = is_final
        self.is_no_mailbox = is_no_mailbox


class MailServerAway(LetterNotTaken):
    """Nobody took the call: it would be the same with every other letter."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, is_final=False)


class LetterInDoubt(Exception):
    """The connection broke while the server had the letter: it may have left."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason[:300]


def send_letter(
    to: str, *, subject: str, text: str, headers: Mapping[str, str] | None = None, returns_to: str = ""
) -> None:
    """Send one letter. Raises LetterNotTaken or LetterInDoubt; when it returns, the server has taken it.

    Whatever a resident or a network put into its words turns none of them around.

    `returns_to`: where servers on the way send it back to; empty: to whoever it is from.
    """
    mailer = mailers.default
    try:
        mailer.open()
    except (smtplib.SMTPException, OSError) as failure:
        raise MailServerAway(_told(failure)) from failure
    try:
        mailer.send_messages(
            [
                _Unfolded(
                    subject=without_turning(subject),
                    body=without_turning(text),
                    from_email=returns_to or settings.DEFAULT_FROM_EMAIL,
                    to=[to],
                    headers={"From": settings.DEFAULT_FROM_EMAIL} | dict(headers or {}),
                )
            ]
        )
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
        raise LetterNotTaken(
            _told(refused), is_final=_code(refused) >= 500, is_no_mailbox=_is_no_mailbox(refused)
        ) from refused
    except (smtplib.SMTPException, OSError) as failure:
        raise LetterInDoubt(_told(failure)) from failure
    finally:
        mailer.close()


def _code(refused: smtplib.SMTPException) -> int:
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return max(int(code) for code, _ in refused.recipients.values())
    return int(refused.smtp_code) if isinstance(refused, smtplib.SMTPResponseException) else 0


def _is_no_mailbox(refused: smtplib.SMTPException) -> bool:
    """Refused for good at RCPT because of the address; not because the mailbox is full, or because of us."""
    if not isinstance(refused, smtplib.SMTPRecipientsRefused) or _code(refused) < 500:
        return False
    told = _ENHANCED.match(_told(refused).partition(" ")[2].lstrip())
    return bool(NO_SUCH_MAILBOX.fullmatch(told[0])) if told else _code(refused) in _BARE_CODES


def _told(failure: Exception) -> str:
    """The server's own words where it said any."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(failure.recipients.values()))
        return f"{code} {_text(words)}"
    if isinstance(failure, smtplib.SMTPResponseException):
        return f"{failure.smtp_code} {_text(failure.smtp_error)}"
    return f"{type(failure).__name__}: {failure}"


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words

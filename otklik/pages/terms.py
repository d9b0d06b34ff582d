"""How long what is known of a page counts: proofs, codes, confirmed entries, tokens. The days are settings."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone


def record_overdue(now: datetime) -> Q:
    """Pages whose entry no officer has confirmed for half a year, or ever."""
    before = now - timedelta(days=settings.OTKLIK_RECORD_DAYS)
    return Q(record_confirmed_at=None) | Q(record_confirmed_at__lt=before)


def is_overdue(confirmed_at: datetime | None, *, now: datetime) -> bool:
    """The same of one entry."""
    return confirmed_at is None or confirmed_at < now - timedelta(days=settings.OTKLIK_RECORD_DAYS)


def record_due_on(confirmed_at: datetime | None) -> date | None:
    """Until when the officer has to confirm the entry again; None: it never was, so now."""
    if confirmed_at is None:
        return None
    return timezone.localdate(confirmed_at + timedelta(days=settings.OTKLIK_RECORD_DAYS))


def tokens_expiring(now: datetime) -> Q:
    """Pages with a token that ends soon, or has ended."""
    until = timezone.localdate(now) + timedelta(days=settings.OTKLIK_TOKEN_WARN_DAYS)
    return Q(connection__tokens_expire_on__lte=until)


def is_expiring(expire_on: date | None, *, now: datetime) -> bool:
    """The same of one token."""
    return expire_on is not None and expire_on <= timezone.localdate(now) + timedelta(
        days=settings.OTKLIK_TOKEN_WARN_DAYS
    )

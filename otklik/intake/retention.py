"""Retention of raw events: adds monthly partitions ahead, drops expired ones."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from otklik.shared.partitions import keep_months


def keep_raw_months(*, now: datetime) -> None:
    """Prepare the coming months, and drop raw events that are past their keeping time."""
    with transaction.atomic(), connection.cursor() as cursor:
        keep_months(cursor, "intake_rawevent", now=now, keep_days=settings.OTKLIK_RAW_EVENT_DAYS)

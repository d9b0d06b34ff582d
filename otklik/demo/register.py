"""A register that somebody brought and nobody applied yet: good rows, and some that cannot be taken."""

from datetime import datetime
from pathlib import Path

from django.utils.timezone import localdate

from otklik.integrations.models import RegisterImport
from otklik.integrations.services import bring_register
from otklik.integrations.steps import run_import
from otklik.organizations.models import Staff
from otklik.organizations.selectors import load_viewer

TABLE = Path(__file__).with_name("content") / "register.csv"
BROUGHT_BY = "admin@demo.example"


def seed_register(*, now: datetime) -> None:
    """Bring the table, and do the worker's part at once; a second time changes nothing."""
    if RegisterImport.objects.exists():
        return
    by = load_viewer(Staff.objects.get(email=BROUGHT_BY).id, on=localdate(now))
    name = "Реестр страниц Полевского, ноябрь.csv"
    brought = bring_register(TABLE.read_bytes(), file_name=name, by=by, now=now)
    run_import(brought.id, clock=lambda: now)

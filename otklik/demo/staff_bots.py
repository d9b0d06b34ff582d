"""The bots for staff of the town: one in Telegram, one in MAX. One writes to them in the sandbox like a resident."""

from datetime import datetime

from otklik.demo.control import Control
from otklik.notices.models import StaffBot
from otklik.notices.talks import enter_bot
from otklik.organizations.models import Staff
from otklik.organizations.selectors import load_viewer

ENTERED_BY = "admin@demo.example"
NAME = "Отклик: уведомления"
"""A channel of this name is the way to the bot in the sandbox: there a bot has no page of its own."""


def seed_staff_bots(control: Control, *, now: datetime) -> None:
    """Make the bots in the sandbox and enter them; doing it again changes nothing."""
    by = load_viewer(Staff.objects.get(email=ENTERED_BY).id, on=now.date())
    for network in ("telegram", "max"):
        if not StaffBot.objects.filter(network=network).exists():
            enter_bot(network, _make(control, network), by=by, now=now)


def _make(control: Control, network: str) -> str:
    """A bot that speaks for no town's page; returns its token."""
    if network == "telegram":
        return str(control.post("telegram/pages/create", name=NAME, has_group=False)["token"])
    return str(control.post("max/pages/create", title=NAME)["bot_token"])

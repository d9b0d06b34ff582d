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
    tokens = {
        "telegram": lambda: control.post("telegram/pages/create", name=NAME, has_group=False)["token"],
        "max": lambda: control.post("max/pages/create", title=NAME)["bot_token"],
    }
    for network, make in tokens.items():
        if not StaffBot.objects.filter(network=network).exists():
            enter_bot(network, make(), by=by, now=now)

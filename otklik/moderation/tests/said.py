"""What tests of moderation start from: a resident's comment in the town, judged, cased and taken up."""

from typing import Any

from otklik.appeals.models import Appeal
from otklik.intake.models import ResidentMessage
from otklik.moderation.services import Charge
from otklik.pages.models import Page
from tests.flow import run_flow
from tests.town import GROUP, POST, Town, arrive, comment, private_message, push

SWEARING = "Когда уберёте снег у школы 8, блядь? Ребёнок упал сегодня утром!"
PLAIN = "Когда уберёте снег у школы 8?"
PROFANE = Charge(ground="profanity")
BLANK = " \u200b\ufe0f"
"""Signs of which nobody sees anything."""


def say(town: Town, text: str = SWEARING, *, number: int = 9, **fields: Any) -> ResidentMessage:
    """A resident comments the page's post; everything that follows by itself has happened."""
    arrive(town.page, push("wall_reply_new", comment(number, text, **fields)))
    run_flow()
    return ResidentMessage.objects.get(page=town.page, external_id=f"wall-{GROUP}_{POST}_{number}")


def write_privately(town: Town, text: str = "Здравствуйте") -> None:
    """The same resident has written to the page privately before."""
    arrive(town.page, push("message_new", private_message(3, text, minutes=-60)))
    run_flow()


def write_in_max(town: Town) -> ResidentMessage:
    """A comment in a network that shows a banned author nothing, by a resident who wrote to the page privately."""
    write_privately(town)
    message = say(town)
    Page.objects.filter(id=town.page.id).update(network="max")
    return ResidentMessage.objects.get(id=message.id)


def case_of(message: ResidentMessage) -> Appeal:
    """The case of a message as it stands now."""
    return Appeal.objects.get(messages__message=message)

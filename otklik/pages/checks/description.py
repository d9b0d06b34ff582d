"""Does the page say what it is?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no."""
    return seen.has_description


CHECK = Check(
    code="description",
    title=_("Description"),
    looks_at=("has_description",),
    measure=measure,
    wrong=_("The description of the page is empty."),
    mend=_("Write the full name, address, phone, hours and site of the organization."),
    help_topic="description",
)

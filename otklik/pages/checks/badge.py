"""Does the network show the badge «Госорганизация»?"""

from otklik.networks.connector import Badge
from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no; a badge that neither the network nor a person has seen is never guessed."""
    return None if seen.badge == Badge.UNKNOWN else seen.badge == Badge.CONFIRMED


CHECK = Check(
    code="badge",
    title=_("Badge of a government organization"),
    looks_at=("badge",),
    measure=measure,
    wrong=_("The page has no badge of a government organization."),
    mend=_("Whoever administers both the page and the organization on Gosuslugi gets it there; it takes ten minutes."),
    help_topic="badge",
)

"""Is the page connected to the federal component «Госпаблики»?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no, as imported or as a person entered it: no network tells."""
    return seen.is_in_component


CHECK = Check(
    code="component",
    title=_("Component «Gospabliki»"),
    looks_at=("is_in_component",),
    measure=measure,
    wrong=_("The page is not connected to the federal component «Gospabliki»."),
    mend=_("Whoever administers the body in the federal platform connects the page; then note it in the page's card."),
    help_topic="component",
)

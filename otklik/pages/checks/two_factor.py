"""Do all administrators sign in with a second factor?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Whether a person has confirmed it: no network tells."""
    return seen.is_two_factor_confirmed


CHECK = Check(
    code="two_factor",
    title=_("Second factor"),
    looks_at=("is_two_factor_confirmed",),
    measure=measure,
    wrong=_("Nobody has confirmed that all administrators sign in with a second factor."),
    mend=_("Switch it on in every administrator's account, then confirm it in the page's card."),
    help_topic="two-factor",
)

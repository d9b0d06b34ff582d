"""What every check has: its question as a plain function of what was seen, and words for whoever keeps the page."""

from collections.abc import Callable
from dataclasses import dataclass

from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _

CATEGORIES = ("flagship", "active", "card")
"""Those of `PageCategory`, which plain modules cannot import; a test holds them equal."""
UNSEEN = _("The network does not tell it, and nobody has entered it.")


@dataclass(frozen=True, slots=True)
class Check:
    """One question about a page. How many points the answer is worth is none of its business: see `Formula`."""

    code: str
    title: str
    looks_at: tuple[str, ...]
    """Fields of `Seen`: why one of them could not be seen is why the check is unknown."""
    measure: Callable[[Seen], float | None]
    """Yes or no, a number, or per cent; None: could not be seen."""
    wrong: str
    """What is wrong, with places for `value` (what was measured) and `need` (what gives full points)."""
    mend: str
    help_topic: str = ""
    """The page of the desk's help that leads through it."""

    def find_missing(self, seen: Seen) -> str:
        """Which token, right or entry it would take to see it, in words marked for translation."""
        return next((seen.missing[name] for name in self.looks_at if name in seen.missing), UNSEEN)


def share(part: int | None, *, of: int | None) -> float | None:
    """Per cent. Nobody can say which part of nothing it is: then, and where either is unknown, None."""
    return None if part is None or not of else 100 * part / of

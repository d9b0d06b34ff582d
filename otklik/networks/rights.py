"""What each permission of our tokens is needed for, in words: each connector has a table of its vendor's rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RightInWords:
    """One thing that a connection is for. All words are marked for translation."""

    what: str
    """What works with the right: «answer comments»."""
    without: str
    """What stops working without it."""
    mend: str
    """How a person gives it."""
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What one thing needs: any of the vendor's rights that stand in `any_of`."""

    words: RightInWords
    any_of: frozenset[str] = field(default_factory=frozenset)


def explain(needs: Sequence[Need], rights: Iterable[str]) -> tuple[RightInWords, ...]:
    """Each need with whether these rights meet it, in the order of the table."""
    given = frozenset(rights)
    return tuple(
        RightInWords(need.words.what, need.words.without, need.words.mend, is_given=bool(need.any_of & given))
        for need in needs
    )

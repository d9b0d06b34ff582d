"""A span of personal data, and how everything of a kind is found in a text and masked."""

from collections.abc import Callable
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Final, Protocol

_PIECE: Final = 500
_AROUND: Final = 250
"""Letters on either side of a piece: more than any finder of personal data finds or looks at."""
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a text that are personal data of a kind, and how certainly (0…1)."""

    kind: str
    start: int
    end: int
    certainty: float


class Placed(Protocol):
    """A dataclass of something found in a text: a `Span`, or a finding of another rule."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


type Finder = Callable[[str], Span | None]
"""Names the first span of its kind in a text."""


def find_every[P: Placed](find: Callable[[str], P | None], text: str, *, at_most: int) -> list[P]:
    """Everything that a finder finds: it names the first place; that is blanked and the finder asked again."""
    found: list[P] = []
    left = text
    while len(found) < at_most:
        one = find(left)
        if one is None or one.end <= one.start:
            break
        found.append(one)
        left = left[: one.start] + " " * (one.end - one.start) + left[one.end :]
    return found


def find_every_nearby[P: Placed](find: Callable[[str], P | None], text: str, *, at_most: int) -> list[P]:
    """The same, for a finder that looks no further than at the words around what it finds: a long text is read in
    pieces, so that the time grows with its length, not with its square."""
    found: list[P] = []
    left = text
    for start in range(0, len(text), _PIECE):
        first, end = max(0, start - _AROUND), start + _PIECE
        for within in find_every(find, left[first : end + _AROUND], at_most=at_most):
            one = replace(within, start=within.start + first, end=within.end + first)
            if one.start < end and one.end > start:  # what only the surroundings hold is the next piece's
                found.append(one)
                left = left[: one.start] + " " * (one.end - one.start) + left[one.end :]
    return found[:at_most]


def mask[P: Placed](
    text: str,
    find: Callable[[str], P | None],
    mark: Callable[[str], str],
    *,
    but: Callable[[str, P], bool] = lambda _text, _one: False,
) -> str:
    """The text with everything that a finder finds replaced, but for some; `mark` gives what stands there instead."""
    for one in sorted(find_every_nearby(find, text, at_most=_MOST), key=lambda found: -found.start):
        if but(text, one):
            continue
        text = text[: one.start] + mark(text[one.start : one.end]) + text[one.end :]
    return text

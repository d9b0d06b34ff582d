"""Texts of which no group is known: the encoder hears what a larger network says of them.

Messages of residents that nobody filed, halves of long messages (of half a message nobody knows whether its group is
told in it), and texts made up for other lessons. Each text once, and none that has a label.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.triage.emergencies.learning import read_lessons
from otklik.triage.examples import part_of
from otklik.triage.likeness.lessons import practice_pairs, told_twice

OF_NO_PART: Final = -1
LONG: Final = 160
"""Characters; longer messages are halved."""
SHORTEST: Final = 25
"""Characters; of shorter texts there is little to say."""

_BETWEEN_SENTENCES = compile_late(r"(?<=[.!?…\n])\s+")


class Lot(IntEnum):
    """What a text is drawn with for a round."""

    LABELLED = 0
    """Its group or groups are known."""
    SAID = 1
    """No group is known: a message, or half of one."""
    OF_OTHER_LESSONS = 2


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A text without a group."""

    text: str
    part: int
    """Which of three parts it is of, or what it is half of; -1: made up."""
    lot: Lot


def unlabelled(labelled: Mapping[str, int], messages: Iterable[str]) -> list[Unlabelled]:
    """All that there is, beside the labelled texts; those have their parts with them."""
    whole = {text: part_of(text) for text in messages} | dict(labelled)
    said = [*whole.items(), *((half, part) for text, part in whole.items() for half in halves_of(text))]
    found = [
        *(Unlabelled(text.strip(), part, Lot.SAID) for text, part in said),
        *(Unlabelled(text, OF_NO_PART, Lot.OF_OTHER_LESSONS) for text in _of_other_lessons()),
    ]
    return [*_once(found, labelled)]


def halves_of(text: str) -> tuple[str, ...]:
    """Both halves of the sentences of a long text, of its words where it is one sentence; none of a short text."""
    if len(text) <= LONG:
        return ()
    some = [one for one in _BETWEEN_SENTENCES.split(text) if one.strip()]
    if len(some) == 1:
        some = text.split()
    middle = len(some) // 2
    return " ".join(some[:middle]), " ".join(some[middle:])


def _of_other_lessons() -> Iterator[str]:
    yield from (lesson.text for lesson in read_lessons())
    yield from (line[0] for place in told_twice() for line in place)  # the others of a line tell of the same
    for pair in practice_pairs():
        yield from (pair.first, pair.second)


def _once(found: Iterable[Unlabelled], labelled: Iterable[str]) -> Iterator[Unlabelled]:
    """Of copies in several parts the first part has one: what is judged on a part is taught none of its halves."""
    seen = {_words(text) for text in labelled}
    for one in sorted(found, key=attrgetter("lot", "part")):
        words = _words(one.text)
        if len(one.text) >= SHORTEST and words not in seen:
            seen.add(words)
            yield one


def _words(text: str) -> str:
    return " ".join(text.lower().split())

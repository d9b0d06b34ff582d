"""Whether two messages tell of the same thing: place, matter, wording, time. A certainty, and the reasons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import exp, log2, sqrt
from typing import Final

from otklik.shared.lemmas import lemmas
from otklik.triage.likeness.naming import Naming, read_naming
from otklik.triage.likeness.places import Place, compare_places
from otklik.triage.likeness.rarity import rarity_of
from otklik.triage.likeness.subjects import (
    STRONG,
    contradict,
    shared_subjects,
    subjects_of,
    subjects_of_word,
    troubles_of,
)
from otklik.triage.likeness.vocabulary import PRAISE, SILENT

SAME_FROM: Final = 0.5
"""A certainty from which two messages are proposed as one."""
LONGEST_TEXT: Final = 4000
"""Characters that are read."""
COPY_WORDS: Final = 6
"""Shorter texts («нет воды») are alike by chance: no copies."""
_ENOUGH_WORDS: Final = 3
COPY_WORDING: Final = 0.9

_DEGREES: Final = re.compile(r"\+\s?(?:1\d|20)(?!\d)")
"""«В квартире +17»."""
_PRAISE_STANDS_WITHIN: Final = 3
"""Words from the beginning: later thanks are politeness."""


class Alike(StrEnum):
    """In what way a message was seen before."""

    PROBLEM = "problem"
    """Somebody else tells of the same."""
    AUTHOR = "author"
    """The same account writes of the same again."""
    COPY = "copy"
    """The same words from another account or on another page."""


class Ground(StrEnum):
    """One reason, for or against; the desk has words for each."""

    SAME_HOUSE = "same_house"
    SAME_STREET = "same_street"
    SAME_ROUTE = "same_route"
    SAME_INSTITUTION = "same_institution"
    SAME_LANDMARK = "same_landmark"
    OTHER_PLACE = "other_place"
    SAME_SUBJECT = "same_subject"
    OTHER_SUBJECT = "other_subject"
    SAME_WORDS = "same_words"
    LIKE_WORDS = "like_words"
    SAME_AUTHOR = "same_author"
    LONG_AGO = "long_ago"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, as far as comparing needs it."""

    naming: Naming
    words: dict[str, float]
    """Lemmas of the matter itself with how rare each is."""
    subjects: dict[str, float]
    troubles: frozenset[str] = frozenset()
    is_praise: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How certainly two messages tell of the same thing (0…1), in what way, and why."""

    certainty: float
    alike: Alike
    grounds: tuple[Ground, ...]

    @property
    def is_same(self) -> bool:
        """Whether it is certain enough to be proposed."""
        return self.certainty >= SAME_FROM


def read_text(text: str) -> Reading:
    """What a text says of place and matter."""
    return _read(text[:LONGEST_TEXT])


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading:
    naming = read_naming(text)
    forms = [form for form in lemmas(text) if not form.isdigit()]
    told = [form for form in forms if form not in SILENT and form not in naming.used and len(form) > 1]
    words = {form: rarity_of(form) * _share_of_matter(form) for form in told}
    return Reading(
        naming=naming,
        words=words or {form: rarity_of(form) for form in forms if form in naming.landmarks},
        subjects=_subjects(text, forms, naming),
        troubles=troubles_of(forms),
        is_praise=not PRAISE.isdisjoint(forms[:_PRAISE_STANDS_WITHIN]),
    )


def _share_of_matter(form: str) -> float:
    """«Двор» and «газон» tell where it is rather than what it is."""
    known = subjects_of_word(form)
    return 0.4 if known and all(weight < STRONG for _, weight in known) else 1.0


def _subjects(text: str, forms: Sequence[str], naming: Naming) -> dict[str, float]:
    """Where it is does not count as what it is, unless nothing else is said."""
    found = subjects_of(form for form in forms if form not in naming.names and form not in naming.landmarks)
    found = found or subjects_of(naming.landmarks)
    if _DEGREES.search(text):
        found["heating"] = STRONG
    if "route" in naming.numbers and not strong_subjects(found):
        # of a bus one tells that it does not come, unless one tells something else
        found["bus_late"] = STRONG
    return found


_PLACE_GROUNDS: Final = {
    Place.HOUSE: Ground.SAME_HOUSE,
    Place.ROUTE: Ground.SAME_ROUTE,
    Place.INSTITUTION: Ground.SAME_INSTITUTION,
    Place.STREET: Ground.SAME_STREET,
    Place.LANDMARK: Ground.SAME_LANDMARK,
    Place.OTHER: Ground.OTHER_PLACE,
}
_NEEDED: Final = {
    Place.HOUSE: 0.36,
    Place.ROUTE: 0.40,
    Place.INSTITUTION: 0.42,
    Place.STREET: 0.43,
    Place.LANDMARK: 0.55,
    Place.OPEN: 0.85,
}
"""How alike the matter must be, 0…1, for even odds: the closer the place, the less."""
_MOST_MATTER: Final = 1.2
_OTHER_TROUBLE: Final = 0.55
_STEEPNESS: Final = 9.0
_AUTHOR_HELPS: Final = 0.25
_DAY: Final = 24.0
_FRESH_HOURS: Final = 5 * _DAY
_OLD_HOURS: Final = 21 * _DAY
"""After so long the same words rather tell that it happened again."""


def compare(first: Reading, second: Reading, *, hours_apart: float, is_same_author: bool = False) -> Comparison:
    """How certainly two messages tell of the same thing, by place, matter, wording and time."""
    place = compare_places(first.naming, second.naming)
    wording = _wording(_without(first.words, second.naming.names), _without(second.words, first.naming.names))
    subjects = shared_subjects(first.subjects, second.subjects)
    matter = _matter(first, second, wording=wording, subjects=subjects)
    is_copy = place is not Place.OTHER and wording >= COPY_WORDING and _is_long(first) and _is_long(second)
    if place is Place.OPEN and not is_same_author:
        matter = wording if _tell_enough(first, second) else 0.0
    certainty = _certainty(place, matter, is_same_author=is_same_author)
    certainty *= _freshness(hours_apart) * (1.0 if first.is_praise is second.is_praise else 0.1)
    if is_copy:
        certainty = max(certainty, wording * _freshness(hours_apart))
    alike = Alike.AUTHOR if is_same_author else Alike.COPY if is_copy else Alike.PROBLEM
    grounds = _grounds(place, wording=wording, subjects=subjects, hours_apart=hours_apart)
    own = (Ground.SAME_AUTHOR,) if is_same_author else ()
    return Comparison(certainty=round(certainty, 3), alike=alike, grounds=(*own, *grounds))


def likeness_of_matter(first: Reading, second: Reading) -> float:
    """How alike what two texts tell is, 0…1, wherever and whenever it was; the same place counts a little."""
    wording = _wording(first.words, second.words)
    matter = _matter(first, second, wording=wording, subjects=shared_subjects(first.subjects, second.subjects))
    is_near = compare_places(first.naming, second.naming) not in (Place.OPEN, Place.OTHER)
    return round(min(1.0, matter / _MOST_MATTER + (0.1 if is_near and matter else 0.0)), 3)


def _matter(first: Reading, second: Reading, *, wording: float, subjects: float) -> float:
    """How alike what they tell is, place aside."""
    if contradict(first.words, second.words):
        return 0.0
    strong = [strong_subjects(reading.subjects) for reading in (first, second)]
    if all(strong) and not strong[0] & strong[1]:
        # both say plainly what it is about, and it is not the same
        return min(wording, 0.25)
    by_words = _MOST_MATTER if all(strong) or not any(strong) else 0.9
    matter = max(0.85 * subjects + 0.3 * wording, by_words * wording)
    is_other_trouble = bool(first.troubles and second.troubles) and not first.troubles & second.troubles
    return matter * (_OTHER_TROUBLE if is_other_trouble and wording < COPY_WORDING else 1.0)


def strong_subjects(subjects: dict[str, float]) -> set[str]:
    """What a text is plainly about, without where it is."""
    return {code for code, weight in subjects.items() if weight >= STRONG}


def _wording(ours: dict[str, float], theirs: dict[str, float]) -> float:
    """Cosine of the words that carry the matter, the rare ones heavier."""
    if not ours or not theirs:
        return 0.0
    shared = sum(ours[word] * theirs[word] for word in ours.keys() & theirs.keys())
    return shared / sqrt(sum(one * one for one in ours.values()) * sum(one * one for one in theirs.values()))


def _without(words: dict[str, float], names: frozenset[str]) -> dict[str, float]:
    """A name that only one text shows plainly is no part of the matter in the other either."""
    return words if names.isdisjoint(words) else {word: weight for word, weight in words.items() if word not in names}


def _tell_enough(first: Reading, second: Reading) -> bool:
    """Whether texts without a common place may be compared by their words alone: «нет воды» is said everywhere."""
    is_one_sided = first.naming.says_where is not second.naming.says_where
    return not is_one_sided and min(len(first.words), len(second.words)) >= _ENOUGH_WORDS


def _is_long(reading: Reading) -> bool:
    return len(reading.words) >= COPY_WORDS


def _certainty(place: Place, matter: float, *, is_same_author: bool) -> float:
    if place is Place.OTHER:
        return 0.02
    needed = _NEEDED[place] - (_AUTHOR_HELPS if is_same_author else 0.0)
    return 1 / (1 + exp(-_STEEPNESS * (matter - needed)))


def _freshness(hours_apart: float) -> float:
    """1 within days; then less with every doubling, so that a month is too long."""
    hours = abs(hours_apart)
    if hours <= _FRESH_HOURS:
        return 1.0
    return max(0.0, 1 - 0.5 * log2(hours / _FRESH_HOURS) / log2(_OLD_HOURS / _FRESH_HOURS))


def _grounds(place: Place, *, wording: float, subjects: float, hours_apart: float) -> Sequence[Ground]:
    return tuple(_all_grounds(place, wording=wording, subjects=subjects, hours_apart=hours_apart))


def _all_grounds(place: Place, *, wording: float, subjects: float, hours_apart: float) -> Iterator[Ground]:
    if place in _PLACE_GROUNDS:
        yield _PLACE_GROUNDS[place]
    if wording >= COPY_WORDING:
        yield Ground.SAME_WORDS
    elif wording >= 0.4:
        yield Ground.LIKE_WORDS
    elif subjects >= 0.5:
        yield Ground.SAME_SUBJECT
    elif subjects < 0.2:
        yield Ground.OTHER_SUBJECT
    if abs(hours_apart) > _OLD_HOURS:
        yield Ground.LONG_AGO

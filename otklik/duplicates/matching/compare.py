"""Whether two messages tell of the same thing: place, matter, wording, time. A certainty, and the reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from typing import Final

from otklik.duplicates.matching.duration import AGAIN_DAYS, days_of, freshness
from otklik.duplicates.matching.features import (
    certainty_of,
    exclude,
    features_of,
    load_weights,
    load_weights_with_encoder,
)
from otklik.duplicates.matching.pair_encoder import FEATURE as ENCODER_ODDS
from otklik.duplicates.matching.pair_encoder import open_pair_encoder
from otklik.duplicates.matching.texts import ParsedText, read_text, strong_subjects
from otklik.duplicates.places.comparing import Place, compare_places
from otklik.triage.subjects import shared_subjects

SAME_FROM: Final = 0.5
"""A certainty from which two messages are proposed as one."""
READ_FROM: Final = 0.3
"""A certainty by features from which two messages are read together: from here on they may still turn out to be one."""
COPY_WORDS: Final = 6
"""Shorter texts («нет воды») are alike by chance: no copies."""
_ENOUGH_WORDS: Final = 3
_DIGITS: Final = 4
COPY_WORDING: Final = 0.9


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
class Comparison:
    """How certainly two messages tell of the same thing (0…1), in what way, and why."""

    certainty: float
    alike: Alike
    grounds: tuple[Ground, ...]
    features: Mapping[str, float] = field(default_factory=dict, compare=False)
    """What the certainty was weighed from, and what decisions of people may weigh besides; none where places part."""

    @property
    def is_same(self) -> bool:
        """Whether it is certain enough to be proposed."""
        return self.certainty >= SAME_FROM


_PLACE_GROUNDS: Final = {
    Place.HOUSE: Ground.SAME_HOUSE,
    Place.ROUTE: Ground.SAME_ROUTE,
    Place.INSTITUTION: Ground.SAME_INSTITUTION,
    Place.STREET: Ground.SAME_STREET,
    Place.LANDMARK: Ground.SAME_LANDMARK,
    Place.OTHER: Ground.OTHER_PLACE,
}
_NO_ODDS: Final = -6.0
_OTHER_PLACE: Final = 0.02
_MOST_MATTER: Final = 1.2
_OTHER_TROUBLE: Final = 0.55
_SOMEWHAT_SHARED: Final = 0.3
_LIKE_THE_SAME_LINES: Final = 0.4
_AUTHOR_HELPS: Final = 2.0
"""Added to the logarithm of the odds."""


def compare(first: ParsedText, second: ParsedText, *, hours_apart: float, is_same_author: bool = False) -> Comparison:
    """How certainly two messages tell of the same thing, by place, matter, wording and time.

    `hours_apart`: how much later the second was said; less than nothing where the first was.
    """
    place = compare_places(first.naming, second.naming)
    wording = wording_of(first, second)
    days = lasting_days(first, second, hours_apart=hours_apart)
    fresh = freshness(hours_apart, days)
    most = fresh * (1.0 if first.is_praise is second.is_praise else 0.1)
    features: dict[str, float] = {}
    certainty = _OTHER_PLACE * most
    if place is not Place.OTHER:
        certainty, features = _weigh(first, second, place=place, is_same_author=is_same_author, most=most)
    may_be_one = place is not Place.OTHER and not features["contradict"]
    is_copy = may_be_one and wording >= COPY_WORDING and _is_long(first) and _is_long(second)
    if is_copy:
        certainty = max(certainty, wording * fresh)
    alike = Alike.AUTHOR if is_same_author else Alike.COPY if is_copy else Alike.PROBLEM
    subjects = shared_subjects(first.subjects, second.subjects)
    if features.get("rest like the same lines", 0.0) >= _LIKE_THE_SAME_LINES:
        # the desk shall not say «about something else» of «еле капает» and «струйка тоненькая»
        subjects = max(subjects, _SOMEWHAT_SHARED)
    grounds = _grounds(place, wording=wording, subjects=subjects, is_old=abs(hours_apart) > days * 24)
    own = (Ground.SAME_AUTHOR,) if is_same_author else ()
    told = _features_for_curves(first, second, place=place, wording=wording) if features else {}
    return Comparison(
        certainty=round(certainty, 3), alike=alike, grounds=(*own, *grounds), features={**features, **told}
    )


def features_of_pair(first: str, second: str) -> dict[str, float]:
    """What a decision of people on two texts rests on; features that are nought left out, none where places part."""
    told = compare(read_text(first), read_text(second), hours_apart=0)
    return {name: short for name, value in told.features.items() if (short := round(value, _DIGITS))}


def _features_for_curves(first: ParsedText, second: ParsedText, *, place: Place, wording: float) -> dict[str, float]:
    """What our own weights pass over, but one town's people may tell pairs apart by: «просьбы здесь не складывают»."""
    return {f"place {place.value}": 1.0, "wording": wording, "one wishes": float(first.is_wish is not second.is_wish)}


def wording_of(first: ParsedText, second: ParsedText) -> float:
    """How far the matter is told in the same words, 0…1; what one shows to be a name is left out in the other."""
    return _wording(_without(first.words, second.naming.names), _without(second.words, first.naming.names))


def lasting_days(first: ParsedText, second: ParsedText, *, hours_apart: float) -> int:
    """How long what both tell of usually lasts; what only one tells of counts where they share nothing."""
    ours, theirs = strong_subjects(first.subjects), strong_subjects(second.subjects)
    days = days_of(ours & theirs or ours | theirs)
    earlier, later = (first, second) if hours_apart >= 0 else (second, first)
    return min(days, AGAIN_DAYS) if later.says_again and not earlier.says_again else days


def _weigh(
    first: ParsedText, second: ParsedText, *, place: Place, is_same_author: bool, most: float
) -> tuple[float, dict[str, float]]:
    """How certainly they are one, and the features that it comes from.

    What excludes each other is never one. What words alone would propose, or nearly, is read together first. `most`:
    what time and praise leave of a full certainty.
    """
    features = features_of(first, second)
    added = added_by_place(first, second, place=place, is_same_author=is_same_author)
    if features["contradict"] or added is None:
        return certainty_of(_NO_ODDS) * most, features
    certainty = certainty_of(load_weights().odds(features) + added) * most
    if certainty >= READ_FROM and (together := open_pair_encoder()):
        features[ENCODER_ODDS] = together.odds(first.text, second.text)
        certainty = certainty_of(load_weights_with_encoder().odds(features) + added) * most
    return certainty, features


def added_by_place(
    first: ParsedText, second: ParsedText, *, place: Place, is_same_author: bool = False
) -> float | None:
    """What place adds to the odds: without a common place more is asked for, unless one person wrote both.

    None where too little is told for it.
    """
    if is_same_author:
        return _AUTHOR_HELPS
    if place is not Place.OPEN:
        return 0.0
    return load_weights().without_place if _tell_enough(first, second) else None


def similarity_of_matter(first: ParsedText, second: ParsedText) -> float:
    """How alike what two texts tell is, 0…1, wherever and whenever it was; the same place counts a little."""
    wording = _wording(first.words, second.words)
    matter = _matter(first, second, wording=wording, subjects=shared_subjects(first.subjects, second.subjects))
    is_near = compare_places(first.naming, second.naming) not in (Place.OPEN, Place.OTHER)
    return round(min(1.0, matter / _MOST_MATTER + (0.1 if is_near and matter else 0.0)), 3)


def _matter(first: ParsedText, second: ParsedText, *, wording: float, subjects: float) -> float:
    """How alike what they tell is, place aside."""
    if exclude(first, second):
        return 0.0
    strong = [strong_subjects(reading.subjects) for reading in (first, second)]
    if all(strong) and not strong[0] & strong[1]:
        # both say plainly what it is about, and it is not the same
        return min(wording, 0.25)
    by_words = _MOST_MATTER if all(strong) or not any(strong) else 0.9
    matter = max(0.85 * subjects + 0.3 * wording, by_words * wording)
    is_other_trouble = bool(first.troubles and second.troubles) and not first.troubles & second.troubles
    return matter * (_OTHER_TROUBLE if is_other_trouble and wording < COPY_WORDING else 1.0)


def _wording(ours: dict[str, float], theirs: dict[str, float]) -> float:
    """Cosine of the words that carry the matter, the rare ones heavier."""
    if not ours or not theirs:
        return 0.0
    shared = sum(ours[word] * theirs[word] for word in ours.keys() & theirs.keys())
    return shared / sqrt(sum(one * one for one in ours.values()) * sum(one * one for one in theirs.values()))


def _without(words: dict[str, float], names: frozenset[str]) -> dict[str, float]:
    """A name that only one text shows plainly is no part of the matter in the other either."""
    return words if names.isdisjoint(words) else {word: weight for word, weight in words.items() if word not in names}


def _tell_enough(first: ParsedText, second: ParsedText) -> bool:
    """Whether texts without a common place may be compared by what they tell: «нет воды» is said everywhere."""
    return min(len(first.words), len(second.words)) >= _ENOUGH_WORDS


def _is_long(reading: ParsedText) -> bool:
    return len(reading.words) >= COPY_WORDS


def _grounds(place: Place, *, wording: float, subjects: float, is_old: bool) -> Sequence[Ground]:
    return tuple(_all_grounds(place, wording=wording, subjects=subjects, is_old=is_old))


def _all_grounds(place: Place, *, wording: float, subjects: float, is_old: bool) -> Iterator[Ground]:
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
    if is_old:
        yield Ground.LONG_AGO

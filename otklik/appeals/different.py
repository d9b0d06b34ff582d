"""Rejected duplicates: pairs that a person held apart. They are training examples and are not proposed again."""

from datetime import datetime

from otklik.appeals.models import Appeal, DifferentCases
from otklik.appeals.moves import place_of
from otklik.appeals.selectors.alike import find_pairs
from otklik.appeals.subject import subject_of
from otklik.duplicates.matching.compare import features_of_pair
from otklik.organizations.selectors import Viewer
from otklik.triage.learning.keeping import DIFFERENT, SAME, Choice, keep_choices
from otklik.triage.parts import Part


def note_different(one: Appeal, other: Appeal, *, by: Viewer, now: datetime) -> None:
    """They tell of different things. Keep the word of a person, with how sure the machine had been."""
    certainty = _certainty(one, other)
    first, second = sorted((one, other), key=lambda appeal: appeal.id)
    DifferentCases.objects.get_or_create(
        first=first, second=second, defaults={"by_id": by.staff_id, "at": now, "certainty": certainty}
    )
    _teach(one, other, DIFFERENT, certainty=certainty, by=by, now=now)


def note_same(one: Appeal, other: Appeal, *, by: Viewer, now: datetime) -> None:
    """They tell of one thing: a person joins them."""
    _teach(one, other, SAME, certainty=_certainty(one, other), by=by, now=now)


def _certainty(one: Appeal, other: Appeal) -> float:
    return max((pair.certainty for pair in find_pairs([one.id]) if pair.other_id == other.id), default=0.0)


def _teach(appeal: Appeal, other: Appeal, chosen: str, *, certainty: float, by: Viewer, now: datetime) -> None:
    subject = subject_of(appeal)
    if subject is None or subject.verdict is None:
        return
    compared = subject_of(other)
    signs = features_of_pair(subject.message.text, compared.message.text) if compared is not None and certainty else {}
    choice = Choice(Part.SAME, SAME if certainty else "", certainty, chosen, signs)
    version = subject.verdict.model_version
    keep_choices(subject.message, [choice], model_version=version, place=place_of(appeal), by=by, now=now)

"""What the machine proposes about a message: kind, group, place, urgency, and what is not decent. A person decides.

Plain Python: no database, no clock. The same text always gets the same proposal from the same model.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import batched
from time import thread_time
from typing import Final

from otklik.gazetteer.index import NameIndex
from otklik.personal_data.spans import find_every
from otklik.shared.text import Folded
from otklik.triage.findings import FOR_A_PERSON_AT_ONCE, PERSONAL_DATA, Finding
from otklik.triage.importance import EMERGENCY, ImportanceGuess, guess_importances
from otklik.triage.kinds import guess_kind, has_substance
from otklik.triage.missing import decide_missing
from otklik.triage.model import Model, Reading, load_model, read_all
from otklik.triage.places.guess import PlaceGuess, guess_place
from otklik.triage.places.reading import NO_NAMES
from otklik.triage.rules.registry import RULES

__all__ = ["Finding", "Proposal", "find_all", "propose_all"]

log = logging.getLogger(__name__)

type Found = tuple[list[Finding], list[str]]
"""What rules found, and the names of those that broke."""

UNSURE_GROUP: Final = "unsure_group"
"""The model would not name a group: a person sorts; the alternatives are its best guesses."""
RULE_FAILED: Final = "rule_failed:"
"""Followed by the rule's name: it broke on this text, so a person reads it."""
PRIVATE: Final = "personal_data"
EMERGENCY_FLAG: Final = "emergency"

NAMES_A_PLACE: Final = 0.5
"""Certainty of a place that one can go to; a settlement alone is less."""

AT_ONCE: Final = 200
"""Texts that are asked about together: how they look folded is kept for some more than that."""
LONGEST_TEXT: Final = 20_000
"""Characters. Of a longer text its beginning, its end and a sample are read, and a person reads the whole."""
_BEGINNING: Final = 6_000
_END: Final = 4_000
_SAMPLES: Final = 4
_SAMPLE: Final = 500
READ_IN_PART: Final = "read_in_part"
TOOK_TOO_LONG: Final = "took_too_long"
"""Stand for rules that failed: a person reads what was not."""
BUDGET_SECONDS: Final = 0.5
"""Of the processor for the rules of one text; then no more rules are asked of it, and the others go on."""
_QUICK: Final = 1_000
"""Shorter texts cannot take so long: they are not measured."""
MOST_FINDINGS_OF_A_RULE: Final = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine proposes about one text, each with a certainty between 0 and 1."""

    kind: str
    """problem, question, proposal, thanks, opinion, spam or off_topic"""
    kind_certainty: float
    has_substance: bool
    """False: a sticker, a smile, an empty text."""
    group_code: str
    """Code of the rubricator's group; empty when it would be a guess."""
    group_certainty: float
    alternatives: tuple[tuple[str, float], ...]
    """Group codes with certainties, best first, the first guess included."""
    topic_code: str
    """Code of the rubricator's topic under the group; empty when it would be a guess."""
    topic_certainty: float
    topics: tuple[tuple[str, float], ...]
    """Topic codes with certainties, best first, the first guess included."""
    importance: str
    """ordinary, high or emergency"""
    importance_because: str
    missing: tuple[str, ...]
    """What has to be asked of the author: what, where."""
    address: str
    address_certainty: float
    place: PlaceGuess
    """The parts of the address, what is missing of it, and what the gazetteer knows of them."""
    rudeness: float
    needs_person: bool
    """A threat, hatred, a danger, or a rule that failed: a person reads it before anything else happens."""
    flags: tuple[str, ...]
    findings: tuple[Finding, ...]
    model_version: str


def propose_all(texts: Sequence[str], *, model: Model | None = None, names: Sequence[NameIndex] = ()) -> list[Proposal]:
    """What the machine proposes about each text, in the same order. It never raises for a text.

    `names`: the places of the territory that each text is about, one index a text; none: places are read by rule.
    """
    used = model or load_model()
    known = names or [NO_NAMES] * len(texts)
    return [
        proposal
        for some in batched(zip(texts, known, strict=True), AT_ONCE)
        for proposal in _propose_some([text for text, _ in some], used, [one for _, one in some])
    ]


def _propose_some(texts: Sequence[str], model: Model, names: Sequence[NameIndex]) -> list[Proposal]:
    # one question to all texts, then the next: patterns and weights are large, and asked in turn they push each other
    # out of what the processor has at hand
    excerpts = [excerpt_of(text) for text in texts]
    read = [one.text for one in excerpts]
    readings = read_all(read, model=model)
    found = [_placed(*one) for one in zip(find_in_all(read), excerpts, strict=True)]
    urgent = guess_importances(read)
    places = [guess_place(text, known) for text, known in zip(read, names, strict=True)]
    return [
        _propose(text, reading, found=those, importance=how, place=where, model=model)
        for text, reading, those, how, where in zip(read, readings, found, urgent, places, strict=True)
    ]


def _propose(
    read: str, reading: Reading, *, found: Found, importance: ImportanceGuess, place: PlaceGuess, model: Model
) -> Proposal:
    findings, failed = found
    certainty = reading.ranking[0][1] if reading.ranking else 0.0
    group = reading.ranking[0][0] if certainty >= model.card.abstain_below else ""
    topic_certainty = reading.topics[0][1] if reading.topics else 0.0
    kind = guess_kind(
        read,
        findings,
        group_certainty=reading.sure_at_first,
        importance=importance.importance,
        heard=reading.kind,
    )
    return Proposal(
        kind=kind.kind,
        kind_certainty=kind.certainty,
        has_substance=has_substance(read),
        group_code=group,
        group_certainty=certainty,
        alternatives=reading.ranking,
        topic_code=_topic_under(group, reading, model=model),
        topic_certainty=topic_certainty,
        topics=reading.topics,
        importance=importance.importance,
        importance_because=importance.because,
        missing=decide_missing(
            read,
            kind=kind.by_signs,
            group=group,
            address=place.address if place.certainty >= NAMES_A_PLACE else "",
            settlement=place.settlement,
            likely=place.address,
            has_street_only=bool(place.street) and not (place.house or place.landmark or place.crossing),
        ),
        address=place.address,
        address_certainty=place.certainty,
        place=place,
        rudeness=reading.rudeness,
        needs_person=bool(failed) or any(found.ground in FOR_A_PERSON_AT_ONCE for found in findings),
        flags=_flags(findings, failed=failed, is_sure=bool(group), importance=importance.importance),
        findings=tuple(findings),
        model_version=model.card.version,
    )


def _topic_under(group: str, reading: Reading, *, model: Model) -> str:
    """The likeliest topic, if it is likely enough and stands under the group that is named."""
    if not group or not reading.topics:
        return ""
    code, certainty = reading.topics[0]
    named = code.startswith(f"{group}-") and certainty >= model.card.abstain_from_topic_below
    return code if named else ""


def _flags(findings: Sequence[Finding], *, failed: Sequence[str], is_sure: bool, importance: str) -> tuple[str, ...]:
    marks = (
        (UNSURE_GROUP, not is_sure),
        (PRIVATE, any(found.ground == PERSONAL_DATA for found in findings)),
        (EMERGENCY_FLAG, importance == EMERGENCY),
    )
    return tuple(mark for mark, holds in marks if holds) + tuple(f"{RULE_FAILED}{name}" for name in failed)


def find_all(text: str) -> Found:
    """What all rules found, and the names of those that broke."""
    return find_in_all([text])[0]


def find_in_all(texts: Sequence[str]) -> list[Found]:
    """The same of each text; every rule goes through all of them, but for texts that have used up their time."""
    found: list[Found] = [([], []) for _ in texts]
    spent = [0.0] * len(texts)
    for name, rule in RULES:
        for place, (text, (findings, failed)) in enumerate(zip(texts, found, strict=True)):
            if spent[place] > BUDGET_SECONDS:
                continue
            started = thread_time() if len(text) > _QUICK else None
            try:
                findings.extend(find_every(rule, text, at_most=MOST_FINDINGS_OF_A_RULE))
            except Exception:
                log.exception("triage: the rule %s failed on a text", name)
                failed.append(name)
            if started is not None:
                spent[place] += thread_time() - started
    for (_findings, failed), seconds in zip(found, spent, strict=True):
        if seconds > BUDGET_SECONDS:
            log.warning("triage: the rules took too long on a text; a person reads it")
            failed.append(TOOK_TOO_LONG)
    return found


def excerpt_of(text: str) -> Folded:
    """What is read of a text, with the way back: all of it; of a very long one its beginning, a sample and its end."""
    if len(text) <= LONGEST_TEXT:
        return Folded(text, None)
    step = (len(text) - _BEGINNING - _END) // _SAMPLES
    starts = [_BEGINNING + number * step for number in range(_SAMPLES)]
    parts = [range(_BEGINNING), *(range(one, one + _SAMPLE) for one in starts), range(len(text) - _END, len(text))]
    places = [place for part in parts for place in part]
    return Folded("\n".join(text[part.start : part.stop - 1] for part in parts) + text[-1], (*places, len(text)))


def _placed(found: Found, excerpt: Folded) -> Found:
    """What was found in an excerpt, where it stands in the text."""
    if excerpt.places is None:
        return found
    findings, failed = found
    spans = [excerpt.span(one.start, one.end) for one in findings]
    placed = [replace(one, start=start, end=end) for one, (start, end) in zip(findings, spans, strict=True)]
    return placed, [*failed, READ_IN_PART]

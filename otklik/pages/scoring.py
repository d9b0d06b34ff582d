"""From what was seen of a page and a formula to its score. Plain decisions: no Django, no database, no clock.

What could not be seen costs no points: the score is «points of those checked», and the colour comes from their share.
A page of which too little was checked gets no colour and no place, and the reason is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from otklik.pages.checks.registry import BY_CODE, CHECKS
from otklik.pages.checks.seen import Seen
from otklik.pages.formula import WHOLE, Formula

SHARE = 10_000
"""Shares are whole ten-thousandths, so that equal ones are equal."""


class Colour(StrEnum):
    """How a page stands at one sight."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"
    """Not comparable: too little could be checked."""


class CheckState(StrEnum):
    """What came of one check."""

    PASSED = "passed"
    PARTLY = "partly"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer to one check; None: could not be seen, and `missing` says what it would take."""

    value: float | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One check with the points it earned of those it could have."""

    check: str
    points: int
    of: int
    value: float | None
    need: float
    missing: str = ""
    is_corrected: bool = False
    """A curator accepted the body's objection."""

    @property
    def state(self) -> CheckState:
        """Passed, partly, failed or unknown."""
        if self.is_corrected:
            return CheckState.PASSED
        if self.value is None:
            return CheckState.UNKNOWN
        if self.points == self.of:
            return CheckState.PASSED
        return CheckState.PARTLY if self.points else CheckState.FAILED

    @property
    def lost(self) -> int:
        """Points that mending it would bring; what is unknown costs none."""
        return 0 if self.state is CheckState.UNKNOWN else self.of - self.points


@dataclass(frozen=True, slots=True)
class Score:
    """All results of a page by one formula."""

    results: tuple[Result, ...]
    points: int
    checked: int
    """Points of the checks whose answer could be seen, of 100."""
    share: int | None
    """Ten-thousandths of `points` in `checked`; None: not comparable."""
    colour: Colour

    @property
    def missing(self) -> tuple[str, ...]:
        """What it would take to check the rest, each once."""
        return missing_of(self.results)


def missing_of(results: Iterable[Result]) -> tuple[str, ...]:
    """What it would take to see the checks that are unknown, each once."""
    return tuple(dict.fromkeys(one.missing for one in results if one.state is CheckState.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Move:
    """A check that earned other points than before; None: it was unknown, or is."""

    check: str
    before: int | None
    after: int | None


def score(seen: Seen, formula: Formula) -> Score:
    """What this page, as it was seen, earns by this formula."""
    return grade(measure(seen), formula, category=seen.category)


def measure(seen: Seen) -> dict[str, Measured]:
    """The answers to all checks, by their codes."""
    return {check.code: _measured(check.measure(seen), check.find_missing(seen)) for check in CHECKS}


def _measured(value: float | None, missing: str) -> Measured:
    return Measured(None, missing) if value is None else Measured(value)


def grade(measured: Mapping[str, Measured], formula: Formula, *, category: str) -> Score:
    """The answers in points."""
    results = []
    for criterion in formula.criteria:
        answer = measured.get(criterion.check, Measured(None))
        results.append(
            Result(
                check=criterion.check,
                points=0 if answer.value is None else criterion.points_for(answer.value, category=category),
                of=criterion.points,
                value=answer.value,
                need=criterion.needed(category=category),
                missing=answer.missing,
            )
        )
    return sum_up(tuple(results), formula)


def sum_up(results: tuple[Result, ...], formula: Formula) -> Score:
    """Points, those checked, share and colour. A share exactly at a threshold has reached it."""
    seen = [one for one in results if one.state is not CheckState.UNKNOWN]
    points, checked = sum(one.points for one in seen), sum(one.of for one in seen)
    if checked < formula.comparable_from:
        return Score(results, points, checked, share=None, colour=Colour.NONE)
    return Score(results, points, checked, share=SHARE * points // checked, colour=_colour(points, checked, formula))


def _colour(points: int, checked: int, formula: Formula) -> Colour:
    """By whole numbers: 89.99 per cent are not 90."""
    if WHOLE * points >= formula.green_from * checked:
        return Colour.GREEN
    return Colour.YELLOW if WHOLE * points >= formula.yellow_from * checked else Colour.RED


def correct(score: Score, check: str, formula: Formula) -> Score:
    """The score with one check counted in full: the curator found that the body is right."""
    results = tuple(
        replace(one, points=one.of, is_corrected=True) if one.check == check else one for one in score.results
    )
    return sum_up(results, formula)


def compare(before: tuple[Result, ...], after: tuple[Result, ...]) -> tuple[Move, ...]:
    """What moved a score, in the order of the checks; checks that only one of them has count as unknown there."""
    was, became = ({one.check: _known_points(one) for one in results} for results in (before, after))
    return tuple(Move(code, was.get(code), became.get(code)) for code in BY_CODE if was.get(code) != became.get(code))


def _known_points(result: Result) -> int | None:
    return None if result.state is CheckState.UNKNOWN else result.points

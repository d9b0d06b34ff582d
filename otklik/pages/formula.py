"""How many points the answers to the checks are worth: read from data, refused with the place of what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from otklik.pages.checks.check import CATEGORIES
from otklik.pages.checks.registry import BY_CODE
from otklik.pages.errors import UnfitFormula
from otklik.shared.words import marked as _

WHOLE = 100
"""All criteria of a formula together give so many points: otherwise two of them could not be told apart by sight."""
_NUMBERS = ("green_from", "yellow_from", "comparable_from", "least_peers")


class Comparison(StrEnum):
    """How a step is reached. Whether a bound itself counts is said by the formula, never assumed."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Step:
    """So many points from this bound on."""

    comparison: Comparison
    bounds: Mapping[str, float]
    """By category of the page: each has its own norm."""
    points: int

    def is_reached(self, value: float, *, category: str) -> bool:
        """Whether the value lies on the right side of the bound."""
        bound = self.bounds[category]
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= bound
            case Comparison.MORE_THAN:
                return value > bound
            case Comparison.AT_MOST:
                return value <= bound


@dataclass(frozen=True, slots=True)
class Criterion:
    """One check with its weight. Steps stand from the most points to the fewest; the first one reached counts."""

    check: str
    points: int
    steps: tuple[Step, ...]
    block: str = ""

    def points_for(self, value: float, *, category: str) -> int:
        """What this answer earns."""
        return next((step.points for step in self.steps if step.is_reached(value, category=category)), 0)

    def needed(self, *, category: str) -> float:
        """The bound of full points."""
        return self.steps[0].bounds[category]


@dataclass(frozen=True, slots=True)
class Formula:
    """A whole methodology: criteria of 100 points, colours, and from when pages can be compared."""

    criteria: tuple[Criterion, ...]
    green_from: int
    """Per cent of the points of what was checked; so is `yellow_from`."""
    yellow_from: int
    comparable_from: int
    """Points checked; below them a page has no colour and no place: withholding must not pay."""
    least_peers: int
    """Pages that can be compared, the page itself among them; fewer are not ranked."""


def read_formula(raw: object) -> Formula:
    """The formula that this JSON says. Raises UnfitFormula, naming the place."""
    top = _keys(raw, at="formula", needs=("criteria", *_NUMBERS))
    rows = top["criteria"]
    if not isinstance(rows, list) or not rows:
        raise UnfitFormula(_("a list of criteria is needed"), at="criteria")
    criteria = tuple(_criterion(row, at=f"criteria[{number}]") for number, row in enumerate(rows))
    numbers = {name: _whole(top[name], at=name) for name in _NUMBERS}
    if len({one.check for one in criteria}) != len(criteria):
        raise UnfitFormula(_("each check may stand there once"), at="criteria")
    if sum(one.points for one in criteria) != WHOLE:
        raise UnfitFormula(_("the points of all criteria together must be 100"), at="criteria")
    if not 0 < numbers["yellow_from"] < numbers["green_from"] <= WHOLE:
        raise UnfitFormula(_("0 < yellow_from < green_from ≤ 100 must hold"), at="green_from")
    if not 0 < numbers["comparable_from"] <= WHOLE:
        raise UnfitFormula(_("it must lie between 1 and 100"), at="comparable_from")
    return Formula(criteria=criteria, **numbers)


def _criterion(raw: object, *, at: str) -> Criterion:
    row = _keys(raw, at=at, needs=("check", "points"), may=("steps", "block"))
    check, block = row["check"], row.get("block", "")
    if not isinstance(check, str) or check not in BY_CODE:
        raise UnfitFormula(_("there is no such check"), at=f"{at}.check")
    if not isinstance(block, str):
        raise UnfitFormula(_("words are needed"), at=f"{at}.block")
    points = _whole(row["points"], at=f"{at}.points")
    yes = [{"at_least": 1, "points": points}]
    rows = row.get("steps", yes)
    if not isinstance(rows, list) or not rows:
        raise UnfitFormula(_("a list of steps is needed"), at=f"{at}.steps")
    steps = tuple(_step(one, at=f"{at}.steps[{number}]") for number, one in enumerate(rows))
    earned = [step.points for step in steps]
    if earned[0] != points or sorted(set(earned), reverse=True) != earned:
        raise UnfitFormula(_("steps go from the full points downwards"), at=f"{at}.steps")
    return Criterion(check=check, points=points, steps=steps, block=block)


def _step(raw: object, *, at: str) -> Step:
    row = _keys(raw, at=at, needs=("points",), may=tuple(Comparison))
    comparisons = [one for one in Comparison if one in row]
    if len(comparisons) != 1:
        raise UnfitFormula(_("one of at_least, more_than, at_most is needed"), at=at)
    (comparison,) = comparisons
    return Step(
        comparison=comparison,
        bounds=_bounds(row[comparison], at=f"{at}.{comparison}"),
        points=_whole(row["points"], at=f"{at}.points"),
    )


def _bounds(raw: object, *, at: str) -> dict[str, float]:
    """One bound for all categories, or one for each."""
    if not isinstance(raw, dict):
        return dict.fromkeys(CATEGORIES, _number(raw, at=at))
    if raw.keys() != set(CATEGORIES):
        raise UnfitFormula(_("a number, or one for each of flagship, active, card, is needed"), at=at)
    return {category: _number(one, at=f"{at}.{category}") for category, one in raw.items()}


def _keys(raw: object, *, at: str, needs: tuple[str, ...], may: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise UnfitFormula(_("an object is needed"), at=at)
    for name in needs:
        if name not in raw:
            raise UnfitFormula(_("it is missing"), at=f"{at}.{name}")
    for name in raw:
        if name not in (*needs, *may):
            raise UnfitFormula(_("there is no such field"), at=f"{at}.{name}")
    return raw


def _whole(raw: object, *, at: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 1:
        raise UnfitFormula(_("a whole number above 0 is needed"), at=at)
    return raw


def _number(raw: object, *, at: str) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not 0 <= raw < float("inf"):
        raise UnfitFormula(_("a number that is not negative is needed"), at=at)
    return raw

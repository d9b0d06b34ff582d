"""A curve over certainties, fitted to what people decided: how often the machine was right when it was so sure. Plain.

Two numbers, near the identity unless people say otherwise, and where it helps a weight for each sign of what was
decided on (`learning.signs`): «такие слова здесь законны», «вопросы здесь не складывают с жалобами». It moves the point
from which something is proposed, and says honestly how sure it is.
"""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.words import marked as _
from otklik.triage.findings import GROUND_WORDS
from otklik.triage.learning.comparing import Outcome, draw_gain
from otklik.triage.learning.fitting import is_held_out, same_words

FEWEST_DECISIONS: Final = 100
FEWEST_HELD_OUT: Final = 20
"""Fewer decisions tell too little; they come slower than topics do."""
_LEAST: Final = 0.005
_STAY: Final = np.array([20.0, 1.0])
"""How strongly slope and offset are drawn to the identity: where all were equally sure only the offset can be told."""
PULL: Final = 10.0
"""How strongly the weight of a sign is drawn to nothing: of pairs there are dozens, which say much the same."""
PULL_OF_MARKS: Final = 1.0
"""The same for rules and words, which a finding has or has not: there are few, and each says its own."""
MARKS: Final = ("rule ", "word ")
PARTS: Final = 5
"""Of what is learnt from, to choose a way by: one part alone of some hundred decisions would choose by chance."""
FEWEST_TEXTS: Final = 3
"""A sign of fewer texts, or of texts of fewer people, leaves no weight: it may be a name, and teaches little."""
MOST_SIGNS: Final = 200
"""The commonest get a weight."""
_START: Final = np.array([1.0, 0.0])
"""The identity."""
NO_SIGNS: Final[Mapping[str, float]] = MappingProxyType({})
_STEPS: Final = 60
_SHARES: Final = tuple(0.5**halvings for halvings in range(30))

ABOUT_WORDS: Final = {"same": _("seen before"), **GROUND_WORDS}
"""What curves are about: pairs, and the grounds of findings."""
CURVE_WORDS: Final = {
    Outcome.BETTER: _("it foretells people's decisions better"),
    Outcome.BY_CHANCE: _("a little better, but that may be chance"),
    Outcome.NOT_BETTER: _("no better than before"),
    Outcome.TOO_FEW: _("too few decisions to learn from and to measure on"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A text of which the machine said something so surely, and whether people agreed."""

    text: str
    certainty: float
    is_right: bool
    signs: Mapping[str, float] = field(default_factory=dict)
    """What it was decided on, see `learning.signs`; none: not known."""
    author: int | None = None
    """The account that wrote the text; None: not known."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What people's decisions make of a certainty: the logarithm of its odds, stretched and shifted."""

    slope: float = 1.0
    offset: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    """What each sign shifts it by; a sign that has none shifts nothing."""

    def __call__(self, certainty: float, signs: Mapping[str, float] = NO_SIGNS) -> float:
        """A certainty between 0 and 1 as it should have been; what is impossible stays so."""
        if certainty <= 0:
            return 0.0
        shift = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        odds = self.slope * _logit(certainty) + self.offset + shift
        return round(1 / (1 + exp(-max(-50.0, min(50.0, odds)))), 3)


IDENTITY: Final = Curve()


@dataclass(frozen=True, slots=True)
class Trial:
    """A curve made of decisions, beside the one in use, on decisions that neither learnt from."""

    curve: Curve
    examples: int
    held_out: int
    loss: float
    """Of the new one: the mean surprise at what people decided, in bits; less is better."""
    loss_before: float
    outcome: Outcome


def try_curve(decided: Sequence[Decided], *, before: Curve) -> Trial:
    """Fit a curve to four fifths and compare it on the rest; texts of the same words are together, on one side."""
    learnt = [one for one in decided if not is_held_out(one.text)]
    held = list({same_words(one.text): one for one in decided if is_held_out(one.text)}.values())
    if len(decided) < FEWEST_DECISIONS or len(held) < FEWEST_HELD_OUT:
        return Trial(IDENTITY, len(decided), len(held), 0.0, 0.0, Outcome.TOO_FEW)
    curve = learn_curve(learnt)
    own, old = (_surprises(held, of) for of in (curve, before))
    low, _ = draw_gain(old - own)
    outcome = Outcome.BETTER if low > 0 else Outcome.BY_CHANCE if own.mean() < old.mean() else Outcome.NOT_BETTER
    return Trial(curve, len(decided), len(held), round(float(own.mean()), 4), round(float(old.mean()), 4), outcome)


def learn_curve(decided: Sequence[Decided]) -> Curve:
    """A curve with weights of signs, or without: as foretells each of some parts best by what the others taught."""
    names = _names_that_count(decided)
    parts = [zlib.crc32(b"probe" + same_words(one.text)) % PARTS for one in decided]
    helps = names and _surprise_in_parts(decided, parts, names=names) < _surprise_in_parts(decided, parts, names=())
    return fit_curve(decided, names=names if helps else ())


def _surprise_in_parts(decided: Sequence[Decided], parts: Sequence[int], *, names: Sequence[str]) -> float:
    """Surprise at all decisions together, those of each part by a curve that never saw them."""
    surprise = 0.0
    for part in range(PARTS):
        learnt = [one for one, its in zip(decided, parts, strict=True) if its != part]
        probes = [one for one, its in zip(decided, parts, strict=True) if its == part]
        if learnt and probes:
            surprise += float(_surprises(probes, fit_curve(learnt, names=names)).sum())
    return surprise


def fit_curve(decided: Sequence[Decided], *, names: Sequence[str] = ()) -> Curve:
    """The curve that surprises least, with a pull towards changing nothing; `names`: signs that get a weight.

    Where signs get weights, decisions whose signs are not known teach nothing: they would pass for such as have none.
    Newton's steps, each halved while it would surprise more: where all were equally sure a whole step overshoots.
    """
    if names:
        decided = [one for one in decided if one.signs]
    signs = [[one.signs.get(name, 0.0) for name in names] for one in decided]
    rows = [(_logit(one.certainty), 1.0, *row) for one, row in zip(decided, signs, strict=True)]
    table = np.array(rows).reshape(len(decided), 2 + len(names))
    right = np.array([one.is_right for one in decided], dtype=float)
    start = np.concatenate([_START, np.zeros(len(names))])
    pulls = [PULL_OF_MARKS if is_mark(name) else PULL for name in names]
    stay = np.concatenate([_STAY, pulls])

    def surprise(numbers: NDArray[np.float64]) -> float:
        return _objective(numbers - start, stay, table @ numbers, right)

    found = start
    for _step in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(table @ found, -50, 50)))
        slope = table.T @ (said - right) + stay * (found - start)
        bend = (table * (said * (1 - said))[:, None]).T @ table + np.diag(stay)
        step = np.linalg.solve(bend, slope)
        now = surprise(found)
        share = next((one for one in _SHARES if surprise(found - one * step) < now), 0.0)
        if not share:
            break
        found = found - share * step
    weights = {name: round(float(one), 4) for name, one in zip(names, found[2:], strict=True) if abs(one) >= _LEAST}
    # a curve that turns the order round has learnt from chance
    return Curve(slope=round(max(0.05, float(found[0])), 4), offset=round(float(found[1]), 4), weights=weights)


def is_mark(name: str) -> bool:
    """Whether a sign is a rule or a word of a finding, see `learning.signs`; the others are numbers about pairs."""
    return name.startswith(MARKS)


def _names_that_count(decided: Sequence[Decided]) -> tuple[str, ...]:
    """Signs that enough different texts of enough different people have, the commonest first.

    A text whose author is not known counts as one more person's.
    """
    texts, people = (
        Counter(name for _, name in {(key, name) for key, one in told for name, value in one.signs.items() if value})
        for told in (_by_text(decided), _by_author(decided))
    )
    often = (name for name in texts if min(texts[name], people[name]) >= FEWEST_TEXTS)
    return tuple(sorted(sorted(often, key=lambda one: (-texts[one], one))[:MOST_SIGNS]))


def _by_text(decided: Sequence[Decided]) -> list[tuple[bytes, Decided]]:
    return [(same_words(one.text), one) for one in decided]


def _by_author(decided: Sequence[Decided]) -> list[tuple[bytes | int, Decided]]:
    return [(same_words(one.text) if one.author is None else one.author, one) for one in decided]


def _objective(
    gone: NDArray[np.float64], stay: NDArray[np.float64], odds: NDArray[np.float64], right: NDArray[np.float64]
) -> float:
    """What `fit_curve` makes small: the surprise at all decisions, in nats, and how far it went from the identity."""
    return float((np.logaddexp(0, odds) - right * odds).sum() + (stay * gone**2).sum() / 2)


def _surprises(decided: Sequence[Decided], curve: Curve) -> NDArray[np.float64]:
    told = np.clip(np.array([curve(one.certainty, one.signs) for one in decided]), _LEAST, 1 - _LEAST)
    right = np.array([one.is_right for one in decided])
    found: NDArray[np.float64] = -np.log2(np.where(right, told, 1 - told))
    return found


def _logit(certainty: float) -> float:
    held = min(1 - _LEAST, max(_LEAST, certainty))
    return log(held / (1 - held))

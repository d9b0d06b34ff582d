"""Learning whether what two texts tell agrees: a space of words in which pairs that tell of the same stand together.

Pairs are those of one line, and those of two lines of one block. Learnt are a turn of what is known of words
(from where the space of incidents has turned it), a move of each word, and its loudness, so that a logistic regression
over two signs, how the whole agrees and how what remains agrees, tells the pairs apart. Needs scipy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from otklik.duplicates.matching.agreement import FILE
from otklik.duplicates.matching.features import rest_of, whole_of
from otklik.duplicates.matching.texts import ParsedText, read_text
from otklik.triage.hashing import hash_of
from otklik.triage.packing import Floats
from otklik_lab.incident_space import MARKS, numbers_of_word
from otklik_lab.paraphrases import Block

MOST_OF_LINE: Final = 25
"""A line of many texts teaches by so many of its pairs."""
MOST_OF_TWO: Final = 4
"""Two lines of a block teach by the pairs of so many texts of each."""
ROUNDS: Final = 60
CAUTION: Final = 1e-5
"""Against turning and moving far."""
CAUTION_OF_LOUDNESS: Final = 1e-4
DOUBT: Final = 0.02
"""Lessons may be wrong: nothing is to be more certain than this leaves."""
_BEGUN_WITH: Final = (3.0, 3.0, -2.0)

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LearntAgreement:
    """The turn, and of each word its move and its loudness."""

    words: tuple[str, ...]
    turn: Floats
    moves: Floats
    loudness: Floats

    def save(self, out: Path) -> None:
        """Write it as running needs it: numbers of words, ascending."""
        keys = np.array([hash_of(word) for word in self.words], dtype=np.int64)
        order, scale = np.argsort(keys), float(np.abs(self.moves).max()) / 127 or 1.0
        np.savez_compressed(
            out / FILE,
            turn=self.turn.astype(np.float16),
            marks=np.array(MARKS),
            keys=keys[order],
            moves=np.rint(self.moves[order] / scale).astype(np.int8),
            scale=scale,
            loudness=self.loudness[order].astype(np.float16),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """Pairs as numbers: `said` has a row for each thing said, a column a word; `rows` four of its rows for each pair,
    the whole of both and the rest of both."""

    said: Any
    rows: Any
    remains: Any
    """Whether anything remains when the words of both are set aside."""
    goal: Floats
    weight: Floats


def learn_agreement(blocks: Sequence[Block], turn: Floats) -> LearntAgreement:
    """The space that tells pairs of these blocks apart, begun from this turn."""
    same = [*chain.from_iterable(_of_a_line(line) for block in blocks for line in block)]
    others = [*chain.from_iterable(map(_of_two_lines, blocks))]
    words = sorted({word for one in {*chain(*same, *others)} for word in read_text(one).terms})
    told = _as_numbers(same, others, {word: place for place, word in enumerate(words)})
    known = np.array([numbers_of_word(word) for word in words], dtype=np.float32)
    begun = (turn / np.linalg.norm(known @ turn, axis=1).mean()).astype(np.float32)
    return _fit(words, known, begun, told)


def _of_a_line(line: Sequence[str]) -> Iterator[Pair]:
    pairs = [*combinations(line, 2)]
    yield from pairs[:: max(1, -(-len(pairs) // MOST_OF_LINE))]


def _of_two_lines(block: Block) -> Iterator[Pair]:
    for one, other in combinations(block, 2):
        yield from product(one[:MOST_OF_TWO], other[-MOST_OF_TWO:])


def _as_numbers(same: Sequence[Pair], others: Sequence[Pair], column: dict[str, int]) -> _Told:
    known: dict[tuple[tuple[int, float], ...], int] = {}
    rows, remains = [], []
    for pair in (*same, *others):
        first, second = map(read_text, pair)
        whole, rest = whole_of(first, second), rest_of(first, second)
        remains.append(rest is not None)
        sides = zip((first, second) * 2, (*whole, *(rest or whole)), strict=True)
        rows.append(
            [known.setdefault(one, len(known)) for one in (_said(reading, of, column) for reading, of in sides)]
        )
    entries = [(row, place, weight) for said, row in known.items() for place, weight in said]
    at, places, weights = (np.array(one) for one in zip(*entries, strict=True))
    is_same = np.arange(len(rows)) < len(same)
    return _Told(
        csr_matrix((weights.astype(np.float32), (at, places)), shape=(len(known), len(column))),
        np.array(rows),
        np.array(remains),
        np.where(is_same, 1 - DOUBT, DOUBT).astype(np.float32),
        np.where(is_same, 0.5 / len(same), 0.5 / len(others)).astype(np.float32),
    )


def _said(reading: ParsedText, places: Sequence[int], column: dict[str, int]) -> tuple[tuple[int, float], ...]:
    told = [*reading.terms.items()]
    return tuple((column[told[place][0]], told[place][1]) for place in places)


def _fit(words: Sequence[str], known: Floats, begun: Floats, told: _Told) -> LearntAgreement:
    sizes = (begun.size, len(words) * begun.shape[1], len(words))
    ends = np.cumsum(sizes)

    def parts(numbers: Any) -> tuple[Floats, Floats, Floats, Floats]:
        turn, moves, loud, heard = np.split(numbers.astype(np.float32), ends)
        return turn.reshape(begun.shape), moves.reshape(len(words), -1), loud, heard

    def surprise(numbers: Any) -> tuple[float, Any]:
        turn, moves, loud, heard = parts(numbers)
        loss, of_words, of_loud, of_heard = _surprise((known @ turn + moves) * np.exp(loud)[:, None], heard, told)
        of_words *= np.exp(loud)[:, None]
        slopes = (
            known.T @ of_words + 2 * CAUTION * (turn - begun),
            of_words + 2 * CAUTION * moves,
            of_loud + 2 * CAUTION_OF_LOUDNESS * loud,
            of_heard,
        )
        loss += CAUTION * float(((turn - begun) ** 2).sum() + (moves**2).sum())
        loss += CAUTION_OF_LOUDNESS * float((loud**2).sum())
        return loss, np.concatenate([slope.ravel() for slope in slopes]).astype(np.float64)

    start = np.concatenate([begun.ravel(), np.zeros(sizes[1] + sizes[2]), _BEGUN_WITH])
    options = {"maxiter": ROUNDS, "maxcor": 8}
    turn, moves, loud, _ = parts(minimize(surprise, start, jac=True, method="L-BFGS-B", options=options).x)
    return LearntAgreement(tuple(words), turn, moves, np.exp(loud))


def _surprise(leanings: Floats, heard: Floats, told: _Told) -> tuple[float, Floats, Floats, Floats]:
    """How much the pairs surprise where words lean so; and its slopes by the leanings, loudness and the three
    numbers heard."""
    sums = told.said @ leanings
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
    points = sums / lengths
    one, other, our_rest, their_rest = told.rows.T
    whole = (points[one] * points[other]).sum(axis=1)
    rest = np.where(told.remains, (points[our_rest] * points[their_rest]).sum(axis=1), 1.0)
    odds = heard[0] * whole + heard[1] * rest + heard[2]
    loss = float((told.weight * (np.logaddexp(0, odds) - told.goal * odds)).sum())
    of_odds = told.weight * (1 / (1 + np.exp(-odds)) - told.goal)
    of_whole, of_rest = of_odds * heard[0], np.where(told.remains, of_odds * heard[1], 0.0)
    crossed = csr_matrix(
        (
            np.concatenate([of_whole, of_whole, of_rest, of_rest]),
            (
                np.concatenate([one, other, our_rest, their_rest]),
                np.concatenate([other, one, their_rest, our_rest]),
            ),
        ),
        shape=(len(points), len(points)),
    )
    of_points = crossed @ points
    of_sums = (of_points - (of_points * points).sum(axis=1, keepdims=True) * points) / lengths
    of_leanings = (told.said.T @ of_sums).astype(np.float32)
    of_heard = np.array([of_odds @ whole, of_odds @ rest, of_odds.sum()], dtype=np.float32)
    return loss, of_leanings, (of_leanings * leanings).sum(axis=1), of_heard

"""Learning what words mean: vectors from residents' messages, joined with those that others learnt from news.

    otklik triage train-likeness --data DIR --news FILE

Ours: which lemmas stand near each other in the messages, as positive pointwise mutual information, reduced to a few
numbers. They know what residents write of, but only words that stand there. Those of the news know many more. What one
side does not know is foretold from the other side; both together are reduced. Needs scipy.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.sparse.linalg import svds  # type: ignore[import-untyped]

from otklik.duplicates.matching.texts import clear_caches
from otklik.duplicates.matching.word_embeddings import SIZE
from otklik.shared.lemmas import grammemes, lemmas
from otklik.triage.hashing import hash_of
from otklik.triage.packing import Floats
from otklik_lab.navec import News, read_news, unit

FEWEST_TEXTS: Final = 3
"""A word of fewer texts is not learnt from them: it may be a name."""
MOST_OF_NEWS: Final = 12_000
"""So many of the commonest words of the news are taken along whether a text has them or not."""
SIZE_OF_OURS: Final = 128
CAUTION: Final = 50.0
"""Against foretelling too much of one side from the other."""
_NAMES: Final = frozenset({"Name", "Surn", "Patr"})
_REACH: Final = 7
_SHIFT: Final = 0.3
_LONGEST: Final = 1500


def learn_vectors(data: Path, news: Path, out: Path) -> int:
    """Write the vectors of words; returns how many words were learnt. Raises as `read_news` does."""
    texts = [[*lemmas(text[:_LONGEST])] for text in _told(data, "appeals/*_train.csv")]
    counts = Counter(word for text in texts for word in set(text))
    known = _usual(counts)
    ours = dict(zip(known, _reduced(_mutual(texts, {word: place for place, word in enumerate(known)})), strict=True))
    theirs = read_news(news)
    words = _words_of_both(ours, theirs, _usual(_counted(_told(data, "moderation/*_train.csv"))))
    vectors = join_vectors(words, ours, theirs, often=counts)
    keys = np.array([hash_of(word) for word in words], dtype=np.int64)
    # Latin words that residents hardly write are mostly pieces of links and of names of accounts
    kept = np.flatnonzero([word in ours or not word.isascii() for word in words])
    order = kept[np.argsort(keys[kept])]
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "word_keys.npy", keys[order])
    np.save(out / "word_vectors.npy", _as_bytes(vectors[order]))
    clear_caches()
    return len(order)


def join_vectors(words: Sequence[str], ours: Mapping[str, Floats], news: News, *, often: Mapping[str, int]) -> Floats:
    """A row for each word: what both sides say of it, in `SIZE` numbers or fewer. Each word is known to one of them."""
    places = {word: place for place, word in enumerate(news.words)}
    have_ours = np.array([word in ours for word in words])
    have_theirs = np.array([word in places for word in words])
    left = np.array([ours.get(word, np.zeros(SIZE_OF_OURS)) for word in words], dtype=np.float32)
    right = np.zeros((len(words), news.vectors.shape[1]), dtype=np.float32)
    right[have_theirs] = news.vectors[[places[word] for word in words if word in places]]
    counted = np.array([often.get(word, 0) for word in words], dtype=np.float32)
    both = have_ours & have_theirs
    there, back = (
        _foretelling(one[both], other[both], np.sqrt(counted[both])) for one, other in ((right, left), (left, right))
    )
    left[~have_ours], right[~have_theirs] = right[~have_ours] @ there, left[~have_theirs] @ back
    joined = np.hstack([left, right])
    _, directions = np.linalg.eigh(joined.T @ (joined * np.sqrt(counted + 1)[:, None]))
    return (joined @ directions[:, ::-1][:, :SIZE]).astype(np.float32)


def _foretelling(known: Floats, wanted: Floats, weights: Floats) -> Floats:
    """Ridge regression of the one on the other, common words heavier."""
    heavy = known * weights[:, None]
    found = np.linalg.solve(known.T @ heavy + CAUTION * np.eye(known.shape[1]), heavy.T @ wanted)
    return found.astype(np.float32)


def _words_of_both(ours: Iterable[str], news: News, of_comments: Iterable[str]) -> list[str]:
    told = {word for word in news.words[:MOST_OF_NEWS] if _may_be_learnt(word)}
    return sorted({*ours, *told, *(set(of_comments) & set(news.words))})


def _as_bytes(vectors: Floats) -> NDArray[np.int8]:
    """Each row to its own largest number: only where it points counts."""
    found: NDArray[np.int8] = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    return found


def _told(data: Path, pattern: str) -> list[str]:
    """Each text once, in an order that is always the same."""
    texts: set[str] = set()
    for path in sorted(data.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as source:
            texts.update(row["text"] for row in csv.DictReader(source))
    return sorted(texts)


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(lemmas(text[:_LONGEST])))


def _usual(counts: Mapping[str, int]) -> list[str]:
    return sorted(word for word, count in counts.items() if count >= FEWEST_TEXTS and _may_be_learnt(word))


def _may_be_learnt(word: str) -> bool:
    return word.replace("-", "").isalpha() and len(word) > 1 and not grammemes(word) & _NAMES


def _mutual(texts: Sequence[Sequence[str]], places: Mapping[str, int]) -> csr_matrix:
    """How much more often than by chance words stand near each other, where it is more."""
    near: dict[tuple[int, int], float] = defaultdict(float)
    for text in texts:
        known = [places[word] for word in text if word in places]
        for here, one in enumerate(known):
            for away, other in enumerate(known[here + 1 : here + _REACH], start=1):
                near[one, other] += away**-0.5
                near[other, one] += away**-0.5
    rows, columns = zip(*near, strict=True)
    counts = csr_matrix(([*near.values()], (rows, columns)), shape=(len(places), len(places))).tocoo()
    sums = np.asarray(counts.sum(axis=1)).ravel() + 1e-9
    chance = sums**0.75 / (sums**0.75).sum()
    more = np.log(counts.data / (sums[counts.row] * chance[counts.col])) - _SHIFT
    kept = more > 0
    return csr_matrix((more[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape)


def _reduced(mutual: csr_matrix) -> Floats:
    left, sizes, _ = svds(mutual, k=SIZE_OF_OURS, random_state=0)
    return unit((left * np.sqrt(sizes)).astype(np.float32))

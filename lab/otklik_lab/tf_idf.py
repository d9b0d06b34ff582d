"""Texts as rows of a sparse matrix, and how rare each bucket is: what classifiers are fitted on. Needs scipy."""

from collections.abc import Sequence

import numpy as np

from otklik.triage.features import BUCKETS, buckets_of
from otklik.triage.model import weighed
from otklik.triage.packing import Floats
from otklik_lab.linear import Matrix


def rarity_of(texts: Sequence[str]) -> Floats:
    """How much a bucket counts: the logarithm of the share of texts without it; zero when only one text has it."""
    seen = np.zeros(BUCKETS, dtype=np.int64)
    for text in texts:
        seen[buckets_of(text)[0]] += 1
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    kept: Floats = np.where(seen >= 2, rarity, 0).astype(np.float16).astype(np.float32)
    return kept


def matrix_of(texts: Sequence[str], *, rarity: Floats) -> Matrix:
    """A row for each text, a column for each bucket."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows = [weighed(text, rarity=rarity)[:2] for text in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    columns = np.concatenate([buckets for buckets, _ in rows])
    return csr_matrix((np.concatenate([values for _, values in rows]), columns, starts), shape=(len(texts), BUCKETS))

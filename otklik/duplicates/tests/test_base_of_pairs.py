"""Decisions on pairs teach only while the weights of a pair's features stay: the base says which ones they were."""

from hashlib import sha256

from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.learning.bases import PAIRS


def test_the_base_of_pairs_is_the_digest_of_the_weights() -> None:
    assert sha256((ARTIFACTS / "weights.json").read_bytes()).hexdigest().startswith(PAIRS)

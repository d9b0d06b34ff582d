"""How rare a word is in what residents write: the trained model knows, by numbers of buckets, without any word."""

from functools import lru_cache

from otklik.triage.features import buckets_of
from otklik.triage.model import load_model

UNKNOWN = 6.0
"""For a word that training never met: as rare as a rare one."""


@lru_cache(maxsize=20_000)
def rarity_of(word: str) -> float:
    """About 1.5 for «не», 4.5 for «вода», 7 for «лифт»; the logarithm of how few texts hold the lemma."""
    buckets, _, where_pieces_begin = buckets_of(word)
    if where_pieces_begin == 0:
        return UNKNOWN
    return float(load_model().rarity[buckets[0]]) or UNKNOWN

"""What a decision was made on, as numbers under names: what curves get a weight for. No words are kept.

Of a pair: the features by which the machine itself compares two texts, see `duplicates`. Of a finding: its rule, and
hashes of the words it points at, so that «чёрт» may be lawful on a page where «дурак» is not. Both are taken anew where
something is proposed.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from django.conf import settings

from otklik.shared.lemmas import lemmas
from otklik.triage.findings import Finding
from otklik.triage.learning.curves import MARKS

MOST_WORDS: Final = 6
"""Of a finding that points at a whole text only the first words tell something."""
_LETTERS_OF_HASH: Final = 16


def signs_of_finding(finding: Finding, text: str) -> dict[str, float]:
    """The rule of a finding and the words it points at."""
    words = lemmas(text[finding.start : finding.end])[:MOST_WORDS]
    rule, word = MARKS
    return {f"{rule}{finding.rule}": 1.0, **{f"{word}{hash_of_word(one)}": 1.0 for one in words}}


def hash_of_word(word: str) -> str:
    """What stands for the dictionary form of a word: the same for the same word of one installation.

    Keyed with its secret, so that nobody finds the word by trying all of a dictionary. Under a new secret weights of
    words learnt before it no longer meet any word.
    """
    keyed = hmac.new(settings.SECRET_KEY.encode(), f"sign {word}".encode(), hashlib.sha256)
    return keyed.hexdigest()[:_LETTERS_OF_HASH]


def surest_of(findings: Sequence[Finding]) -> Finding | None:
    """The finding that a decision is about; of equally sure ones the first."""
    return max(findings, key=lambda one: (one.certainty, -one.start), default=None)

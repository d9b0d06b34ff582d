"""What certainties come from: decisions on those of another base teach nothing about the ones of today."""

from functools import cache
from hashlib import sha256
from typing import Final

from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.parts import Part
from otklik.triage.rules.registry import VERSION

_LETTERS: Final = 16


def base_of(part: Part) -> str:
    """Of pairs a digest of the weights of signs, of decency the version of the rules; empty for other parts."""
    if part is Part.SAME:
        return _digest_of_weights()
    return f"rules-{VERSION}" if part is Part.DECENCY else ""


@cache
def _digest_of_weights() -> str:
    return sha256((ARTIFACTS / "weights.json").read_bytes()).hexdigest()[:_LETTERS]

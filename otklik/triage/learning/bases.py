"""What certainties come from: decisions on those of another base teach nothing about the ones of today."""

from typing import Final

from otklik.triage.parts import Part
from otklik.triage.rules.registry import VERSION

PAIRS: Final = "5a997934cb86a5e0"
"""Digest of the weights of a pair's features: a test of `duplicates` says what it must be."""


def base_of(part: Part) -> str:
    """Of pairs the version of the weights of features, of decency that of the rules; empty for other parts."""
    if part is Part.SAME:
        return PAIRS
    return f"rules-{VERSION}" if part is Part.DECENCY else ""

"""Finds flood: the same sign, word or line over and over, or pictures in place of words."""

import re
from collections import Counter
from typing import Final

from otklik.triage.findings import FLOOD, Finding

RULE: Final = "flood"

_SAME_SIGN = re.compile(r"([^\s.\-_=*])\1{19,}")
_SAME_PIECE = re.compile(r"(\S{1,40})(?:\s+\1){5,}")
_PICTURES = re.compile(r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF][\uFE0F\u200D\s]*){20,}")
_LINE = re.compile(r"[^\n.!?]{8,}")


def find(text: str) -> Finding | None:
    """One sign twenty times, one word six times in a row, twenty pictures together, or one sentence four times."""
    for pattern in (_SAME_SIGN, _SAME_PIECE, _PICTURES):
        match = pattern.search(text)
        if match:
            return Finding(rule=RULE, ground=FLOOD, start=match.start(), end=match.end(), certainty=0.8)
    lines = [match.group().strip().lower() for match in _LINE.finditer(text)]
    often = Counter(lines).most_common(1)
    if often and often[0][1] >= 4:
        return Finding(rule=RULE, ground=FLOOD, start=0, end=len(text), certainty=0.8)
    return None

"""`otklik triage false-hides`: what of a file of decent messages would be proposed for hiding as indecent.

A person looks through what is printed with `--show`: what is truly indecent there is no false hide.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from otklik.triage.findings import INSULT, PROFANITY, Finding
from otklik.triage.labelled import NotReadable, read_table
from otklik.triage.propose import find_all

HELP: Final = "count what would be proposed for hiding as profanity or insult in a CSV file with a column text"

GROUNDS_OF_HIDING: Final = (PROFANITY, INSULT)
AROUND: Final = 40
"""Characters shown on each side of what was found."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the act is told."""
    parser.add_argument("file", type=Path, help="CSV with a column text")
    parser.add_argument("--show", action="store_true", help="print each finding with the words around it")


def run(options: Mapping[str, Any], out: IO[str]) -> None:
    """Count and print as JSON. Raises `NotReadable` with a sentence for the person who gave the file."""
    header, rows = read_table(options["file"])
    if "text" not in header:
        raise NotReadable(f"{options['file']} has no column «text».")
    texts = [row["text"] or "" for row in rows]
    found = [(text, finding) for text in texts for finding in _indecent(text)]
    figures: dict[str, Any] = count_proposed(texts, found)
    if options["show"]:
        figures["found"] = [{"ground": one.ground, "words": _around(text, one)} for text, one in found]
    out.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


def count_proposed(texts: Sequence[str], found: Sequence[tuple[str, Finding]]) -> dict[str, Any]:
    """How many texts are proposed for hiding, as a share of all, and by ground."""
    proposed = Counter(ground for _, ground in {(text, one.ground) for text, one in found})
    hidden = len({text for text, _ in found})
    return {
        "texts": len(texts),
        "proposed": hidden,
        "rate": round(hidden / len(texts), 5) if texts else 0.0,
        "by_ground": {ground: proposed[ground] for ground in GROUNDS_OF_HIDING},
    }


def _indecent(text: str) -> list[Finding]:
    findings, _failed = find_all(text)
    return [one for one in findings if one.ground in GROUNDS_OF_HIDING]


def _around(text: str, finding: Finding) -> str:
    before, after = text[max(0, finding.start - AROUND) : finding.start], text[finding.end : finding.end + AROUND]
    return " ".join(f"{before}⟨{text[finding.start : finding.end]}⟩{after}".split())

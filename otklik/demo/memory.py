"""What a child of the demo remembers between two runs, in a file that is whole or not there; and how it speaks."""

import json
import sys
from pathlib import Path
from typing import Any


def recall(file: Path) -> dict[str, Any]:
    """What was remembered; nothing at the first time or when the file is broken."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def remember(file: Path, **values: Any) -> None:
    """Write it down, as a whole or not at all."""
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    draft.replace(file)


def say(line: str) -> None:
    """A line for the log or the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

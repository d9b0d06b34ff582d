"""Real texts instead of ours: a CSV with a column `text`, written as comments on the pages of the demo in all networks.

`python -m otklik.demo.feed --sandbox URL --file FILE --folder DIR [--speed N]`
"""

import argparse
import csv
import hashlib
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from otklik.demo.content.cards import list_page_cards
from otklik.demo.content.talk import list_residents
from otklik.demo.control import Control, ControlRefused
from otklik.demo.errors import DemoRefused
from otklik.demo.memory import recall, remember, say
from otklik.demo.networks.network import Words
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.walls import Walls

COLUMN = "text"
PER_SECOND = 2.0
TELL_EVERY_SECONDS = 5.0
LONGEST_CELL = 1_000_000


@dataclass
class Progress:
    """How far the feed has come."""

    total: int
    done: int
    refused: int = 0
    told_at: float = 0.0

    def tell(self) -> None:
        """Say it, now and then."""
        if time.monotonic() - self.told_at >= TELL_EVERY_SECONDS or self.done == self.total:
            self.told_at = time.monotonic()
            refused = f", {self.refused} of them empty or not taken by the network" if self.refused else ""
            say(f"feed: {self.done} of {self.total} texts{refused}")


def read_texts(file: Path) -> list[str]:
    """The texts of a feed. Raises DemoRefused with what is wrong with the file."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            return list(_texts_of(source, name=file.name))
    except OSError as error:
        raise DemoRefused(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DemoRefused(f"{file} is not in UTF-8. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise DemoRefused(f"{file} is no CSV that can be read: {error}.") from error


def _texts_of(source: Iterator[str], *, name: str) -> Iterator[str]:
    rows = csv.DictReader(source)
    columns = list(rows.fieldnames or ())
    if COLUMN not in columns:
        shown = ", ".join(columns[:10]) or "none"
        raise DemoRefused(f"{name} has no column «{COLUMN}»; its columns are: {shown}.")
    for row in rows:
        yield row[COLUMN] or ""


def play_feed(file: Path, *, control: Control, memory: Path, per_second: float) -> Progress:
    """Write the texts on, one after the other, from where it was."""
    texts = read_texts(file)
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    known = recall(memory)
    start = int(known["done"]) if known.get("digest") == digest else 0
    progress, walls = Progress(total=len(texts), done=start), Walls(control)
    began = time.monotonic()
    for number in range(start, len(texts)):
        # written down first: after a crash a text may be missing, but none comes twice
        remember(memory, digest=digest, done=number + 1)
        if not _write(texts[number], control=control, walls=walls):
            progress.refused += 1
        progress.done = number + 1
        progress.tell()
        ahead = began + (number + 1 - start) / per_second - time.monotonic()
        time.sleep(max(0.0, ahead))
    say(f"feed: all {progress.total} texts are written")
    return progress


def _write(text: str, *, control: Control, walls: Walls) -> bool:
    if not text.strip():
        return False
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    pages, residents = list_page_cards(), list_residents()
    card, resident = pages[number % len(pages)], residents[number // len(pages) % len(residents)]
    try:
        post = walls.find_post(card, card.posts[-1].text)
        path, body = NETWORKS[card.network].write(card, Words(text, resident.account_in(card.network), post=post))
        control.post(f"{card.network}/{path}", **body)
    except ControlRefused:
        return False
    return True


def main() -> None:
    """Play a feed until its end."""
    parser = argparse.ArgumentParser(prog="otklik.demo.feed", description=__doc__)
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--speed", type=float, default=1.0)
    given = parser.parse_args()
    memory = given.folder / "feed.json"
    try:
        play_feed(given.file, control=Control(given.sandbox), memory=memory, per_second=PER_SECOND * given.speed)
    except DemoRefused as refused:
        sys.exit(f"feed: {refused}")


if __name__ == "__main__":
    main()

"""A CSV file of texts with labels, given to be measured on: columns `text` and any of the labels.

Labels of another system are read through a crosswalk (columns source, source_group, group: `a|b` accepts any, empty
leaves the text out). Without one, groups and topics are known by their names in our rubricator and by their codes.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from otklik.gazetteer.reading.tables import text_of
from otklik.topics.catalogue import GROUPS
from otklik.triage.kinds import KINDS

TOPICS_OF_OTHERS: Final = Path(__file__).with_name("topics_of_others.csv")
LABELS: Final[tuple[str, ...]] = ("group", "topic", "executor", "kind", "toxic")
_TRUE: Final = frozenset({"1", "1.0", "true", "yes", "да"})
_FALSE: Final = frozenset({"0", "0.0", "false", "no", "нет"})
_LETTERS_A_SIGN: Final = 8
"""Russian has some thirty letters for each «, — or №; in what is read wrongly there are two at most."""


class NotReadable(ValueError):
    """The file cannot be measured on; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What one column says: of each text the labels that are right for it; none leaves the text out."""

    allowed: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    """Values that mean nothing to us; their texts are left out."""


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """Texts with what people said of them."""

    texts: tuple[str, ...]
    columns: Mapping[str, Labels]
    """By the name of the column; those that the file has."""


def read_labelled(path: Path, *, crosswalk: Path | None = None, source: str = "") -> LabelledFile:
    """Read a file. Raises `NotReadable` when it is missing, has no `text`, no label, or none that is known."""
    header, rows = read_table(path)
    present = [name for name in LABELS if name in header]
    if "text" not in header or not present:
        raise NotReadable(
            f"{path} needs a column «text» and one of {', '.join(LABELS)}; it has: {', '.join(header) or 'none'}."
        )
    if twice := [name for name in ("text", *LABELS) if header.count(name) > 1]:
        raise NotReadable(f"{path} has two columns {', '.join(twice)}: leave one.")
    if not rows:
        raise NotReadable(f"{path} has no row below its heads.")
    meanings = _meanings(_read_crosswalk(crosswalk, source=source) if crosswalk else {}, source=source)
    columns = {name: _labels_of([row[name] for row in rows], meanings[name]) for name in present}
    if "group" in columns and not any(columns["group"].allowed):
        strange = ", ".join(columns["group"].unknown[:3]) or "all are empty"
        raise NotReadable(f"No group of {path} is known ({strange}). Give --crosswalk FILE with --source NAME.")
    return LabelledFile(texts=tuple(row["text"] for row in rows), columns=columns)


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header, in small letters, and rows of a CSV file (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251).

    Raises `NotReadable`.
    """
    text = read_text(path)
    signs = max(",;\t", key=text.partition("\n")[0].count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=signs, restval="")
        header = reader.fieldnames = [head.strip().lower() for head in reader.fieldnames or []]
        return header, list(reader)
    except csv.Error as problem:
        raise NotReadable(f"{path} is no CSV file: line {reader.line_num + 1}: {problem}.") from problem


def read_text(path: Path) -> str:
    """What stands in a file that people or their programs wrote. Raises `NotReadable` where it is no text."""
    if not path.is_file():
        raise NotReadable(f"There is no file {path}.")
    content = path.read_bytes()
    text = text_of(content)
    if "\0" in text:
        raise NotReadable(
            f"{path} is no text but a workbook, an archive or the like. Save a table as «CSV UTF-8», unpack an archive."
        )
    bad_line = _line_that_is_no_utf(content)
    if bad_line and not _is_russian(text):
        why = f"line {bad_line} is no UTF-8, and the whole is no Windows-1251"
        raise NotReadable(f"{path}: {why}. Save it as «CSV UTF-8», or mend that line.")
    return text


def _line_that_is_no_utf(content: bytes) -> int:
    try:
        content.decode("utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8")
    except UnicodeDecodeError as why:
        return content.count(b"\n", 0, why.start) + 1
    return 0


def _is_russian(text: str) -> bool:
    """Whether what was read as Windows-1251 makes sense: any bytes can be read so.

    UTF-8 with a few bad bytes and the letters of DOS come out with signs among them, KOI8-R with capitals inside words.
    """
    letters = len(re.findall("[А-Яа-яЁё]", text))
    others = sum(sign > "\x7f" for sign in text) - letters
    capitals_inside = len(re.findall("[а-яё][А-ЯЁ]", text))
    return letters > _LETTERS_A_SIGN * others and capitals_inside <= len(re.findall("[А-ЯЁ][а-яё]", text))


def _read_crosswalk(path: Path, *, source: str) -> dict[str, tuple[str, ...]]:
    header, rows = read_table(path)
    missing = [name for name in ("source", "source_group", "group") if name not in header]
    if missing:
        raise NotReadable(f"{path} has no column {', '.join(missing)}.")
    ours = _our_groups()
    chosen = [row for row in rows if row["source"] == source]
    if not chosen:
        known = ", ".join(sorted({row["source"] for row in rows}))
        raise NotReadable(f"{path} has no source «{source}»; name one of {known} with --source.")
    strange = sorted({name for row in chosen for name in row["group"].split("|") if name and name not in ours})
    if strange:
        raise NotReadable(f"{path} names groups that are not ours: {', '.join(strange)}.")
    return {row["source_group"]: tuple(ours[name][0] for name in row["group"].split("|") if name) for row in chosen}


def _meanings(crosswalk: Mapping[str, tuple[str, ...]], *, source: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """What the values of each column mean; a crosswalk goes before the names of our own groups."""
    topics = {name: (code,) for name, code in topics_of_others(source).items()}
    return {
        "group": {**_our_groups(), **crosswalk},
        "topic": {**_our_topics(), **topics},
        "executor": {},
        "kind": {kind: (kind,) for kind in KINDS},
        "toxic": {**dict.fromkeys(_TRUE, ("1",)), **dict.fromkeys(_FALSE, ("0",))},
    }


def topics_of_others(source: str) -> dict[str, str]:
    """Names of topics in another system and the codes of ours that they stand for."""
    with TOPICS_OF_OTHERS.open(encoding="utf-8", newline="") as file:
        return {row["source_topic"]: row["topic"] for row in csv.DictReader(file) if row["source"] == source}


def _our_groups() -> dict[str, tuple[str, ...]]:
    return {word: (group.code,) for group in GROUPS for word in (group.code, group.name)}


def _our_topics() -> dict[str, tuple[str, ...]]:
    topics = [topic for group in GROUPS for topic in group.topics]
    return {word: (topic.code,) for topic in topics for word in (topic.code, topic.name)}


def _labels_of(values: Sequence[str], meaning: Mapping[str, tuple[str, ...]]) -> Labels:
    cleaned = [value.strip() for value in values]
    unknown = sorted({value for value in cleaned if value and value not in meaning})
    return Labels(allowed=tuple(meaning.get(value, ()) for value in cleaned), unknown=tuple(unknown))

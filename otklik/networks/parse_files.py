"""Parses stored bodies of webhooks from files, to see what a connector makes of them. Needs no database."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from otklik.networks.connector import Connector
from otklik.networks.errors import ConnectorError, Ignored
from otklik.networks.events import NetworkEvent


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What a connector said to one file: events, ignored (known, not handled) or refused (not understood)."""

    file: str
    outcome: str
    events: tuple[NetworkEvent, ...] = ()
    reason: str = ""


def parse_files(connector: Connector, files: Iterable[Path], *, page_id: str = "") -> Iterator[FileOutcome]:
    """Read files one by one. Without `page_id` the page is the one that a body names itself."""
    for file in files:
        yield _parse_file(connector, file, page_id=page_id)


def _parse_file(connector: Connector, file: Path, *, page_id: str) -> FileOutcome:
    name = str(file).encode("utf-8", "replace").decode("utf-8")
    try:
        body = file.read_bytes()
    except (OSError, ValueError) as why:
        words = why.strerror if isinstance(why, OSError) and why.strerror else "no such file"
        return FileOutcome(name, "refused", reason=f"the file cannot be read: {words}")
    try:
        return FileOutcome(name, "events", connector.parse(body, page_id=page_id))
    except Ignored as why:
        return FileOutcome(name, "ignored", reason=why.reason)
    except ConnectorError as why:
        return FileOutcome(name, "refused", reason=why.reason)


def as_plain(outcome: FileOutcome) -> dict[str, Any]:
    """The outcome as JSON can hold it: times in ISO 8601."""
    return {
        "file": outcome.file,
        "outcome": outcome.outcome,
        "events": [_plain(asdict(event)) for event in outcome.events],
        "reason": outcome.reason,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime) else value


def as_words(outcome: FileOutcome) -> list[str]:
    """The outcome as lines for a person."""
    if outcome.outcome != "events":
        return [f"{outcome.file}: {outcome.outcome}: {outcome.reason}"]
    return [f"{outcome.file}: {len(outcome.events)} event(s)", *(f"  {_in_words(event)}" for event in outcome.events)]


def _in_words(event: NetworkEvent) -> str:
    when = event.occurred_at.isoformat() if event.occurred_at else "no time"
    author = event.author.name or event.author.external_id if event.author else "nobody named"
    beside = ", ".join(attachment.kind for attachment in event.attachments)
    said = " ".join(event.text.split())
    return (
        f"{event.kind} {event.message_kind} {event.external_id} in {event.thread_id}, {when}, by {author}: "
        f"{said[:200]!r}{f' + {beside}' if beside else ''}"
    )

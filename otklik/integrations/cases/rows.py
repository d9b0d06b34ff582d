"""Reading one row of an export: what it says, and everything that is wrong with it, column by column."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from otklik.appeals.states import Outcome
from otklik.integrations.cases.columns import CaseColumn, CaseHeads
from otklik.integrations.cases.statuses import SourceStatus, outcome_called, status_called
from otklik.integrations.register.cells import UNCOUNTED
from otklik.integrations.register.headings import head_key
from otklik.integrations.register.rows import RowFault
from otklik.integrations.register.sheets import Line
from otklik.integrations.register.values import Wrong, day_of, text_of, uncounted, yes_or_no
from otklik.shared.text import WEB_ADDRESS
from otklik.shared.words import marked as _
from otklik.triage.kinds import OFF_TOPIC, OPINION, PROBLEM, PROPOSAL, QUESTION, THANKS

MOST_TEXT: Final = 20_000
_CLOCK = re.compile(r"\A(.{1,80}?)[ T,]{1,9}(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
_KINDS: Final = {
    PROBLEM: ("проблема", "жалоба", "заявка", "инцидент", "заявление", "обращение", "сообщение о проблеме"),
    QUESTION: ("вопрос",),
    PROPOSAL: ("предложение", "инициатива"),
    THANKS: ("благодарность", "спасибо"),
    OPINION: ("мнение", "отзыв"),
    OFF_TOPIC: ("не по теме", "иное"),
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a row says; times are of the clock on the wall where the body is."""

    number: int
    """Of the row, as the table program counts."""
    texts: tuple[str, ...]
    source_number: str
    status: SourceStatus | None
    said_status: str
    said_at: datetime | None
    text: str
    topics: tuple[str, ...]
    """Words for the topic, the closest first."""
    executor: str
    kind: str
    source: str
    link: str
    address: str
    answer: str
    answered_at: datetime | None
    closed_at: datetime | None
    until: date | None
    outcome: Outcome | None


def read_case_row(line: Line, heads: CaseHeads, statuses: Mapping[str, str]) -> tuple[CaseRow, tuple[RowFault, ...]]:
    """The row, and all that is wrong with it; a cell that cannot be read says nothing in the row."""
    reader = _Reader(line, heads)
    is_spam = reader.read(CaseColumn.SPAM, yes_or_no, None)
    status = reader.read(CaseColumn.STATUS, lambda text: _status_of(text, statuses), None)
    said = reader.said
    row = CaseRow(
        number=line.number,
        texts=line.texts,
        source_number=reader.read(CaseColumn.NUMBER, _number_of, ""),
        status=SourceStatus.DECLINED if is_spam else status,
        said_status=said(CaseColumn.STATUS)[:100],
        said_at=reader.read(CaseColumn.DATE, _needed_moment, None),
        text=reader.read(CaseColumn.TEXT, text_of(MOST_TEXT), ""),
        topics=tuple(filter(None, map(said, (CaseColumn.SUBTOPIC, CaseColumn.GROUP, CaseColumn.DIRECTION)))),
        executor=reader.read(CaseColumn.EXECUTOR, text_of(300), ""),
        kind=_KIND_OF.get(head_key(said(CaseColumn.KIND)), PROBLEM),
        source=said(CaseColumn.SOURCE)[:100],
        link=reader.read(CaseColumn.LINK, _link_of, ""),
        address=reader.read(CaseColumn.ADDRESS, text_of(300), ""),
        answer=reader.read(CaseColumn.ANSWER, text_of(MOST_TEXT), ""),
        answered_at=reader.read(CaseColumn.ANSWERED_ON, moment_of, None),
        closed_at=reader.read(CaseColumn.CLOSED_ON, moment_of, None),
        until=reader.read(CaseColumn.UNTIL, day_of, None),
        outcome=outcome_called(said(CaseColumn.RESULT)),
    )
    return row, tuple(reader.faults)


def moment_of(text: str) -> datetime | None:
    """A day with or without the time, as people or programs write it; None where nothing is said."""
    if not text:
        return None
    hour = minute = 0
    if told := _CLOCK.fullmatch(text):
        text, hour, minute = told[1], int(told[2]), int(told[3])
    day = day_of(text)
    with suppress(ValueError):
        return datetime(day.year, day.month, day.day, hour, minute) if day else None  # noqa: DTZ001 (the zone is the body's)
    raise Wrong(_("Not a time of day."), _("Write it as 31.12.2026 14:05."))


def _needed_moment(text: str) -> datetime | None:
    if not text:
        raise Wrong(_("The day is missing."), _("Enter when it was noticed."))
    return moment_of(text)


def _number_of(text: str) -> str:
    if not text:
        raise Wrong(_("The number is missing: the case could not be known again."), _("Enter its number there."))
    return text_of(60)(text)


def _status_of(text: str, named: Mapping[str, str]) -> SourceStatus | None:
    if not text:
        raise Wrong(_("The status is missing."), _("Enter where the case stands."))
    status = status_called(text, named)
    if status is None:
        raise Wrong(_("Nobody has said what this status means."), _("Say it below: it is remembered."))
    return status


def _link_of(text: str) -> str:
    if text and not WEB_ADDRESS.fullmatch(text):
        raise Wrong(_("This is no link to a page."), _("Copy the whole address; it begins with https://."))
    return text_of(300)(text)


class _Reader:
    """Reads the cells of one row and remembers what was wrong."""

    def __init__(self, line: Line, heads: CaseHeads) -> None:
        self.faults: list[RowFault] = []
        self._line, self._places = line, heads.places
        self._uncounted = {
            column
            for column, place in heads.places.items()
            if place < len(line.texts) and line.texts[place] == UNCOUNTED
        }
        for column in self._uncounted:
            wrong = uncounted()
            self.faults.append(RowFault(line.number, column, UNCOUNTED, wrong.reason, wrong.mend))

    def said(self, column: CaseColumn) -> str:
        """The text of the cell; empty where there is no such column."""
        place = self._places.get(column)
        text = self._line.texts[place] if place is not None and place < len(self._line.texts) else ""
        return "" if text == UNCOUNTED else text

    def read[T](self, column: CaseColumn, read: Callable[[str], T], otherwise: T) -> T:
        """What the cell says, or what stands for it where it cannot be read."""
        if column in self._uncounted:
            return otherwise
        try:
            return read(self.said(column))
        except Wrong as wrong:
            fault = RowFault(self._line.number, column, self.said(column), wrong.reason, wrong.mend, dict(wrong.values))
            self.faults.append(fault)
            return otherwise

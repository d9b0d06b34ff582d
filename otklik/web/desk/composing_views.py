"""What stands beside the answer box: the edits of a text, ready texts, answers given before."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils import timezone

from otklik.answers.document import Document
from otklik.answers.texts.ready_texts import Ready, list_fitting
from otklik.appeals.selectors import CaseView
from otklik.web.desk.wordings import Change, changes


@dataclass(frozen=True, slots=True)
class Edit:
    """What one editor made of the text; the first has changed nothing."""

    by: str
    at: datetime
    changes: tuple[Change, ...]


def edits_of(document: Document | None) -> tuple[Edit, ...]:
    """The versions of an answer, each against the one before; nothing where there is only one."""
    versions = document.versions if document else ()
    if len(versions) < 2:
        return ()
    first = Edit(versions[0].by, versions[0].at, ())
    pairs = pairwise(versions)
    return (first, *(Edit(new.by, new.at, changes(old.text, new.text)) for old, new in pairs))


def readies_for(case: CaseView, *, now: datetime) -> list[Ready]:
    """The ready texts that fit the case today."""
    return list_fitting(case.row, on=timezone.localdate(now))

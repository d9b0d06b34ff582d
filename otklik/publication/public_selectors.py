"""What everybody may read of cases: cleaned copies, by their random numbers."""

from dataclasses import dataclass
from datetime import date

from otklik.publication.models import PublishedCase


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A published case. Nothing in it leads back to a person."""

    number: str
    text: str
    answer: str
    state: str
    topic: str
    body_slug: str
    body_name: str
    network: str
    wrote_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PublicCases:
    """Published cases, newest first; `before` is where the next ones start, None at the end."""

    rows: tuple[PublicCase, ...]
    before: int | None


def list_published_of(body_slug: str, *, before: int | None = None, at_most: int = 10) -> PublicCases:
    """What a body was asked and has answered, newest first."""
    cases = PublishedCase.objects.filter(body_slug=body_slug)
    if before is not None:
        cases = cases.filter(id__lt=before)
    found = list(cases.order_by("-id")[: at_most + 1])
    shown = found[:at_most]
    return PublicCases(
        rows=tuple(_row(case) for case in shown), before=shown[-1].id if len(found) > at_most and shown else None
    )


def find_published(number: str) -> PublicCase | None:
    """One published case."""
    case = PublishedCase.objects.filter(number=number).first()
    return _row(case) if case else None


def _row(case: PublishedCase) -> PublicCase:
    return PublicCase(
        number=case.number,
        text=case.text,
        answer=case.answer,
        state=case.state,
        topic=case.topic,
        body_slug=case.body_slug,
        body_name=case.body_name,
        network=case.network,
        wrote_on=case.wrote_on,
        answered_on=case.answered_on,
    )

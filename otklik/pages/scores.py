"""Writing the scores of pages: one a day by each methodology, from what was seen."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.pages.checks.seen import Seen
from otklik.pages.formula import Formula
from otklik.pages.methodologies import Held, list_methodologies
from otklik.pages.models import ObjectionState, Page, PageScore, ScoreObjection
from otklik.pages.scoring import Result, Score, correct, score

WEEK = timedelta(days=7)
OLDEST = timedelta(days=35)
"""A score older than this says nothing of how a page moved within a week."""


def score_page(page: Page, seen: Seen, *, now: datetime) -> list[PageScore]:
    """Score what was seen of a page by all methodologies of that day. Doing it again replaces the day's scores."""
    methodologies = list_methodologies(on=seen.on)
    with transaction.atomic():
        Page.objects.select_for_update(of=("self",)).get(id=page.id)
        return [_write(page, seen, methodology, now=now) for methodology in methodologies]


def _write(page: Page, seen: Seen, methodology: Held, *, now: datetime) -> PageScore:
    scores = PageScore.objects.filter(page=page, methodology__code=methodology.code)
    stored = scores.filter(methodology_id=methodology.id, on=seen.on).first()
    reckoned = _corrected(score(seen, methodology.formula), methodology.formula, stored)
    is_current = not scores.filter(on__gt=seen.on).exists()
    if is_current:
        scores.filter(is_current=True).update(is_current=False)
    values = values_of(reckoned) | {
        "peers": peers_of(page),
        "moved": _moved(page, seen, methodology, reckoned),
        "scored_at": now,
        "is_current": is_current,
    }
    row, _ = PageScore.objects.update_or_create(page=page, on=seen.on, methodology_id=methodology.id, defaults=values)
    return row


def _corrected(reckoned: Score, formula: Formula, stored: PageScore | None) -> Score:
    """What a curator corrected that day stays corrected when the page is looked at again."""
    if stored is None:
        return reckoned
    accepted = ScoreObjection.objects.filter(score=stored, state=ObjectionState.ACCEPTED)
    for code in accepted.values_list("check_code", flat=True):
        reckoned = correct(reckoned, code, formula)
    return reckoned


def _moved(page: Page, seen: Seen, methodology: Held, reckoned: Score) -> int | None:
    """By ten-thousandths against the score of a week before."""
    earlier = PageScore.objects.filter(
        page=page,
        methodology_id=methodology.id,
        on__lte=seen.on - WEEK,
        on__gte=seen.on - OLDEST,
        share__isnull=False,
    )
    before = earlier.order_by("-on").values_list("share", flat=True).first()
    return None if before is None or reckoned.share is None else reckoned.share - before


def peers_of(page: Page) -> str:
    """The name of the group that a page is compared in: sphere, category, level; empty where one is not known."""
    body = page.owner
    return f"{body.sphere}|{page.category}|{body.level}" if body.sphere and body.level else ""


def values_of(reckoned: Score) -> dict[str, object]:
    """A score as columns of `PageScore`."""
    return {
        "points": reckoned.points,
        "checked": reckoned.checked,
        "share": reckoned.share,
        "colour": reckoned.colour,
        "results": [as_json(one) for one in reckoned.results],
    }


def as_json(result: Result) -> dict[str, object]:
    """A result to be stored: thousands a day, so what is seldom said is left out when it says nothing."""
    return {name: value for name, value in asdict(result).items() if value or name not in ("missing", "is_corrected")}


def results_of(row: PageScore) -> tuple[Result, ...]:
    """The stored results, as they were."""
    return read_results(row.results)


def read_results(rows: Sequence[dict[str, object]]) -> tuple[Result, ...]:
    """Results from their JSON."""
    return tuple(Result(**one) for one in rows)  # type: ignore[arg-type]  # written by `as_json`


def forget_old_scores(*, now: datetime, keep_days: int, at_most: int = 20_000) -> int:
    """Drop scores that are past the keeping time of the snapshots behind them; returns how many.

    The newest of each page stays, and so does what somebody objected to: objections are kept with their scores.
    """
    old = PageScore.objects.filter(on__lt=timezone.localdate(now) - timedelta(days=keep_days), is_current=False)
    ids = list(old.filter(objections=None).order_by("id").values_list("id", flat=True)[:at_most])
    PageScore.objects.filter(id__in=ids).delete()
    return len(ids)

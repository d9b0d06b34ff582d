"""The scores of the past month, reckoned from what was seen of the pages; one objection waits."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from otklik.demo.snapshots import DAYS, UNDESCRIBED
from otklik.organizations.selectors import Viewer
from otklik.pages.checks.seen import Seen
from otklik.pages.methodologies import Held, list_methodologies
from otklik.pages.models import Page, PageScore, PageSnapshot
from otklik.pages.objections import object_to_score
from otklik.pages.scores import WEEK, peers_of, values_of
from otklik.pages.scoring import score
from otklik.pages.snapshots import seen_of

WHY = "Описание заполнили вчера: адрес, телефон и часы приёма. Проверьте ещё раз."


def seed_scores(past: Sequence[PageSnapshot], *, writer: Viewer, now: datetime) -> None:
    """Score every page for each day on which it was seen, unless there are scores; `writer` objects to one check."""
    if PageScore.objects.exists():
        return
    pages, rows = Page.objects.select_related("owner").in_bulk(), list[PageScore]()
    for page_id, snapshots in groupby(past, key=lambda one: one.page_id):
        history = [seen_of(snapshot) for snapshot in snapshots]
        for held in list_methodologies(on=now.date()):
            rows += _scores_of(pages[page_id], held, history)
    PageScore.objects.bulk_create(rows, batch_size=1000)
    network, slug = UNDESCRIBED
    objected = Page.objects.get(network=network, owner__slug=slug)
    object_to_score(writer, objected.id, methodology="traffic-light", check="description", comment=WHY, now=now)


def _scores_of(page: Page, held: Held, history: list[Seen]) -> list[PageScore]:
    """Those by the second methodology begin a month ago: it was adopted then."""
    first = 0 if held.code == "traffic-light" else DAYS // 2
    rows: list[PageScore] = []
    share_on: dict[date, int | None] = {}
    for seen in history[first:]:
        reckoned = score(seen, held.formula)
        before = share_on.get(seen.on - WEEK)
        share_on[seen.on] = reckoned.share
        rows.append(
            PageScore(
                page=page,
                on=seen.on,
                methodology_id=held.id,
                peers=peers_of(page),
                moved=None if before is None or reckoned.share is None else reckoned.share - before,
                scored_at=seen.at,
                is_current=seen is history[-1],
                **values_of(reckoned),
            )
        )
    return rows

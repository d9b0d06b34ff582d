"""One page's check for the desk: its newest score, how it went over time and what moved it, and the objections."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Place as BodyPlace
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.pages.formula import Formula
from otklik.pages.methodologies import Held, formula_of
from otklik.pages.models import ObjectionState, PageScore, ScoreObjection
from otklik.pages.places import PlaceOfDay, list_places
from otklik.pages.rating import RatingRow, rows_of, scores_within
from otklik.pages.scores import read_results
from otklik.pages.scoring import Colour, Move, Result, compare
from otklik.shared.words import marked as _

LATEST_OBJECTIONS = 20


@dataclass(frozen=True, slots=True)
class ScoreOfDay:
    """One point of the curve."""

    on: date
    share: int | None
    points: int
    checked: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class DayMoves:
    """What moved the score on one day."""

    on: date
    before: ScoreOfDay
    after: ScoreOfDay
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection with its decision."""

    id: int
    check: str
    on: date
    result: Result
    """As it was objected to."""
    comment: str
    by: str
    at: datetime
    state: ObjectionState
    answer: str
    decided_by: str
    decided_at: datetime | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """A page's check."""

    row: RatingRow
    formula: Formula
    """The version by which it was reckoned; so is `version`."""
    version: int
    blocks: tuple[tuple[str, tuple[Result, ...]], ...]
    """The results by the blocks of the formula, in its order; the name may be empty."""
    curve: tuple[ScoreOfDay, ...]
    places: tuple[PlaceOfDay, ...]
    """On some days of the stretch."""
    moves: tuple[DayMoves, ...]
    """The newest first."""
    objections: tuple[ObjectionView, ...]
    """The newest first."""
    can_object: bool
    can_decide: bool

    @property
    def objected(self) -> frozenset[str]:
        """The checks of the newest score to which somebody has objected already."""
        return frozenset(one.check for one in self.objections if one.on == self.row.on)


def access_score_card(viewer: Viewer, page_id: int, methodology: Held, *, days: int) -> ScoreCard:
    """The check of a page within the viewer's scope. Raises NotSeen, also for a page that was never scored."""
    scores = scores_within(viewer.scope(Right.SEE_PAGES), methodology).filter(page_id=page_id)
    score = scores.select_related("page__owner", "methodology").first()
    if score is None:
        raise NotSeen(_("There is no such page, or it was not checked yet."))
    (row,), page, formula = rows_of([score], methodology), score.page, formula_of(score.methodology)
    blocks = defaultdict[str, list[Result]](list)
    block_of = {one.check: one.block for one in formula.criteria}
    for result in row.results:
        blocks[block_of[result.check]].append(result)
    place = BodyPlace(page.owner_id, page.municipality_id, page.founder_id)
    earlier = _earlier(score, since=score.on - timedelta(days=days))
    curve, moves = _history(earlier)
    return ScoreCard(
        row=row,
        formula=formula,
        version=score.methodology.version,
        blocks=tuple((name, tuple(results)) for name, results in blocks.items()),
        curve=curve,
        places=list_places(score, earlier, least_peers=methodology.formula.least_peers),
        moves=moves,
        objections=_objections_of(page_id, methodology, viewer),
        can_object=viewer.may_at(place, Right.EDIT_PAGES),
        can_decide=viewer.may_at(place, Right.EDIT_RULES),
    )


def _earlier(score: PageScore, *, since: date) -> list[PageScore]:
    """The scores of the stretch by the same version, oldest first."""
    earlier = PageScore.objects.filter(page_id=score.page_id, methodology_id=score.methodology_id, on__gte=since)
    return list(earlier.order_by("on"))


def _history(rows: list[PageScore]) -> tuple[tuple[ScoreOfDay, ...], tuple[DayMoves, ...]]:
    """The curve of these scores, and the days on which they moved."""
    curve = tuple(ScoreOfDay(one.on, one.share, one.points, one.checked, Colour(one.colour)) for one in rows)
    moves = [
        DayMoves(day.on, day_before, day, found)
        for (before, day_before), (after, day) in pairwise(zip(rows, curve, strict=True))
        if (found := compare(read_results(before.results), read_results(after.results)))
    ]
    return curve, tuple(reversed(moves))


def _objections_of(page_id: int, methodology: Held, viewer: Viewer) -> tuple[ObjectionView, ...]:
    found = ScoreObjection.objects.filter(score__page_id=page_id, score__methodology__code=methodology.code)
    return tuple(
        ObjectionView(
            id=one.id,
            check=one.check_code,
            on=one.score.on,
            result=read_results([one.result])[0],
            comment=one.comment,
            by=one.by_name,
            at=one.at,
            state=ObjectionState(one.state),
            answer=one.answer,
            decided_by=one.decided_by_name,
            decided_at=one.decided_at,
            is_own=one.by_id == viewer.staff_id,
        )
        for one in found.select_related("score").order_by("-id")[:LATEST_OBJECTIONS]
    )

"""What moderators and clerks decide of findings and of pairs moves from what certainty on the next are proposed.

Pairs: «tells of the same» or «something else» said of a proposed pair. Decency: the ground that a moderator decided by,
or «lawful», of what a rule found; a curve for each ground. A curve is tried against the one in use as models of groups
are, and put in use only where it is better beyond chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from otklik.audit.services import record
from otklik.triage.findings import FOR_A_PERSON_AT_ONCE, GROUNDS, PERSONAL_DATA, Finding
from otklik.triage.hashing import hash_of
from otklik.triage.learning.bases import base_of
from otklik.triage.learning.comparing import Outcome
from otklik.triage.learning.curves import IDENTITY, Curve, Decided, Trial, try_curve
from otklik.triage.learning.keeping import SAME
from otklik.triage.learning.signs import signs_of_finding
from otklik.triage.models import OwnCurve, OwnExample
from otklik.triage.parts import Part

MOST_DECISIONS: Final = 5000
LEFT_ALONE_BELOW: Final = 0.1
"""What people found lawful nine times of ten is no longer put before a moderator."""
ALWAYS_SHOWN: Final = FOR_A_PERSON_AT_ONCE | {PERSONAL_DATA}
"""Whatever people said of others of its kind: missing one of these costs too much."""
SHOWN_ONE_IN: Final = 20
"""So many of what a curve would leave out are shown all the same: without new decisions it could never be unlearnt."""
_KINDS: Final = ((Part.SAME, SAME), *((Part.DECENCY, ground) for ground in GROUNDS if ground not in ALWAYS_SHOWN))


def learn_curves(*, now: datetime) -> list[OwnCurve]:
    """Try a curve for each kind of which people decided something new; keep how it came out. The rows of those."""
    rows = {(row.part, row.about): row for row in OwnCurve.objects.all()}
    return [_learn(*kind, rows.get(kind), now=now) for kind in _KINDS if _has_news(*kind, rows.get(kind))]


def curves_of(part: Part) -> Mapping[str, Curve]:
    """The curves in use for one part, by what they are about; what has none stays as it is. One query."""
    return {row.about: _curve(row) for row in OwnCurve.objects.filter(part=part, is_in_use=True, base=base_of(part))}


def curve_of_pairs() -> Curve:
    """What people's decisions make of how surely two texts tell of the same."""
    return curves_of(Part.SAME).get(SAME, IDENTITY)


def is_shown_anyway(name: str) -> bool:
    """Whether it is of the share that no curve leaves out; drawn by what it is called, so always the same."""
    return hash_of(f"shown|{name}") % SHOWN_ONE_IN == 0


def without_refuted(findings: Iterable[Finding], curves: Mapping[str, Curve], *, text: str) -> tuple[Finding, ...]:
    """The findings in a text without those of which people hardly ever agreed; what is told of the rest stays.

    Certainties are kept as the machine said them: the next curve is fitted to those.
    """
    return tuple(
        one
        for one in findings
        if one.ground in ALWAYS_SHOWN
        or one.ground not in curves
        or curves[one.ground](one.certainty, signs_of_finding(one, text)) >= LEFT_ALONE_BELOW
    )


def is_followed(row: OwnCurve) -> bool:
    """Whether it is in use, and was made of certainties such as there are today."""
    return row.is_in_use and row.base == base_of(Part(row.part))


def _curve(row: OwnCurve | None) -> Curve:
    return Curve(row.slope, row.offset, row.weights) if row is not None and is_followed(row) else IDENTITY


def _decisions(part: Part, about: str, row: OwnCurve | None) -> QuerySet[OwnExample]:
    """Decisions that count: on what was proposed with a certainty of today, since the curve was last taken back."""
    told = OwnExample.objects.filter(part=part, proposed=about, certainty__gt=0, base=base_of(part)).exclude(
        wording__text=""
    )
    return told.filter(at__gt=row.taken_back_at) if row is not None and row.taken_back_at else told


def _has_news(part: Part, about: str, row: OwnCurve | None) -> bool:
    """The same decisions would only make the same curve again."""
    told = _decisions(part, about, row)
    return (told.filter(at__gt=row.made_at) if row is not None else told).exists()


def _learn(part: Part, about: str, row: OwnCurve | None, *, now: datetime) -> OwnCurve:
    trial = try_curve(_load(_decisions(part, about, row), part), before=_curve(row))
    return _keep(part, about, trial, taken_back_at=row.taken_back_at if row is not None else None, now=now)


def _load(decisions: QuerySet[OwnExample], part: Part) -> Sequence[Decided]:
    """The newest of them, oldest first."""
    kept = ("wording__text", "certainty", "is_right", "chosen", "signs", "message__author_id")
    rows = decisions.order_by("-at", "-id").values_list(*kept)
    return [
        # hidden on another ground than the one found is no word against the finding: only «lawful» is
        Decided(text, certainty, chosen != "" if part is Part.DECENCY else is_right, signs, author)
        for text, certainty, is_right, chosen, signs, author in reversed(rows[:MOST_DECISIONS])
    ]


@transaction.atomic
def _keep(part: Part, about: str, trial: Trial, *, taken_back_at: datetime | None, now: datetime) -> OwnCurve:
    """One row a kind: how the last try came out, and the curve in use. Locked: two tries do not cross.

    Where somebody took the curve back meanwhile, the try is forgotten.
    """
    row = OwnCurve.objects.select_for_update().filter(part=part, about=about).first()
    row = row or OwnCurve(part=part, about=about, slope=IDENTITY.slope, offset=IDENTITY.offset)
    if row.taken_back_at != taken_back_at:
        return row
    row.is_in_use, row.base = is_followed(row), base_of(part)
    row.outcome, row.made_at = trial.outcome, now
    row.examples, row.held_out = trial.examples, trial.held_out
    row.figures = {"own": trial.loss, "before": trial.loss_before}
    if trial.outcome is Outcome.BETTER:
        row.slope, row.offset, row.weights = trial.curve.slope, trial.curve.offset, {**trial.curve.weights}
        row.is_in_use = True
    row.save()
    if trial.outcome is Outcome.BETTER:
        details = {
            "because": str(trial.outcome),
            "slope": str(row.slope),
            "offset": str(row.offset),
            "signs": str(len(row.weights)),
        }
        record("use_model", subject=f"curve:{part}:{about}", by=None, now=now, details=details)
    return row

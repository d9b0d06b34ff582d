"""What moderators and clerks decide of findings and of pairs moves from what certainty on the next are proposed.

Pairs: «tells of the same» or «something else» said of a proposed pair. Decency: the ground that a moderator decided by,
or «lawful», of what a rule found; a curve for each ground. A curve is tried against the one in use as models of groups
are, and put in use only where it is better beyond chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from otklik.audit.services import record
from otklik.triage.findings import FOR_A_PERSON_AT_ONCE, GROUNDS, PERSONAL_DATA, Finding
from otklik.triage.learning.comparing import Outcome
from otklik.triage.learning.curves import IDENTITY, Curve, Decided, Trial, try_curve
from otklik.triage.learning.keeping import SAME
from otklik.triage.models import OwnCurve, OwnExample
from otklik.triage.parts import Part

MOST_DECISIONS: Final = 5000
LEFT_ALONE_BELOW: Final = 0.1
"""What people found lawful nine times of ten is no longer put before a moderator."""
ALWAYS_SHOWN: Final = FOR_A_PERSON_AT_ONCE | {PERSONAL_DATA}
"""Whatever people said of others of its kind: missing one of these costs too much."""
_KINDS: Final = ((Part.SAME, SAME), *((Part.DECENCY, ground) for ground in GROUNDS))


def learn_curves(*, now: datetime) -> list[OwnCurve]:
    """Try a curve for pairs and for each ground; keep how each came out, and use what is better. Newest rows."""
    used = {(row.part, row.about): row for row in OwnCurve.objects.filter(is_in_use=True)}
    decided = {kind: _load(*kind) for kind in _KINDS}
    return [
        _keep(*kind, try_curve(told, before=_curve(used.get(kind))), now=now) for kind, told in decided.items() if told
    ]


def curves_of(part: Part) -> Mapping[str, Curve]:
    """The curves in use for one part, by what they are about; what has none stays as it is. One query."""
    return {row.about: _curve(row) for row in OwnCurve.objects.filter(part=part, is_in_use=True)}


def curve_of_pairs() -> Curve:
    """What people's decisions make of how surely two texts tell of the same."""
    return curves_of(Part.SAME).get(SAME, IDENTITY)


def without_refuted(findings: Iterable[Finding], curves: Mapping[str, Curve]) -> tuple[Finding, ...]:
    """The findings without those of which people hardly ever agreed; what is told of the rest stays as it was.

    Certainties are kept as the machine said them: the next curve is fitted to those.
    """
    return tuple(
        one
        for one in findings
        if one.ground in ALWAYS_SHOWN
        or one.ground not in curves
        or curves[one.ground](one.certainty) >= LEFT_ALONE_BELOW
    )


def _curve(row: OwnCurve | None) -> Curve:
    return Curve(row.slope, row.offset) if row is not None else IDENTITY


def _load(part: Part, about: str) -> Sequence[Decided]:
    """The newest decisions on what was proposed with a certainty, oldest first."""
    rows = (
        OwnExample.objects.filter(part=part, proposed=about, certainty__gt=0)
        .exclude(wording__text="")
        .order_by("-at", "-id")
        .values_list("wording__text", "certainty", "is_right", "chosen")[:MOST_DECISIONS]
    )
    return [
        # hidden on another ground than the one found is no word against the finding: only «lawful» is
        Decided(text, certainty, chosen != "" if part is Part.DECENCY else is_right)
        for text, certainty, is_right, chosen in reversed(rows)
    ]


@transaction.atomic
def _keep(part: Part, about: str, trial: Trial, *, now: datetime) -> OwnCurve:
    """One row a kind: how the last try came out, and the curve in use. Locked: two tries do not cross."""
    row = OwnCurve.objects.select_for_update().filter(part=part, about=about).first()
    row = row or OwnCurve(part=part, about=about, slope=IDENTITY.slope, offset=IDENTITY.offset)
    row.outcome, row.made_at = trial.outcome, now
    row.examples, row.held_out = trial.examples, trial.held_out
    row.figures = {"own": trial.loss, "before": trial.loss_before}
    if trial.outcome is Outcome.BETTER:
        row.slope, row.offset, row.is_in_use = trial.curve.slope, trial.curve.offset, True
    row.save()
    if trial.outcome is Outcome.BETTER:
        details = {"because": str(trial.outcome), "slope": str(row.slope), "offset": str(row.offset)}
        record("use_model", subject=f"curve:{part}:{about}", by=None, now=now, details=details)
    return row

"""The models that were made here, as the desk lists them."""

from dataclasses import dataclass
from datetime import datetime

from otklik.triage.learning.versions import SHIPPED, model_in_use
from otklik.triage.learning.words import line_of_curve, lines_of
from otklik.triage.model import load_model
from otklik.triage.models import OwnCurve, OwnModel
from otklik.triage.parts import ModelState

MOST_MODELS = 12


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model: when it was made, from how many examples, how it came out in words."""

    version: str
    state: ModelState
    at: datetime | None
    """When it was made, or asked for; None for the shipped one."""
    examples: int
    lines: tuple[str, ...]
    is_judging: bool
    """It judges now. One in use whose files are broken does not."""
    can_be_used: bool


def list_models() -> list[ModelRow]:
    """The newest first, those that can be used besides, and the shipped one last."""
    used = model_in_use().card.version
    rows = list(OwnModel.objects.order_by("-number")[:MOST_MODELS])
    older = OwnModel.objects.filter(state__in=(ModelState.KEPT, ModelState.IN_USE)).exclude(
        id__in=[row.id for row in rows]
    )
    return [*(_row(row, used=used) for row in (*rows, *older.order_by("-number"))), _shipped_row(used)]


def list_curves() -> list[str]:
    """What people's decisions on pairs and findings have taught, a sentence each."""
    return [line_of_curve(row) for row in OwnCurve.objects.order_by("part", "about")]


def _row(row: OwnModel, *, used: str) -> ModelRow:
    return ModelRow(
        version=row.version,
        state=ModelState(row.state),
        at=row.made_at or row.asked_at,
        examples=row.examples,
        lines=tuple(lines_of(row)[1:]),
        is_judging=row.version == used,
        can_be_used=row.state == ModelState.KEPT,
    )


def _shipped_row(used: str) -> ModelRow:
    version = load_model().card.version
    is_in_use = not OwnModel.objects.filter(state=ModelState.IN_USE).exists()
    return ModelRow(
        version=SHIPPED,
        state=ModelState.IN_USE if is_in_use else ModelState.KEPT,
        at=None,
        examples=0,
        lines=(),
        is_judging=used == version,
        can_be_used=not is_in_use or OwnCurve.objects.filter(is_in_use=True).exists(),
    )

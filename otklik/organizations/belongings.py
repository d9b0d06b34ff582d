"""A registry of what belongs to a body in other rooms: their tables register themselves, this room imports none.

A model with `belonging = Belonging(…)` is found through Django's list of models. So its rows follow the body that
they name (the scope columns), pass to the heir when it is merged, and keep it from being closed.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q

NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Belonging:
    """How the rows of a table belong to a body."""

    body: str = "body"
    """The field that names the body."""
    is_stamped: bool = True
    """Rows carry `municipality` and `founder` of their body, for scopes to ask by."""
    keeps_town: Q | None = None
    """Which rows stay in their own municipality under a body that has none."""
    passes: Q | None = None
    """Which rows go over to the heir; the others stay with the body that they were of."""
    keeps_open: str = ""
    """What rows that pass are called (marked for translation): with them a body is not closed. Empty: they do not."""
    named_by: str = "id"
    """The field by which a person knows a row."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a body still has of one kind: the first few by name, each name once, and how many in all."""

    words: str
    names: tuple[str, ...]
    count: int

    @property
    def are_all_named(self) -> bool:
        """Whether nothing is left unnamed."""
        return self.count <= NAMED_AT_MOST


def list_belongings() -> list[tuple[type[Model], Belonging]]:
    """Every table whose rows belong to bodies."""
    found = [(model, getattr(model, "belonging", None)) for model in apps.get_models()]
    return [(model, belonging) for model, belonging in found if isinstance(belonging, Belonging)]


def list_kept(body_id: int) -> list[Kept]:
    """What keeps a body from being closed; empty where nothing does."""
    kept = []
    for model, belonging in list_belongings():
        if not belonging.keeps_open or belonging.passes is None:
            continue
        rows = model._default_manager.filter(belonging.passes, **{f"{belonging.body}_id": body_id})
        if count := rows.count():
            names = rows.order_by("id").values_list(belonging.named_by, flat=True)[:NAMED_AT_MOST]
            kept.append(Kept(words=belonging.keeps_open, names=tuple(dict.fromkeys(map(str, names))), count=count))
    return kept

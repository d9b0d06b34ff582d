"""Taking an import back: every object as it stood before, unless it was changed or used since."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ManyToOneRel, Model

from otklik.integrations.models import RegisterChange, RegisterImport
from otklik.integrations.models.register import Kind
from otklik.integrations.register.applying import MODELS, let_rows_follow, write_values
from otklik.organizations.models import Body, BodyAncestry
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Page
from otklik.shared.words import marked as _

_CHANGED = _("It was changed after the import.")
_GONE = _("It is not there any more.")
_USED = _("It is used by now: something else refers to it.")
_OF_THE_OBJECT_ITSELF = frozenset({"organizations.BodyAncestry", "pages.PageAddress", "pages.PageSnapshot"})
"""What the system itself keeps beside an object and that goes with it; everything else was somebody's work."""


def undo_changes(register_import: RegisterImport) -> int:
    """Take back what can be, in the caller's transaction; note at the others why not. Returns how many were."""
    changes = list(RegisterChange.objects.filter(register_import=register_import, not_undone=""))
    undone = 0
    for kind in (Kind.EXEMPTION, Kind.PAGE, Kind.BODY):
        of_kind = [change for change in changes if change.kind == kind]
        _find_changed(MODELS[kind], of_kind)
        undone += _restore(MODELS[kind], [one for one in of_kind if not one.is_new and not one.not_undone])
        undone += _take_out(MODELS[kind], [one for one in of_kind if one.is_new and not one.not_undone])
    RegisterChange.objects.bulk_update([one for one in changes if one.not_undone], ["not_undone"], batch_size=1000)
    return undone


def _find_changed(model: type[Model], changes: Iterable[RegisterChange]) -> None:
    """Note at each change whether its object still has the values that the import gave it."""
    changes = list(changes)
    names = sorted({name for change in changes for name in change.after})
    found = model._default_manager.filter(pk__in=[change.object_id for change in changes]).values("pk", *names)
    standing = {row["pk"]: json.loads(json.dumps(row, cls=DjangoJSONEncoder)) for row in found}
    for change in changes:
        now = standing.get(change.object_id)
        if now is None:
            change.not_undone = _GONE
        elif any(not _is_same(now[name], value) for name, value in change.after.items()):
            change.not_undone = _CHANGED


def _is_same(standing: Any, written: Any) -> bool:
    """Percentages come back with two decimal places however they were written."""
    if isinstance(standing, str) and isinstance(written, str) and standing != written:
        try:
            return float(standing) == float(written)
        except ValueError:
            return False
    return bool(standing == written)


def _restore(model: type[Model], changes: list[RegisterChange]) -> int:
    write_values(model, [(change.object_id, change.before) for change in changes])
    let_rows_follow([change.object_id for change in changes if "founder_id" in change.before])
    note_addresses(Page.objects.filter(id__in=[change.object_id for change in changes if "url" in change.before]))
    return len(changes)


def _take_out(model: type[Model], changes: list[RegisterChange]) -> int:
    """Delete what the import entered and nobody uses."""
    ids = {change.object_id for change in changes}
    while used := _used(model, ids):
        ids -= used
    for change in changes:
        if change.object_id not in ids:
            change.not_undone = _USED
    if model is Body:
        Body.objects.filter(id__in=ids).update(parent=None, founder=None)
        BodyAncestry.objects.filter(descendant_id__in=ids).delete()
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def _used(model: type[Model], ids: set[int]) -> set[int]:
    """Those that anything outside of them refers to, in whatever room."""
    used: set[int] = set()
    hidden = (relation for relation in model._meta.get_fields(include_hidden=True) if relation.auto_created)
    keys = [relation.field for relation in hidden if isinstance(relation, ManyToOneRel)]
    for key in keys:
        other = key.model
        if other._meta.label in _OF_THE_OBJECT_ITSELF:
            continue
        rows = other._default_manager.filter(**{f"{key.name}__in": ids})
        if other is model:
            rows = rows.exclude(pk__in=ids)
        used |= set(rows.values_list(key.attname, flat=True))
    return used

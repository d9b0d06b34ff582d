"""Writing a plan into the register: in bulk, within the caller's transaction."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model
from django.db.models.functions import Now

from otklik.integrations.models.register import Kind
from otklik.integrations.register.planning import Change
from otklik.organizations.models import Body
from otklik.pages.address_book import note_addresses
from otklik.pages.models import Exemption, Page

MODELS: Mapping[Kind, type[Model]] = {Kind.BODY: Body, Kind.PAGE: Page, Kind.EXEMPTION: Exemption}
_REFS = ("founder", "parent", "owner", "body")
_AT_ONCE = 1000
_CLOSURE = """
insert into organizations_bodyancestry (ancestor_id, descendant_id, depth)
with recursive above as (
    select id as ancestor, id as descendant, parent_id as next, 0 as depth from organizations_body where id = any(%s)
    union all
    select body.id, above.descendant, body.parent_id, above.depth + 1
    from above join organizations_body body on body.id = above.next
)
select ancestor, descendant, depth from above on conflict do nothing
"""


def apply_changes(changes: Iterable[Change]) -> list[tuple[Change, int, dict[str, object]]]:
    """Write all of it. Returns each change with the number of its object and the values after, as columns."""
    changes = list(changes)
    numbers = _enter_bodies([change for change in changes if change.kind is Kind.BODY and change.object_id is None])
    done: list[tuple[Change, int, dict[str, object]]] = []
    for kind, model in MODELS.items():
        of_kind = [change for change in changes if change.kind is kind]
        values = [_as_columns(change.after, numbers) for change in of_kind]
        fresh = [pair for pair in zip(of_kind, values, strict=True) if pair[0].object_id is None]
        old = [(change.object_id, after) for change, after in zip(of_kind, values, strict=True) if change.object_id]
        if kind is Kind.BODY:
            ids = [numbers[change.key] for change, _ in fresh]
            write_values(model, [(number, _above(after)) for number, (_, after) in zip(ids, fresh, strict=True)])
            _note_ancestry(ids)
        else:
            made = model._default_manager.bulk_create([model(**after) for _, after in fresh], batch_size=_AT_ONCE)
            ids = [one.pk for one in made]
        done += [(change, number, after) for number, (change, after) in zip(ids, fresh, strict=True)]
        write_values(model, old)
        done += [(change, change.object_id, after) for change, after in zip(of_kind, values, strict=True)
                 if change.object_id]  # fmt: skip
    follow_changes(done)
    return done


def follow_changes(done: Iterable[tuple[Change, int, Mapping[str, object]]]) -> None:
    """What hangs on the changed values: the sphere of cases and pages, and the book of addresses."""
    done = list(done)
    note_addresses(
        Page.objects.filter(
            id__in=[number for change, number, after in done if change.kind is Kind.PAGE and "url" in after]
        )
    )
    let_rows_follow([number for change, number, _ in done if change.kind is Kind.BODY and "founder" in change.before])


def write_values(model: type[Model], rows: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Write these columns of these objects: one statement for all that have the same columns."""
    alike: dict[tuple[str, ...], list[Mapping[str, object]]] = defaultdict(list)
    for number, values in rows:
        if values:
            alike[tuple(values)].append({"id": number, **values})
    types = {field.attname: field.db_type(connection) for field in model._meta.concrete_fields}
    for names, ones in alike.items():
        settings = ", ".join(f"{name} = told.{name}" for name in names)
        columns = ", ".join(f"{name} {types[name]}" for name in names)
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {model._meta.db_table} standing set {settings}"  # noqa: S608 (names of our own columns)
                f" from jsonb_to_recordset(%s::jsonb) as told(id bigint, {columns}) where standing.id = told.id",
                [json.dumps(ones, cls=DjangoJSONEncoder)],
            )


def let_rows_follow(body_ids: Iterable[int]) -> None:
    """Pages, messages and cases of these bodies follow them into another sphere: the worker sees to it, in batches."""
    Body.objects.filter(id__in=list(body_ids)).update(rows_wait_since=Now())


def _enter_bodies(changes: list[Change]) -> dict[str, int]:
    """Enter new bodies, who stands above them still open. Returns the number of each key."""
    fresh = [
        Body(slug=_slug_of(change), **{name: value for name, value in change.after.items() if name not in _REFS})
        for change in changes
    ]
    made = Body.objects.bulk_create(fresh, batch_size=_AT_ONCE)
    return {change.key: body.id for change, body in zip(changes, made, strict=True)}


def _slug_of(change: Change) -> str:
    """The body's word in addresses: its ОГРН, else a mark that the same name and place always give."""
    return str(change.after["ogrn"]) or f"body-{sha256(change.key.encode()).hexdigest()[:12]}"


def _as_columns(values: Mapping[str, object], numbers: Mapping[str, int]) -> dict[str, object]:
    """Bodies by their numbers, whatever the plan calls them by."""
    columns = {name: value for name, value in values.items() if name not in _REFS}
    refs = {name: value for name, value in values.items() if name in _REFS}
    return columns | {f"{name}_id": numbers[ref] if isinstance(ref, str) else ref for name, ref in refs.items()}


def _above(values: Mapping[str, object]) -> dict[str, object]:
    return {name: values[name] for name in ("parent_id", "founder_id")}


def _note_ancestry(body_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSURE, [body_ids])

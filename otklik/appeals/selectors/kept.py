"""What is kept of a case beside it, asked once: most cases have neither notes nor parts nor moved deadlines."""

from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.db.models.fields.reverse_related import ForeignObjectRel

from otklik.appeals.models import Appeal


@cache
def kinds_of_rows() -> dict[str, list[tuple[str, str]]]:
    """By the name of a model, of this room or of one above it: table and column by which its rows name a case."""
    found: dict[str, list[tuple[str, str]]] = {}
    for relation in Appeal._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            meta, column = relation.related_model._meta, relation.field.column
            found.setdefault(str(meta.model_name), []).append((meta.db_table, str(column)))
    return found


def kinds_kept() -> RawSQL:
    """For a query of cases: the models that have rows of the case.

    One look into an index for each, without a round trip of its own.
    """
    return RawSQL(_sql(), [], output_field=ArrayField(TextField()))  # noqa: S611 (the words are our tables')


@cache
def _sql() -> str:
    asked = ", ".join(
        "case when "
        + " or ".join(f"exists (select from {table} r where r.{column} = appeals_appeal.id)" for table, column in where)
        + f" then '{name}' end"
        for name, where in sorted(kinds_of_rows().items())
    )
    return f"array_remove(array[{asked}], null)"

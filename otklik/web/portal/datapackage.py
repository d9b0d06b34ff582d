"""`datapackage.json`: the same files in the words of Frictionless Data, so that its tools read them with their types.

https://specs.frictionlessdata.io/tabular-data-package/
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from otklik.publication.open_data.files import list_made_files
from otklik.publication.open_data.tables import SCHEMA_VERSION, Column
from otklik.web.portal.open_data import LICENCE, FileShown, list_files
from otklik.web.portal.register import load_register
from otklik.web.reading_order import shown_json

_TRUTH: Final = {"boolean": {"trueValues": ["yes"], "falseValues": ["no"]}}


@require_safe
def datapackage(request: HttpRequest) -> HttpResponse:
    """What files there are, with types of their columns; of tables the CSV."""
    kinds = {one.name: {column.name: column for column in one.columns} for one in list_made_files()}
    register = load_register()
    told = {
        "profile": "tabular-data-package",
        "name": "otklik",
        "title": gettext("Public bodies, their official pages, published cases and answer times"),
        "version": SCHEMA_VERSION,
        "created": register.read_at,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            _resource(one, kinds.get(one.name, {})) for one in list_files(register) if one.name.endswith(".csv")
        ],
    }
    answer = shown_json(told)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _resource(one: FileShown, kinds: dict[str, Column]) -> dict[str, object]:
    return {
        "name": one.name.removesuffix(".csv"),
        "title": one.title,
        "profile": "tabular-data-resource",
        "path": one.url,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "schema": {
            "fields": [_field(name, meaning, kinds.get(name)) for name, meaning in one.columns],
            "missingValues": [""],
        },
    }


def _field(name: str, meaning: str, column: Column | None) -> dict[str, object]:
    kind = column.kind if column else "string"
    return {"name": name, "type": kind, "description": meaning, **_TRUTH.get(kind, {})}

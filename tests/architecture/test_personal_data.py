"""docs/personal-data.md decides about every column that could hold something of a person."""

import re
from pathlib import Path

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "personal-data.md"
PEOPLE = {"organizations.Staff", "residents.NetworkAccount"}
HOLDS_ANYTHING = (
    ArrayField,
    models.BinaryField,
    models.CharField,
    models.FileField,
    models.GenericIPAddressField,
    models.JSONField,
    SearchVectorField,
    models.TextField,
)


def test_it_decides_about_every_column_that_could_hold_something_of_a_person() -> None:
    named = re.findall(r"^(?:\| |- )`([a-z]+\.\w+\.\w+)`", REGISTER.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == _columns_to_decide_about()


def _columns_to_decide_about() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("otklik.")]
    return {
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.local_fields
        if _leads_to_a_person(field) or (isinstance(field, HOLDS_ANYTHING) and not field.choices)
    }


def _leads_to_a_person(field: "models.Field[object, object]") -> bool:
    target = field.related_model
    return isinstance(target, type) and target._meta.label in PEOPLE

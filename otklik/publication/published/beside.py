"""Published cases that tell of much the same as another one: of its tags and topic, in its street, in its words."""

import re
from functools import reduce
from operator import or_
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, F, FloatField, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Coalesce

from otklik.appeals.searching import words_to_find
from otklik.appeals.tag_names import tag_key
from otklik.publication.models import PublishedCase
from otklik.publication.published.selectors import PublicCase, row_of

MOST: Final = 3
LOOKED_AT: Final = 100
"""The newest of the topic: what is older is hardly of the same."""
_MOST_WORDS: Final = 24
_WORD: Final = re.compile(r"\w{4,}")
"""Shorter words tell little."""


def list_beside(case: PublicCase, *, at_most: int = MOST) -> list[PublicCase]:
    """Those that share a tag or the group of topics. One query.

    First what shares most tags, then what is of the same group, lies in the same street, shares most words.
    """
    recent = _newest(case)
    if recent is None:
        return []
    keys = [tag_key(one) for one in case.tags]
    of_topic = _of_topic(case)
    words = list(dict.fromkeys(_WORD.findall(words_to_find(case.text))))[:_MOST_WORDS]
    told = SearchQuery(" | ".join(f"'{word}'" for word in words), search_type="raw", config="simple")
    alike = SearchRank(F("search"), told) if words else Value(0.0)
    here = Q(town=case.town, street=case.street) if case.street else Q(pk__in=[])
    found = PublishedCase.objects.filter(recent).annotate(
        shared=_count_shared(keys) if keys else Value(0),
        is_same=Case(When(of_topic, then=True), default=False, output_field=BooleanField()),
        is_here=Case(When(here, then=True), default=False, output_field=BooleanField()),
        alike=Coalesce(alike, 0.0, output_field=FloatField()),
    )
    return [row_of(one) for one in found.order_by("-shared", "-is_same", "-is_here", "-alike", "-id")[:at_most]]


def _of_topic(case: PublicCase) -> Q:
    if case.group_code:
        return Q(group_code=case.group_code)
    return Q(topic=case.topic) if case.topic else Q(pk__in=[])


def _newest(case: PublicCase) -> Q | None:
    """The newest of the topic, and the newest that share a tag; None where neither says anything."""
    others = PublishedCase.objects.exclude(number=case.number).order_by("-id").values("id")
    parts = []
    if case.group_code or case.topic:
        parts.append(Q(id__in=others.filter(_of_topic(case))[:LOOKED_AT]))
    if case.tags:
        parts.append(Q(id__in=others.filter(tag_keys__overlap=[tag_key(one) for one in case.tags])[:LOOKED_AT]))
    return reduce(or_, parts) if parts else None


def _count_shared(keys: list[str]) -> Func:
    """How many of these tags a case bears."""
    return Func(
        F("tag_keys"),
        Value(keys, output_field=ArrayField(TextField())),
        template="cardinality(array(select unnest(%(expressions)s)))",
        arg_joiner="::text[]) intersect select unnest(",
        output_field=IntegerField(),
    )

"""Published cases that tell of much the same as another one: of its topic, in its street, in its words."""

import re
from typing import Final

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, F, FloatField, Q, Value, When
from django.db.models.functions import Coalesce

from otklik.appeals.searching import words_to_find
from otklik.publication.models import PublishedCase
from otklik.publication.public_selectors import PublicCase, row_of

MOST: Final = 3
LOOKED_AT: Final = 100
"""The newest of the topic: what is older is hardly of the same."""
_MOST_WORDS: Final = 24
_WORD: Final = re.compile(r"\w{4,}")
"""Shorter words tell little."""


def list_beside(case: PublicCase, *, at_most: int = MOST) -> list[PublicCase]:
    """Those of the same group of topics, first what lies in the same street, then what shares most words. One query."""
    if not (case.group_code or case.topic):
        return []
    same = Q(group_code=case.group_code) if case.group_code else Q(topic=case.topic)
    recent = PublishedCase.objects.filter(same).exclude(number=case.number).order_by("-id").values("id")[:LOOKED_AT]
    words = list(dict.fromkeys(_WORD.findall(words_to_find(case.text))))[:_MOST_WORDS]
    told = SearchQuery(" | ".join(f"'{word}'" for word in words), search_type="raw", config="simple")
    alike = SearchRank(F("search"), told) if words else Value(0.0)
    here = Q(town=case.town, street=case.street) if case.street else Q(pk__in=[])
    found = PublishedCase.objects.filter(id__in=recent).annotate(
        is_here=Case(When(here, then=True), default=False, output_field=BooleanField()),
        alike=Coalesce(alike, 0.0, output_field=FloatField()),
    )
    return [row_of(one) for one in found.order_by("-is_here", "-alike", "-id")[:at_most]]

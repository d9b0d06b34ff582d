"""The nearest answered cases: for «why», and for whoever writes an answer to the same question again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.duplicates.matching.compare import similarity_of_matter
from otklik.duplicates.matching.texts import ParsedText, read_text
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked

_RAREST: Final = 6
_LOOKED_AT: Final = 60
LEAST: Final = 0.5
"""Less alike than this is no help."""


@dataclass(frozen=True, slots=True)
class AnsweredCase:
    """A case that was answered and tells of a like matter, wherever and whenever it was."""

    id: int
    number: int
    title: str
    body: str
    answered_at: datetime
    certainty: float
    """How alike the matter is, 0…1; the place counts a little."""


def list_alike_answered(viewer: Viewer, number: int, *, at_most: int = 3) -> tuple[AnsweredCase, ...]:
    """Answered cases of a like matter that this person may see, the most alike first.

    The newest with one of the rarest words, by the stored search vector, or with the same topic; then compared.
    """
    appeal = Appeal.objects.filter(number=number).only("id", "title", "typed_text", "topic").first()
    if appeal is None:
        return ()
    reading = read_text(_text_of(appeal))
    words = sorted(reading.words, key=lambda word: (-reading.words[word], word))[:_RAREST]
    if not words:
        return ()
    query = SearchQuery(" | ".join(f"'{word}'" for word in words), search_type="raw", config="simple")
    said_or_sorted_alike = Q(search=query) if appeal.topic_id is None else Q(search=query) | Q(topic=appeal.topic_id)
    answered = Appeal.objects.filter(within(viewer.scope(Right.SEE_CASES))).filter(said_or_sorted_alike)
    answered = answered.filter(state__in=(State.ANSWERED, State.CLOSED), final_answered_at__isnull=False)
    rows = answered.exclude(id=appeal.id).select_related("body").defer("search", "decided_by").order_by(F("id").desc())
    found = [_answered_case(one, reading) for one in rows[:_LOOKED_AT]]
    return tuple(
        sorted((one for one in found if one.certainty >= LEAST), key=lambda one: (-one.certainty, -one.id))[:at_most]
    )


def _answered_case(other: Appeal, reading: ParsedText) -> AnsweredCase:
    return AnsweredCase(
        id=other.id,
        number=other.number,
        title=masked(other.title),
        body=other.body.short_name,
        answered_at=other.final_answered_at or other.changed_at,
        certainty=similarity_of_matter(reading, read_text(_text_of(other))),
    )


def _text_of(appeal: Appeal) -> str:
    return appeal.typed_text or appeal.title
